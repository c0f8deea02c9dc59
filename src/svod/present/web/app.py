"""The desk put together: addresses, what happens when something goes wrong, and the guard before all of it.

In: a `Desk`. Out: an ASGI application, which uvicorn or a test runs. It opens no socket itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from svod.errors import StoreError, SvodError, UsageError
from svod.present.web import (
    forms,
    layout,
    pages_actors,
    pages_article,
    pages_brief,
    pages_commitments,
    pages_event,
    pages_index,
    pages_lists,
    pages_map,
    pages_network,
    pages_review,
    pages_timeline,
)
from svod.present.web.desk import Desk, TooLong
from svod.present.web.layout import show, word
from svod.present.web.safety import Guard
from svod.present.web.speech import Speech

ROUTES = [
    Route("/", pages_brief.brief),
    Route("/events", pages_lists.events),
    Route("/events.{form:form}", pages_lists.events),
    Route("/event/{id}.{form:form}", pages_event.event),
    Route("/event/{id}", pages_event.event),
    Route("/quotes", pages_lists.quotes),
    *pages_timeline.ROUTES,
    *pages_map.ROUTES,
    Route("/quotes.{form:form}", pages_lists.quotes),
    Route("/search", pages_lists.articles),
    Route("/search.{form:form}", pages_lists.articles),
    Route("/article/{id}", pages_article.article),
    Route("/record/{id}", pages_article.record),
    Route("/go/{id}", pages_article.go),
    *pages_commitments.ROUTES,
    *pages_actors.ROUTES,
    *pages_network.ROUTES,
    *pages_index.ROUTES,
    *pages_review.ROUTES,
    Route("/log", forms.log),
    Route("/log.{form:form}", forms.log),
    Route("/decided/{numbers}", forms.decided),
    Route("/post/{what}", forms.post, methods=["POST"]),
    Route("/style.css", layout.style),
    Route("/script/{name}.js", layout.script),
    Route("/marks-{spots:int}.css", layout.marks),
]


def make_app(desk: Desk) -> ASGIApp:
    """The application over one database."""

    @contextlib.asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(desk.relater.finish)

    faults = {
        HTTPException: missing, UsageError: wrong, StoreError: broken, TooLong: slow, Exception: internal,
    }  # fmt: skip
    app = Starlette(routes=ROUTES, exception_handlers=faults, lifespan=living)  # type: ignore[arg-type]
    app.state.desk = desk
    return Guard(Speech(app, desk.lang))


def fault(request: Request, status: int, title: str, message: str, hint: str = "") -> Response:
    """A page that says what is wrong and leads on."""
    return show(request, "fault.html", status=status, title=word(title), message=message, hint=hint)


async def missing(request: Request, err: HTTPException) -> Response:
    """What is not there, or may not be done so."""
    if err.status_code == 404:
        return fault(request, 404, "not_found", err.detail if err.detail != "Not Found" else "")
    return fault(request, err.status_code, "refused", err.detail)


async def wrong(request: Request, err: SvodError) -> Response:
    """A question or decision that means nothing."""
    return fault(request, 400, "wrong", err.message, err.hint)


async def broken(request: Request, err: SvodError) -> Response:
    """What the database does not do: a decision it refuses, a file in use."""
    return fault(request, 409 if request.method == "POST" else 503, "no_store", err.message, err.hint)


async def slow(request: Request, err: TooLong) -> Response:
    """A request that was stopped."""
    return fault(request, 503, "too_long", word("too_long_hint"))


async def internal(request: Request, err: Exception) -> Response:
    """A fault of ours: its kind, and nothing of the article it came from."""
    return fault(request, 500, "internal", type(err).__name__)
