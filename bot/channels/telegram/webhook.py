"""Updates that Telegram brings itself. Nothing is taken without the secret token: otherwise anybody could speak for anybody."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import web

from bot.channels.telegram.api import Api, DeliveryError
from bot.channels.telegram.sender import pause
from bot.channels.telegram.updates import ALLOWED
from bot.settings import Webhook
from bot.store import StoreError

BODY_BYTES = 256 * 1024
"""The longest update that is taken; Telegram's own are far shorter."""
ALIVE_SECONDS = 10
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # pragma: allowlist secret

Receive = Callable[[list[dict[str, Any]]], Awaitable[None]]

log = structlog.get_logger()


async def listen(api: Api, settings: Webhook, receive: Receive, alive: Callable[[], None]) -> None:
    """Tell Telegram where we are and take what it brings, until cancelled. An update is confirmed when it is on disk."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), settings.secret.get_secret_value().encode()):
            log.warning("webhook without the secret token", remote=request.remote)
            return web.Response(status=403)
        try:
            update = await request.json()
            if not _is_update(update):
                return web.Response(status=400)
            await receive([update])
        except (ValueError, RecursionError):
            return web.Response(status=400)
        except StoreError:
            return web.Response(status=503)  # Telegram brings it again
        return web.Response()

    app = web.Application(client_max_size=BODY_BYTES)
    app.router.add_post(settings.path, take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        await _announce(api, settings)
        while True:  # here it is Telegram that comes or does not: being able to listen is the sign of life
            alive()
            await asyncio.sleep(ALIVE_SECONDS)
    finally:
        await runner.cleanup()


def _is_update(body: Any) -> bool:
    """Whether this can be kept: a number that is none, or that the database cannot hold, comes from nobody whom we know."""
    return isinstance(body, dict) and type(body.get("update_id")) is int and 0 <= body["update_id"] < 2**63


async def _announce(api: Api, settings: Webhook) -> None:
    failures = 0
    while True:
        try:
            await api.call(
                "setWebhook", url=settings.url, secret_token=settings.secret.get_secret_value(), allowed_updates=ALLOWED
            )
            log.info("webhook set", host=settings.host, port=settings.port)
            return
        except DeliveryError as error:
            failures += 1
            log.warning("webhook not set", why=str(error), failures=failures)
            await asyncio.sleep(error.wait or pause(failures))
