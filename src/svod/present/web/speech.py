"""In which language a page speaks: the one asked for in the address, else the one kept in a cookie, else the desk's own
(`svod serve --lang`), else the browser's, else Russian.

In: raw requests. Out: the application called while that language is spoken (`svod.present.messages`), and a cookie
where the address asked for one. Nothing else is kept about anybody, and the cookie says nothing but the language.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from babel import Locale
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from svod.present.messages import LANGUAGES, speaking

COOKIE = "svod_lang"
YEAR = 365 * 24 * 3600  # seconds
NAMES = {lang: (Locale(lang).get_display_name(lang) or lang).capitalize() for lang in LANGUAGES}  # each in its own


class Speech:
    """The application, spoken to in one of the languages of the catalogues; `lang` is the desk's own."""

    def __init__(self, app: ASGIApp, lang: str | None = None) -> None:
        self.app, self.lang = app, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its language."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        asked = asked_lang(scope["query_string"])
        headers = Headers(scope=scope)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Accept-Language, Cookie")
                if asked:
                    answer.append("set-cookie", f"{COOKIE}={asked}; Path=/; Max-Age={YEAR}; SameSite=Lax; HttpOnly")
            await send(message)

        with speaking(asked or self.preferred(headers)):
            return await self.app(scope, receive, told)

    def preferred(self, headers: Headers) -> str:
        """The language of who asks for none in the address."""
        kept, accepted = headers.get("cookie", ""), headers.get("accept-language", "")
        return cookie_lang(kept) or self.lang or accepted_lang(accepted) or LANGUAGES[0]


def asked_lang(query: bytes) -> str | None:
    """The language that an address asks for: `?lang=en`."""
    if b"lang=" not in query:
        return None
    given = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
    return given if given in LANGUAGES else None


def cookie_lang(header: str) -> str | None:
    """The language that a cookie of ours holds; cookies that cannot be read hold none."""
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel and morsel.value in LANGUAGES else None


def accepted_lang(header: str) -> str | None:
    """The language wanted most of those there are: «uk-UA,uk;q=0.9,en;q=0.7» → uk."""
    wanted = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.partition(";")
        lang = tag.strip().lower().split("-")[0]
        if lang in LANGUAGES and (quality := read_quality(weight)) > 0:
            wanted.append((-quality, place, lang))
    return min(wanted)[2] if wanted else None


def read_quality(given: str) -> float:
    """«q=0.8» → 0.8; 1 where nothing is given, 0 for what is no number."""
    name, _, value = given.strip().partition("=")
    if not name:
        return 1.0
    try:
        quality = float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
