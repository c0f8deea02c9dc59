"""The command `svod mcp`: the chronicle for an assistant, over stdin and stdout.

In: a database. Out: the Model Context Protocol on stdin and stdout, until stdin ends. Reads only.
"""

from __future__ import annotations

from svod.errors import UsageError
from svod.present.cli_options import DEFAULT_DB, Db
from svod.store import open_store


def mcp(db: Db = DEFAULT_DB) -> None:
    """Let an assistant ask the chronicle (Model Context Protocol, stdin and stdout).

    Tools: search, events, quotes, compare, claims, commitments, show; every answer cites article, outlet, day, address
    and the exact characters. The database is opened for reading only, and nothing is asked of the network. Needs the
    extra: pip install 'svod[mcp]'.
    """
    try:
        from svod.present.mcp_server import make_server
    except ImportError as err:
        raise UsageError("svod mcp needs the library mcp, which is not installed", "pip install 'svod[mcp]'") from err
    open_store(db, write=False).close()  # a wrong file is told here, not in the midst of a talk
    make_server(db).run("stdio")
