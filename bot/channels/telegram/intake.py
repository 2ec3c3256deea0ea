"""Takes updates in: each is on disk before Telegram is told that it was received. Works before the trial is even loaded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

import structlog

from bot.channels.telegram.api import Api, DeliveryError, SecondPoller
from bot.channels.telegram.sender import Sender, pause
from bot.channels.telegram.updates import ALLOWED, Update, understand
from bot.clock import Clock
from bot.outbound import Inbound
from bot.store import Store, StoreError

BACKLOG = 1000
"""Updates that may wait in memory; more stay with Telegram until there is room."""

log = structlog.get_logger()


class Intake:
    """Updates from Telegram into the inbox and into `queue`. `alive` is called at every successful poll."""

    def __init__(self, api: Api, store: Store, clock: Clock, sender: Sender, alive: Callable[[], None]) -> None:
        self._api, self._store, self._clock, self._sender, self._alive = api, store, clock, sender, alive
        self._told: set[str] = set()
        self.left = [(row, json.loads(body)) for row, body in store.unhandled()]
        """What an earlier run has not worked on."""
        self.queue: asyncio.Queue[tuple[int, Update]] = asyncio.Queue(BACKLOG)
        self.apology: Callable[[Inbound], str] | None = None
        """What to say while nothing can be written down; there are no words before they are loaded."""

    async def run(self, source: Callable[[], Awaitable[None]]) -> None:
        """Take what comes from `source` (polling or a webhook) until cancelled. Raises WrongToken."""
        await self._begin()
        await source()

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
        """Fetch updates for ever."""
        offset, failures = None, 0
        while True:
            try:
                updates = await self._api.updates(offset, ALLOWED)
                self._alive()
                await self.receive(updates)
            except (DeliveryError, SecondPoller, StoreError) as error:
                failures += 1
                log.warning("poll failed", why=type(error).__name__, detail=str(error), failures=failures)
                if isinstance(error, SecondPoller):
                    await self._end_webhook()
                await asyncio.sleep(pause(failures))
                continue
            failures = 0
            if updates:
                offset = updates[-1]["update_id"] + 1

    async def _end_webhook(self) -> None:
        """What keeps us from polling may be a webhook that was set earlier, not another bot."""
        try:
            await self._api.call("deleteWebhook", drop_pending_updates=False)
        except DeliveryError as error:
            log.warning("webhook not ended", why=str(error))

    async def receive(self, updates: list[dict[str, Any]]) -> None:
        """Keep updates on disk, then line them up. Raises StoreError: they must not be confirmed then."""
        now = self._clock()
        try:
            with self._store.transaction():
                rows = [self._store.receive(update["update_id"], json.dumps(update), now) for update in updates]
        except StoreError:
            self.apologise(updates)
            raise
        self._told.clear()
        for row, update in zip(rows, updates, strict=True):
            if row is not None:
                await self.queue.put((row, update))

    def apologise(self, updates: list[Update]) -> None:
        """The database cannot be written: say so once to each person, rather than forget what they send."""
        for received in filter(None, map(understand, updates)):
            if self.apology is not None and received.inbound.address not in self._told:
                self._told.add(received.inbound.address)
                self._sender.tell(received.inbound.address, self.apology(received.inbound))
