"""The application: its routes, what stands around them, and how it is started."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

import seeds
from bot.console import case, exporting, figures, listing, register, signing
from bot.console.guard import LOOPBACK, Guard
from bot.console.shown import FILTERS
from bot.console.visit import Console, Visit, closed_page, open_page
from i18n import LANGUAGES
from i18n.catalogue import area

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.store import Store


def templates() -> Environment:
    """The templates; everything put into them is escaped."""
    environment = Environment(
        loader=PackageLoader("bot.console"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= FILTERS
    environment.globals["static"] = _static
    return environment


@cache
def _static(name: str) -> str:
    """The address of a static file; it changes with the content, so that browsers may keep it."""
    content = files(__package__).joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def make_app(store: Store, clock: Clock, hosts: Iterable[str] = LOOPBACK) -> Guard:
    """The console on an open store."""
    trial_words = {language: seeds.words(language) for language in LANGUAGES}
    words = {language: area("console", language) for language in LANGUAGES}
    desk = Console(store, seeds.load(), trial_words, words, clock, templates())
    routes = [
        Route("/sign-in", open_page(desk, signing.sign_in_page), methods=["GET"]),
        Route("/sign-in", open_page(desk, signing.sign_in), methods=["POST"]),
        Route("/link/{token}", open_page(desk, signing.link_page), methods=["GET"]),
        Route("/link/{token}", open_page(desk, signing.use_link), methods=["POST"]),
        Route("/sign-out", closed_page(desk, signing.sign_out), methods=["POST"]),
        Route("/language", closed_page(desk, signing.choose_language), methods=["POST"]),
        Route("/", closed_page(desk, listing.work_list), methods=["GET"]),
        Route("/case/{code}", closed_page(desk, case.show), methods=["GET"]),
        Route("/case/{code}", closed_page(desk, case.act), methods=["POST"]),
        Route("/figures", closed_page(desk, figures.show), methods=["GET"]),
        Route("/rulings", closed_page(desk, register.show), methods=["GET"]),
        Route("/rulings", closed_page(desk, register.give), methods=["POST"]),
        Route("/export", closed_page(desk, exporting.show), methods=["GET"]),
        Route("/export", closed_page(desk, exporting.download), methods=["POST"]),
        Mount("/static", StaticFiles(packages=[("bot.console", "static")])),
    ]

    async def failed(request: Request, error: Exception) -> Response:
        """A page in the visitor's language for what went wrong; nothing of the request is repeated."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        return Visit(desk, request).page("error.html", status, code=status)

    handlers: dict[Any, Any] = {HTTPException: failed, 500: failed}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), hosts)  # outermost, so that error pages pass it too


def serve(store: Store, clock: Clock, host: str, port: int, names: Iterable[str]) -> None:
    """Run until it is stopped. Requests are not logged: their addresses would tell whose record was read."""
    app = make_app(store, clock, {*LOOPBACK, host, *names})
    uvicorn.run(app, host=host, port=port, access_log=False, server_header=False, log_level="warning")
