"""Red flags: words that may mean an emergency now, in any free text and both languages.

A complaint fires when it stands in the present or without a time ("coughing blood", "咯血"). It does not fire when its
clause denies it ("没有胸痛", "no fever anymore") or puts it long ago ("咯血史", "coughed blood two years ago"): the
questions themselves ask about such history. Names of past diseases ("heart attack") are no complaints. What is unclear
fires. RF_SUICIDE knows neither denial nor past: a false alarm does less harm than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from flows.reading.flag_words import CODES, CONCEPTS, CUES, RULES, Cue
from flows.reading.phrases import Phrasebook, tokens, words
from flows.reading.phrases import Piece as AnyPiece
from flows.reading.text import digits, normalise

Meaning = frozenset[str | Cue]
Piece = AnyPiece[Meaning]
_SUICIDE = CODES[0]
_NOTHING: Meaning = frozenset()

_DEGREES = r"([0-9]{2,3}(?:\.[0-9]{1,2})?)"
_TEMPERATURE = re.compile(
    rf"(?<![0-9.]){_DEGREES}(?= ?(?:°|度|摄氏|celsius|degrees|c\b|f\b))"
    rf"|(?<=体温)[^0-9.,;。]{{0,8}}{_DEGREES}(?![0-9])"
    rf"|(?<=temp)[^0-9.,;]{{0,12}}{_DEGREES}(?![0-9])"
    rf"|(?<=fever)[^0-9.,;]{{0,12}}{_DEGREES}(?![0-9])"
    rf"|(?<=[发高低]烧)[^0-9.,;。]{{0,8}}{_DEGREES}(?![0-9])"
    rf"|(?<![a-z])t ?[:=]? ?{_DEGREES}(?![0-9])"
    rf"|(?<=烧到){_DEGREES}(?![0-9])"
    rf"|(?<=发热)[^0-9.,;。]{{0,8}}{_DEGREES}(?![0-9])"
)

_LONG_AGO = re.compile(r" in (?:19[0-9]{2}|20[01][0-9]|202[0-4])(?= ?(?:[.,;!]|$))")


def red_flags(text: str) -> tuple[str, ...]:
    """The codes that a text fires, RF_SUICIDE first, each once; empty when nothing fires. Never rejects a text."""
    plain = digits(normalise(text.replace("\n", ". ")).casefold())
    plain = _LONG_AGO.sub(" in the past", plain)
    plain = _TEMPERATURE.sub(lambda match: match[0] + _temperature(match), plain)
    pieces = list(_book().pieces(tokens(plain)))
    fired = {_SUICIDE} & {meaning for piece in pieces for meaning in piece.meaning or ()}
    for clause in _clauses(pieces):
        concepts = _standing(clause)
        fired |= {code for code, needed, barred in RULES if needed <= concepts and not barred & concepts}
    return tuple(code for code in CODES if code in fired)


def _temperature(match: re.Match[str]) -> str:
    """A temperature as a word beside its number; other numbers (3 days) say nothing."""
    degrees = float(next(group for group in match.groups() if group))
    if 38 <= degrees < 45 or 100.4 <= degrees < 112:
        return " hightemperature "
    return " normaltemperature " if 34 <= degrees < 38 or 93 <= degrees < 100.4 else ""


def _clauses(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    for sentence in _split(pieces, Cue.BREAK):
        listed = any(Cue.LIST in (piece.meaning or ()) for piece in sentence)
        yield from [sentence] if listed else _split(sentence, Cue.COMMA)


def _split(pieces: Iterable[Piece], cue: Cue) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        if cue in (piece.meaning or ()):
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def _standing(clause: Sequence[Piece]) -> frozenset[str]:
    """The concepts that a clause neither denies nor calls over nor puts long ago."""
    said = frozenset(_NOTHING.union(*(piece.meaning or _NOTHING for piece in clause)))
    if Cue.PAST in said and Cue.STILL not in said:
        return frozenset()
    found: set[str] = set()
    denying = False
    last = _last_with_content(clause)
    for place, piece in enumerate(clause):
        meaning = piece.meaning or _NOTHING
        denying = _denies(piece, denying)
        if Cue.OVER in meaning or (Cue.DENY in meaning and place > last):
            found.clear()
        if not denying:
            found |= {concept for concept in meaning if isinstance(concept, str)}
    return frozenset(found)


def _denies(piece: Piece, denying: bool) -> bool:
    """Whether a denial is in force after this piece: a word with content of its own ends it (no appetite, chest pain)."""
    meaning = piece.meaning
    if meaning is None:
        return denying and not piece.tokens[0].word
    return (denying or Cue.DENY in meaning) and Cue.STILL not in meaning


def _last_with_content(clause: Sequence[Piece]) -> int:
    """The place of the last word that says more than a cue; a "not" behind it belongs to what comes before."""
    content = (place for place, piece in enumerate(clause) if _has_content(piece))
    return max(content, default=-1)


def _has_content(piece: Piece) -> bool:
    if piece.meaning is None:
        return piece.tokens[0].word
    return any(isinstance(meaning, str) for meaning in piece.meaning)


@lru_cache(maxsize=1)
def _book() -> Phrasebook[Meaning]:
    book: Phrasebook[Meaning] = Phrasebook()
    for table in (CONCEPTS, CUES):
        for meaning, phrases in table.items():
            for phrase in phrases.split():
                path = words(digits(phrase.replace("_", " ")))
                book.add(path, (book.get(path) or _NOTHING) | {meaning})
    return book
