"""Dates as people write them; the kind of a row is `date` or the further word its question offers (⏎ is a line break)."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import PartialDate, Reading, Reason, Rejection, to_json
from flows.reading.dates import read_date
from flows.reading.text import LONGEST

ROWS = [line.split("\t") for line in (Path(__file__).parent / "reading_dates.tsv").read_text("utf-8").splitlines()[1:]]
DAY = date(2026, 11, 22)
TYPED = st.one_of(
    st.text(max_size=60),
    st.text("0123456789.-/ 年月日号前去今上个周天大概约半一二三十MarchOctagolastyear'\u200f\x00😀", max_size=30),
    st.text("1７三\u0660", min_size=1, max_size=3).map(lambda part: part * 4000),
)


def as_row(said: Reading | Rejection) -> str:
    if isinstance(said, Rejection):
        return f"!{said.reason.value}"
    return ("?" if said.doubt else "") + json.dumps(to_json(said.value), ensure_ascii=False)


@pytest.mark.parametrize(("kind", "as_of", "text", "expected"), ROWS)
def test_corpus(kind: str, as_of: str, text: str, expected: str) -> None:
    words = frozenset({kind}) - {"date"}
    assert as_row(read_date(text.replace("⏎", "\n"), date.fromisoformat(as_of), words)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("26/3/1", ["2026-03-01"]),
        ("10.18", ["2026-10-18"]),
        ("3 weeks ago", ["2026-11-01"]),
        ("last March", ["2026-03", "2025-03"]),
        ("国庆节前", ["2026-09"]),
        ("去年国庆后", ["2025-10"]),
        ("around 5 March 2026", ["2026-03-05", "2026-03"]),
        ("春节后", []),
    ],
)
def test_possible_readings_are_offered(text: str, expected: list[str]) -> None:
    said = read_date(text, DAY)
    assert isinstance(said, Rejection)
    assert [to_json(choice) for choice in said.choices] == expected


@pytest.mark.parametrize(
    ("as_of", "text", "expected"),
    [
        ("2026-03-01", "3月5日", '?"2025-03-05"'),
        ("2026-03-31", "a month ago", '"2026-02"'),
        ("2026-01-15", "上个月", '"2025-12"'),
        ("2026-01-15", "last March", '"2025-03"'),
        ("2024-03-01", "yesterday", '"2024-02-29"'),
        ("2025-06-01", "2月29日", '?"2024-02-29"'),
        ("2026-11-23", "last Monday", '"2026-11-16"'),
        ("2026-11-25", "上周二", '"2026-11-17"'),
        ("2026-11-22", "2026-11-22", '"2026-11-22"'),
        ("2026-11-22", "2026-11-23", "!future_date"),
    ],
)
def test_the_day_of_the_answer_counts(as_of: str, text: str, expected: str) -> None:
    assert as_row(read_date(text, date.fromisoformat(as_of))) == expected


def test_too_long() -> None:
    assert read_date("1" * (LONGEST + 1), DAY) == Rejection(Reason.TOO_LONG)


@settings(max_examples=300, deadline=None)
@given(TYPED, st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_anything_typed_is_a_past_date_or_rejected(text: str, today: date) -> None:
    said = read_date(text, today, frozenset({"none", "ongoing"}))
    assert not (isinstance(said, Reading) and isinstance(said.value, PartialDate)) or said.value.first <= today
