"""The running bot: updates in, kept and worked on; replies out, in order for each person.

Working on an update is quick and done at once, one after the other, so everybody's order is kept by itself. Sending waits
for the network and happens beside it, one sender for each chat that has something to be sent.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Coroutine
from dataclasses import replace
from itertools import count
from time import perf_counter
from typing import Any

import structlog

from bot.channels.telegram.api import Api, DeliveryError, SecondPoller
from bot.channels.telegram.calls import Call, calls, edited_keyboard, ticked, toggled
from bot.channels.telegram.updates import ALLOWED, TICK, Keyboard, Received, understand
from bot.commands import MENU
from bot.outbound import Inbound
from bot.screener import Screener
from bot.store import StoreError
from i18n.catalogue import LANGUAGES, Words

STARTS = 3
"""An update during which the program died this often is set aside at the next start."""
KEYBOARDS = 10_000
"""Keyboards with ticks that are remembered, because two quick taps may both carry the keyboard from before the first."""
SEND_ATTEMPTS = 8
"""Temporary errors in a row before a sender rests; what is unsent stays in the outbox for the next start or message."""
PAUSE = 1.0
"""Seconds before the first new try; doubled up to `LONGEST_PAUSE`, with some chance so that not all come at once."""
LONGEST_PAUSE = 60.0

log = structlog.get_logger()


class Runner:
    """One bot on one store. `run` returns when `stop` was called."""

    def __init__(self, api: Api, screener: Screener) -> None:
        self.api, self.screener, self.store = api, screener, screener.store
        self._senders: dict[int, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._keyboards: dict[tuple[str, int | None], Keyboard] = {}
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Run until stopped. Raises WrongToken."""
        work = asyncio.create_task(self._serve())
        stopped = asyncio.create_task(self._stopped.wait())
        await asyncio.wait([work, stopped], return_when=asyncio.FIRST_COMPLETED)
        tasks = [work, stopped, *self._senders.values(), *self._tasks]
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        if isinstance(results[0], Exception):
            raise results[0]

    async def _serve(self) -> None:
        """Finish what an earlier run left, announce the commands, then poll."""
        await self._begin()
        self._take_up()
        for chat in self.store.waiting_chats():
            self._wake(chat)
        self._keep(self._announce())
        await self._poll()

    async def _begin(self) -> None:
        """Reach the Bot API, however long it takes: one bad moment at the start must not stop the bot."""
        for failures in count(1):
            try:
                await self.api.begin()
                log.info("started", bot=self.api.name)
                return
            except DeliveryError as error:
                log.warning("Bot API not reached", why=str(error), failures=failures)
                await asyncio.sleep(_pause(failures))

    def stop(self) -> None:
        """End soon. What is not sent yet is in the outbox and goes out at the next start."""
        self._stopped.set()

    async def _poll(self) -> None:
        offset, failures = None, 0
        while True:
            try:
                updates = await self.api.updates(offset, ALLOWED)
                self._receive(updates)
            except (DeliveryError, SecondPoller, StoreError) as error:
                failures += 1
                log.warning("poll failed", why=type(error).__name__, detail=str(error), failures=failures)
                await asyncio.sleep(_pause(failures))
                continue
            failures = 0
            if updates:
                offset = updates[-1]["update_id"] + 1
            self._work_off()

    def _receive(self, updates: list[dict[str, Any]]) -> None:
        """Keep the updates before the next poll confirms them."""
        now = self.screener.clock()
        with self.store.transaction():
            for update in updates:
                self.store.receive(update["update_id"], json.dumps(update), now)

    def _take_up(self) -> None:
        """Work on what was left, counting it first: an update that kills the program is set aside after a few starts."""
        for row, body in self.store.unhandled():
            with self.store.transaction():
                attempts = self.store.attempted(row)
            if attempts > STARTS:
                self._set_aside(row, understand(json.loads(body)))
            else:
                self._work(row, json.loads(body))

    def _work_off(self) -> None:
        for row, body in self.store.unhandled():
            self._work(row, json.loads(body))

    def _work(self, row: int, update: dict[str, Any]) -> None:
        """Handle one update. One that makes us fail is set aside, so that it blocks nobody, and the person is told."""
        started = perf_counter()
        received = understand(update)
        try:
            kind = self._handle(row, received) if received else self._ignore(row)
        except StoreError:
            raise
        except Exception as error:  # a bug, at the one edge where it is caught
            log.exception("update failed", why=type(error).__name__, row=row, exc_info=False)
            kind = self._set_aside(row, received)
        log.info("update", kind=kind, milliseconds=round((perf_counter() - started) * 1000, 1))

    def _ignore(self, row: int) -> str:
        with self.store.transaction():
            self.store.handled(row, self.screener.clock())
        return "ignored"

    def _handle(self, row: int, received: Received) -> str:
        inbound = received.inbound
        if inbound.other == "group":
            return self._directly(row, received, {"method": "sendMessage", "text": self._words(inbound)("group")})
        if received.keyboard and inbound.data and f":{TICK}" in inbound.data:
            keyboard = self._keyboards.get((inbound.address, inbound.message_id), received.keyboard)
            if not inbound.data.endswith(f":{TICK}"):
                return self._tick(row, received, toggled(keyboard, inbound.data))
            inbound = _with_ticks(inbound, ticked(keyboard))
        replies = self.screener.handle(inbound, calls, receipt=row)
        self._acknowledge(received, next((reply.text for reply in replies if reply.toast), ""))
        self._wake_address(inbound)
        return "press" if inbound.data else inbound.other or "text"

    def _tick(self, row: int, received: Received, keyboard: Keyboard) -> str:
        """A tick only changes the keyboard; nothing is answered yet."""
        inbound = received.inbound
        self._keyboards[inbound.address, inbound.message_id] = keyboard
        if len(self._keyboards) > KEYBOARDS:
            self._keyboards.pop(next(iter(self._keyboards)))
        self._directly(row, received, edited_keyboard(inbound.message_id, keyboard))
        return "tick"

    def _directly(self, row: int, received: Received, call: Call) -> str:
        """A reply that needs no screening."""
        now = self.screener.clock()
        with self.store.transaction():
            chat = self.store.chat(received.inbound.channel, received.inbound.address)
            self.store.enqueue(chat.id, [call], now)
            self.store.handled(row, now)
        self._acknowledge(received, "")
        self._wake(chat.id)
        return "direct"

    def _set_aside(self, row: int, received: Received | None) -> str:
        now = self.screener.clock()
        with self.store.transaction():
            self.store.park(row, now)
            if received:
                chat = self.store.chat(received.inbound.channel, received.inbound.address)
                self.store.enqueue(chat.id, [{"method": "sendMessage", "text": self._words(received.inbound)("error")}], now)
        if received:
            self._wake(chat.id)
        return "parked"

    def _words(self, inbound: Inbound) -> Words:
        return self.screener.words[self.screener.language(inbound)]

    def _acknowledge(self, received: Received, text: str) -> None:
        if received.callback_id:
            self._keep(self._answer_press(received.callback_id, text))

    async def _answer_press(self, id: str, text: str) -> None:
        try:
            await self.api.call("answerCallbackQuery", callback_query_id=id, text=text[:200])
        except DeliveryError as error:  # too old, or not reached: the spinner ends by itself
            log.info("press not acknowledged", why=str(error))

    def _wake_address(self, inbound: Inbound) -> None:
        with self.store.transaction():
            chat = self.store.chat(inbound.channel, inbound.address)
        self._wake(chat.id)

    def _wake(self, chat: int) -> None:
        """See that somebody is sending to this chat."""
        if chat not in self._senders or self._senders[chat].done():
            self._senders[chat] = asyncio.create_task(self._send_all(chat))

    async def _send_all(self, chat: int) -> None:
        failures = 0
        while (found := self.store.unsent(chat)) is not None and failures < SEND_ATTEMPTS:
            row, call = found
            try:
                result = await self.api.call(chat_id=self.store.address(chat), **call)
            except DeliveryError as error:
                if error.permanent:
                    with self.store.transaction():
                        self.store.failed(row, str(error))
                    continue
                failures += 1
                log.warning("sending failed", why=str(error), failures=failures)
                await asyncio.sleep(error.wait if error.wait is not None else _pause(failures))
                continue
            failures = 0
            self._sent(chat, row, call, result)
        self._senders.pop(chat, None)

    def _sent(self, chat: int, row: int, call: Call, result: Any) -> None:
        with self.store.transaction():
            self.store.sent(row, self.screener.clock())
            if call["method"] == "sendMessage" and "reply_markup" in call:
                self.store.set_prompt(chat, result["message_id"])

    async def _announce(self) -> None:
        """The command menu in every language; English where the device speaks another one."""
        for language in LANGUAGES:
            words = self.screener.words[language]
            commands = [{"command": name, "description": words(f"command-{name}")} for name in MENU]
            code = {} if language == "en" else {"language_code": language}
            await self._persist("setMyCommands", commands=commands, **code)

    async def _persist(self, method: str, **arguments: Any) -> None:
        for failures in range(1, SEND_ATTEMPTS):
            try:
                await self.api.call(method, **arguments)
                return
            except DeliveryError as error:
                if error.permanent:
                    log.warning("commands not announced", why=str(error))
                    return
                await asyncio.sleep(error.wait if error.wait is not None else _pause(failures))

    def _keep(self, work: Coroutine[Any, Any, Any]) -> None:
        """A task that somebody holds, so that it is neither collected nor silent."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _pause(failures: int) -> float:
    longest: float = min(LONGEST_PAUSE, PAUSE * 2 ** min(failures - 1, 16))
    return longest * random.uniform(0.5, 1)


def _with_ticks(inbound: Inbound, values: list[str]) -> Inbound:
    """The press on "done" as the answer that the ticks make."""
    seq = (inbound.data or "").partition(":")[0]
    return replace(inbound, data=f"{seq}:{','.join(values)}")
