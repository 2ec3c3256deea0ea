"""Works on one update that is already on disk: what it causes and that it was handled are one transaction."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any

import structlog

from bot.channels.telegram.calls import Call, calls, edited_keyboard, ticked, toggled
from bot.channels.telegram.desk import Desk, Order
from bot.channels.telegram.flood import Flood
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.updates import TICK, Keyboard, Received, Update, understand
from bot.outbound import Inbound
from bot.screener import Screener
from bot.store import StoreError
from i18n.catalogue import Words

STARTS = 3
"""An update during which the program died this often is set aside at the next start."""
KEYBOARDS = 10_000
"""Keyboards with ticks that are remembered, because two quick taps may both carry the keyboard from before the first."""

log = structlog.get_logger()


class Worker:
    """Takes updates one after the other, which keeps everybody's order by itself."""

    def __init__(self, screener: Screener, sender: Sender) -> None:
        self._screener, self._store, self._sender = screener, screener.store, sender
        self._keyboards: OrderedDict[tuple[str, int | None], Keyboard] = OrderedDict()
        self._flood = Flood()
        self._desk = Desk(screener)
        self._effects: list[Callable[[], None]] = []

    def take_up(self, row: int, update: Update) -> None:
        """Work on what an earlier run left, counting it first: an update that kills the program must not do so for ever.

        Raises StoreError like `take`.
        """
        with self._store.transaction():
            attempts = self._store.attempted(row)
        if attempts > STARTS:
            self._set_aside(row, understand(update))
            self._let_out()
        else:
            self.take([(row, update)])

    def take(self, updates: Sequence[tuple[int, Update]]) -> None:
        """Handle some updates, each in a transaction of its own, and bring them to the disk together.

        Nothing is sent before that. Raises StoreError, and then all of them are as they were.
        """
        try:
            with self._store.transaction():
                for row, update in updates:
                    self._take(row, update)
        except StoreError:
            self._screener.forget()
            self._keyboards.clear()
            self._effects.clear()
            raise
        self._let_out()

    def _let_out(self) -> None:
        """Send what the updates led to, now that they are on disk."""
        for effect in self._effects:
            effect()
        self._effects.clear()

    def _take(self, row: int, update: Update) -> None:
        """One that makes us fail is set aside, so that it blocks nobody, and the person is told."""
        started, received = perf_counter(), None
        try:
            received = understand(update)
            done = self._work(row, received)
        except StoreError:
            raise
        except Exception as error:  # a bug, at the one edge where it is caught
            log.exception("update failed", why=type(error).__name__, row=row, exc_info=False)
            done = {"kind": self._set_aside(row, received)}
        log.info("update", **done, milliseconds=round((perf_counter() - started) * 1000, 1))

    def _work(self, row: int, received: Received | None) -> dict[str, Any]:
        """What the log tells of it."""
        if received is None:
            return {"kind": self._ignore(row)}
        told = self._flood.refuses(received.inbound.address)
        if told is not None:
            return {"kind": self._refuse(row, received, told)}
        aside = self._aside(row, received)
        return self._handle(row, received) if aside is None else {"kind": aside}

    def _ignore(self, row: int) -> str:
        with self._store.transaction():
            self._store.handled(row, self._screener.clock())
        return "ignored"

    def _refuse(self, row: int, received: Received, told: bool) -> str:
        """Somebody sends faster than any person can: it is said once, and what comes meanwhile is not worked on."""
        if told:
            return self._ignore(row)
        return self._directly(row, received, {"method": "sendMessage", "text": self._words(received.inbound)("too-fast")})

    def _aside(self, row: int, received: Received) -> str | None:
        """What needs no screening: a word in a group, a tick. None for everything else."""
        inbound = received.inbound
        order = self._desk.order(received)
        if order is not None:
            return self._carry_out(row, received, order)
        if self._desk.is_ours(received):
            return self._unknown(row, received)
        if inbound.other == "group":
            return self._directly(row, received, {"method": "sendMessage", "text": self._words(inbound)("group")})
        if received.keyboard and inbound.data and f":{TICK}" in inbound.data and not inbound.data.endswith(f":{TICK}"):
            return self._tick(row, received, toggled(self._keyboard(received), inbound.data))
        return None

    def _carry_out(self, row: int, received: Received, order: Order) -> str:
        with self._store.transaction():
            text = self._desk.carry_out(order, self._screener.clock())
            self._directly(row, received, {"method": "sendMessage", "text": text})
        return "order"

    def _unknown(self, row: int, received: Received) -> str:
        """In the coordinators' chat only commands are answered; they talk with each other there."""
        if not (received.inbound.text or "").startswith("/"):
            return self._ignore(row)
        text = self._words(received.inbound)("unknown-command")
        return self._directly(row, received, {"method": "sendMessage", "text": text})

    def _keyboard(self, received: Received) -> Keyboard:
        return self._keyboards.get((received.inbound.address, received.inbound.message_id), received.keyboard or [])

    def _tick(self, row: int, received: Received, keyboard: Keyboard) -> str:
        """A tick only changes the keyboard; nothing is answered yet."""
        inbound = received.inbound
        self._keyboards[inbound.address, inbound.message_id] = keyboard
        if len(self._keyboards) > KEYBOARDS:
            self._keyboards.popitem(last=False)
        self._directly(row, received, edited_keyboard(inbound.message_id, keyboard))
        return "tick"

    def _handle(self, row: int, received: Received) -> dict[str, Any]:
        inbound = received.inbound
        if inbound.data and inbound.data.endswith(f":{TICK}"):
            inbound = _with_ticks(inbound, ticked(self._keyboard(received)))
        handled = self._screener.handle(inbound, calls, receipt=row)
        self._reply(received, handled.chat, next((reply.text for reply in handled.replies if reply.toast), ""))
        self._effects += [partial(self._sender.wake, chat) for chat in handled.others]
        kind = "press" if inbound.data else inbound.other or "text"
        return {"kind": kind, "screening": handled.code, "events": handled.events}

    def _directly(self, row: int, received: Received, call: Call) -> str:
        """A reply that needs no screening."""
        now = self._screener.clock()
        with self._store.transaction():
            chat = self._store.chat(received.inbound.channel, received.inbound.address)
            self._store.enqueue(chat.id, [call], now)
            self._store.handled(row, now)
        self._reply(received, chat.id)
        return "direct"

    def _set_aside(self, row: int, received: Received | None) -> str:
        now = self._screener.clock()
        with self._store.transaction():
            self._store.park(row, now)
            if received:
                chat = self._store.chat(received.inbound.channel, received.inbound.address)
                self._store.enqueue(chat.id, [{"method": "sendMessage", "text": self._words(received.inbound)("error")}], now)
        if received:
            self._reply(received, chat.id)
        return "parked"

    def _words(self, inbound: Inbound) -> Words:
        return self._screener.words[self._screener.language(inbound)]

    def _reply(self, received: Received, chat: int, toast: str = "") -> None:
        """End the spinner of a press, and send what lies in the outbox, as soon as it is on disk."""
        if received.callback_id:
            self._effects.append(partial(self._sender.acknowledge, received.callback_id, toast))
        self._effects.append(partial(self._sender.wake, chat))


def _with_ticks(inbound: Inbound, values: list[str]) -> Inbound:
    """The press on "done" as the answer that the ticks make."""
    seq = (inbound.data or "").partition(":")[0]
    return replace(inbound, data=f"{seq}:{','.join(values)}")
