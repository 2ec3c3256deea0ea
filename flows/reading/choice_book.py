"""What the wordings of one question's options mean, and what a typed text says about the options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.answers import Reading, Reason, Rejection
from flows.reading.choice_doubts import DOUBTS, EXCEPTION
from flows.reading.choice_numbers import places, scores
from flows.reading.choice_said import NOTHING, Meaning, Said, Values, all_of, items
from flows.reading.choice_words import DECLINES, meanings
from flows.reading.marks import in_words
from flows.reading.phrases import Path, Phrasebook, Piece, is_number, is_word, words
from flows.reading.scope import Word
from flows.reading.text import LONGEST_ANSWER, digits, dont_know, normalise, opened

NEGATIVE = frozenset({"no", "none", "false"})
POSITIVE = frozenset({"yes", "true"})
UNDECIDED = frozenset({"unknown", "prefer_not"})
_CONSENTING = frozenset({"willing", "agree", "愿意避孕", "will use"})  # "ok" is a yes only to such a question
_FIVE_ITEMS = re.compile(r"((?:[1-5][ ,、.和及]*)+)项?(?:均|都|为|是)* ?(?:阳|positive)")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_BARE_YES = frozenset({"yes", "是", "有"})
_BARE_NO = frozenset({"no", "否", "没有"})
_MINUS = re.compile(r"\( ?- ?\)|(?<=[a-z]) ?-(?=$|[\s,;.，；。])")
_PLUS = re.compile(r"\( ?\+ ?\)|(?<=[a-z]) ?\+(?=$|[\s,;.，；。])(?! ?[a-z\d])")
_STAGE = re.compile(r"(?<![a-z0-9])[cpry]{0,2}t[0-4x][a-c]?[ ,]?(?:n[0-3x][a-c]?[ ,]?(?:m[01x][a-c]?)?)(?![a-z0-9])")
_SIGNS_THAT_SAY = "<>≤≥~+?,"  # 没有，查过 is not 没有查过
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class Option:
    """An option of a question: its value, and every wording of it in both languages."""

    value: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The values a text chooses, and those of which one more may be meant; not `sure` when it has to be asked back."""

    values: tuple[str, ...]
    sure: bool = True
    one_of: tuple[str, ...] = ()
    contrary: bool = False  # the one option is both said and denied: surgery, but no pathology


class Book:
    """The wordings of one question."""

    def __init__(self, options: tuple[Option, ...]) -> None:
        self._options = options
        self._values = tuple(option.value for option in options)
        self._exact: dict[tuple[str, ...], Values] = {}
        self._phrases: Phrasebook[Meaning] = Phrasebook()
        self._doubts = {option.value: _doubts(option) for option in options}
        for phrase, word in meanings():
            self._phrases.add(words(phrase), word)
        for option in options:
            for label in option.labels:
                if label.startswith("?"):
                    continue
                self._add(label, option.value)
                self._add(_BRACKETS.sub("", label), option.value)
        self._yes = self._only(option.value for option in options if _worded(option, _BARE_YES))
        self._consenting = any(_worded(option, _CONSENTING) for option in options if option.value in POSITIVE)
        self._no = self._only(option.value for option in options if option.value in NEGATIVE or _worded(option, _BARE_NO))

    @staticmethod
    @lru_cache(maxsize=256)
    def of(options: tuple[Option, ...]) -> Book:
        return Book(options)

    def read(self, text: str) -> Found | Rejection:
        """What the text chooses. Rejections: EMPTY, TOO_LONG, NOT_AN_OPTION."""
        opening = opened(text, LONGEST_ANSWER)
        if isinstance(opening, Rejection):
            return opening
        plain = _plain(text)
        if exact := self._exact.get(_key(plain)):
            return self._either(exact)
        if isinstance(opening, Reading):
            return self._undecided()
        if plain.strip(" .!。") in DECLINES:
            return Found(("prefer_not",)) if "prefer_not" in self._values else self._undecided()
        found = self._numbered(plain) or self._five_items(plain) or self._worded_freely(plain)
        return found if isinstance(found, Rejection) else self._doubted(found, plain)

    def _doubted(self, found: Found, plain: str) -> Found:
        """Asked back where something leaves a chosen option open that the question marks so."""
        if found.values and EXCEPTION.search(plain):
            return replace(found, sure=False)
        if not any(DOUBTS[name](plain) for value in found.values for name in self._doubts[value]):
            return found
        beside = frozenset(found.values) | frozenset(found.one_of)
        return Found((), False, tuple(value for value in self._values if value not in UNDECIDED or value in beside))

    def _five_items(self, plain: str) -> Found | None:
        """乙肝五项 by their numbers: item 1 is the surface antigen, and "2阳性" may be anything but it."""
        listed = _FIVE_ITEMS.search(plain) if "core_ab_only" in self._values else None
        if listed is None:
            return None
        return Found(("yes",)) if "1" in listed[1] and plain.find("阴") < 0 else Found((), False, ("no", "core_ab_only"))

    def _add(self, label: str, value: str) -> None:
        """A wording that begins with = counts only as the whole answer."""
        plain = _plain(label.removeprefix("="))
        for key in {_key(plain), _key(plain.replace(",", ""))}:
            self._exact[key] = self._exact.get(key, NOTHING) | {value}
        if label.startswith("="):
            return
        if any(piece.meaning in (None, Word.CONTEXT) for piece in _vocabulary().pieces(Path(plain)) if is_word(piece.head)):
            known = self._phrases.get(words(plain))
            self._phrases.add(words(plain), (known if isinstance(known, frozenset) else NOTHING) | {value})

    def _only(self, values: Iterable[str]) -> str | None:
        """The one option for a bare yes or no; None where it may mean several ("no" to "were you tested?")."""
        found = set(values)
        return found.pop() if len(found) == 1 else None

    def _ordered(self, values: Iterable[str]) -> tuple[str, ...]:
        wanted = set(values)
        return tuple(value for value in self._values if value in wanted)

    def _either(self, values: Values) -> Found:
        return Found(self._ordered(values)) if len(values) == 1 else Found((), False, self._ordered(values))

    def _undecided(self) -> Found | Rejection:
        """The option for "don't know", whatever its value is."""
        fitting = (option for option in self._options if option.value == "unknown" or any(map(dont_know, option.labels)))
        known = [option.value for option in fitting]
        value = "unknown" if "unknown" in known else next(iter(known), None)
        return Found((value,)) if value else Rejection(Reason.NOT_AN_OPTION)

    def _numbered(self, plain: str) -> Found | Rejection | None:
        """A place in the list, or the score itself where the options are scores; None for a text of another kind."""
        scored = sum(value.isdecimal() for value in self._values) > 1
        given = scores(digits(plain), "0" in self._values) if scored else None
        if given is None and (listed := places(plain)) is not None:
            given = [self._values[place - 1] if place <= len(self._values) else "" for place in listed]
            given += [str(place) for place in listed] if scored else []
        if given is None:
            return None
        if not set(given) <= set(self._values):
            return Rejection(Reason.NOT_AN_OPTION)
        return self._either(frozenset(given)) if scored else Found(self._ordered(given))

    def _worded_freely(self, plain: str) -> Found | Rejection:
        pieces = self._phrases.pieces(Path(plain))
        said = Said.of([piece for piece in pieces if piece.meaning is not Word.FILLER])
        if said.chosen or said.shared:
            found = self._chosen(said)
            if beside := self._named_apart(pieces) - said.chosen:
                return replace(found, sure=False, one_of=self._ordered(beside | set(found.one_of)))
            past = {"active", "past_active"} <= set(self._values) and "active" in said.chosen and _YEAR.search(plain)
            return replace(found, sure=False) if past else found
        if said.denied:
            return self._denied(said)
        return self._yes_or_no(said)

    def _named_apart(self, pieces: Sequence[Piece[Meaning]]) -> Values:
        """Options that a plain word names in an item of its own: a nurse, and the patient."""
        alone = (item for item in items(pieces) if item and all(isinstance(piece.meaning, Word) for piece in item))
        plain = (piece for item in alone for piece in item if piece.meaning is Word.FILLER)
        return all_of(self._exact.get(tuple(piece.tokens), NOTHING) for piece in plain)

    def _chosen(self, said: Said) -> Found:
        """Wordings of options, unless a bare yes or no beside them says something else."""
        beside = {value for value, there in ((self._yes, said.yes), (self._no, said.no)) if value and there}
        sure = not (said.doubtful or said.shared or said.once) and (beside <= said.chosen or said.no)
        return Found(self._ordered(said.chosen | beside), sure, self._ordered(said.shared), said.both)

    def _denied(self, said: Said) -> Found | Rejection:
        """ "No bleeding" is the no of a yes-or-no question; "no lung mets" says nothing of the other places."""
        if not self._no:
            return Rejection(Reason.NOT_AN_OPTION)
        sure = said.denied == {self._yes} and not said.doubtful
        return Found((self._no,)) if sure else Found((), False, self._ordered({self._no, *said.denied}))

    def _yes_or_no(self, said: Said) -> Found | Rejection:
        """A bare yes or no, where the question has one option for it."""
        consents = said.consents and self._consenting
        after_yes = self._meant(self._yes, NEGATIVE) if said.yes or consents else ()
        after_no = self._meant(self._no, POSITIVE) if said.no else ()
        hedged = self._meant(self._yes, NEGATIVE)[:1] + self._meant(self._no, POSITIVE)[:1] if said.maybe else ()
        meant = (*after_yes, *after_no) or (hedged if self._yes or self._no else ())
        if not meant and said.consents:
            return Found((), False)
        if not meant:
            return Rejection(Reason.NOT_AN_OPTION)
        if len(meant) == 1 and not said.doubtful:
            return Found(meant)
        if len(meant) == 1 and said.unread and not said.maybe:
            return Found((), False)  # what was not understood may say the opposite
        return Found((), False, self._ordered((*meant, "unknown")) if said.maybe else meant)

    def _meant(self, value: str | None, others: Values) -> tuple[str, ...]:
        """The option for a bare yes or no, or all that it may stand for."""
        return (value,) if value else tuple(value for value in self._values if value not in others | UNDECIDED)


@lru_cache(maxsize=1)
def _vocabulary() -> Phrasebook[Word]:
    """The words alone: a wording made only of them ("Never") is an answer by itself, not a phrase of a longer text."""
    book: Phrasebook[Word] = Phrasebook()
    for phrase, word in meanings():
        book.add(words(phrase), word)
    return book


def _doubts(option: Option) -> tuple[str, ...]:
    return tuple(label[1:] for label in option.labels if label[1:] in DOUBTS and label.startswith("?"))


def _worded(option: Option, wordings: Values) -> bool:
    return any(label.casefold() in wordings for label in option.labels)


def _plain(text: str) -> str:
    """HBsAg- and HBsAg(-) in words: the hyphen alone would be lost."""
    return _PLUS.sub(" positive ", _MINUS.sub(" negative ", _STAGE.sub(" ", normalise(in_words(text)).casefold())))


def _key(plain: str) -> tuple[str, ...]:
    return tuple(token for token in words(plain) if is_word(token) or is_number(token) or token in _SIGNS_THAT_SAY)
