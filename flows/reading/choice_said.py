"""What the words of a text say about the options of one question: chosen, denied, a bare yes or no, or in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.reading.phrases import Piece, is_number, is_word
from flows.reading.scope import Word, clauses, denied

Values = frozenset[str]
Meaning = Values | Word
NOTHING: Values = frozenset()
_EXEMPT = frozenset({"exempt"})


@dataclass(frozen=True)
class Said:
    """What the words of a text say; `shared` holds the options of each wording that fits several."""

    chosen: Values
    shared: Values
    denied: Values
    both: bool
    consents: bool
    yes: bool
    once: bool
    no: bool
    maybe: bool
    unread: bool

    @classmethod
    def of(cls, pieces: Sequence[Piece[Meaning]]) -> Said:
        refused = denied(pieces, _chooses)
        taken = [_values(piece) for piece in pieces if piece not in refused]
        chosen = all_of(values for values in taken if len(values) == 1)
        shared = _unresolved(pieces, refused, chosen)
        heard = {piece.meaning for piece in pieces}
        no = Word.NOT in heard
        agrees = Word.AGREE in heard and not (no or chosen or shared)
        return cls(
            chosen,
            shared,
            denied=all_of(map(_values, refused)),
            both=not chosen.isdisjoint(all_of(values for values in map(_values, refused) if len(values) == 1)),
            consents=Word.CONSENT in heard and not (no or chosen or shared),
            yes=bool(heard & {Word.YES, Word.ONCE}) or agrees,
            once=Word.ONCE in heard,
            no=no and not refused,
            maybe=Word.MAYBE in heard
            or (bool(chosen | shared) and any(p.meaning is Word.CONSENT and p.text[0] in "没都n" for p in pieces))
            or (no and Word.NOW in heard)
            or _twice_denied(pieces),
            unread=any(_unread(piece, bool(chosen)) for piece in pieces),
        )

    @property
    def doubtful(self) -> bool:
        return self.maybe or self.unread


def _chooses(piece: Piece[Meaning]) -> bool:
    return isinstance(piece.meaning, frozenset)


def _twice_denied(pieces: Sequence[Piece[Meaning]]) -> bool:
    """不是不愿意: two Chinese denials in one clause are no plain no. In English they are an emphasis: no, never."""
    denials = ([piece for piece in clause if piece.meaning is Word.NOT and piece.han] for clause in clauses(pieces))
    return any(len(found) > 1 for found in denials)


def _unresolved(pieces: Sequence[Piece[Meaning]], refused: frozenset[Piece[Meaning]], chosen: Values) -> Values:
    """The options of wordings that fit several, unless a plain wording says which: 甲减，吃优甲乐. An exemption says so
    only within its own item: prednisone tablets and a cream.
    """
    found: Values = NOTHING
    for item in items(pieces):
        said = [_values(piece) for piece in item if piece not in refused]
        beside = all_of(values for values in said if len(values) == 1)
        plain = (chosen - _EXEMPT) | beside
        found |= all_of(values for values in said if len(values) > 1 and not values & plain)
    return found


def items(pieces: Sequence[Piece[Meaning]]) -> list[list[Piece[Meaning]]]:
    found: list[list[Piece[Meaning]]] = [[]]
    for piece in pieces:
        if piece.meaning in (Word.SEPARATOR, Word.CLAUSE, Word.BUT):
            found.append([])
        else:
            found[-1].append(piece)
    return found


def _values(piece: Piece[Meaning]) -> Values:
    return piece.meaning if isinstance(piece.meaning, frozenset) else NOTHING


def all_of(sets: Iterable[Values]) -> Values:
    return NOTHING.union(*sets)


def _unread(piece: Piece[Meaning], chosen: bool) -> bool:
    """A number or a place beside a wording is a detail; beside a bare yes or no it may be anything."""
    if piece.meaning is Word.CONTEXT:
        return not chosen and is_word(piece.head)
    return piece.meaning is None and (is_word(piece.head) or (is_number(piece.head) and not chosen))
