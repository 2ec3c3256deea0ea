"""Many simulated people on the local Bot API server, each of whom answers what the bot asks, up to the result."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from botapi import BotApiServer
from botchats import Message
from manners import Act, Manners
from person import Person

FIRST_ID = 5_000_000


@dataclass
class Wait:
    """One update of a person: when it was made, when the first reply was seen, and when the next prompt."""

    made: float
    ticks: bool
    replied: float | None = None
    asked: float | None = None


@dataclass(frozen=True)
class Shown:
    """A message as it came: its text, and its keyboard as rows of (label, data)."""

    text: str
    keyboard: list[list[tuple[str, str]]]


class Walker:
    """One person on the way through the screening. Keeps a record of every answer given and every reply seen.

    `think` says how many seconds pass before the next answer; without it people answer as fast as they can. `hasty` is the
    part of the buttons that they press twice, also when the message comes once more.
    """

    def __init__(
        self,
        server: BotApiServer,
        id: int,
        manners: Manners,
        think: Callable[[], float] | None = None,
        ended: Callable[[Walker], None] = lambda walker: None,
        hasty: float = 0.0,
    ) -> None:
        self.person = Person(server, id, manners.language)
        self.manners, self.think, self.ended, self.hasty = manners, think, ended, hasty
        self.second_presses: list[str] = []
        self._dice = random.Random(id)
        self.answers: list[tuple[str, str | tuple[str, ...]]] = []
        self.waits: list[Wait] = []
        self.heard: list[Shown] = []
        self.repeated = 0
        self.finished = False
        self._known: dict[str, Act | None] = {}
        self._prompt: Message | None = None
        server.listeners[id] = self.sees

    @property
    def waiting(self) -> bool:
        return bool(self.waits) and self.waits[-1].asked is None

    def begin(self) -> None:
        self._do(Act(text=f"/start {self.manners.language}"))

    def sees(self, method: str, message: Message) -> None:
        """A message of the bot came or was changed. One that is known is a repetition, and nothing is done about it."""
        if method == "sendMessage":
            shown = Shown(message.text, message.keyboard)
            if str(shown) in self._known:
                self._sees_again(message, self._known[str(shown)])
                return
            self.heard.append(shown)
            self._known[str(shown)] = self.manners.act(message) if message.keyboard else None
            self._replied()
            if message.keyboard:
                self._asked(message)
        elif message is self._prompt:
            if method == "editMessageText":
                self._replied()
            elif message.keyboard and self.waits[-1].ticks and self.waiting:
                self._replied()
                self._asked(message)

    def _sees_again(self, message: Message, act: Act | None) -> None:
        self.repeated += 1
        if act and act.data and not act.ticks and self._dice.random() < self.hasty:
            self.second_presses.append(self.person.press(message, act.data))

    def _replied(self) -> None:
        wait = self.waits[-1]
        wait.replied = wait.replied or perf_counter()

    def _asked(self, message: Message) -> None:
        self.waits[-1].asked = perf_counter()
        self._prompt = message
        act = self.manners.act(message)
        if act is None:
            self.finished = True
            self.ended(self)
        elif self.think is None:
            self._do(act)
        else:
            asyncio.get_running_loop().call_later(self.think(), self._do, act)

    def _do(self, act: Act) -> None:
        if act.question is not None:
            self.answers.append((act.question, act.text if act.text is not None else act.values))
        self.waits.append(Wait(perf_counter(), act.ticks))
        if act.text is not None:
            self.person.write(act.text)
        else:
            self._press(self._prompt, act)

    def _press(self, message: Message, act: Act) -> None:
        twice = self._dice.random() < self.hasty and not act.ticks
        self.person.press(message, act.data)
        if twice:
            self.second_presses.append(self.person.press(message, act.data))


class Crowd:
    """So many people at a time. With `renewed` somebody else comes for each who is at the end."""

    def __init__(
        self,
        server: BotApiServer,
        manners: Callable[[int], Manners],
        think: Callable[[], float] | None = None,
        *,
        renewed: bool = False,
        hasty: float = 0.0,
    ) -> None:
        self.server, self.manners, self.think, self.renewed, self.hasty = server, manners, think, renewed, hasty
        self.walkers: list[Walker] = []
        self.ended = asyncio.Event()

    def enter(self, people: int) -> None:
        """So many new people write their first message now; at a human pace, within the time of one thought."""
        for _ in range(people):
            number = len(self.walkers)
            walker = Walker(self.server, FIRST_ID + number, self.manners(number), self.think, self._end, self.hasty)
            self.walkers.append(walker)
            if self.think is None:
                walker.begin()
            else:
                asyncio.get_running_loop().call_later(self.think(), walker.begin)

    def _end(self, walker: Walker) -> None:
        if self.renewed:
            self.enter(1)
        elif all(walker.finished for walker in self.walkers):
            self.ended.set()

    @property
    def steps(self) -> int:
        """How many updates the people have made."""
        return sum(len(walker.waits) for walker in self.walkers)

    @property
    def waits(self) -> list[Wait]:
        return [wait for walker in self.walkers for wait in walker.waits]

    async def come_to(self, steps: float, patience: float) -> None:
        """Wait until the people have made so many updates, or are all at the end.

        Raises TimeoutError if for so many seconds of `patience` nobody came any further.
        """
        seen, since = -1, perf_counter()
        while self.steps < steps and not self.ended.is_set():
            if self.steps != seen:
                seen, since = self.steps, perf_counter()
            elif perf_counter() - since > patience:
                raise TimeoutError(f"{sum(not walker.finished for walker in self.walkers)} people wait in vain")
            await asyncio.sleep(0.002)
