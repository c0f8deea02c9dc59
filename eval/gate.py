"""The quality gate: scores Svod on annotated articles and refuses figures below the floors.

usage: python eval/gate.py [--set dev|train|read|kept|stories-read|stories-kept|names] [--raise] [--errors N]

The annotated articles are not part of this repository: they lie in ../shared/gold where a developer has them. Where
they do not, this says so and passes. `--raise` lifts the floors in floors.toml to what was measured (less a hair for
rounding); it never lowers one: lowering a floor is an edit by hand, with a reason in CHANGELOG.md.

Without --set it scores dev, train and `names`: eval/names.py on factRuEval, with floors of its own in names.toml.

`eval/unseen/` holds annotations of our own, offsets without texts, of 13 articles of ../shared/corpus whose stories are
(but for two) in neither set: they say what to expect of stories never seen. `read` is for reading errors; `kept` is
only scored: whoever writes rules leaves it closed. `stories-read` and `stories-kept` are the same for what articles say
together: of 23 more articles of five stories only the events that two and more tell, with their slots, so that of their
figures those of merging alone mean anything. They have no floors.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
CORPUS = HERE.parents[1] / "shared" / "corpus" / "ru"
SETS = ("dev", "train", "names")
UNSEEN = ("read", "kept", "stories-read", "stories-kept")
SLACK = 0.005


def find_set(name: str) -> tuple[Path, list[Path]]:
    """The annotations of a set, and the articles or folders that they are of."""
    if name not in UNSEEN:
        return GOLD / f"{name}.jsonl", [GOLD / name]
    annotations = HERE / "unseen" / f"{name}.jsonl"
    rows = [json.loads(line) for line in annotations.read_text("utf-8").splitlines()]
    return annotations, [CORPUS / f"{row['article']}.txt" for row in rows if row["kind"] == "article"]


def measure(name: str, errors: int) -> dict[str, dict[str, float]]:
    """Export one gold set and score it with the gold's own scorer; prints the scorer's table."""
    from svod.flow import AddOptions, add
    from svod.present.export import export_records
    from svod.store import open_store

    annotations, articles = find_set(name)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "gold.db"
        with contextlib.closing(open_store(db)) as store:
            for problem in add(articles, store, AddOptions()).problems:
                print(f"problem: {problem.article}: {problem.stage}: {problem.message}")
            export_records(store, Path(folder) / "out.jsonl")
        command = [sys.executable, str(GOLD / "score.py"), str(annotations), f"{folder}/out.jsonl"]
        shown = subprocess.run([*command, "--errors", str(errors)], capture_output=True, text=True, check=True)
        print(shown.stdout)
        figures = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    return dict(json.loads(figures.stdout))


def figure(name: str, row: dict[str, float]) -> float:
    """The one number a floor speaks of: recall for shares and contrast_recall, precision for its twin, else F1."""
    share = ("quotes.kind", "quotes.act", "events.date", "events.factuality", "events.source", "merge.reach")
    if name in share or name == "merge.contrast_recall":
        return row["r"]
    return row["p"] if name == "merge.contrast_precision" else row["f1"]


def compare(name: str, figures: dict[str, dict[str, float]], floors: dict[str, float]) -> list[str]:
    """Say what fell below its floor."""
    return [
        f"{name}: {key} is {figure(key, figures[key]):.3f}, below its floor {floor:.3f}"
        for key, floor in sorted(floors.items())
        if figure(key, figures[key]) < floor
    ]


def gate_names(lift: bool, errors: int) -> list[str]:
    """Score names by the script that has their floors; says so when one is broken."""
    import names

    failed = names.main(["--errors", str(errors), *(["--raise"] if lift else [])])
    return ["names: see above"] if failed else []


def write_floors(floors: dict[str, dict[str, float]]) -> None:
    """Write floors.toml anew, sorted."""
    lines = [
        "# Quality floors on the annotated sets, by the scorer's own names. They may rise and never silently fall.\n"
    ]
    for name in sorted(floors):
        lines.append(f"\n[{name}]\n")
        lines += [f'"{key}" = {value:.3f}\n' for key, value in sorted(floors[name].items())]
    (HERE / "floors.toml").write_text("".join(lines), encoding="utf-8")


def main() -> int:
    """Run the gate; 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=[*SETS, *UNSEEN], action="append", dest="sets")
    parser.add_argument("--raise", action="store_true", dest="lift")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    if not GOLD.is_dir() or not CORPUS.is_dir():
        print("gate: ../shared/gold is not here, so nothing was scored (the annotated articles are others' property)")
        return 0
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    broken: list[str] = []
    for name in options.sets or SETS:
        print(f"== {name}")
        if name == "names":
            broken += gate_names(options.lift, options.errors)
            continue
        figures = measure(name, options.errors)
        if name in UNSEEN:
            continue
        own = floors.setdefault(name, {})
        broken += compare(name, figures, own)
        if options.lift:
            for key, row in figures.items():
                own[key] = max(own.get(key, 0.0), round(figure(key, row) - SLACK, 3))
    if options.lift:
        write_floors(floors)
    print("\n".join(broken) or "gate: every figure is at or above its floor")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
