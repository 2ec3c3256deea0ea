"""One request of a coordinator: who it is, in which language, the proof that a form is ours, and the page in answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.hours import SHANGHAI
from bot.store import Coordinator, Store
from flows.trial import Trial
from i18n import LANGUAGES
from i18n.catalogue import Words

COOKIE = "prescreen"
LANGUAGE_COOKIE = "language"
MAX_FIELDS = 40


@dataclass(frozen=True)
class Console:
    """What every page needs. `words` are the console's own, `trial_words` those that people are asked with."""

    store: Store
    trial: Trial
    trial_words: Mapping[str, Words]
    words: Mapping[str, Words]
    clock: Callable[[], datetime]
    templates: Environment


class Visit:
    """A request with all that its page needs. `token` is the secret of the cookie: of a sign-in, or of nobody yet."""

    def __init__(self, console: Console, request: Request) -> None:
        self.console, self.request = console, request
        self.now = console.clock()
        sent = request.cookies.get(COOKIE, "")
        self.token = sent or secrets.token_urlsafe(32)
        self.is_new = not sent
        self.coordinator: Coordinator | None = console.store.desk.signed_in(sent, self.now) if sent else None
        self.form: Mapping[str, str] = {}

    @property
    def who(self) -> Coordinator:
        """Whoever is signed in; only for pages that need a sign-in."""
        assert self.coordinator is not None
        return self.coordinator

    @property
    def today(self) -> date:
        return self.now.astimezone(SHANGHAI).date()

    @property
    def language(self) -> str:
        if self.coordinator is not None:
            return self.coordinator.language
        chosen = self.request.cookies.get(LANGUAGE_COOKIE, "")
        if chosen in LANGUAGES:
            return chosen
        return "zh" if self.request.headers.get("accept-language", "").lower().startswith("zh") else "en"

    @property
    def words(self) -> Words:
        return self.console.words[self.language]

    @property
    def trial_words(self) -> Words:
        return self.console.trial_words[self.language]

    @property
    def csrf(self) -> str:
        """What a form of this visitor must carry. It follows from the cookie, which no other site can read."""
        return hmac.digest(self.token.encode(), b"form", hashlib.sha256).hex()

    @property
    def by_htmx(self) -> bool:
        return "hx-request" in self.request.headers

    def saw(self, what: str, code: str = "") -> None:
        """Write into the access log."""
        self.console.store.desk.saw(self.who.id, code, what, self.now)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page or a part of one, in this visitor's language."""
        known = {"visit": self, "t": self.words, "w": self.trial_words, "trial": self.console.trial}
        html = self.console.templates.get_template(template).render(known | values)
        return self.remembered(HTMLResponse(html, status))

    def go(self, path: str) -> Response:
        """On to another page, after a form."""
        return self.remembered(RedirectResponse(path, 303))

    def remembered(self, response: Response) -> Response:
        """With the cookie, if the visitor does not have it yet."""
        if self.is_new:
            self.set_cookie(response, COOKIE, self.token)
        return response

    def set_cookie(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, httponly=True, samesite="strict", secure=self.request.url.scheme == "https")


Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def open_page(console: Console, page: Page) -> Endpoint:
    """A page that needs no sign-in."""

    async def endpoint(request: Request) -> Response:
        visit = Visit(console, request)
        if request.method == "POST":
            await _read_form(visit)
        return await page(visit)

    return endpoint


def closed_page(console: Console, page: Page) -> Endpoint:
    """A page for coordinators; everybody else is sent to sign in, and comes back afterwards."""

    async def endpoint(request: Request) -> Response:
        visit = Visit(console, request)
        if visit.coordinator is None:
            return _to_sign_in(visit)
        if request.method == "POST":
            await _read_form(visit)
        return await page(visit)

    return endpoint


def _to_sign_in(visit: Visit) -> Response:
    url = visit.request.url
    here = url.path + (f"?{url.query}" if url.query else "")
    target = f"/sign-in?next={quote(here, safe='')}" if visit.request.method == "GET" and here != "/" else "/sign-in"
    if visit.by_htmx:  # a part of a page cannot be replaced by the sign-in
        return Response(status_code=204, headers={"hx-redirect": "/sign-in"})
    return visit.go(target)


async def _read_form(visit: Visit) -> None:
    """The fields of the form. Raises 403 for one that is not ours."""
    _check_origin(visit.request)
    async with visit.request.form(max_files=0, max_fields=MAX_FIELDS) as form:
        visit.form = {name: value for name, value in form.items() if isinstance(value, str)}
    sent = visit.form.get("csrf") or visit.request.headers.get("x-csrf", "")
    if not hmac.compare_digest(sent.encode(), visit.csrf.encode()):
        raise HTTPException(403)


def _check_origin(request: Request) -> None:
    """A form comes from our own pages; browsers say so, and what says nothing still needs the secret of the form."""
    origin = request.headers.get("origin")
    ours = f"{request.url.scheme}://{request.headers.get('host', '')}"
    site = request.headers.get("sec-fetch-site", "same-origin")
    if (origin is not None and origin != ours) or site not in ("same-origin", "none"):
        raise HTTPException(403)


def inside(path: str) -> str:
    """A path of this console to go on to; the work list for anything else."""
    parts = urlsplit(path)
    safe = path.startswith("/") and not path.startswith("//") and "\\" not in path and not parts.netloc and not parts.scheme
    return path if safe else "/"
