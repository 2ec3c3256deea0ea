"""Choices typed instead of tapped: every row of the corpus, and nothing outside the options whatever is typed."""

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import UNKNOWN, Reading, Reason, Rejection
from flows.reading.choice_doubts import DOUBTS
from flows.reading.choices import Option, read_choice, read_choices

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds/nct06494995"
SYNONYMS = tomllib.loads((SEEDS / "synonyms.toml").read_text("utf-8"))
ROWS = [line.split("\t") for line in (HERE / "reading_choices.tsv").read_text("utf-8").splitlines()[1:]]
READERS = {"choice": read_choice, "choices": read_choices}
YES_NO = (Option("yes", ("Yes", "是")), Option("no", ("No", "否")), Option("unknown", ("Don't know", "不清楚")))
TYPED = st.one_of(
    st.text(max_size=60),
    st.text("noyes有没是不1234,、和and肺lung?？ \u200f\u202e\x00😀", max_size=40),
    st.text("a没,1 \u202e", min_size=1, max_size=3).map(lambda part: part * 5000),
)


def wordings() -> dict[str, dict[str, list[str]]]:
    """The labels of the buttons, as the seeds have them, by question and option."""
    found: dict[str, dict[str, list[str]]] = {}
    for language in ("en", "zh"):
        text = (SEEDS / language / "questions.ftl").read_text("utf-8")
        for question, value, label in re.findall(r"^(\w+)-(\w+) = (.+)$", text, re.MULTILINE):
            found.setdefault(question, {}).setdefault(value, []).append(label)
    return found


LABELS = wordings()


def options(question: str) -> tuple[Option, ...]:
    synonyms = SYNONYMS.get(question, {})
    return tuple(Option(value, (*labels, *synonyms.get(value, ()))) for value, labels in LABELS[question].items())


def shown(found: Reading | Rejection) -> str:
    if isinstance(found, Rejection):
        return f"!{found.reason.value}"
    if isinstance(found.value, tuple):
        return " | ".join(found.value)
    return "unknown" if found.value is UNKNOWN else str(found.value)


@pytest.mark.parametrize(("question", "kind", "text", "expected"), ROWS)
def test_what_people_type(question: str, kind: str, text: str, expected: str) -> None:
    assert shown(READERS[kind](text, options(question))) == expected


@pytest.mark.parametrize("question", LABELS)
def test_every_button_can_be_typed(question: str) -> None:
    for value, labels in LABELS[question].items():
        for label in labels:
            assert read_choice(label, options(question)) == Reading(UNKNOWN if value == "unknown" else value)


@pytest.mark.parametrize("question", [question for question in SYNONYMS if question in LABELS])
def test_every_synonym_means_its_option_or_is_asked_back(question: str) -> None:
    homes: dict[str, set[str]] = {}
    for value, texts in SYNONYMS[question].items():
        assert value in LABELS[question]
        for text in texts:
            if not text.startswith("?"):
                homes.setdefault(text, set()).add(value)
            else:
                assert text[1:] in DOUBTS
    for text, values in homes.items():
        found = read_choice(text, options(question))
        choices = found.choices if isinstance(found, Rejection) else (found.value,)
        assert {"unknown" if choice is UNKNOWN else choice for choice in choices} == values, text


def test_an_unclear_choice_offers_what_may_be_meant() -> None:
    assert read_choice("喉癌", options("Q04")) == Rejection(Reason.AMBIGUOUS_CHOICE, ("hnscc", "other"))
    assert read_choice("not that I know", YES_NO) == Rejection(Reason.AMBIGUOUS_CHOICE, ("yes", "no", UNKNOWN))
    assert read_choices("maybe lung", options("Q06")) == Rejection(Reason.AMBIGUOUS_CHOICE, (("distant",),))
    assert read_choices("1 and 5", options("Q06")) == Rejection(Reason.EXCLUSIVE_CHOICE, ("local", "none"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", Reason.EMPTY), (" \u200b\x00", Reason.EMPTY), ("no " * 700, Reason.TOO_LONG), ("blue", Reason.NOT_AN_OPTION)],
)
def test_what_is_no_answer(text: str, reason: Reason) -> None:
    assert read_choice(text, YES_NO) == Rejection(reason)
    assert read_choices(text, YES_NO) == Rejection(reason)


def test_not_clear_is_never_no() -> None:
    for text in ("不是很清楚", "不太清楚", "不知道", "not sure", "no idea", "I don't know"):
        assert read_choice(text, YES_NO) == Reading(UNKNOWN)


@settings(max_examples=400, deadline=None)
@given(TYPED, st.sampled_from(sorted(LABELS)))
def test_nothing_outside_the_options_is_ever_taken(text: str, question: str) -> None:
    values = set(LABELS[question])
    one, many = read_choice(text, options(question)), read_choices(text, options(question))
    if isinstance(one, Reading):
        assert one.value is UNKNOWN or one.value in values
    if isinstance(many, Reading):
        assert many.value is UNKNOWN or (isinstance(many.value, tuple) and many.value and set(many.value) <= values)


def test_long_texts_are_quick() -> None:
    for text in ("没有" * 990, "no, " * 499, "1 " * 990, "lung " * 390, "(" * 1999):
        read_choices(text, options("Q06"))
        begun = time.perf_counter()
        read_choices(text, options("Q06"))
        assert time.perf_counter() - begun < 0.2
