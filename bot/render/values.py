"""Answers in words: the option's wording for a choice, value and unit as the report prints them for a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from flows.answers import Json, number_to_json
from flows.events import Answered
from flows.facts import Kind
from flows.trial import Question, Trial
from i18n.catalogue import Words

_ONE_FACT_UNITS = {"age": "years", "months": "months", "weight_kg": "kg", "steroid_mg_per_day": "mg"}


def answer_text(trial: Trial, words: Words, answer: Answered) -> str:
    """The answer as it was understood."""
    question = trial.question(answer.question)
    if answer.picked:
        return joined(words, (words(f"{question.id}-{value}") for value in answer.picked))
    return joined(words, (value_text(trial, words, name, value) for name, value in answer.facts.items()))


def value_text(trial: Trial, words: Words, fact: str, value: Json) -> str:
    """The value of a fact in words."""
    if isinstance(value, list):
        return joined(words, (_item_text(trial, words, fact, item) for item in value)) or words("value-nothing")
    option = _option_key(trial, fact, value)
    if option is not None:
        return words(option)
    if isinstance(value, dict):
        return _quantity(trial, words, fact, value)
    if isinstance(value, bool):
        return words(f"value-{str(value).lower()}")
    if isinstance(value, int | float):
        return _number(trial, words, fact, value)
    return words("value-unknown") if value == "unknown" else str(value)


def label(trial: Trial, words: Words, fact: str) -> str:
    """The short name of a fact: the label of the question that asks for it."""
    question = _asker(trial, fact)
    return words(f"{question.id}.label") if question else fact


def facts_text(trial: Trial, words: Words, facts: Iterable[str], values: Mapping[str, Json]) -> str:
    """Several answers, each with its name: `Age: 62; Sex: male`."""
    known = [name for name in facts if name in values]
    texts = (
        words(
            "fact-answer",
            label=_said_under(trial, words, name, values[name]),
            answer=value_text(trial, words, name, values[name]),
        )
        for name in known
    )
    return words("facts-separator").join(dict.fromkeys(texts))


def _said_under(trial: Trial, words: Words, fact: str, value: Json) -> str:
    """The name of the question that gave the value: "none of these heart problems" belongs to the heart, not to each."""
    key = None if isinstance(value, list | dict) else _option_key(trial, fact, value)
    return words(f"{key.partition('-')[0]}.label") if key else label(trial, words, fact)


def labels(trial: Trial, words: Words, facts: Iterable[str]) -> str:
    """The names of several facts."""
    return joined(words, dict.fromkeys(label(trial, words, name) for name in facts))


def joined(words: Words, texts: Iterable[str]) -> str:
    return words("list-separator").join(texts)


def _asker(trial: Trial, fact: str) -> Question | None:
    asking = [question for question in trial.questions if fact in question.sets()]
    return next((question for question in asking if question.fact == fact), asking[0] if asking else None)


def _item_text(trial: Trial, words: Words, fact: str, item: Json) -> str:
    question = _asker(trial, fact)
    key = f"{question.id}-{item}" if question else ""
    return words(key) if trial.facts[fact].kind is Kind.LIST and words.has(key) else str(item)


def _option_key(trial: Trial, fact: str, value: Json) -> str | None:
    """The wording of the option that sets this value; what an unticked option stands for has that of "none".

    The question that asks for the fact comes first: another may set it in passing, and mean something else.
    """
    asking = [question for question in trial.questions if fact in question.sets()]
    for question in sorted(asking, key=lambda question: question.fact != fact):
        for option in question.options:
            if fact in option.sets and option.sets[fact] == value and type(option.sets[fact]) is type(value):
                return f"{question.id}-{option.value}"
        if fact in question.unticked and question.unticked[fact] == value:
            return f"{question.id}-none"
    return None


def _quantity(trial: Trial, words: Words, fact: str, value: dict[str, Json]) -> str:
    """Value and unit as reported, and in the unit of the rules where that is another one."""
    number, unit, uln = value["value"], str(value.get("unit", "ratio")), value.get("uln")
    ratio = "ratio" if unit == "ratio" else ""
    if uln is not None:
        return words("unit-ratio-uln" if ratio else "unit-uln", value=_plain(number), unit=unit, uln=_plain(uln))
    text = words("unit-ratio" if ratio else "unit-plain", value=_plain(number), unit=unit)
    analyte = trial.facts[fact].analyte
    if analyte is None or unit == analyte.unit or analyte.takes_log or not isinstance(number, int | float):
        return text
    converted = round(float(analyte.canonical(Decimal(str(number)), unit)), 2)
    return words("unit-converted", text=text, value=_plain(converted), unit=analyte.unit)


def _number(trial: Trial, words: Words, fact: str, value: int | float) -> str:
    kind = _ONE_FACT_UNITS.get(fact) or _ONE_FACT_UNITS.get(trial.facts[fact].unit or "")
    return words(f"value-{kind}", value=_plain(value)) if kind else _plain(value)


def _plain(value: Json) -> str:
    """A number without an exponent and without trailing zeros."""
    assert isinstance(value, int | float)
    return f"{number_to_json(Decimal(str(value))):,}".replace(",", "") if isinstance(value, int) else f"{Decimal(str(value)):f}"
