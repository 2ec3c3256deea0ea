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
from typing import TYPE_CHECKING

import structlog

from bot.channels.telegram.api import Api, WrongToken
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.together import together
from bot.channels.telegram.watchdog import STUCK_SECONDS, Stuck, Watchdog
from bot.clock import Clock
from bot.settings import Settings
from bot.store import Store

if TYPE_CHECKING:
    from bot.channels.telegram.runner import Duty
    from bot.screener import Screener

LOCK = "telegram.lock"
GARBAGE = 20_000
"""New objects before the garbage collector looks at them."""

log = structlog.get_logger()


class CannotStart(Exception):
    """The bot cannot run; the message says why in one line."""


Load = Callable[[], "tuple[Screener, Sequence[Duty]]"]
"""Loads the trial and makes the screener and its duties; it runs in a thread while updates are fetched already."""


async def serve(store: Store, settings: Settings, token: str, clock: Clock, load: Load) -> None:
    """Run until SIGTERM or SIGINT. Raises CannotStart for a token that Telegram does not accept."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    while not stop.is_set():
        try:
            await _run(store, settings, Api(token, settings.telegram_api_url), clock, load, stop)
        except WrongToken:
            raise CannotStart("Telegram does not accept TELEGRAM_BOT_TOKEN. Get the right one from @BotFather.") from None
        except OSError as error:  # the address of the webhook
            raise CannotStart(f"cannot listen on {settings.webhook_listen}: {error.strerror}") from None
        except Stuck:
            log.error("stuck", seconds=STUCK_SECONDS, then="beginning anew with new connections")


async def _run(store: Store, settings: Settings, api: Api, clock: Clock, load: Load, stop: asyncio.Event) -> None:
    """One life of the bot, with connections of its own."""
    sender = Sender(api, store, clock, Pace(settings.pace))
    watchdog = Watchdog(settings.data / LOCK)
    intake = Intake(api, store, clock, sender, watchdog.alive)
    source = _source(intake, api, settings, watchdog)
    try:
        await together(stop.wait(), intake.run(source), _work(intake, api, sender, load), watchdog.watch())
    finally:
        await sender.close()
        await api.close()


async def _work(intake: Intake, api: Api, sender: Sender, load: Load) -> None:
    screener, duties = await asyncio.to_thread(load)
    gc.freeze()  # trial, words and classes stay: they need not be looked through again and again,
    gc.set_threshold(GARBAGE)  # and what an answer makes is mostly gone by itself
    from bot.channels.telegram.runner import Runner

    await Runner(api, screener, sender, duties).run(intake)


def _source(intake: Intake, api: Api, settings: Settings, watchdog: Watchdog) -> Callable[[], Awaitable[None]]:
    """Where updates come from: we ask Telegram for them, or it brings them."""
    if settings.webhook is None:
        return intake.poll
    from bot.channels.telegram.webhook import listen

    return partial(listen, api, settings.webhook, intake.receive, watchdog.alive)


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
