"""Numbers, ages, laboratory values: what people and reports write, and what must never be taken (⏎ is a line break)."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from flows.answers import Answer, Quantity, Reading, Reason, Rejection, to_json
from flows.events import ReadBack
from flows.questions import read_reply
from flows.reading.intervals import read_interval_months
from flows.reading.lab_names import SCALARS
from flows.reading.numbers import AGE, read_age, read_number
from flows.reading.quantities import as_scalar, read_quantity, read_scalar, understood
from flows.reading.text import LONGEST, chinese_number, dont_know, normalise
from flows.units import Range, analyte

HERE = Path(__file__).parent
ANALYTES = {
    name: analyte(name, table)
    for name, table in tomllib.loads((HERE.parent / "seeds/nct06494995/analytes.toml").read_text("utf-8")).items()
}
ROWS = [line.split("\t") for line in (HERE / "reading_numbers.tsv").read_text("utf-8").splitlines()[1:]]
DAY = date(2026, 11, 22)
TYPED = st.one_of(
    st.text(max_size=60),
    st.text("0123456789.,-+<>/×^* eE年月日岁万个半十百一二三四五ULNg/dLumolx()%↑↓\u200f\u202e\x00😀", max_size=40),
    st.text("1７三\u0660", min_size=1, max_size=3).map(lambda part: part * 4000),
)


def read(kind: str, text: str, today: date = DAY) -> Reading | Rejection:
    if kind == "age_years":
        return read_age(text, today)
    if kind == "months":
        return read_interval_months(text)
    return (read_scalar if kind in SCALARS else read_quantity)(text, ANALYTES[kind])


def as_row(said: Reading | Rejection) -> str:
    if isinstance(said, Rejection):
        return f"!{said.reason.value}"
    return ("?" if said.doubt else "") + json.dumps(to_json(said.value), ensure_ascii=False)


@pytest.mark.parametrize(("kind", "as_of", "text", "expected"), ROWS)
def test_corpus(kind: str, as_of: str, text: str, expected: str) -> None:
    assert as_row(read(kind, text.replace("⏎", "\n"), date.fromisoformat(as_of))) == expected


def choices(kind: str, text: str) -> list[object]:
    said = read(kind, text)
    assert isinstance(said, Rejection)
    return [to_json(choice) for choice in said.choices]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("age_years", "1968", [57, 58]),
        ("age_years", "born 1968-03-02", [58]),
        ("age_years", "虚岁58", [56, 57]),
        ("tbil", "12", [{"value": 12, "unit": "umol/L"}, {"value": 12, "unit": "mg/dL"}]),
        ("alt", "22, 50", [{"value": 22, "unit": "U/L", "uln": 50}]),
        ("hb", "112 g/dL", [{"value": 112, "unit": "g/L"}]),
        ("hbv_dna", "1.200 IU/mL", [{"value": 1.2, "unit": "IU/mL"}, {"value": 1200, "unit": "IU/mL"}]),
        ("weight_kg", "130", [{"value": 130, "unit": "kg"}, {"value": 130, "unit": "斤"}, {"value": 130, "unit": "lb"}]),
        ("steroid_mg_per_day", "5mg bid", [{"value": 10, "unit": "mg"}]),
        ("steroid_mg_per_day", "早晚各一片5mg", [{"value": 10, "unit": "mg"}]),
        ("steroid_mg_per_day", "每次2片，每片5mg，每天2次", [{"value": 20, "unit": "mg"}]),
        ("steroid_mg_per_day", "5mg every other day", []),
        ("months", "26周", [5, 6]),
    ],
)
def test_possible_readings_are_offered(kind: str, text: str, expected: list[object]) -> None:
    assert choices(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十五", "15"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("两万五", "25000"),
        ("三点二", "3.2"),
        ("半", "0.5"),
        ("零", "0"),
        ("三四", None),
        ("五六十", None),
        ("万", None),
        ("十百", None),
        ("", None),
        ("点五", None),
    ],
)
def test_chinese_numbers(text: str, value: str | None) -> None:
    assert chinese_number(text) == (None if value is None else Decimal(value))


def test_normalise() -> None:
    assert normalise("\u200b１．５×１０⁹／Ｌ\x00  ①112") == "1.5×10^9/L 1 112"
    assert normalise("5½ 个月") == "5.5 个月"


@pytest.mark.parametrize("text", ["不是很清楚", "I have no idea", "？", "记不清了", "Not sure.", "忘记了", "dunno"])
def test_dont_know(text: str) -> None:
    assert dont_know(text)


@pytest.mark.parametrize("text", ["没有", "no", "not sure, maybe 60", "知道", "", "I know"])
def test_not_dont_know(text: str) -> None:
    assert not dont_know(text)


def test_a_choice_says_how_it_was_understood() -> None:
    weight = ANALYTES["weight_kg"]
    said = read("weight_kg", "130")
    assert isinstance(said, Rejection)
    choices = [choice for choice in said.choices if isinstance(choice, Quantity)]
    assert [understood(choice, weight) for choice in choices] == ["130 kg", "65 kg (130 斤)", "58.97 kg (130 lb)"]
    assert [as_scalar(Reading(choice), weight).value for choice in choices] == [130, 65, Decimal("58.967613")]


def test_a_chosen_weight_is_stored_in_kilograms() -> None:
    trial = seeds.load()
    asked = next(question for question in trial.questions if question.fact == "weight_kg")
    found = read_reply(trial, asked, "130", "patient", DAY, {})
    assert isinstance(found, ReadBack) and found.typed == "130"
    assert [(c.said, c.facts["weight_kg"]) for c in found.candidates] == [
        ("130 kg", 130),
        ("65 kg (130 斤)", 65),
        ("58.97 kg (130 lb)", 58.967613),
    ]


def test_read_number_with_unit_words() -> None:
    hard = Range(Decimal(0), Decimal(600))
    assert read_number("2 dozen", hard, unit_words={"dozen": Decimal(12)}) == Reading(Decimal(24))
    assert read_number("5 kg", hard) == Rejection(Reason.WRONG_UNIT)
    assert read_number("3 or 4", hard) == Rejection(Reason.AMBIGUOUS_NUMBER)


@pytest.mark.parametrize("kind", [*ANALYTES, "age_years", "months"])
def test_too_long(kind: str) -> None:
    assert read(kind, "1" * (LONGEST + 1)) == Rejection(Reason.TOO_LONG)


def in_hard(kind: str, value: Answer) -> bool:
    if isinstance(value, Quantity):
        return ANALYTES[kind].canonical(value.value, value.unit) in ANALYTES[kind].hard
    limits = {"age_years": AGE, "months": Range(Decimal(0), Decimal(600))}.get(kind) or ANALYTES[kind].hard
    return not isinstance(value, Decimal) or value in limits


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*ANALYTES, "age_years", "months"]), TYPED)
def test_anything_typed_is_read_or_rejected(kind: str, text: str) -> None:
    said = read(kind, text)
    assert not isinstance(said, Reading) or in_hard(kind, said.value)
