"""`prescreen telegram`: starts the bot, keeps a second one out, begins anew when stuck, and ends cleanly on a signal."""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import structlog

from bot.channels.telegram.api import Api, WrongToken
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.runner import Duty, Runner
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.together import together
from bot.channels.telegram.watchdog import STUCK_SECONDS, Stuck, Watchdog
from bot.screener import Screener
from bot.settings import Settings

LOCK = "telegram.lock"

log = structlog.get_logger()


class CannotStart(Exception):
    """The bot cannot run; the message says why in one line."""


async def serve(screener: Screener, settings: Settings, token: str, duties: Sequence[Duty] = ()) -> None:
    """Run until SIGTERM or SIGINT. Raises CannotStart for a token that Telegram does not accept."""
    gc.freeze()  # trial, words and classes stay: they need not be looked through again and again
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    while not stop.is_set():
        try:
            await _run(screener, settings, Api(token, settings.telegram_api_url), duties, stop)
        except WrongToken:
            raise CannotStart("Telegram does not accept TELEGRAM_BOT_TOKEN. Get the right one from @BotFather.") from None
        except OSError as error:  # the address of the webhook
            raise CannotStart(f"cannot listen on {settings.webhook_listen}: {error.strerror}") from None
        except Stuck:
            log.error("stuck", seconds=STUCK_SECONDS, then="beginning anew with new connections")


async def _run(screener: Screener, settings: Settings, api: Api, duties: Sequence[Duty], stop: asyncio.Event) -> None:
    """One life of the bot, with connections of its own."""
    sender = Sender(api, screener.store, screener.clock, Pace(settings.pace))
    watchdog = Watchdog(settings.data / LOCK)
    runner = Runner(api, screener, sender, duties, watchdog.alive)
    try:
        await together(stop.wait(), runner.run(_source(runner, api, settings, watchdog)), watchdog.watch())
    finally:
        await sender.close()
        await api.close()


def _source(runner: Runner, api: Api, settings: Settings, watchdog: Watchdog) -> Callable[[], Awaitable[None]]:
    """Where updates come from: we ask Telegram for them, or it brings them."""
    if settings.webhook is None:
        return runner.poll
    from bot.channels.telegram.webhook import listen

    return partial(listen, api, settings.webhook, runner.receive, watchdog.alive)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of the data folder. Raises CannotStart when another bot on the same data holds it."""
    with open(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(f"another bot is already running on the data in {folder}") from None
        os.utime(file.fileno())  # the first sign of life
        yield
