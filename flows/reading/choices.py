"""Choices typed instead of tapped: yes and no, places in the list, wordings of the options, in two languages and mixed."""

from __future__ import annotations

from collections.abc import Sequence

from flows.answers import UNKNOWN, Answer, Reading, Reason, Rejection
from flows.reading.choice_book import NEGATIVE, UNDECIDED, Book, Option

__all__ = ["Option", "read_choice", "read_choices"]


def read_choice(text: str, options: Sequence[Option]) -> Reading | Rejection:
    """The one option a text chooses: its value, or UNKNOWN.

    Rejections: EMPTY, TOO_LONG, NOT_AN_OPTION when nothing fits, AMBIGUOUS_CHOICE when several options fit, when the
    person is not certain, or when a part of the text was not understood (choices: the values that may be meant).
    """
    found = Book.of(tuple(options)).read(text)
    if isinstance(found, Rejection):
        return found
    if found.sure and not found.contrary and len(found.values) == 1:
        return Reading(_answer(found.values[0]))
    return Rejection(Reason.AMBIGUOUS_CHOICE, tuple(map(_answer, dict.fromkeys(found.values + found.one_of))))


def read_choices(text: str, options: Sequence[Option]) -> Reading | Rejection:
    """All options a text chooses: a tuple of values in the order of the options, or UNKNOWN.

    Rejections: those of `read_choice` (choices: whole readings), and EXCLUSIVE_CHOICE for "none" or "don't know"
    together with another option.
    """
    found = Book.of(tuple(options)).read(text)
    if isinstance(found, Rejection):
        return found
    if len(found.values) > 1 and not (NEGATIVE | UNDECIDED).isdisjoint(found.values):
        return Rejection(Reason.EXCLUSIVE_CHOICE, found.values)
    if found.sure:
        return Reading(_answers(found.values))
    readings = [(*found.values, value) for value in found.one_of] or [found.values]
    return Rejection(Reason.AMBIGUOUS_CHOICE, tuple(map(_answers, readings)))


def _answer(value: str) -> Answer:
    return UNKNOWN if value == "unknown" else value


def _answers(values: tuple[str, ...]) -> Answer:
    return UNKNOWN if values == ("unknown",) else values
