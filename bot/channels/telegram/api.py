"""Calls of the Bot API through python-telegram-bot, and what their errors mean for us."""

from __future__ import annotations

import warnings
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBUserWarning

from bot.channels.telegram.transport import AiohttpRequest

# calls are kept as raw JSON in the outbox, so the library's own methods with their objects are of no use here
warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)

POOL = 100
"""Connections kept open for sending."""
CALL_SECONDS = 20.0
POLL_SECONDS = 30


class DeliveryError(Exception):
    """A call was not made. A `permanent` one can never succeed; others may, after `wait` seconds if that is given."""

    def __init__(self, why: str, *, permanent: bool, wait: float | None = None) -> None:
        super().__init__(why)
        self.permanent = permanent
        self.wait = wait


class WrongToken(Exception):
    """Telegram does not know this token."""


class SecondPoller(Exception):
    """Somebody else is fetching this bot's updates."""


class Api:
    """The few calls that we make, raw: what comes back is JSON, kept as it is for the inbox."""

    def __init__(self, token: str, url: str) -> None:
        # one connection for polling, so that a broken poll never wedges the sending
        sending, polling = AiohttpRequest(url, POOL, CALL_SECONDS), AiohttpRequest(url, 1, POLL_SECONDS + 10)
        self._bot = Bot(token, base_url=url, request=sending, get_updates_request=polling)

    async def begin(self) -> None:
        """Ask who we are. Raises WrongToken or DeliveryError."""
        try:
            await self._bot.initialize()
        except InvalidToken:
            raise WrongToken from None
        except TelegramError as error:
            raise _understood(error) from None

    async def close(self) -> None:
        await self._bot.shutdown()

    @property
    def name(self) -> str:
        return self._bot.username

    async def updates(self, offset: int | None, allowed: list[str]) -> list[dict[str, Any]]:
        """Wait for updates. Raises SecondPoller, WrongToken or DeliveryError."""
        arguments = {"timeout": POLL_SECONDS, "allowed_updates": allowed} | ({"offset": offset} if offset else {})
        try:
            found: list[dict[str, Any]] = await self._bot.do_api_request("getUpdates", arguments)
        except Conflict:
            raise SecondPoller from None
        except (InvalidToken, EndPointNotFound):  # so the library calls a token that is not known any more
            raise WrongToken from None
        except TelegramError as error:
            raise _understood(error) from None
        return found

    async def call(self, method: str, **arguments: Any) -> Any:
        """Make one call. Raises DeliveryError."""
        try:
            return await self._bot.do_api_request(method, arguments)
        except TelegramError as error:
            raise _understood(error) from None


def _understood(error: TelegramError) -> DeliveryError:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return DeliveryError("flood control", permanent=False, wait=seconds)
    if isinstance(error, TimedOut):
        return DeliveryError("timed out", permanent=False)
    if isinstance(error, BadRequest | Forbidden | InvalidToken):  # BadRequest is a NetworkError: it must be asked first
        return DeliveryError(error.message, permanent=True)
    return DeliveryError(type(error).__name__ if isinstance(error, NetworkError) else error.message, permanent=False)
