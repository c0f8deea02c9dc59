"""The catalogues: the same messages in every language, each of them used, and none missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from svod.present.messages import LANGUAGES, catalogue, count, find_message, keys, known, language, speaking, tell

SRC = Path(str(files("svod.present")))
CALL = re.compile(r"""(?<![.\w])(?:w|word|tell|known|count)\(\s*["']([\w.-]+)["']\s*[,)]""")
PART = re.compile(r"""["']([a-z][\w.-]*[._])(?:["']\s*~|\{)""")  # the beginning of a key that is put together
ANY = re.compile(r"""["'](?:\w+\.)?([\w.-]+)["']""")
FORMS = {"ru": 3, "uk": 3, "en": 2}


def sources() -> Iterator[str]:
    """The files that ask for messages."""
    for pattern in ("*.py", "web/*.py", "templates/*.html", "templates/web/*.html", "templates/web/*.js"):
        for path in sorted(SRC.glob(pattern)):
            yield path.read_text("utf-8")


def whole(key: str) -> str:
    return key if "." in key else f"desk.{key}"


def test_every_language_has_the_same_messages() -> None:
    sets = {lang: set(catalogue(lang)) for lang in LANGUAGES}
    for lang in LANGUAGES:
        assert sets["ru"] ^ sets[lang] == set(), f"ru and {lang} differ"
        assert all(key.count(".") >= 1 for key in sets[lang]), "a key is room.name"


def test_rooms_are_files_of_the_same_name() -> None:
    for lang in LANGUAGES:
        for path in sorted((SRC / "locale" / lang).glob("*.po")):
            ids = re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
            assert {i.split(".")[0] for i in ids} == {path.stem}, path
            assert len(ids) == len(set(ids)), f"{path}: a message twice"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_messages_are_whole(lang: str) -> None:
    """Every form is there, with the same places to fill in as in Russian."""
    for key, message in catalogue(lang).items():
        forms = (message,) if isinstance(message, str) else message
        assert isinstance(message, str) or len(message) == FORMS[lang], key
        assert isinstance(message, str) == isinstance(catalogue("ru")[key], str), key
        base = catalogue("ru")[key]
        wanted = re.findall(r"\{\w*\}", base if isinstance(base, str) else base[-1])
        for form in forms:
            assert form, f"{key} is empty"
            if (lang, form) != ("en", message[0]) or isinstance(message, str):  # English may say "one"
                assert sorted(re.findall(r"\{\w*\}", form)) == sorted(wanted), f"{key}: {form}"


def test_words_are_of_their_language() -> None:
    for lang, foreign in (("en", "[а-яёіїєґА-ЯЁІЇЄҐ]"), ("ru", "[іїєґІЇЄҐ]"), ("uk", "[ыэъёЫЭЪЁ]")):
        found = {
            k: m for k, m in catalogue(lang).items() if re.search(foreign, m if isinstance(m, str) else "".join(m))
        }
        assert found == {}


def test_every_message_asked_for_is_there() -> None:
    asked = {whole(key) for source in sources() for key in CALL.findall(source)}
    assert sorted(asked - set(catalogue("ru"))) == []


def test_no_message_is_unused() -> None:
    text = "\n".join(sources())
    parts = {whole(part) for part in PART.findall(text)}
    written = set(ANY.findall(text))
    for key in catalogue("ru"):
        name = key.split(".", 1)[1]
        assert name in written or any(key.startswith(part) for part in parts), f"{key} is not used"


def test_speaking_holds_only_within() -> None:
    assert language() == "ru"
    with speaking("en"):
        assert tell("desk.find") == "Find"
        with speaking("uk"):
            assert tell("desk.page_of", 1, 2) == "сторінка 1 з 2"
        assert language() == "en"
    assert tell("desk.find") == "Найти"
    with pytest.raises(ValueError, match="no catalogue"), speaking("fr"):
        pass


@pytest.mark.parametrize(
    ("lang", "number", "shown"),
    [("ru", 1, "1 голос"), ("ru", 3, "3 голоса"), ("ru", 11, "11 голосов"), ("ru", 21, "21 голос"),
     ("en", 1, "1 voice"), ("en", 21, "21 voices"), ("en", 0, "0 voices"),
     ("uk", 2, "2 голоси"), ("uk", 5, "5 голосів"), ("uk", 101, "101 голос")],
)  # fmt: skip
def test_counting(lang: str, number: int, shown: str) -> None:
    with speaking(lang):
        assert count("desk.voices", number).replace("\u00a0", " ") == shown


def test_values_are_never_patterns() -> None:
    assert tell("desk.contradiction", "{0} {x}").endswith("{0} {x}")


def test_what_no_language_has_is_a_fault() -> None:
    assert known("desk.no_such_message") is None
    with pytest.raises(KeyError):
        tell("desk.no_such_message")
    with pytest.raises(KeyError):
        count("desk.find", 2)  # it does not count
    assert keys("desk.s_")[0] == "desk.s_in_force"


def test_a_language_falls_back_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page half translated is better than none: what English lacks is said in Russian, with Russian plurals."""
    whole = catalogue("en")
    for key in ("desk.find", "desk.voices"):
        monkeypatch.delitem(whole, key)  # type: ignore[arg-type]
    with speaking("en"):
        assert find_message("desk.find") == ("ru", "Найти")
        assert count("desk.voices", 3) == "3\u00a0голоса"
