"""Who acts on whom in the desk: every edge and cell leads to its events, the same picture each time."""

from __future__ import annotations

import csv
import io
import json

import pytest
from desk_client import Client

import sample_records as sample
from svod.present.charts import draw
from svod.present.charts_network import Node, draw_network, find_periods, make_arrow, place_nodes
from svod.relate.network import Deed, Edge, find_edges


def deed(event: str, day: str, score: float, *pairs: tuple[str, str]) -> Deed:
    return Deed(event, day, day, score, 1.0, 1, frozenset(pairs))


DEEDS = (
    deed("E-1", "2031-05-10", -6.0, ("ARD", "NIM")), deed("E-2", "2031-06-02", 2.5, ("ARD", "NIM"), ("NIM", "ARD")),
    deed("E-3", "2031-06-03", 7.0, ("NIM", "KOV")),
)  # fmt: skip
NODES = tuple(Node(n, n.title(), f"/actors?country={n}") for n in ("ARD", "NIM", "KOV"))


def test_an_edge_leads_to_its_events_and_back(client: Client) -> None:
    page = client.page("/network")
    assert page.xpath("//details//tbody/tr/td/a/text()") == ["1", "1"]
    (there, _) = page.xpath("//details//tbody/tr/td/a/@href")
    edge = client.page(there)
    assert edge.xpath("//section[@id='edge']//a[@class='self']/@href") == [f"/event/{sample.TALKS.id}"]
    assert "В ответ:" in edge.xpath("string(//section[@id='edge'])")
    assert client.page("/network?edge=XAR,XQQ").xpath("//section[@id='edge']") == []


def test_a_cell_of_the_matrix_has_number_and_mean(client: Client) -> None:
    page = client.page("/matrix")
    cells = page.xpath("//table[@class='square']//td/a")
    said = [" ".join(c.xpath("string()").split()) for c in cells]
    assert said == ["XAR → XNI: +4,0 n 1", "XNI → XAR: +4,0 n 1"]
    assert client.page(cells[0].get("href")).xpath("//section[@id='edge']//a[@class='self']")


def test_persons_stand_beside_states(client: Client) -> None:
    assert client.get("/network?level=persons").status_code == 200
    assert client.get("/network?level=cities").status_code == 400
    assert "Событий между ними нет." in client.words("/network?since=2030")


@pytest.mark.parametrize("view", ["network", "matrix"])
def test_it_is_saved_as_rows_and_pictures(client: Client, view: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/{view}.csv").text.lstrip("\ufeff"))))
    assert [(r["source"], r["target"], r["n"]) for r in rows] == [("XAR", "XNI", "1"), ("XNI", "XAR", "1")]
    assert client.get(f"/{view}.svg").content[:4] == b"<svg"
    assert client.get(f"/{view}.png").content[:4] == b"\x89PNG"


def test_the_picture_is_the_same_each_time() -> None:
    lead = lambda a, b: f"/network?edge={a},{b}"  # noqa: E731
    periods = find_periods(DEEDS)
    spec = draw_network(NODES, find_edges(DEEDS), DEEDS, periods, lead)
    assert json.dumps(spec) == json.dumps(draw_network(NODES, find_edges(DEEDS), DEEDS, periods, lead))
    first, again = (draw(spec, "svg").decode() for _ in range(2))
    assert first == again
    assert first.count('href="/network?edge=') == 3
    assert "Ard → Nim: событий 2, средний балл −1,8, голосов 2" in first


def test_the_slider_counts_only_its_months() -> None:
    spec = dict(draw_network(NODES, find_edges(DEEDS), DEEDS, find_periods(DEEDS), lambda a, b: "/"))
    spec["signals"] = [s | {"value": 1} if s["name"] == "from" else s for s in spec["signals"]]
    drawn = draw(spec, "svg").decode()
    assert "событий 1" in drawn
    assert "событий 2" not in drawn


def test_all_before_the_first_articles_is_one_position() -> None:
    old = deed("E-0", "1301-01-01", -9.0, ("ARD", "NIM"))
    assert find_periods([old, *DEEDS], "2031-01-15") == ("1301-01", "2031-05", "2031-06")
    assert find_periods(DEEDS, "") == ("2031-05", "2031-06")


def test_neighbours_are_who_have_most_to_do_with_one_another() -> None:
    edges = (Edge("A", "C", -1.0, 5, ("1", "2", "3")), Edge("B", "D", 1.0, 1, ("4",)))
    spots = place_nodes(["A", "B", "C", "D"], edges)
    ring = sorted(spots, key=lambda n: spots[n])
    assert len(set(spots.values())) == 4
    assert abs(spots["A"][0] - spots["C"][0]) + abs(spots["A"][1] - spots["C"][1]) < 2 * 235 + 10, ring


def test_an_arrow_and_the_one_back_are_apart() -> None:
    there, back = make_arrow((0, 0), (100, 0)), make_arrow((100, 0), (0, 0))
    assert there["path"] != back["path"]
    assert "16.0" in there["path"]
    assert "-16.0" in back["path"]
