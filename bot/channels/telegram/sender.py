"""Sends what lies in the outbox: in order for each chat, side by side for all.

Messages and edits of one chat are two lanes, so that taking the buttons from an answered question does not hold up the next
one. A call that was made is marked together with the others of the same moment; a crash before that may repeat a message and
never loses one.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

import structlog

from bot.channels.telegram.api import Api, DeliveryError
from bot.channels.telegram.calls import Call
from bot.channels.telegram.pace import Pace
from bot.clock import Clock
from bot.store import Store, StoreError

PAUSE = 0.1
"""Seconds before the first new try; doubled up to `LONGEST_PAUSE`, with some chance so that not all come at once."""
LONGEST_PAUSE = 60.0
CHAT_BURST, CHAT_SECONDS = 5, 1.0
"""Messages that one chat may get at once, and the time between those that follow, where Telegram's limits hold."""

Lane = tuple[int, bool]
"""A chat, and whether it is its edits or its messages."""

log = structlog.get_logger()


def pause(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    longest: float = min(LONGEST_PAUSE, PAUSE * 2 ** min(failures - 1, 16))
    return longest * random.uniform(0.5, 1)


class Sender:
    """Sends for all chats that have something waiting, and only for these."""

    def __init__(self, api: Api, store: Store, clock: Clock, pace: Pace) -> None:
        self._api, self._store, self._clock, self._pace = api, store, clock, pace
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        self._again: set[Lane] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._marks = Marks(store, clock)

    def wake(self, chat: int) -> None:
        """See that somebody is sending to this chat."""
        for lane in ((chat, False), (chat, True)):
            if lane in self._lanes:
                self._again.add(lane)
            else:
                self._lanes[lane] = self.keep(self._work_through(lane))

    def keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """A task that somebody holds, so that it is neither collected nor silent."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def acknowledge(self, callback_id: str, text: str) -> None:
        """End the spinner on a pressed button, at once and beside the reply."""
        self.keep(self._once("answerCallbackQuery", callback_query_id=callback_id, text=text[:200]))

    def tell(self, address: str, text: str) -> None:
        """Say something without the outbox, once and with luck: for when the database cannot be written."""
        self.keep(self._once("sendMessage", chat_id=address, text=text))

    async def _once(self, method: str, **arguments: Any) -> None:
        try:
            await self._api.call(method, **arguments)
        except DeliveryError as error:  # a press may be too old by now: its spinner ends by itself
            log.info("not delivered", method=method, why=str(error))

    async def close(self) -> None:
        """End at once; what is not sent stays in the outbox, what was sent is marked."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._marks.write()

    async def _work_through(self, lane: Lane) -> None:
        try:
            again = True
            while again:
                self._again.discard(lane)
                await self._send_in_order(*lane)
                await self._marks.written()  # until then it would be found in the outbox once more
                again = lane in self._again
        except StoreError as error:
            log.error("the outbox cannot be read", why=str(error))
            asyncio.get_running_loop().call_later(LONGEST_PAUSE, self.wake, lane[0])
        finally:
            del self._lanes[lane]

    async def _send_in_order(self, chat: int, edits: bool) -> None:
        waiting = [(row, call) for row, call in self._store.unsent(chat) if call["method"].startswith("edit") == edits]
        address = self._store.address(chat) if waiting else ""
        for made, (row, call) in enumerate(waiting):
            await self._pace.turn(CHAT_SECONDS if made >= CHAT_BURST else 0)
            failures = 0
            while (wait := await self._attempt(chat, address, row, call)) is not None:
                failures += 1
                await asyncio.sleep(wait or pause(failures))

    async def _attempt(self, chat: int, address: str, row: int, call: Call) -> float | None:
        """Make a call. None when it is done with, for good or for ever; else the seconds to wait, 0 for the usual pause."""
        try:
            arguments = {name: value for name, value in call.items() if name != "lasting"}
            result = await self._api.call(chat_id=address, **arguments)
        except DeliveryError as error:
            if not error.permanent:
                log.warning("sending failed", why=str(error))
                return error.wait or 0
            self._marks.add(row, why=str(error))
        else:
            asks = call["method"] == "sendMessage" and "reply_markup" in call and "lasting" not in call
            prompt = result["message_id"] if asks else None
            self._marks.add(row, chat=chat, prompt=prompt)
        return None


class Marks:
    """The marks of calls that were made, written together at the end of each moment: one commit for many."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._open: list[dict[str, Any]] = []
        self._written: asyncio.Future[None] | None = None
        self._failures = 0

    def add(self, row: int, chat: int | None = None, prompt: int | None = None, why: str | None = None) -> None:
        """A call that was made, perhaps with the prompt that is open from now on; or one that failed for good, and why."""
        self._open.append({"row": row, "chat": chat, "prompt": prompt, "why": why})
        if self._written is None:
            loop = asyncio.get_running_loop()
            self._written = loop.create_future()
            loop.call_soon(self.write)

    async def written(self) -> None:
        """Wait until every mark is on disk: only then may the outbox be read again."""
        if self._written is not None:
            await asyncio.shield(self._written)

    def write(self) -> None:
        """Write the marks; while the database cannot be written they wait, and so does everybody who sends."""
        try:
            with self._store.transaction("NORMAL"):  # a mark that a power failure takes only repeats a message
                for mark in self._open:
                    self._write(**mark)
        except StoreError as error:
            self._failures += 1
            log.error("what was sent cannot be marked", why=str(error))
            asyncio.get_running_loop().call_later(pause(self._failures), self.write)
            return
        self._failures = 0
        self._open.clear()
        if self._written is not None:
            self._written.set_result(None)
            self._written = None

    def _write(self, row: int, chat: int | None, prompt: int | None, why: str | None) -> None:
        if why is not None:
            self._store.failed(row, why)
        else:
            self._store.sent(row, self._clock())
        if chat is not None and prompt is not None:
            self._store.set_prompt(chat, prompt)
