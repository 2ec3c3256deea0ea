"""Who the invented people are: each with a story, a language, and how far they go."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.demo.stories import BASE, DOCTOR, LABS, RED_FLAGS, TRAITS, Answers
from bot.hours import SHANGHAI

DAYS = 60


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
    stops: bool
    """Whether they say so when they leave."""
    says: str | None
    """Words with a red flag, said somewhere on the way."""
    edits: str | None
    """A question whose answer is changed after the result."""
    pastes: bool
    allows: bool
    """Whether the study team may write to them."""


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
    begins = begins.astimezone(SHANGHAI).replace(hour=dice.randint(8, 21), minute=dice.randint(0, 59), second=0, microsecond=0)
    return Person(
        number=number,
        role=role,
        language=language,
        begins=min(begins.astimezone(now.tzinfo), now - timedelta(hours=3)),
        answers=_answers(role, language, dice, begins.date()),
        shares=shares,
        leaves_after=dice.choice((2, 4, 6, 9, 14, 18, 22)) if unfinished else None,
        stops=dice.random() < 0.4,
        says=dice.choice(RED_FLAGS[language]) if dice.random() < 0.06 else None,
        edits=dice.choice(("Q12", "Q11", "Q05")) if not unfinished and dice.random() < 0.15 else None,
        pastes=role == "clinician" and dice.random() < 0.5,
        allows=shares and dice.random() < 0.4,
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
