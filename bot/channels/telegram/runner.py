"""The running bot: updates in, kept and worked on; replies out. Fetching, working and sending do not wait for each other."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from itertools import count
from typing import Any

import structlog

from bot.channels.telegram.api import Api, DeliveryError, SecondPoller
from bot.channels.telegram.sender import Sender, pause
from bot.channels.telegram.together import together
from bot.channels.telegram.updates import ALLOWED, understand
from bot.channels.telegram.worker import Update, Worker
from bot.commands import MENU
from bot.screener import Screener
from bot.store import StoreError
from i18n.catalogue import LANGUAGES

BACKLOG = 1000
"""Updates that may wait in memory; more stay with Telegram until there is room."""
TOGETHER = 8
"""Updates brought to the disk at a time, when so many wait: the disk is slower than we are."""
DUTY_SECONDS = 30
ANNOUNCEMENTS = 8
"""Tries to announce the commands."""

Duty = Callable[[], Iterable[int]]
"""Something to be done now and then; it returns the chats for which there is something in the outbox."""

log = structlog.get_logger()


class Runner:
    """One bot on one store. `alive` is called at every successful poll."""

    def __init__(self, api: Api, screener: Screener, sender: Sender, duties: Sequence[Duty], alive: Callable[[], None]) -> None:
        self._api, self._screener, self._store, self._sender = api, screener, screener.store, sender
        self._worker = Worker(screener, sender)
        self._duties, self._alive = duties, alive
        self._queue: asyncio.Queue[tuple[int, Update]] = asyncio.Queue(BACKLOG)
        self._told: set[str] = set()

    async def run(self, source: Callable[[], Awaitable[None]]) -> None:
        """Finish what an earlier run left, then take what comes from `source` (polling or a webhook), until cancelled."""
        await self._begin()
        for row, body in self._store.unhandled():
            update = json.loads(body)
            await self._surely(partial(self._worker.take_up, row, update), [(row, update)])
        for chat in self._store.waiting_chats():
            self._sender.wake(chat)
        self._sender.keep(self._announce())
        await together(self._work(), self._do_duties(), source())

    async def _begin(self) -> None:
        """Reach the Bot API, however long it takes: one bad moment at the start must not stop the bot."""
        for failures in count(1):
            try:
                await self._api.begin()
                log.info("started", bot=self._api.name)
                return
            except DeliveryError as error:
                log.warning("Bot API not reached", why=str(error), failures=failures)
                await asyncio.sleep(pause(failures))

    async def poll(self) -> None:
        """Fetch updates for ever. Raises WrongToken."""
        offset, failures = None, 0
        while True:
            try:
                updates = await self._api.updates(offset, ALLOWED)
                self._alive()
                await self.receive(updates)
            except (DeliveryError, SecondPoller, StoreError) as error:
                failures += 1
                if isinstance(error, SecondPoller):  # it may be a webhook that was set earlier
                    await self._persist("deleteWebhook", drop_pending_updates=False)
                log.warning("poll failed", why=type(error).__name__, detail=str(error), failures=failures)
                await asyncio.sleep(pause(failures))
                continue
            failures = 0
            if updates:
                offset = updates[-1]["update_id"] + 1

    async def receive(self, updates: list[Update]) -> None:
        """Keep updates on disk, then line them up. Raises StoreError: they must not be confirmed then."""
        now = self._screener.clock()
        try:
            with self._store.transaction():
                rows = [self._store.receive(update["update_id"], json.dumps(update), now) for update in updates]
        except StoreError:
            for update in updates:
                self._apologise(update)
            raise
        self._told.clear()
        for row, update in zip(rows, updates, strict=True):
            if row is not None:
                await self._queue.put((row, update))

    def _apologise(self, update: Update) -> None:
        """The database cannot be written: say so once to each person, rather than forget what they send."""
        received = understand(update)
        if received is not None and received.inbound.address not in self._told:
            self._told.add(received.inbound.address)
            self._sender.tell(received.inbound.address, self._screener.unavailable(received.inbound))

    async def _work(self) -> None:
        while True:
            updates = [await self._queue.get()]
            while len(updates) < TOGETHER and not self._queue.empty():
                updates.append(self._queue.get_nowait())
            await self._surely(partial(self._worker.take, updates), updates)
            await asyncio.sleep(0)  # let the replies go out before the next

    async def _surely(self, work: Callable[[], None], updates: Sequence[tuple[int, Update]]) -> None:
        """Work on updates that are on disk; while the database cannot be written they wait, and so do those behind them."""
        for failures in count(1):
            try:
                work()
                return
            except StoreError as error:
                log.error("database", why=str(error), failures=failures)
                for _, update in updates:
                    self._apologise(update)
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
