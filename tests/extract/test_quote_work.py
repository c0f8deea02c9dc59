"""Reading quotes takes work in proportion to the text, however many quotation marks it has: steps counted, not time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from svod.extract.quote_extents import clause_end, outside_marks
from svod.extract.quote_marks import find_stretches
from svod.extract.quote_seams import find_units
from svod.extract.quotes import make_scene
from svod.packs import Pack
from svod.read import read
from svod.records import Article

RUNS = {
    "opening only": "«",
    "opening and a word": "« слово ",
    "low opening": "„слово ",
    "straight": '"слово ',
    "closing only": "слово» — ",
    "pairs": "«слово» ",
    "pairs without a space": "«»",
    "lines left open": "«слово\n",
    "lines closed later": "сказал: «слово\nслово»\n",
    "orphans in sentences": "Слово слово» — сказал он. ",
    "broken by a cue": "«Порт закрыт, — сказал он. — ",
}


def steps(job: Callable[[], object]) -> int:
    """How many bytecode steps a call takes."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Callable[..., object]:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        job()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("run", RUNS)
def test_marks_take_work_in_proportion(run: str) -> None:
    once, more = (steps(partial(find_stretches, RUNS[run] * n)) for n in (200, 800))
    assert more < once * 5


def test_nested_marks_take_work_in_proportion() -> None:
    once, more = (steps(partial(find_stretches, "«" * n + "да" + "»" * n)) for n in (200, 800))
    assert more < once * 5


@pytest.mark.parametrize("sentence", ["«Порт закрыт», — сказал Петров. ", "Он сказал, что «порт «Север» закрыт». "])
def test_extents_take_work_in_proportion(sentence: str, pack: Pack) -> None:
    once, more = (extent_steps(sentence * n, pack) for n in (30, 120))
    assert more < once * 5


def test_marks_inside_marks_are_passed_over_once(pack: Pack) -> None:
    once, more = (extent_steps("Он сказал, что " + "«" * n + "порт" + "»" * n + ".", pack) for n in (30, 120))
    assert more < once * 5


def extent_steps(text: str, pack: Pack) -> int:
    """The steps of finding where the words of every cue end."""
    scene = make_scene(read(Article("a-x", "x", None, None, "2024-05-16", "ru", None, text, ""), pack), pack)
    places = [(u, c) for u in find_units(scene) for c in scene.cues_in(u.first, u.last)]

    def job() -> None:
        for unit, cue in places:
            clause_end(scene, unit, cue, cue.last)
            outside_marks(scene, cue.last, unit.last)

    return steps(job)
