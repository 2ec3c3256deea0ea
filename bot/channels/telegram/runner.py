"""Works on what was taken in, does the duties of every half minute, and tells Telegram the commands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count
from typing import Any

import structlog

from bot.channels.telegram.api import Api, DeliveryError
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.sender import Sender, pause
from bot.channels.telegram.together import together
from bot.channels.telegram.worker import Worker
from bot.commands import MENU
from bot.screener import Screener
from bot.store import StoreError
from i18n import LANGUAGES

TOGETHER = 8
"""Updates brought to the disk at a time, when so many wait: the disk is slower than we are."""
DUTY_SECONDS = 30
ANNOUNCEMENTS = 10
"""Tries to announce the commands."""

Duty = Callable[[], Iterable[int]]
"""Something to be done now and then; it returns the chats for which there is something in the outbox."""

log = structlog.get_logger()


class Runner:
    """The working side of one bot."""

    def __init__(self, api: Api, screener: Screener, sender: Sender, duties: Sequence[Duty]) -> None:
        self._api, self._screener, self._sender, self._duties = api, screener, sender, duties
        self._worker = Worker(screener, sender)

    async def run(self, intake: Intake) -> None:
        """Finish what an earlier run left, then work on what comes in, until cancelled."""
        intake.apology = self._screener.unavailable
        for row, update in intake.left:
            await self._surely(partial(self._worker.take_up, row, update), partial(intake.apologise, [update]))
        for chat in self._screener.store.waiting_chats():
            self._sender.wake(chat)
        self._sender.keep(self._announce())
        await together(self._work(intake), self._do_duties())

    async def _work(self, intake: Intake) -> None:
        while True:
            updates = [await intake.queue.get()]
            while len(updates) < TOGETHER and not intake.queue.empty():
                updates.append(intake.queue.get_nowait())
            apologise = partial(intake.apologise, [update for _, update in updates])
            await self._surely(partial(self._worker.take, updates), apologise)
            await asyncio.sleep(0)  # let the replies go out before the next

    async def _surely(self, work: Callable[[], None], apologise: Callable[[], None]) -> None:
        """Work on updates that are on disk; while the database cannot be written they wait, and so do those behind them."""
        for failures in count(1):
            try:
                work()
                return
            except StoreError as error:
                log.error("database", why=str(error), failures=failures)
                apologise()
                await asyncio.sleep(pause(failures))

    async def _do_duties(self) -> None:
        while True:
            for duty in self._duties:
                try:
                    for chat in duty():
                        self._sender.wake(chat)
                except StoreError as error:
                    log.error("database", why=str(error))
            await asyncio.sleep(DUTY_SECONDS)

    async def _announce(self) -> None:
        """The command menu in every language; English where the device speaks another one."""
        for language in LANGUAGES:
            words = self._screener.words[language]
            commands = [{"command": name, "description": words(f"command-{name}")} for name in MENU]
            code = {} if language == "en" else {"language_code": language}
            await self._persist("setMyCommands", commands=commands, **code)

    async def _persist(self, method: str, **arguments: Any) -> None:
        for failures in range(1, ANNOUNCEMENTS):
            try:
                await self._api.call(method, **arguments)
                return
            except DeliveryError as error:
                if error.permanent:
                    log.warning("commands not announced", why=str(error))
                    return
                await asyncio.sleep(error.wait if error.wait is not None else pause(failures))
