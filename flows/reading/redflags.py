"""Red flags: words that may mean an emergency now, in any free text and both languages.

A complaint fires when it stands in the present or without a time ("coughing blood", "咯血"). It does not fire when its
clause denies it ("没有胸痛", "no fever anymore") or puts it long ago ("咯血史", "coughed blood two years ago"): the
questions themselves ask about such history. Names of past diseases ("heart attack") are no complaints. What is unclear
fires. RF_SUICIDE knows neither denial nor past: a false alarm does less harm than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from flows.reading.flag_words import CODES, CONCEPTS, CUES, RULES, Cue
from flows.reading.phrases import Path, Phrasebook, is_word, words
from flows.reading.text import LONGEST_MESSAGE, digits, normalise

_SUICIDE = CODES[0]


class Sense:
    """What a word does: the complaints it names, and its cues. One object a meaning, with the answers worked out."""

    def __init__(self, meanings: frozenset[str | Cue], *, known: bool = True) -> None:
        self._meanings = meanings
        self.concepts = frozenset(meaning for meaning in meanings if isinstance(meaning, str))
        self.breaks, self.comma, self.lists = (cue in meanings for cue in (Cue.BREAK, Cue.COMMA, Cue.LIST))
        self.denies, self.over, self.past = (cue in meanings for cue in (Cue.DENY, Cue.OVER, Cue.PAST))
        self.still = Cue.STILL in meanings
        self.ends_denial = self.still or not known
        """A word with content of its own ends a denial: no appetite, chest pain."""
        self.tells = bool(self.concepts) or not known
        """It says more than a cue; a "not" behind the last such word belongs to what comes before."""

    def and_also(self, meaning: str | Cue) -> Sense:
        return Sense(self._meanings | {meaning})


_NOTHING = Sense(frozenset())
_UNKNOWN = Sense(frozenset(), known=False)

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
    """The codes that a text fires, RF_SUICIDE first, each once; empty when nothing fires. Never rejects a text.

    Of a text longer than a message only the beginning and the end are read.
    """
    if len(text) > LONGEST_MESSAGE:
        text = f"{text[: LONGEST_MESSAGE // 2]}\n{text[-LONGEST_MESSAGE // 2 :]}"
    plain = digits(normalise(text.replace("\n", ". ")).casefold())
    plain = _LONG_AGO.sub(" in the past", plain)
    plain = _TEMPERATURE.sub(lambda match: match[0] + _temperature(match), plain)
    senses = list(_senses(plain))
    fired = {_SUICIDE} & {concept for sense in senses for concept in sense.concepts}
    for clause in _clauses(senses):
        concepts = _standing(clause)
        fired |= {code for code, needed, barred in RULES if needed <= concepts and not barred & concepts}
    return tuple(code for code in CODES if code in fired)


def _temperature(match: re.Match[str]) -> str:
    """A temperature as a word beside its number; other numbers (3 days) say nothing."""
    degrees = float(next(group for group in match.groups() if group))
    if 38 <= degrees < 45 or 100.4 <= degrees < 112:
        return " hightemperature "
    return " normaltemperature " if 34 <= degrees < 38 or 93 <= degrees < 100.4 else ""


def _senses(plain: str) -> Iterator[Sense]:
    """What the words of a text do, in order, without those that do nothing."""
    path, last = Path(plain), None
    for start, _, meaning in _book().spans(path):
        sense = meaning or (_UNKNOWN if is_word(path.tokens[start]) else _NOTHING)
        if sense is not _NOTHING and sense is not last:  # the same twice is once
            yield sense
            last = sense


def _clauses(senses: Iterable[Sense]) -> Iterator[list[Sense]]:
    """The clauses that hold a complaint."""
    for sentence in _split(senses, lambda sense: sense.breaks):
        listed = any(sense.lists for sense in sentence)
        for clause in [sentence] if listed else _split(sentence, lambda sense: sense.comma):
            if any(sense.concepts for sense in clause):
                yield clause


def _split(senses: Iterable[Sense], ends: Callable[[Sense], bool]) -> Iterator[list[Sense]]:
    part: list[Sense] = []
    for sense in senses:
        if ends(sense):
            yield part
            part = []
        else:
            part.append(sense)
    yield part


def _standing(clause: Sequence[Sense]) -> frozenset[str]:
    """The concepts that a clause neither denies nor calls over nor puts long ago."""
    if any(sense.past for sense in clause) and not any(sense.still for sense in clause):
        return frozenset()
    found: set[str] = set()
    denying = False
    last = max((place for place, sense in enumerate(clause) if sense.tells), default=-1)
    for place, sense in enumerate(clause):
        denying = (denying or sense.denies) and not sense.ends_denial
        if sense.over or (sense.denies and place > last):
            found.clear()
        if not denying:
            found |= sense.concepts
    return frozenset(found)


@lru_cache(maxsize=1)
def _book() -> Phrasebook[Sense]:
    book: Phrasebook[Sense] = Phrasebook()
    for table in (CONCEPTS, CUES):
        for meaning, phrases in table.items():
            for phrase in phrases.split():
                path = words(digits(phrase.replace("_", " ")))
                book.add(path, (book.get(path) or _NOTHING).and_also(meaning))
    return book
