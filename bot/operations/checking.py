"""`prescreen check`: is everything in order? It looks at everything and changes nothing."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import seeds
from bot.channels.telegram.api import Api, DeliveryError, WrongToken
from bot.channels.telegram.service import LOCK
from bot.channels.telegram.watchdog import STUCK_SECONDS
from bot.operations import KEPT_DAYS
from bot.operations.copying import is_old
from bot.settings import DATABASE, KEY_FILE, Settings, SettingsError, load_settings
from bot.store import StoreError
from bot.store.copies import unfinished
from bot.store.inspection import Inspection, inspect
from flows.definition import TrialError

FREE_BYTES = 200 * 1024 * 1024
"""Less room than this on the disk is too little."""
TELEGRAM_SECONDS = 5


class Wrong(Exception):
    """What is not in order, in one line."""


@dataclass(frozen=True)
class Point:
    """One thing that was looked at. Nothing in `text` is secret or names a person."""

    name: str
    ok: bool
    text: str


def look_over(now: datetime, *, offline: bool) -> Iterator[Point]:
    """Point after point, as they are found."""
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Point("settings", False, str(error).removeprefix("settings: "))
        return
    yield Point("settings", True, "valid")
    checkup = Checkup(settings, now)
    looks = [checkup.trial, checkup.folder, checkup.database, checkup.key, checkup.queue, checkup.bot]
    for look in looks if offline else [*looks, checkup.telegram]:
        try:
            yield Point(look.__name__, True, look())
        except Wrong as wrong:
            yield Point(look.__name__, False, str(wrong))


class Checkup:
    """Each method looks at one thing and says what is there. Raises Wrong."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self._settings, self._folder, self._now = settings, settings.data, now

    def trial(self) -> str:
        try:
            trial = seeds.load()
        except TrialError as error:
            raise Wrong("; ".join(str(error).splitlines())) from None
        return f"{trial.about.nct}, digest {trial.digest[:12]}"

    def folder(self) -> str:
        """Whether we can write there, nobody else can read, and there is room."""
        if not self._folder.exists():
            return f"{self._folder} will be made at the first start"
        if not self._folder.is_dir() or not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
            raise Wrong(f"{self._folder} cannot be written")
        for path in (self._folder, *self._folder.glob("prescreen.*"), *self._folder.glob(LOCK)):
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise Wrong(f"others may read {path}: chmod {700 if path.is_dir() else 600}")
        free = shutil.disk_usage(self._folder).free
        if free < FREE_BYTES:
            raise Wrong(f"{self._folder} has only {free // 2**20} MiB left")
        return f"{self._folder}, {free // 2**20} MiB free"

    @cached_property
    def _inspected(self) -> Inspection | str | None:
        """What is in the database, or why nobody can tell; None as long as there is none."""
        if not (self._folder / DATABASE).exists():
            return None
        key = self._settings.key.get_secret_value() if self._settings.key else None
        try:
            return inspect(self._folder / DATABASE, key, self._folder / KEY_FILE)
        except StoreError as error:
            return str(error)

    def database(self) -> str:
        found = self._inspected
        if isinstance(found, str):
            raise Wrong(found)
        if (cut_off := unfinished(self._folder / DATABASE)).exists():
            raise Wrong(f"a restore was cut off: do it again, or delete {cut_off}")
        for path in self._folder.glob(f"{DATABASE}.before-*"):
            if is_old(path, KEPT_DAYS, self._now):
                raise Wrong(f"{path} was set aside by a restore and holds what should be erased by now: delete it")
        if found is None:
            return "will be made at the first start"
        return "sound" if not found.lacking else f"sound; the next start takes {found.lacking} schema steps"

    def key(self) -> str:
        found = self._inspected
        if isinstance(found, str):
            raise Wrong("nobody can tell without the database")
        if found is None:
            return "will be made at the first start"
        if found.misfit:
            raise Wrong(found.misfit)
        return "fits"

    def queue(self) -> str:
        """What waits, and what could not be done: the latter is for the log of the bot, and no reason to restart it."""
        found = self._inspected
        if isinstance(found, str):
            raise Wrong("nobody can tell without the database")
        if found is None:
            return "empty"
        return (
            f"{found.unhandled} updates and {found.unsent} messages wait; in the last 7 days {found.parked} updates were set "
            f"aside because of an error in the program, {found.failed} messages were refused by Telegram"
        )

    def bot(self) -> str:
        lock = self._folder / LOCK
        if not _is_held(lock):
            return "not running"
        silent = max(0, round(self._now.timestamp() - lock.stat().st_mtime))
        if silent > STUCK_SECONDS:
            raise Wrong(f"running, but has not reached Telegram for {silent} s")
        return f"running, last sign of life {silent} s ago"

    def telegram(self) -> str:
        if self._settings.telegram_bot_token is None:
            raise Wrong("TELEGRAM_BOT_TOKEN is not set")
        try:
            return asyncio.run(_asked(self._settings, self._settings.telegram_bot_token.get_secret_value()))
        except WrongToken:
            raise Wrong("TELEGRAM_BOT_TOKEN is not accepted") from None
        except (DeliveryError, TimeoutError) as error:
            raise Wrong(f"not reached: {str(error) or 'no answer'}") from None


def _is_held(lock: Path) -> bool:
    try:
        with open(lock) as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


async def _asked(settings: Settings, token: str) -> str:
    """Who we are for Telegram and how updates come. Raises Wrong, WrongToken, DeliveryError or TimeoutError."""
    api = Api(token, settings.telegram_api_url)
    try:
        async with asyncio.timeout(TELEGRAM_SECONDS):
            await api.begin()
            info = await api.call("getWebhookInfo")
    finally:
        await api.close()
    return f"@{api.name}, {_webhook(settings, info)}"


def _webhook(settings: Settings, info: dict[str, Any]) -> str:
    """An address may be a secret, so none is shown."""
    expected = settings.webhook.url if settings.webhook else ""
    if info.get("url", "") != expected:
        raise Wrong("another webhook is set than the settings say" if info.get("url") else "the webhook is not set")
    waiting = f"{info.get('pending_update_count', 0)} updates wait there"
    if not expected:
        return f"polling, {waiting}"
    failed = info.get("last_error_message")
    return f"webhook, {waiting}" + (f"; the last error: {failed}" if failed else "")
