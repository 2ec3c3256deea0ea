"""The invented people talk: through the real dialogue, on a clock of their own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.demo.people import Person, people
from bot.demo.stories import PASTED
from bot.outbound import Inbound, Menu
from bot.screener import Screener
from flows.dialogue import prompt
from flows.events import ReadBack
from flows.messages import Ask
from flows.state import State, replay

CHANNEL = "demo"
MOST_ANSWERS = 150


class DemoClock:
    """The time of the demo; moves on with every message."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def fill(screener: Screener, clock: DemoClock, number: int, seed: int, now: datetime) -> Iterator[Person]:
    """Let them all talk, one after the other; what is yielded has finished talking."""
    dice = random.Random(seed)
    for person in people(number, dice, now):
        talk(screener, clock, person, dice)
        yield person


def talk(screener: Screener, clock: DemoClock, person: Person, dice: random.Random) -> None:
    """Let one of them talk from the beginning to where they leave."""
    _Talk(screener, clock, person, dice).run()


class _Talk:
    """One conversation: reads what is asked, answers it, and lets time pass."""

    def __init__(self, screener: Screener, clock: DemoClock, person: Person, dice: random.Random) -> None:
        self.screener, self.clock, self.person, self.dice = screener, clock, person, dice
        self.menu: Menu | None = None
        self.refused: set[str] = set()

    def run(self) -> None:
        person = self.person
        self.clock.now = person.begins
        consent = f"={'process,abroad,coordinators,mandate' if person.shares else 'process,abroad,mandate'}"
        for line in (f"/start {person.language}", f"={person.role}", person.answers["Q01"]):
            self.send(line)
        if isinstance(self.state.pending, ReadBack):
            self.send("=yes")
        self.send(consent)
        if person.pastes:
            self.send(PASTED[person.language].format(age=person.answers["Q01"]))
        says_at = self.dice.randint(3, 12) if person.says else None
        for count in range(MOST_ANSWERS):
            if person.leaves_after is not None and count >= person.leaves_after:
                self.leave()
                return
            if count == says_at and person.says:
                self.send(person.says)
            if not self.answer():
                break
        self.edit()
        if person.allows and self.state.phase == "concluded":
            self.send("=contact")

    def leave(self) -> None:
        """Without a word, or with one."""
        if self.person.stops:
            self.send("/stop")

    def send(self, line: str) -> None:
        """Type a line, or press buttons: `=value,value`."""
        self.clock.now += timedelta(seconds=self.dice.choice((6, 9, 12, 18, 25, 40, 70)))
        data = f"{self.menu.seq}:{line[1:]}" if line.startswith("=") and self.menu else None
        inbound = Inbound(CHANNEL, f"demo-{self.person.number}", None if data else line, data)
        for reply in self.screener.handle(inbound).replies:
            self.menu = reply.menu or self.menu

    @property
    def state(self) -> State:
        store = self.screener.store
        screening = store.current(store.chat(CHANNEL, f"demo-{self.person.number}").id)
        assert screening is not None
        return replay(store.events(screening.id))

    def answer(self) -> bool:
        """Answer what is open; False when nothing is left to answer."""
        asked = prompt(self.screener.trial, self.state, self.clock.now.date())
        match asked.ask:
            case Ask.QUESTION if asked.question is not None:
                self.send(self._reply(asked.question.id))
            case Ask.PAUSED | Ask.RESULT | Ask.DECLINED | Ask.WITHDRAWN:
                if asked.ask is not Ask.PAUSED:
                    return False
                self.send("=go_on")
            case Ask.STOP_OFFER:
                self.send(self.dice.choice(("=see_result", "=go_on")))
            case _:
                self.send(f"={asked.picks[0]}")  # yes, the first reading, both are right, all correct
        return True

    def _reply(self, question: str) -> str:
        """The prepared answer; where it was not understood, or is missing, "don't know"."""
        if question in self.refused:
            return "=unknown"
        self.refused.add(question)
        return self.person.answers.get(question, "=unknown")

    def edit(self) -> None:
        """Look at the result for a while, change an answer, and go to the result again."""
        question = self.person.edits
        if question is None or self.state.phase != "concluded" or question not in self.state.replies:
            return
        self.clock.now += timedelta(minutes=self.dice.randint(2, 40))
        self.send(f"=!edit:{question}")
        self.send({"Q12": "=2", "Q11": "=yes", "Q05": "=histology"}[question])
        while self.answer():
            pass
