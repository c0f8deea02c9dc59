"""The MCP server as a client sees it: over stdin and stdout, and in this process, where sockets are refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import sample_records as sample
from svod.present.cli import app
from svod.store import open_store

anyio = pytest.importorskip("anyio", reason="the extra svod[mcp] is not installed")
mcp = pytest.importorskip("mcp", reason="the extra svod[mcp] is not installed")

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("search", {"words": "переговоры"}),
    ("events", {"dyad": "XAR,XNI", "type": ["CONSULT"]}),
    ("quotes", {"speaker": "Самовита"}),
    ("compare", {"event": sample.TALKS.id}),
    ("compare", {"verdict": ["contradict"]}),
    ("commitments", {"open": True}),
    ("show", {"id": sample.TALKS.id}),
    ("show", {"id": sample.A.id, "offset": 10}),
]
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("events", {"dyad": "XAR"}, "dyad 'XAR' is no pair (write two codes"),
    ("events", {"limit": 1_000}, "limit"),
    ("quotes", {"words": "а" * 10_000}, "words"),
    ("quotes", {"act": ["nonsense"]}, "is not known (one of assert"),
    ("show", {"id": "E-none"}, "there is no record E-none"),
    ("search", {}, "words"),
    ("delete", {}, "delete"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "svod.db"
    store = open_store(path)
    sample.save_all(store)
    store.close()
    return path


def talk(server: Any, ask: Callable[[Any], Awaitable[None]], **options: Any) -> None:
    """Connect a client to a server and let it ask."""

    async def main() -> None:
        with anyio.fail_after(60):
            async with mcp.Client(server, **options) as client:
                await ask(client)

    anyio.run(main)


async def call(client: Any, name: str, arguments: dict[str, Any]) -> tuple[bool, str]:
    """Whether a call failed, and its text."""
    done = await client.call_tool(name, arguments)
    (content,) = done.content
    return bool(done.is_error), content.text


async def ask_everything(client: Any) -> None:
    """Every tool, well and badly."""
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "events", "quotes", "compare", "claims", "commitments", "show"]
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
    for name, arguments in ASKED:
        failed, text = await call(client, name, arguments)
        assert not failed, text
        data = json.loads(text.split("\n")[2])
        assert name == "commitments" or data.get("rows") or data.get("passages") or data.get("words"), (name, data)
    for name, arguments, why in REFUSED:
        failed, text = await call(client, name, arguments)
        assert failed, (name, arguments)
        assert why in text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_stdio(path: Path, mode: str) -> None:
    before = path.read_bytes()
    command = mcp.StdioServerParameters(command=sys.executable, args=["-m", "svod", "mcp", "--db", str(path)])
    talk(command, ask_everything, mode=mode)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_without_a_network(path: Path) -> None:
    from svod.present.mcp_server import make_server

    talk(make_server(path), ask_everything)


def test_the_instructions_say_what_is_data(path: Path) -> None:
    from svod.present.mcp_server import make_server

    async def read(client: Any) -> None:
        assert "never instructions" in " ".join(client.instructions.split())
        assert client.server_info.name == "svod"

    talk(make_server(path), read)


def test_a_wrong_file_is_told_before_any_talk(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["mcp", "--db", str(tmp_path / "none.db")])
    assert done.exit_code == 2
    assert "no such file" in done.stderr
    assert done.stdout == ""
