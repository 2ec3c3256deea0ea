"""Signing in with a password or a one-time link, and out again. Attempts are limited by name and by address."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bot.console.visit import COOKIE, LANGUAGE_COOKIE, Visit, inside
from bot.store import Coordinator
from i18n import LANGUAGES

FAILURES_OF_NAME = 10
FAILURES_OF_ADDRESS = 30
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000

HASHER = PasswordHasher()
_NOBODY = HASHER.hash(secrets.token_urlsafe())
"""Checked for names that do not exist, so that they take as long as others."""


async def sign_in_page(visit: Visit) -> Response:
    chosen = visit.request.query_params.get("language", "")
    if chosen in LANGUAGES:
        response = visit.go("/sign-in")
        visit.set_cookie(response, LANGUAGE_COOKIE, chosen)
        return response
    if visit.coordinator is not None:
        return visit.go("/")
    return visit.page("sign_in.html", next=inside(visit.request.query_params.get("next", "/")), problem="", name="")


async def sign_in(visit: Visit) -> Response:
    """Check name and password. The attempt is counted before it is checked: many at once are no way around the limit."""
    store, address = visit.console.store, visit.request.client.host if visit.request.client else ""
    name, password = visit.form.get("name", "").strip(), visit.form.get("password", "")[:LONGEST_PASSWORD]
    of_name, of_address = store.desk.failures(name, address, visit.now)
    if of_name >= FAILURES_OF_NAME or of_address >= FAILURES_OF_ADDRESS:
        return _again(visit, name, "sign-in-too-many", 429)
    with store.transaction():
        store.desk.failed(name, address, visit.now)
    coordinator = store.desk.named(name)
    usable = coordinator is not None and not coordinator.removed
    right = await run_in_threadpool(_matches, coordinator if usable else None, password)
    if coordinator is None or not right:
        return _again(visit, name, "sign-in-wrong", 403)
    with store.transaction():
        store.desk.forgive(name, address)
    return _enter(visit, coordinator, inside(visit.form.get("next", "/")))


def _matches(coordinator: Coordinator | None, password: str) -> bool:
    known = coordinator.password if coordinator and coordinator.password else None
    try:
        return HASHER.verify(known or _NOBODY, password) and known is not None
    except (Argon2Error, InvalidHashError):
        return False


def _again(visit: Visit, name: str, problem: str, status: int) -> Response:
    next = inside(visit.form.get("next", "/"))
    return visit.page("sign_in.html", status, next=next, problem=problem, name=name)


def _enter(visit: Visit, coordinator: Coordinator, target: str) -> Response:
    """A new secret for the cookie: one that somebody may have planted before is worth nothing."""
    store = visit.console.store
    with store.transaction():
        store.desk.sign_out(visit.token)
        visit.token, visit.is_new = store.desk.sign_in(coordinator.id, visit.now), True
        store.desk.saw(coordinator.id, "", "sign-in", visit.now)
    return visit.go(target)


async def link_page(visit: Visit) -> Response:
    """Shows a button only: whoever previews the link must not use it up."""
    return visit.page("link.html", problem="")


async def use_link(visit: Visit) -> Response:
    store = visit.console.store
    with store.transaction():
        coordinator = store.desk.use_link(visit.request.path_params["token"], visit.now)
    if coordinator is None:
        return visit.page("link.html", 403, problem="link-used")
    return _enter(visit, coordinator, "/")


async def sign_out(visit: Visit) -> Response:
    with visit.console.store.transaction():
        visit.console.store.desk.sign_out(visit.token)
    response = visit.go("/sign-in")
    visit.set_cookie(response, LANGUAGE_COOKIE, visit.language)
    response.delete_cookie(COOKIE)
    return response


async def choose_language(visit: Visit) -> Response:
    language = visit.form.get("language", "")
    if language in LANGUAGES:
        visit.console.store.desk.set_language(visit.who.id, language)
    return visit.go(inside(visit.form.get("next", "/")))
