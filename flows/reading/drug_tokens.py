"""Tokens and pieces of a typed drug list: what counts as one word, and which words belong to one code or one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.reading.marks import in_words
from flows.reading.phrases import Path, is_han, is_latin, is_number
from flows.reading.phrases import Piece as AnyPiece
from flows.reading.scope import Word
from flows.reading.text import normalise

_SIGNS = str.maketrans({"®": "", "™": "", "℠": "", "©": "", "\n": ";", "\r": ";"})
_MINUS = re.compile(r"[(] ?- ?[)]|(?<=: )N\b|(?<=:)N\b")
_PERCENT = r"(?:[<>=≥≤:~]|是|为)? ?[0-9]+(?:\.[0-9]+)? ?%"
_PROTEIN = r"(?<![a-z])(?:pd-?l1|egfr|her-?2|p16|ebv|ki-?67|pik3ca|tp53|notch1|vegfr?|msi|tmb)"
_SCORE = rf"(?<![a-z])(?:cps|tps)(?:评分|score)?[ :]*(?:{_PERCENT}|[<>=≥≤]? ?[0-9]+|阳性|阴性|positive|negative)"
_MARKER = re.compile(
    rf"{_PROTEIN}[ ,:]*(?:(?:表达|检测|status|expression|ihc|蛋白)[ :]*)*(?:[ ,(]*{_SCORE}[)]?|阳性|阴性|positive|negative|{_PERCENT})"
    rf"|{_SCORE}",
    re.I,
)
"""Results of the tumour: PD-L1 80% is no PD-L1 inhibitor."""
_OF_CODES = frozenset("abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρςστυφχψω0123456789")
_UNITS = frozenset("mg g ml ug mcg iu x w d".split())
_BREAKS = frozenset({Word.SEPARATOR, Word.CLAUSE, Word.BUT})


@dataclass(frozen=True, eq=False)
class Drug:
    """One row of the lexicon, equal only to itself. `matters` are its tokens as the table has them, "none" included."""

    name: str
    name_zh: str
    drug_class: str
    matters: frozenset[str]

    def in_script_of(self, text: str) -> str:
        """Its Chinese name beside a Chinese text, where it has one; else its English name. Both are names of the row."""
        return self.name_zh if self.name_zh and any(map(is_han, text)) else self.name


@dataclass(frozen=True)
class Nickname:
    """A common word that means a drug only where nothing else of its item is unread."""

    drug: Drug


Meaning = Drug | Nickname | Word
Piece = AnyPiece[Meaning]


def names(piece: Piece) -> bool:
    """Whether it names something, known or not."""
    return not isinstance(piece.meaning, Word) or piece.meaning is Word.UNNAMED


def prepared(text: str) -> str:
    """Normalised, without trade mark signs and biomarkers; a line break is a break between items, and (-) a "not"."""
    plain = normalise(in_words(text.translate(_SIGNS)))
    return _MARKER.sub(" , ", _MINUS.sub(" not ", plain))


def known_at(path: Path, start: int, end: int, meaning: Meaning) -> bool:
    return isinstance(meaning, Word) or stands_alone(path, start, end)


def stands_alone(path: Path, start: int, end: int) -> bool:
    """Whether a name found at path[start:end] is a name there, and not a part of a longer code."""
    tokens = path.tokens
    first, last = tokens[start], tokens[end - 1]
    after = tokens[end] if _touch(path, end - 1) else ""
    if end - start > 1 and len(first) == 1 and is_latin(first) and is_number(tokens[start + 1]):
        return path.end(start) + 1 >= path.starts[start + 1] and not _letter_after(last, after)
    if end - start == 1 and is_number(first):
        return not after and (start == 0 or not _touch(path, start - 1))
    if end - start == 1 and len(first) <= 3 and is_latin(first):
        return not _number_closes(path, end)
    return not _letter_after(last, after)


def _letter_after(last: str, after: str) -> bool:
    """MK-3475A is another code than MK-3475."""
    return is_number(last) and after != "" and is_latin(after)


def _number_closes(path: Path, end: int) -> bool:
    """SG404 is a code; GP6周期 and DDP80mg are a short name and its dose."""
    if end == len(path.tokens) or not is_number(path.tokens[end]) or path.starts[end] > path.end(end - 1) + 1:
        return False
    after = path.tokens[end + 1] if _touch(path, end) else ""
    return not after or not (is_han(after) or after in _UNITS)


def _touch(path: Path, at: int) -> bool:
    """Whether nothing, not even a hyphen, lies between token `at` and the next one."""
    return at + 1 < len(path.tokens) and path.end(at) == path.starts[at + 1]


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with codes and unread names made whole: a name is kept as it was typed."""
    return _merged([piece for word in _words(pieces) for piece in _whole_code(word)])


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces in groups: Latin letters and digits with no white space between them belong together."""
    word: list[Piece] = []
    for piece in pieces:
        goes_on = word and piece.head[0] in _OF_CODES and piece.before[0] in _OF_CODES and _close(word[-1], piece)
        if word and not goes_on:
            yield word
            word = []
        word.append(piece)
    if word:
        yield word


def _close(left: Piece, right: Piece) -> bool:
    """Whether no white space lies between them."""
    start, end = left.end, right.start
    return start == end or not any(map(str.isspace, left.path.source[start:end]))


def _whole_code(word: list[Piece]) -> list[Piece]:
    """A code such as CT-041 or M701 is unread as a whole, and so is nivolumab's neighbour unless it is a suffix."""
    if len(word) == 1:
        return word
    word = [word[0], *(_without_suffix(left, piece) for left, piece in pairwise(word))]
    if any(piece.meaning is None for piece in word) or _filler_code(word):
        return [piece if _stays(piece) else piece.but(None) for piece in word]
    return word


def _without_suffix(left: Piece, piece: Piece) -> Piece:
    """The four letters of a biologic suffix say nothing: nivolumab-nvhy."""
    long_name = isinstance(left.meaning, Drug) and len(left.tokens[-1]) > 6
    if long_name and left.end < piece.start and piece.meaning is None and len(piece.text) == 4:
        return piece.but(Word.FILLER)
    return piece


def _stays(piece: Piece) -> bool:
    """A long name is a name even inside a code; a short one is not."""
    return isinstance(piece.meaning, Drug) and not (piece.last - piece.first == 1 and len(piece.head) <= 3)


def _filler_code(word: list[Piece]) -> bool:
    """M701: one or two letters and three digits or more are a code, even where the letters alone are a plain word."""
    return len(word) == 2 and _filler_letters(word[0]) and is_number(word[1].head) and len(word[1].text) >= 3


def _filler_letters(piece: Piece) -> bool:
    return isinstance(piece.meaning, Word) and is_latin(piece.head) and len(piece.text) <= 2


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Unread neighbours become one name, together with the plain words inside it."""
    found: list[Piece] = []
    inside: list[Piece] = []
    for piece in pieces:
        if found and found[-1].meaning is None:
            if piece.meaning is None:
                found[-1], inside = found[-1].to(piece), []
                continue
            if piece.text == "药" and not inside and _names_unread(found[-1]) and _close(found[-1], piece):
                found[-1] = found[-1].to(piece)
                continue
            if _may_be_inside(piece, inside[-1] if inside else found[-1]) and len(inside) < 2:
                inside.append(piece)
                continue
        found += [*inside, piece]
        inside = []
    return found + inside


def _names_unread(piece: Piece) -> bool:
    """某某神药 is a name as a whole."""
    return piece.last - piece.first > 1 and piece.han


def _may_be_inside(piece: Piece, left: Piece) -> bool:
    plain = isinstance(piece.meaning, Word) and piece.meaning not in _BREAKS
    return plain and is_han(piece.head) and _close(left, piece)


def items(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each list item, without the separators."""
    item: list[Piece] = []
    for piece in pieces:
        if piece.meaning in _BREAKS:
            yield item
            item = []
        else:
            item.append(piece)
    yield item
