"""Findings on their way between processes; versions told without loading a pack."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import svod
from svod import records
from svod.ingest import Options, ingest, make_article
from svod.packs import ActorsFile, find_version, load_pack
from svod.records import Article
from svod.work import Reader, cached_pack, examine, field_getters, pack, unpack

SAMPLE = sorted((Path(svod.__file__).parent / "sample").glob("*.txt"))
OWN = (ActorsFile("own.toml", '[[person]]\nname = "Дометий Ковыль"\n'),)


def test_what_is_packed_comes_out_equal() -> None:
    articles = [item for item in ingest(SAMPLE[:3], Options()) if isinstance(item, Article)]
    for article in [*articles, make_article("none", "text", lang="xx")]:
        findings = examine(article, Reader())
        assert unpack(pack(findings)) == findings
        assert repr(unpack(pack(findings))) == repr(findings)


def test_every_kind_of_record_is_taken_apart_by_its_fields() -> None:
    kinds = {kind for name in records.__all__ if is_dataclass(kind := getattr(records, name))}
    assert {kind for kind in kinds if len(fields(kind)) > 1} == set(field_getters())


def test_a_version_is_known_before_its_pack_is_loaded() -> None:
    assert find_version("ru") == load_pack("ru").version
    assert find_version("ru", OWN) == load_pack("ru", OWN).version != find_version("ru")
    cached_pack.cache_clear()
    assert find_version("ru", OWN) in Reader(OWN).version("ru")
    assert cached_pack.cache_info().misses == 0
    assert Reader().version("xx").endswith("/no-pack")
