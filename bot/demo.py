"""A demo set: invented people who answer through the real dialogue, and what coordinators did about them afterwards.

Nobody here exists. With the same seed and day the people are the same; only their codes are drawn anew.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from argon2 import PasswordHasher

from bot.assembly import open_screener, open_store
from bot.demo_people import BASE, DOCTOR, LABS, NOTES, PASTED, RED_FLAGS, TRAITS, Answers
from bot.outbound import Inbound, Menu
from bot.rulings import rescore
from bot.screener import Screener
from bot.settings import Settings
from bot.store import Record, Store
from flows.dialogue import prompt
from flows.events import ReadBack
from flows.messages import Ask
from flows.state import State, replay

CHANNEL = "demo"
DAYS = 60
MOST_ANSWERS = 150
NAME = "demo"
COLLEAGUE = "demo colleague"


@dataclass(frozen=True)
class Person:
    """One invented person, and how far they go."""

    number: int
    role: str
    language: str
    begins: datetime
    answers: Answers
    shares: bool
    leaves_after: int | None
    """How many answers after the consent; None for who goes to the end."""
    says: str | None
    """Words with a red flag, said somewhere on the way."""
    edits: str | None
    """A question whose answer is changed after the result."""
    pastes: bool


class DemoClock:
    """The time of the demo; moves on with every message."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def people(number: int, dice: random.Random, now: datetime) -> list[Person]:
    """Invented people, spread over the past weeks, in the order in which they come."""
    return sorted((_person(n, dice, now) for n in range(number)), key=lambda person: person.begins)


def _person(number: int, dice: random.Random, now: datetime) -> Person:
    role = dice.choices(("patient", "family", "clinician"), (5, 3, 3))[0]
    language = dice.choices(("zh", "en"), (3, 2))[0]
    unfinished = dice.random() < 0.14
    shares = dice.random() < 0.9
    days = 6 if unfinished else DAYS if shares else 28  # what is older has been erased, as the notice promises
    begins = now - timedelta(days=dice.uniform(0.2, days))
    begins = begins.replace(hour=dice.randint(8, 20), minute=dice.randint(0, 59), second=0, microsecond=0)
    return Person(
        number=number,
        role=role,
        language=language,
        begins=min(begins, now - timedelta(hours=3)),
        answers=_answers(role, language, dice, begins.date()),
        shares=shares,
        leaves_after=dice.choice((2, 4, 6, 9, 14, 18, 22)) if unfinished else None,
        says=dice.choice(RED_FLAGS[language]) if dice.random() < 0.06 else None,
        edits=dice.choice(("Q12", "Q11", "Q05")) if not unfinished and dice.random() < 0.15 else None,
        pastes=role == "clinician" and dice.random() < 0.5,
    )


def _answers(role: str, language: str, dice: random.Random, day: date) -> Answers:
    """What this person answers: an ordinary story with one or two things that stand out."""
    found = {**BASE, **(DOCTOR if role == "clinician" else {}), "Q01": str(dice.randint(34, 74))}
    found["Q04"] = dice.choice(("=hnscc", "=npc"))
    found["Q06"] = dice.choice(("=distant", "=regional,distant", "=local,distant"))
    found["Q12"] = dice.choice(("=0", "=1", "=1", "=2"))
    if dice.random() < 0.3:
        found |= {"Q02": "=female", "Q48": "=postmenopausal"}
    if role == "clinician" or dice.random() < 0.35:
        found |= {
            "Q21": (day - timedelta(days=dice.randint(2, 20))).isoformat(),
            **{id: dice.choice(v) for id, v in LABS.items()},
        }
    for _ in range(dice.choices((0, 1, 2), (5, 8, 3))[0]):
        found |= dice.choice(TRAITS)
    days_ago = {f"{{{n}}}": (day - timedelta(days=n)).isoformat() for n in (6, 9, 14, 20, 40, 90, 200, 330)}
    return {id: days_ago.get(value, _in(language, value)) for id, value in found.items()}


def _in(language: str, value: str) -> str:
    """Of `english | 中文` the part in this language."""
    english, _, chinese = value.partition(" | ")
    return chinese if chinese and language == "zh" else english


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
                return
            if count == says_at and person.says:
                self.send(person.says)
            if not self.answer():
                break
        self.edit()

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


def follow_up(store: Store, seed: int, coordinators: list[int], now: datetime) -> None:
    """What two coordinators did about some of them: states, notes, overrides, and who takes care of whom."""
    dice = random.Random(seed)
    names = {c.id: c.name for c in store.desk.coordinators()}
    with store.transaction():
        for record in list(store.records.all()):
            if record.concluded is None or dice.random() < 0.45:
                continue
            moment = datetime.fromisoformat(record.concluded)
            for kind, body in _steps(store, record, dice, {id: names[id] for id in coordinators}):
                moment = min(moment + timedelta(hours=dice.randint(4, 60)), now - timedelta(minutes=5))
                store.desk.follow_up(record.id, dice.choice(coordinators), kind, body, moment)


def _steps(store: Store, record: Record, dice: random.Random, names: dict[int, str]) -> Iterator[tuple[str, dict[str, object]]]:
    to, name = dice.choice(list(names.items()))
    yield "assign", {"to": to, "name": name}
    if record.outcome == "likely_not_eligible" and not record.not_now:
        yield "note", {"text": dice.choice(NOTES["closed"])}
        yield "state", {"state": dice.choice(("contacted", "screen_failure"))}
        return
    yield "state", {"state": "contacted"}
    yield "note", {"text": dice.choice(NOTES["contacted"])}
    open_points = [found.criterion for found in store.records.findings(record.id).values() if found.status == "review"]
    if open_points and dice.random() < 0.4:
        yield "override", {"criterion": dice.choice(open_points), "status": "met", "reason": dice.choice(NOTES["judged"])}
    if dice.random() < 0.6:
        yield "state", {"state": "booked"}
        yield "note", {"text": dice.choice(NOTES["booked"])}
        if dice.random() < 0.6:
            yield "state", {"state": dice.choice(("consented", "consented", "screen_failure", "withdrawn"))}


def may_fill(settings: Settings) -> bool:
    """Whether no screening is there yet: invented people are never put among real ones. Raises StoreError."""
    store = open_store(settings)
    try:
        return not store.records.any()
    finally:
        store.close()


def make_demo(settings: Settings, number: int, seed: int, now: datetime, one_done: Callable[[], None]) -> tuple[str, str]:
    """Everything of the demo set in the folder of the settings; the name and password of its coordinator."""
    clock, secret = DemoClock(now), secrets.token_urlsafe(12)
    with open_screener(settings, clock) as screener:
        for _ in fill(screener, clock, number, seed, now):
            one_done()
        desk = screener.store.desk
        with screener.store.transaction():
            desk.add(NAME, PasswordHasher().hash(secret), "en", None, now)
            desk.add(COLLEAGUE, None, "zh", None, now)
        rescore(screener.store, screener.trial, now.date())
        follow_up(screener.store, seed, [found.id for found in desk.coordinators()], now)
    return NAME, secret
