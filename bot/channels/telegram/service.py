"""`prescreen telegram`: starts the bot, keeps a second one out, and ends it cleanly on a signal."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from bot.channels.telegram.api import Api, WrongToken
from bot.channels.telegram.runner import Runner
from bot.screener import Screener

LOCK = "telegram.lock"


class CannotStart(Exception):
    """The bot cannot run; the message says why in one line."""


async def serve(screener: Screener, token: str, url: str) -> None:
    """Run until SIGTERM or SIGINT. Raises CannotStart for a token that Telegram does not accept."""
    quiet_logs()
    api = Api(token, url)
    runner = Runner(api, screener)
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, runner.stop)
    try:
        await runner.run()
    except WrongToken:
        raise CannotStart("Telegram does not accept TELEGRAM_BOT_TOKEN. Get the right one from @BotFather.") from None
    finally:
        await api.close()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of the data folder. Raises CannotStart when another bot on the same data holds it."""
    with open(folder / LOCK, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(f"another bot is already running on the data in {folder}") from None
        yield


def quiet_logs() -> None:
    """Structured lines on standard error, and silence from libraries that would write the token with every address."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
