"""Puts what is written to people and to the coordinators' chat into the outbox, each with its mark in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.coordination import Team
from bot.hours import digest_day, may_send
from bot.outbound import Inbound, Item, Menu, Outbound
from bot.store import Chat, Store
from bot.store.coordination import DueLetter, Notice
from i18n.catalogue import Words, area

CHANNEL = "telegram"
"""The channel on which we can speak first."""
SOON = timedelta(days=7)

Calls = Callable[[Chat, Inbound, Sequence[Outbound]], list[dict[str, Any]]]


class Delivery:
    """`calls` are those of the channel. What comes back are the chats for which there is something in the outbox."""

    def __init__(self, store: Store, words: Mapping[str, Words], team: Team) -> None:
        self.store, self.words, self.team = store, words, team

    def duty(self, calls: Calls, now: datetime) -> list[int]:
        """Send whatever is due."""
        with self.store.transaction():
            self._digest(now)
            return [*self._letters(calls, now), *self.tell(calls, now)]

    # To people

    def _letters(self, calls: Calls, now: datetime) -> list[int]:
        due = self.store.post.due(now)
        return [letter.chat for letter in due if self._letter(letter, calls, now)]

    def _letter(self, letter: DueLetter, calls: Calls, now: datetime) -> bool:
        """Whether it is on its way; in the night it waits, and what is not allowed any more is dropped."""
        if not letter.allowed or letter.channel != CHANNEL:
            self.store.post.dropped(letter.id, "unreachable" if letter.allowed else "withdrawn")
            return False
        if not may_send(now, letter.heard):
            return False
        chat = self.store.chat_of(letter.chat)
        made = calls(chat, Inbound(chat.channel, chat.address), [_message(letter, self.words[letter.language])])
        self.store.enqueue(chat.id, made, now)
        self.store.post.queued(letter.id, now)
        return True

    # To the coordinators

    def tell(self, calls: Calls, now: datetime) -> list[int]:
        """The notices that are open. In the transaction of the caller: a red flag is told at once."""
        if not self.team.chat:
            return []
        notices = self.store.post.open_notices()
        if not notices:
            return []
        chat = self.store.chat(CHANNEL, self.team.chat)
        texts = [Outbound(self._notice(notice)) for notice in notices]
        self.store.enqueue(chat.id, calls(chat, Inbound(chat.channel, chat.address), texts), now)
        for notice in notices:
            self.store.post.told(notice.id, now)
        return [chat.id]

    def _digest(self, now: datetime) -> None:
        """The numbers of the day, once; they go out with the other notices."""
        day = digest_day(now)
        if self.team.chat and day is not None and not self.store.post.had_digest(day):
            counts = self.store.post.counts(now - timedelta(days=1), (day, day + SOON))
            self.store.post.notice(None, "digest", {"day": day.isoformat(), **counts}, now)

    def _notice(self, notice: Notice) -> str:
        """In every language of the team: code, criterion ids and a link, and nothing about anybody's health."""
        texts = [self._worded(notice, area("desk", language), self.words[language]) for language in self.team.languages]
        link = [self.team.case(notice.code)] if notice.code else []
        return "\n".join([*texts, *link])

    def _worded(self, notice: Notice, own: Words, words: Words) -> str:
        body = notice.body
        match notice.kind:
            case "digest":
                return own("notice-digest", **body)
            case "finished":
                outcome, points = words(f"outcome-{body['outcome']}"), " ".join(body["open"]) or own("none")
                return own("notice-finished", code=str(notice.code), outcome=outcome, points=points)
            case kind:
                return own(f"notice-{kind}", code=str(notice.code), **body)


def _message(letter: DueLetter, words: Words) -> Outbound:
    """A letter with its buttons, which hold at any time."""
    off = Item("!contact-off", words("pick-no_contact"))
    if letter.kind == "washout":
        return Outbound(letter.text, Menu(0, (Item("!check-again", words("pick-check_again")), off), lasting=True))
    answer = Item(f"!letter-answer:{letter.id}", words("pick-answer"))
    return Outbound(f"{words('letter')}\n\n{letter.text}", Menu(0, (answer, off), lasting=True))
