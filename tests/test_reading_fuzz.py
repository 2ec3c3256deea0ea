"""100,000 random strings: no reader raises, and nothing is taken that its fact cannot hold.

Hypothesis draws the seeds and the strangest texts; each example then makes many strings of them, of pieces of real answers,
and of every length up to 10,000 characters.
"""

import random
from datetime import date
from functools import partial
from time import process_time

import pytest
from hostile import LONGEST, PIECES, WIDE, names, typed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import seeds
from bot.reading import read_fact
from flows.answers import Quantity
from flows.facts import Kind
from flows.paste import find_report
from flows.reading.asides import after_no, aside, correction, plain_reply
from flows.reading.flag_words import CODES
from flows.reading.redflags import red_flags

TRIAL = seeds.load()
DAY = date(2026, 11, 22)
ASKED = sorted({fact for question in TRIAL.questions for fact in question.sets()} & TRIAL.facts.keys())
FACTS = [name for name in ASKED if TRIAL.facts[name].kind is not Kind.FORMULA]
EXAMPLES, STRINGS = 400, 200
SLOW = 0.025
"""Seconds of the processor that no string may take; the benchmark measures finer."""
ANSWERS, DRUGS = typed(), names()
ASIDES = (aside, correction, plain_reply, after_no)
DRAWN = st.lists(st.text(max_size=30), min_size=4, max_size=4)


def made(dice: random.Random, drawn: list[str]) -> str:
    """A string: mostly short, like what people type, and sometimes as long as a program could send."""
    pool = dice.choice((PIECES, PIECES, ANSWERS, ANSWERS, DRUGS, drawn, [*WIDE], [*drawn, *PIECES]))
    glue = dice.choice(("", " ", " ", ",", "，", "、", ";", "\n", "\x00", "\u202e", "😀"))
    match dice.randrange(20):
        case 0:
            return (dice.choice(pool) + glue) * dice.choice((50, 400, LONGEST))
        case 1:
            return glue.join(dice.choices(pool, k=dice.choice((100, 600, 3000))))[:LONGEST]
        case 2:
            answer = dice.choice(ANSWERS)
            at = dice.randint(0, len(answer))
            return answer[:at] + dice.choice(PIECES) + answer[at:]
        case _:
            return glue.join(dice.choices(pool, k=dice.randint(1, 6)))


def holds(name: str, value: object, confirmed: bool) -> None:
    """Raises when the fact cannot hold the value; a value outside the soft limits is only taken after a question."""
    fact = TRIAL.facts[name]
    answer = fact.parse(value, DAY)
    if fact.analyte is not None and isinstance(answer, Quantity) and not confirmed:
        assert fact.analyte.canonical(answer.value, answer.unit) in fact.analyte.soft


def read_one(name: str, text: str, role: str) -> None:
    found = read_fact(TRIAL, name, text, role, DAY)
    if "value" in found:
        holds(name, found["value"], "confirm" in found)
    for choice in found.get("choices", ()):
        holds(name, choice, confirmed=True)


def read_flags(text: str, role: str) -> None:
    found = red_flags(text)
    assert [*found] == [code for code in CODES if code in found]


def read_asides(text: str, role: str) -> None:
    assert all(found is None or isinstance(found, str) for found in (read(text) for read in ASIDES))


def read_report(text: str, role: str) -> None:
    report = find_report(TRIAL, text, role, DAY)
    for answer in report.answers if report else ():
        for fact, value in answer.facts.items():
            holds(fact, value, confirmed=False)


READERS = {name: partial(read_one, name) for name in FACTS} | {
    "flags": read_flags,
    "asides": read_asides,
    "report": read_report,
}


@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), DRAWN)
def test_no_string_breaks_a_reader_or_is_taken_for_what_it_cannot_be(seed: int, drawn: list[str]) -> None:
    dice = random.Random(seed)
    for _ in range(STRINGS):
        text, role = made(dice, drawn), dice.choice(("patient", "family", "clinician"))
        read_one(dice.choice(FACTS), text, role)


@settings(max_examples=EXAMPLES // 4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), DRAWN)
def test_no_string_breaks_the_readers_of_free_text(seed: int, drawn: list[str]) -> None:
    dice = random.Random(seed)
    for _ in range(STRINGS):
        text, role = made(dice, drawn), dice.choice(("patient", "family", "clinician"))
        for read in (read_flags, read_asides, read_report):
            read(text, role)


@pytest.mark.parametrize("reader", READERS)
def test_no_length_makes_a_reader_slow(reader: str) -> None:
    dice = random.Random(reader)
    for _ in range(40):
        text = made(dice, ["没不", "9,"]) * dice.choice((1, 10, 100))
        assert min(_seconds(reader, text[:LONGEST]) for _ in range(2)) < SLOW, text[:80]


def _seconds(reader: str, text: str) -> float:
    begin = process_time()
    READERS[reader](text, "patient")
    return process_time() - begin
