"""An answer with a laboratory value, cut into tokens: numbers, units, tests and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.reading.lab_names import TEST_NAME, test_named
from flows.reading.lab_words import (
    BOUND,
    COUNTED_NUMBER,
    FOREIGN_UNIT,
    LOGARITHM,
    MULTIPLIER,
    MULTIPLIERS,
    NUMBER_RANGE,
    PLAIN_NUMBER,
    POWER,
    SPACED_NUMBER,
    WORD,
    word_kind,
)
from flows.reading.text import number_values
from flows.units import Analyte

_GAP = re.compile(r"[ (]*")
_JUNK = re.compile(r"[a-z]+|.", re.DOTALL)
_LONGEST_UNIT = 24
_MOST_TOKENS = 40


@dataclass(frozen=True)
class Token:
    """A piece of a text: `values` are what its number can mean (of a range, its two ends), `name` is a unit or test.

    Kinds beside those of `lab_words`: N number, R range, B bound (<500), U unit of the analyte, X another unit, T test,
    G logarithm, M minus or plus, J what is not known.
    """

    kind: str
    start: int
    end: int
    text: str
    values: tuple[Decimal, ...] = ()
    name: str = ""


def tokens(said: str, analyte: Analyte) -> Iterator[Token]:
    """The pieces of a normalised lower-case text; after _MOST_TOKENS of them the rest is one piece that is not known."""
    at, last, count = 0, "", 0
    while at < len(said) and count < _MOST_TOKENS:
        token = _token(said, at, last, analyte)
        yield token
        at, count = token.end, count + 1
        last = token.kind if token.kind != "S" else last
    if at < len(said):
        yield Token("J", at, len(said), said[at:])


def _token(said: str, at: int, last: str, analyte: Analyte) -> Token:
    if last and last in "NRBTLGUF" and (unit := _unit(said, at, analyte)):
        return unit
    if number := _number(said, at, analyte):
        return number
    if last == "N" and (match := FOREIGN_UNIT.match(said, at)):
        return _piece("X", match)
    if match := LOGARITHM.match(said, at):
        return _piece("G", match)
    if match := TEST_NAME.match(said, at):
        return Token("T", at, match.end(), match[0], name=test_named(match))
    if match := WORD.match(said, at):
        return _piece(word_kind(match), match)
    if said[at] in "-+":
        return Token("S" if said[at] == "-" and last and last in "TPKFG" else "M", at, at + 1, said[at])
    junk = _JUNK.match(said, at)
    return _piece("J", junk) if junk else Token("J", at, at + 1, said[at])


def _piece(kind: str, match: re.Match[str]) -> Token:
    return Token(kind, match.start(), match.end(), match[0])


def _unit(said: str, at: int, analyte: Analyte) -> Token | None:
    """The longest unit of the analyte that begins here."""
    gap = _GAP.match(said, at)
    start = gap.end() if gap else at
    if start == len(said) or said[start] not in analyte.unit_starts:
        return None
    for end in range(min(len(said), start + _LONGEST_UNIT), start, -1):
        if said[end - 1] in analyte.unit_ends and _is_whole(said, end) and (unit := analyte.find_unit(said[start:end])):
            return Token("U", at, end, said[start:end], name=unit)
    return None


def _is_whole(said: str, end: int) -> bool:
    """Whether no word or number is cut in two here."""
    return end == len(said) or not (_is_latin(said[end]) or said[end] == "^") or not _is_latin(said[end - 1])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _number(said: str, at: int, analyte: Analyte) -> Token | None:
    if match := BOUND.match(said, at):
        end, values = _scaled(said, match.end(), number_values(match[2]))
        return Token("B", at, end, match[1], (min(values),))
    if match := NUMBER_RANGE.match(said, at):
        ends = min(number_values(match[1])), min(number_values(match[2]))
        return Token("R", at, match.end(), match[0], ends)
    match = PLAIN_NUMBER.match(said, at)
    if not match:
        return None
    if not _unit(said, match.end(), analyte):
        if spaced := SPACED_NUMBER.match(said, at) or _counted(said, at, analyte):
            return Token("N", at, spaced.end(), spaced[0], (Decimal(spaced[0].replace(" ", "")),))
        end, values = _scaled(said, match.end(), number_values(match[0]))
        return Token("N", at, end, match[0], values)
    return Token("N", at, match.end(), match[0], number_values(match[0]))


def _counted(said: str, at: int, analyte: Analyte) -> re.Match[str] | None:
    """3 200 /uL is one number: nobody has 3 cells."""
    spaced = COUNTED_NUMBER.match(said, at)
    unit = _unit(said, spaced.end(), analyte) if spaced else None
    return spaced if unit and unit.name == "/uL" else None


def _scaled(said: str, end: int, values: tuple[Decimal, ...]) -> tuple[int, tuple[Decimal, ...]]:
    """The number times a written power of ten (×10^3, E+03) or multiplier (万). 10^3 alone is 1000."""
    if power := POWER.match(said, end):
        if power[4]:
            return (power.end(), (Decimal(10) ** int(power[4]),)) if values == (Decimal(10),) else (end, values)
        exponent, end = int(power[1] or power[2] or power[3]), power.end()
        return end, (min(values).scaleb(exponent),)
    if multiplier := MULTIPLIER.match(said, end):
        return multiplier.end(), (min(values).scaleb(MULTIPLIERS[multiplier[1]]),)
    return end, values
