"""What holds for every request: known host names, small bodies, strict headers. Knows nothing of pages."""

from __future__ import annotations

import traceback
from collections.abc import Iterable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()
LARGEST_BODY = 64 * 1024
"""Bytes; the longest form is a letter or a note."""

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not `no-referrer`: with it browsers send `Origin: null` with a form, and the check of the origin would be for nothing.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Guard:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _with_headers(scope, send)
        if _name(headers.get("host", "")) not in self.hosts:  # a foreign name that points here (DNS rebinding)
            await PlainTextResponse("unknown host\n", 421)(scope, receive, guarded)
        elif int(headers.get("content-length") or 0) > LARGEST_BODY:
            await PlainTextResponse("too large\n", 413)(scope, receive, guarded)
        else:
            await self._answer(scope, _counted(receive), guarded)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page for the visitor is out when an error comes here. Its text may hold what a person said: only its kind and
        place are logged."""
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("page failed", why=type(error).__name__, file=place.filename, line=place.lineno)


def _name(host: str) -> str:
    """The host without its port, in lower case."""
    return host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host.lower()


def _counted(receive: Receive) -> Receive:
    """Refuses a body that is longer than it said, or did not say."""
    length = 0

    async def read() -> Message:
        nonlocal length
        message = await receive()
        length += len(message.get("body", b""))
        if length > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return read


def _with_headers(scope: Scope, send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            static = scope["path"].startswith("/static/")
            headers["cache-control"] = "public, max-age=31536000, immutable" if static else "no-store"
            if scope["scheme"] == "https":
                headers["strict-transport-security"] = "max-age=31536000"
        await send(message)

    return answer
