"""The anonymised set as CSV: what can be learned from all screenings together, with nobody to be found in it.

- Only finished screenings; no code, no free text, no drug names, no day, no time. The discreet criteria are left out.
- What somebody outside may know of a person (`known`: month, sex, age, diagnosis, who answered, language) is given only as
  exactly as at least K = 5 people share it: age in bands of five years, then coarser step by step (`STEPS`), at last not at
  all. Whoever is still among fewer than five is withheld. Five is the usual least group for data that goes to a known
  recipient; a publication needs a larger one, and its own review.
- K-anonymity does not hide what all of a group have in common; so the criteria that would harm most are not in the set.
- The rows are in random order, so that their place tells nothing of when somebody came.

Days are counted from the day of the result.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.exports.source import Source
from bot.exports.table import csv_pieces
from bot.store import Record
from flows.answers import Json
from flows.state import Phase, State, replay
from flows.survey import judge, survey

K = 5
"""The smallest group that is shown."""
HIDDEN = "*"

Known = tuple[str, str, str, str, str, str]
KNOWN = ("month", "sex", "age", "diagnosis", "role", "language")
RESULT = ("outcome", "ruled_outcome", "not_now", "days_to_earliest", "follow_up")


@dataclass(frozen=True)
class Person:
    """One screening without its code: what others may know of the person, and the result."""

    known: Known
    years: int | None
    result: tuple[str, ...]


def anonymous_set(source: Source) -> Iterator[str]:
    """Header in the language of the export, values as in the other exports' data."""
    header = [source.labels(f"column-{name}") for name in (*KNOWN, *RESULT)] + open_criteria(source)
    shown = protected([person for record in source.store.records.all() if (person := _person(source, record))])
    random.SystemRandom().shuffle(shown)
    return csv_pieces(header, shown)


def open_criteria(source: Source) -> list[str]:
    """The criteria that are shown."""
    return [criterion.id for criterion in source.trial.criteria.values() if not criterion.discreet]


def _person(source: Source, record: Record) -> Person | None:
    state = replay(source.store.events(record.id))
    if state.phase is not Phase.CONCLUDED or state.result is None:
        return None
    day = state.result.as_of
    values = survey(source.trial, state, day).values
    age = values.get("age_years")
    years = int(age) if isinstance(age, int | float) else None
    known = (day.strftime("%Y-%m"), _text(values, "sex"), _band(years, 5), _text(values, "diagnosis"))
    return Person((*known, record.role or "", record.language or ""), years, _result(source, record, state, day))


def _result(source: Source, record: Record, state: State, day: date) -> tuple[str, ...]:
    found = judge(source.trial, state, day)
    days = (found.earliest - day).days if found.earliest else ""
    statuses = (found.findings[id].status.value for id in open_criteria(source))
    not_now = "true" if found.not_now else "false"
    return (found.outcome.value, record.ruled_outcome or "", not_now, str(days), record.follow_up, *statuses)


def _text(values: object, fact: str) -> str:
    value: Json = values.get(fact, "") if isinstance(values, dict) else ""
    return str(value)


def _band(years: int | None, width: int) -> str:
    if years is None:
        return ""
    low = years // width * width
    return f"{low}-{low + width - 1}"


def _exact(person: Person) -> Known:
    return person.known


def _year_only(person: Person) -> Known:
    month, sex, age, diagnosis, _, _ = person.known
    return (month[:4], sex, age, diagnosis, HIDDEN, HIDDEN)


def _coarse(person: Person) -> Known:
    return (HIDDEN, person.known[1], _band(person.years, 20), HIDDEN, HIDDEN, HIDDEN)


def _nothing(person: Person) -> Known:
    return (HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN)


STEPS: tuple[Callable[[Person], Known], ...] = (_exact, _year_only, _coarse, _nothing)
"""From what is known exactly to nothing at all."""


def protected(people: list[Person]) -> list[tuple[str, ...]]:
    """A row for each person at the first step at which K share what is known; who is never among so many is withheld."""
    rows: list[tuple[str, ...]] = []
    for step in STEPS:
        groups = Counter(map(step, people))
        rows += [(*step(person), *person.result) for person in people if groups[step(person)] >= K]
        people = [person for person in people if groups[step(person)] < K]
    return rows
