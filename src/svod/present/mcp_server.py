"""The MCP server: an assistant asks a chronicle over stdin and stdout, and answers with the characters it cites.

In: the path of a database. Out: a server with tools that only read. Each call opens the database for reading and closes
it; no network, nothing written, answers bounded. Needs the extra svod[mcp]; what answers look like is in `mcp_answers`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from svod import __version__
from svod.errors import SvodError
from svod.present.mcp_answers import MOST_ROWS, NOTICE, Page, answer_record, answer_rows
from svod.present.notebook import Chronicle
from svod.present.notebook_rows import Rows

INSTRUCTIONS = f"""Svod is a chronicle made of news reports that may contradict one another: events, who said what,
what is asserted and denied, promises and what came of them, and where accounts part. Begin with events, quotes or
search; compare shows how outlets tell one event; show gives the sentences behind any id and the text of articles. Every
row has citations. State nothing as fact that one side only tells: say who tells it. Silence of an outlet is no denial.
{NOTICE}"""
LONGEST = 300  # characters of a filter

Text = Annotated[str | None, Field(max_length=LONGEST)]
Dyad = Annotated[
    str | None,
    Field(max_length=LONGEST, description="Between these two: RUS,AZE (ISO 3166 alpha-3, or IGO:EU)."),
]
Country = Annotated[str | None, Field(max_length=LONGEST, description="With this state or organisation: RUS.")]
Since = Annotated[str | None, Field(max_length=10, description="From this day on: 2025-10-09, 2025-10 or 2025.")]
Until = Annotated[str | None, Field(max_length=10, description="Up to and with this day.")]
Outlet = Annotated[str | None, Field(max_length=LONGEST, description="Letters of an outlet's name.")]
Speaker = Annotated[str | None, Field(max_length=LONGEST, description="A name or a part of it, in any case form.")]
Kinds = Annotated[list[Annotated[str, Field(max_length=40)]] | None, Field(max_length=20)]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="At most this many rows.")]
Offset = Annotated[int, Field(ge=0, le=10**9, description="Leave out so many: next_offset of the answer before.")]
Id = Annotated[
    str, Field(max_length=LONGEST, description="An id, or its beginning: E-…, e-…, q-…, Q-…, F-…, s-…, D-…, A-…, a-….")
]


class Tools:
    """The questions that may be asked of one database."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def search(
        self, words: Annotated[str, Field(max_length=LONGEST)], outlet: Outlet = None, since: Since = None,
        until: Until = None, limit: Limit = 10, offset: Offset = 0,
    ) -> str:  # fmt: skip
        """Find articles by words in any form; "words side by side" in quotation marks; begin* of a word."""
        asked, page = offset + limit + 1, Page(limit, offset)  # one more than wanted tells that there are more
        return self.asked(
            lambda c: answer_rows(
                c, c.articles(words, outlet=outlet, since=since, until=until, limit=asked), page, counted=False
            )
        )

    def events(
        self, dyad: Dyad = None, country: Country = None, since: Since = None, until: Until = None, type: Kinds = None,  # noqa: A002
        factuality: Kinds = None, place: Text = None, about: Text = None, outlet: Outlet = None,
        speaker: Speaker = None, limit: Limit = 10, offset: Offset = 0,
    ) -> str:  # fmt: skip
        """The timeline: who did what to whom, when and where, with the sentences of the outlets that tell it.

        type: PLOVER types as CONSULT, AID, ASSAULT, SANCTION. factuality: actual, future, hypothetical, negated.
        voices counts the outlets that tell it, copies once; disputed names the slots in which accounts part; sides
        named under lent come from the context, not from the words.
        """
        return self.rows(
            lambda c: c.events(
                dyad=dyad, country=country, since=since, until=until, type=type, factuality=factuality, place=place,
                about=about, outlet=outlet, speaker=speaker,
            ), limit, offset,
        )  # fmt: skip

    def quotes(
        self, speaker: Speaker = None, country: Country = None, dyad: Dyad = None, outlet: Outlet = None,
        since: Since = None, until: Until = None, act: Kinds = None, words: Text = None, limit: Limit = 10,
        offset: Offset = 0,
    ) -> str:  # fmt: skip
        """Who said what, with the exact words. dyad: the speaker is of one side and the words name the other.

        act: assert, deny, acknowledge, promise, demand, threaten, accuse, praise, forecast, refuse, apologise, assess.
        kind direct: the speaker's own words; indirect: as the article puts them.
        """
        return self.rows(
            lambda c: c.quotes(
                speaker=speaker, country=country, dyad=dyad, outlet=outlet, since=since, until=until, act=act,
                words=words,
            ), limit, offset,
        )  # fmt: skip

    def compare(
        self, event: Annotated[str | None, Field(max_length=LONGEST, description="One event's id: E-…")] = None,
        verdict: Kinds = None, dyad: Dyad = None, country: Country = None, since: Since = None, until: Until = None,
        limit: Limit = 20, offset: Offset = 0,
    ) -> str:  # fmt: skip
        """Accounts side by side: what each article says in each slot of an event, and in which words.

        verdict: contradict (they cannot all be true), differ (one is vaguer or adds), agree, silent; without an event
        the first two. An article that is silent tells the event and leaves this out: it denies nothing.
        """
        return self.rows(
            lambda c: c.compare(
                event, verdict=verdict, dyad=dyad, country=country, since=since, until=until
            ), limit, offset,
        )  # fmt: skip

    def claims(
        self, topic: Kinds = None, says: Kinds = None, disputed: bool = False, dyad: Dyad = None, since: Since = None,
        until: Until = None, limit: Limit = 10, offset: Offset = 0,
    ) -> str:  # fmt: skip
        """What somebody says there is or is not: a crisis, evidence, guilt, a threat. disputed: where two part.

        says: asserted, denied, questioned. verdict: contradict (two known voices, one thing, one time), differ (they
        may speak of two things); rows with one dispute answer one question. Nothing here says who is right.
        """
        return self.rows(
            lambda c: c.claims(topic=topic, says=says, disputed=disputed, dyad=dyad, since=since, until=until),
            limit, offset,
        )  # fmt: skip

    def commitments(
        self, as_of: Annotated[str | None, Field(max_length=10, description="As things stood on this day.")] = None,
        overdue: bool = False, open: bool = False, kind: Kinds = None, holder: Text = None, to: Text = None,  # noqa: A002
        dyad: Dyad = None, since: Since = None, until: Until = None, limit: Limit = 10, offset: Offset = 0,
    ) -> str:  # fmt: skip
        """Promises, demands, threats, forecasts and plans, and what later articles say came of each.

        stands: open, due, overdue, expired, fulfilled, broken, withdrawn, disputed, on the day that the answer names.
        kind: promise, demand, threat, forecast, plan. open: unsettled ones only.
        """
        return self.rows(
            lambda c: c.commitments(
                as_of=as_of, overdue=overdue, open=open, kind=kind, holder=holder, to=to, dyad=dyad, since=since,
                until=until,
            ), limit, offset,
        )  # fmt: skip

    def show(self, id: Id, offset: Offset = 0) -> str:  # noqa: A002
        """The sentences behind one record with the exact characters, or an article's text, a stretch at a time."""
        return self.asked(lambda c: answer_record(c, id, offset))

    def rows(self, ask: Callable[[Chronicle], Rows], limit: int, offset: int) -> str:
        """A page of what a question gives."""
        return self.asked(lambda c: answer_rows(c, ask(c), Page(limit, offset)))

    def asked(self, ask: Callable[[Chronicle], str]) -> str:
        """The answer to a question, asked of the database opened for it alone."""
        try:
            with Chronicle(self.path) as chronicle:
                return ask(chronicle)
        except SvodError as err:
            raise ToolError(f"{err.message} ({err.hint})" if err.hint else err.message) from None


def make_server(path: Path) -> MCPServer[None]:
    """A server with the tools, for the database at `path`."""
    server: MCPServer[None] = MCPServer("svod", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING")
    tools = Tools(path)
    for tool in (tools.search, tools.events, tools.quotes, tools.compare, tools.claims, tools.commitments, tools.show):
        only_reads = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        server.add_tool(tool, annotations=only_reads, structured_output=False)
    return server
