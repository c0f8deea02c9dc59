"""A desk behind a real server on a free port of this machine, for tests and pictures."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from svod.present.cli_serve import listen
from svod.present.web.app import make_app
from svod.present.web.desk import Desk


@contextmanager
def serving(desk: Desk, **settings: Any) -> Iterator[str]:
    """The address of the desk for as long as it is needed; `settings` are uvicorn's."""
    with listen(0) as listener:
        server = uvicorn.Server(uvicorn.Config(make_app(desk), log_level="critical", ws="none", **settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
