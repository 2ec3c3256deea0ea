"""A message while it is being worked on, and what it led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.outbound import Inbound, Outbound
from bot.store import Chat, Screening
from flows.state import State


@dataclass(frozen=True)
class Handled:
    """What one message led to: the replies, the kinds of the events, and where they belong.

    `others` are further chats for which there is something in the outbox.
    """

    replies: Sequence[Outbound]
    chat: int
    code: str
    events: tuple[str, ...]
    others: tuple[int, ...] = ()


@dataclass
class Session:
    """One person's screening while a message is being worked on."""

    chat: Chat
    screening: Screening
    state: State
    inbound: Inbound
    now: datetime
    replies: list[Outbound]
    events: list[str] = field(default_factory=list)
