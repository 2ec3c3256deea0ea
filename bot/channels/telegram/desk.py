"""The commands of coordinators: in their chat, and in a private chat with one of them. For everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.telegram.updates import Received
from bot.commands import parse_command
from bot.coordination import Team
from bot.screener import Screener
from bot.store import Coordinator, Record
from i18n.catalogue import Words, area

ORDERS = ("queue", "case", "mark", "console")
QUEUE = 10
"""Screenings in the answer to /queue."""
FOLLOW_UPS = ("contacted", "booked", "consented", "screen_failure", "withdrawn")


@dataclass(frozen=True)
class Order:
    """A command of a coordinator."""

    name: str
    argument: str
    by: Coordinator
    private: bool


class Desk:
    """Understands the commands and carries them out; whatever is looked at is written to the access log."""

    def __init__(self, screener: Screener) -> None:
        self._screener, self._store = screener, screener.store

    @property
    def _team(self) -> Team:
        return self._screener.coordination.team

    def is_ours(self, received: Received) -> bool:
        """Whether this comes from the coordinators' chat, where nobody is a participant."""
        return bool(self._team.chat) and received.inbound.address == self._team.chat

    def order(self, received: Received) -> Order | None:
        """The command, if it is one and comes from somebody on the list, in the right place."""
        inbound = received.inbound
        command = parse_command(inbound) if inbound.data is None else None
        private = inbound.other is None
        if command is None or command.name not in ORDERS or not (private or self.is_ours(received)):
            return None
        by = self._store.desk.by_telegram(received.sender)
        return Order(command.name, command.argument, by, private) if by else None

    def carry_out(self, order: Order, now: datetime) -> str:
        """Do what the command asks for, in the transaction of the caller; the answer, in the coordinator's language."""
        actions: dict[str, Callable[[Order, datetime], str]] = {
            "queue": self._queue,
            "case": self._case,
            "mark": self._mark,
            "console": self._console,
        }
        return actions[order.name](order, now)

    def _queue(self, order: Order, now: datetime) -> str:
        own = _own(order)
        records = self._store.records.some(self._store.post.waiting(QUEUE))
        self._store.desk.saw(order.by.id, "", "list", now)
        if not records:
            return own("queue-empty")
        lines = (
            own(
                "queue-line",
                code=record.code,
                outcome=self._outcome(record, order),
                count=len(self._open_points(record)),
                state=own(f"follow-{record.follow_up}"),
            )
            for record in records
        )
        return "\n".join([own("queue-title"), *lines])

    def _case(self, order: Order, now: datetime) -> str:
        own, record = _own(order), self._store.records.find(order.argument)
        if not order.argument or record is None:
            return own("case-missing" if order.argument else "case-how")
        self._store.desk.saw(order.by.id, record.code, "view", now)
        told = own(
            "case",
            code=record.code,
            outcome=self._outcome(record, order),
            state=own(f"follow-{record.follow_up}"),
            points=" ".join(self._open_points(record)) or own("none"),
        )
        source = self._store.handovers.source(record.id)
        return "\n".join([told, *([own("case-source", code=source)] if source else []), self._team.case(record.code)])

    def _mark(self, order: Order, now: datetime) -> str:
        own = _own(order)
        code, _, state = order.argument.rpartition(" ")
        if not code or state not in FOLLOW_UPS:
            return own("mark-how", states=", ".join(FOLLOW_UPS))
        record = self._store.records.find(code)
        if record is None:
            return own("case-missing")
        self._store.desk.follow_up(record.id, order.by.id, "state", {"state": state}, now)
        self._store.desk.saw(order.by.id, record.code, "state", now)
        return own("mark-done", code=record.code, state=own(f"follow-{state}"))

    def _console(self, order: Order, now: datetime) -> str:
        own = _own(order)
        if not order.private:
            return own("console-private")
        return own("console", link=f"{self._team.console}/link/{self._store.desk.new_link(order.by.id, now)}")

    def _outcome(self, record: Record, order: Order) -> str:
        own, words = _own(order), self._screener.words[order.by.language]
        return own(f"result-{record.result}") if record.outcome is None else words(f"outcome-{record.result}")

    def _open_points(self, record: Record) -> list[str]:
        """The criteria to be judged or still open, in the order of the trial, without those that the hospital settles."""
        statuses = dict(self._store.records.open_points((record.id,))[record.id])
        open_to_team = {"review", *(["unknown"] if record.role == "clinician" else [])}
        criteria = self._screener.trial.criteria.values()
        found = (c for c in criteria if c.id in statuses)
        return [c.id for c in found if statuses[c.id] in open_to_team or not c.settled_at_hospital]


def _own(order: Order) -> Words:
    return area("desk", order.by.language)
