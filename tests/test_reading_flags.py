"""Red flags: every row of the corpus, denial and past, temperatures, and long texts in linear time."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading.flag_words import CODES
from flows.reading.redflags import red_flags

ROWS = [line.split("\t") for line in (Path(__file__).parent / "reading_flags.tsv").read_text("utf-8").splitlines()[1:]]
TYPED = st.one_of(
    st.text(max_size=80),
    st.text("没不胸痛咯血发烧38.5no fever chest pain,。\u200f\u202e\x00😀", max_size=60),
    st.text("血3,没 ", min_size=1, max_size=3).map(lambda part: part * 4000),
)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_people_type(text: str, expected: str) -> None:
    assert " ".join(red_flags(text)) == expected.replace("-", "")


def test_suicide_comes_first_and_knows_no_denial() -> None:
    assert red_flags("胸痛得想死") == ("RF_SUICIDE", "RF_CHEST")
    assert red_flags("I am not suicidal") == ("RF_SUICIDE",)


def test_a_flag_is_found_anywhere_in_a_long_text() -> None:
    assert red_flags("我今天感觉还可以。" * 2000 + "现在胸痛") == ("RF_CHEST",)


@settings(max_examples=400, deadline=None)
@given(TYPED)
def test_any_text_gives_codes_in_their_order(text: str) -> None:
    found = red_flags(text)
    assert list(found) == [code for code in CODES if code in found]


@pytest.mark.parametrize("part", ["no ", "没有", "发烧", "cough ", "体温", "3", "fever ", "，", "i can't "])
def test_the_time_is_linear(part: str) -> None:
    red_flags(part)
    begun = time.perf_counter()
    red_flags(part * (20_000 // len(part)))
    assert time.perf_counter() - begun < 2
