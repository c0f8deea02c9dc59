"""The command `svod serve`: the desk in a browser, on this machine only.

In: options. Out: a server on loopback until it is interrupted. What it shows is `svod.present.web`'s affair.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Annotated

import typer

from svod.errors import UsageError
from svod.present.cli_options import DEFAULT_DB, Db, Lang, SidesFile, note, parse_lang
from svod.present.outlet_sides import read_sides
from svod.store import load_articles, open_store
from svod.store.settings import last_decision, load_related

HOST = "127.0.0.1"  # never anything else: the desk has no users and no passwords
CONNECTIONS = 64  # at once; more are told to come again
Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="On this port; 0 takes a free one.", metavar="NUMBER")
]
By = Annotated[str, typer.Option("--by", help="Who decides, unless a form says otherwise.", metavar="NAME")]


def serve(
    db: Db = DEFAULT_DB, port: Port = 8765, by: By = "person", lang: Lang = None, sides: SidesFile = None
) -> None:
    """Open the desk: look, compare, correct and cite in a browser.

    It listens on this machine only and asks nothing of any network. Decisions go into the log that svod log shows, and
    accounts are related anew in the background. Ctrl-C ends it.
    """
    import secrets

    import uvicorn

    lang = parse_lang(lang)

    from svod.present.web.app import make_app
    from svod.present.web.desk import Desk
    from svod.present.web.warm import warm
    from svod.relate.outlets import name_outlets, take_sides

    own = read_sides(sides) if sides else None
    with contextlib.closing(open_store(db, create=False)) as store:  # brings an older database up to date
        if own is not None:
            take_sides(name_outlets(load_articles(store)), own)  # says so where they do not fit the articles
        behind = last_decision(store) > load_related(store)
    listener = listen(port)
    note(f"http://{HOST}:{listener.getsockname()[1]}/ — Ctrl-C ends it")
    desk = Desk(db, secrets.token_urlsafe(32), by, lang, own)
    if behind:  # killed after a decision was written and before all was related by it
        desk.relater.ask()
    threading.Thread(target=warm, args=(desk,), name="svod-warm", daemon=True).start()
    app = make_app(desk)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        limit_concurrency=CONNECTIONS, timeout_keep_alive=5, proxy_headers=False, ws="none",
    )  # fmt: skip
    with listener:
        uvicorn.Server(config).run(sockets=[listener])


def listen(port: int) -> socket.socket:
    """A socket on loopback. Raises UsageError where the port is taken or not allowed."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as err:
        listener.close()
        raise UsageError(f"port {port}: {err.strerror}", "choose another: svod serve --port 8766") from err
    return listener
