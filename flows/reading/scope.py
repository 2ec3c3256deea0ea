"""What the words around a name do to it: which names are denied ("没用过K药", "no lung mets") and which are a maybe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Any

from flows.reading.phrases import Piece


class Word(Enum):
    """What a word that names nothing does."""

    FILLER = "says nothing"
    ANY = "filler that may stand in 'never had any drug'"
    YES = "says that what is named was so, and so ends a 'not' of an earlier clause"
    AGREE = "a yes on its own, and only a sound before a 'no'"
    SEPARATOR = "next item, same clause"
    CLAUSE = "next item, next clause"
    BUT = "next item, next clause, and the end of a 'not'"
    ONCE = "a yes on its own; beside a name it leaves open whether it is so now"
    NOT = "what is named was not so"
    MAYBE = "what the clause names is not certain"
    AVOIDED = "what is named was not taken: planned, refused, another person's, or asked about"
    CONSENT = "a yes only where the question asks for consent"
    CONTEXT = "where, how or how long: says nothing beside a wording, but leaves a bare yes or no open"
    NOW = "speaks of now, and with a 'not' leaves open what was before"
    HARMLESS = "a treatment that is no cancer drug"
    UNNAMED = "a drug without its name"


_DENYING = (Word.NOT, Word.AVOIDED)
Names = Callable[[Piece[Any]], bool]


def denied(pieces: Sequence[Piece[Any]], names: Names) -> frozenset[Piece[Any]]:
    """The names that a "not" may belong to: all of its clause, or else of the clause before.

    A "not" in front goes on into later clauses ("never had A, B or C") until a word says that something was so.
    Too much is denied rather than too little: what is denied is asked back or left out, never taken.
    """
    found: set[Piece[Any]] = set()
    before: list[Piece[Any]] = []
    goes_on = False
    for clause in clauses(pieces):
        named = [piece for piece in clause if names(piece)]
        cue = next((i for i, piece in enumerate(clause) if piece.meaning in _DENYING), None)
        if cue is None:
            goes_on = goes_on and not any(piece.meaning in (Word.YES, Word.BUT) for piece in clause)
            found.update(named if goes_on else ())
        else:
            elsewhere = clause[cue].meaning is Word.AVOIDED and any(piece.meaning is Word.HARMLESS for piece in clause)
            found.update(named or ([] if elsewhere else before))
            goes_on = not named or any(names(piece) for piece in clause[cue:])
        before = named
    return frozenset(found)


def uncertain(pieces: Sequence[Piece[Any]], names: Names) -> frozenset[Piece[Any]]:
    """The names in a clause with a "maybe" or an "or"."""
    doubtful = (clause for clause in clauses(pieces) if any(piece.meaning is Word.MAYBE for piece in clause))
    return frozenset(piece for clause in doubtful for piece in clause if names(piece))


def clauses(pieces: Sequence[Piece[Any]]) -> Iterator[list[Piece[Any]]]:
    clause: list[Piece[Any]] = []
    for piece in pieces:
        if piece.meaning is Word.CLAUSE or piece.meaning is Word.BUT:
            yield clause
            clause = []
        clause.append(piece)
    yield clause
