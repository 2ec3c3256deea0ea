"""Tokens and pieces of a typed drug list: what counts as one word, and which words belong to one code or one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.reading.phrases import Piece as AnyPiece
from flows.reading.phrases import Token
from flows.reading.scope import Word
from flows.reading.text import normalise

_SIGNS = str.maketrans({"®": "", "™": "", "℠": "", "©": "", "\n": ";", "\r": ";"})
_UNITS = frozenset("mg g ml ug mcg iu x w d".split())
_BREAKS = (Word.SEPARATOR, Word.CLAUSE, Word.BUT)


@dataclass(frozen=True)
class Drug:
    """One row of the lexicon. `matters` are its tokens as the table has them, "none" included."""

    name: str
    name_zh: str
    drug_class: str
    matters: frozenset[str]

    def in_script_of(self, text: str) -> str:
        """Its Chinese name beside a Chinese text, where it has one; else its English name. Both are names of the row."""
        return self.name_zh if self.name_zh and any("\u3400" <= c <= "\u9fff" for c in text) else self.name


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
    """Normalised, without trade mark signs; a line break is a break between items."""
    return normalise(text.translate(_SIGNS))


def known_at(path: Sequence[Token], start: int, end: int, meaning: Meaning) -> bool:
    return isinstance(meaning, Word) or stands_alone(path, start, end)


def stands_alone(path: Sequence[Token], start: int, end: int) -> bool:
    """Whether a name found at path[start:end] is a name there, and not a part of a longer code."""
    first, last = path[start], path[end - 1]
    after = path[end] if end < len(path) and path[end].start == last.end else None
    if end - start > 1 and first.latin and len(first.text) == 1 and path[start + 1].number:
        return first.end + 1 >= path[start + 1].start and not _letter_after(last, after)
    if end - start == 1 and first.number:
        return after is None and (start == 0 or path[start - 1].end < first.start)
    if end - start == 1 and first.latin and len(first.text) <= 3:
        return not _number_closes(path, end)
    return not _letter_after(last, after)


def _letter_after(last: Token, after: Token | None) -> bool:
    """MK-3475A is another code than MK-3475."""
    return last.number and after is not None and after.latin


def _number_closes(path: Sequence[Token], end: int) -> bool:
    """SG404 is a code; GP6周期 and DDP80mg are a short name and its dose."""
    if end == len(path) or not path[end].number or path[end].start > path[end - 1].end + 1:
        return False
    after = path[end + 1] if end + 1 < len(path) and path[end + 1].start == path[end].end else None
    return after is None or not (after.han or after.text in _UNITS)


def joined(pieces: Sequence[Piece], source: str) -> list[Piece]:
    """The pieces with codes and unread names made whole: a name is kept as it was typed."""
    return _merged([piece for word in _words(pieces, source) for piece in _whole_code(word)], source)


def _words(pieces: Sequence[Piece], source: str) -> Iterator[list[Piece]]:
    """Pieces in groups: Latin letters and digits with no white space between them belong together."""
    word: list[Piece] = []
    for piece in pieces:
        if word and not _one_word(word[-1], piece, source):
            yield word
            word = []
        word.append(piece)
    if word:
        yield word


def _one_word(left: Piece, right: Piece, source: str) -> bool:
    return _touch(left, right, source) and _code_like(left.tokens[-1]) and _code_like(right.tokens[0])


def _code_like(token: Token) -> bool:
    return token.latin or token.number


def _touch(left: Piece, right: Piece, source: str) -> bool:
    return not any(c.isspace() for c in source[left.end : right.start])


def _whole_code(word: list[Piece]) -> list[Piece]:
    """A code such as CT-041 or M701 is unread as a whole, and so is nivolumab's neighbour unless it is a suffix."""
    word = [_without_suffix(left, piece) for left, piece in zip([None, *word], word, strict=False)]
    if any(piece.meaning is None for piece in word) or _filler_code(word):
        return [piece if _stays(piece) else replace(piece, meaning=None) for piece in word]
    return word


def _without_suffix(left: Piece | None, piece: Piece) -> Piece:
    """The four letters of a biologic suffix say nothing: nivolumab-nvhy."""
    long_name = left is not None and isinstance(left.meaning, Drug) and len(left.tokens[-1].text) > 6
    if left and long_name and left.end < piece.start and piece.meaning is None and len(piece.text) == 4:
        return replace(piece, meaning=Word.FILLER)
    return piece


def _stays(piece: Piece) -> bool:
    """A long name is a name even inside a code; a short one is not."""
    return isinstance(piece.meaning, Drug) and not (len(piece.tokens) == 1 and len(piece.text) <= 3)


def _filler_code(word: list[Piece]) -> bool:
    """M701: one or two letters and three digits or more are a code, even where the letters alone are a plain word."""
    return len(word) == 2 and _filler_letters(word[0]) and _long_number(word[1])


def _filler_letters(piece: Piece) -> bool:
    return isinstance(piece.meaning, Word) and piece.tokens[0].latin and len(piece.text) <= 2


def _long_number(piece: Piece) -> bool:
    return piece.tokens[0].number and len(piece.text) >= 3


def _merged(pieces: list[Piece], source: str) -> list[Piece]:
    """Unread neighbours become one name, together with the plain words inside it."""
    found: list[Piece] = []
    inside: list[Piece] = []
    for piece in pieces:
        if piece.meaning is None and found and found[-1].meaning is None:
            run = [found.pop(), *inside, piece]
            piece, inside = Piece(tuple(t for p in run for t in p.tokens), None), []
        elif piece.text == "药" and found and not inside and _names_unread(found[-1]) and _touch(found[-1], piece, source):
            piece = Piece((*found.pop().tokens, *piece.tokens), None)
        elif _may_be_inside(piece, found, inside, source):
            inside.append(piece)
            continue
        found += [*inside, piece]
        inside = []
    return found + inside


def _names_unread(piece: Piece) -> bool:
    """某某神药 is a name as a whole."""
    return piece.meaning is None and piece.han and len(piece.tokens) > 1


def _may_be_inside(piece: Piece, found: list[Piece], inside: list[Piece], source: str) -> bool:
    left = inside[-1] if inside else found[-1] if found else None
    plain = isinstance(piece.meaning, Word) and piece.meaning not in _BREAKS and piece.tokens[0].han
    return plain and left is not None and found[-1].meaning is None and len(inside) < 2 and _touch(left, piece, source)


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
