"""A book of phrases: finds the longest known phrase at every place of a text, and says what stays unread.

The one engine under drugs, choices and red flags. Latin words match whole, Chinese by its characters; spaces, hyphens
and letter case do not matter. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

Meaning = TypeVar("Meaning")
_TOKEN = re.compile(r"[a-zα-ω]+(?:['’][a-z]+)?|\d+(?:\.\d+)?|[^\s\-‐‑‒–—_·•]", re.IGNORECASE)
_LATIN = re.compile(r"[a-zα-ω]")


class Token(NamedTuple):
    """A run of Latin letters, a number, or one other character, in lower case; white space and hyphens lie between."""

    text: str
    start: int
    end: int

    @property
    def latin(self) -> bool:
        return bool(_LATIN.match(self.text))

    @property
    def number(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def han(self) -> bool:
        return "\u3400" <= self.text <= "\u9fff"

    @property
    def word(self) -> bool:
        """Whether it can say anything: a letter or a character, not a number or a sign."""
        return self.text[0].isalpha()


@dataclass(frozen=True, eq=False)
class Piece(Generic[Meaning]):
    """Neighbouring tokens with one meaning; without a meaning when nothing knows them. A place in one text, so equal
    only to itself.
    """

    tokens: tuple[Token, ...]
    meaning: Meaning | None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def han(self) -> bool:
        return all(token.han for token in self.tokens)

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)


@dataclass
class _Node(Generic[Meaning]):
    children: dict[str, _Node[Meaning]] = field(default_factory=dict)
    meaning: Meaning | None = None

    def child(self, text: str) -> _Node[Meaning] | None:
        """The next place in the tree; a Latin plural counts as its singular."""
        found = self.children.get(text)
        if found is None and len(text) > 3 and text.isascii() and text.endswith("s"):
            return self.children.get(text[:-1])
        return found


def tokens(text: str) -> list[Token]:
    return [Token(m.group().lower().replace("’", "'"), *m.span()) for m in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The tokens of a phrase as they are compared."""
    return [token.text for token in tokens(text)]


Fits = Callable[[Sequence[Token], int, int, Meaning], bool]


class Phrasebook(Generic[Meaning]):
    """Phrases and their meanings, as a tree of words."""

    def __init__(self) -> None:
        self._root: _Node[Meaning] = _Node()

    def add(self, path: Sequence[str], meaning: Meaning) -> None:
        """Give a phrase its meaning; a later meaning replaces an earlier one."""
        node = self._root
        for text in path:
            node = node.children.setdefault(text, _Node())
        node.meaning = meaning

    def get(self, path: Sequence[str]) -> Meaning | None:
        """The meaning of exactly this phrase, or None."""
        node: _Node[Meaning] | None = self._root
        for text in path:
            node = node.child(text) if node else None
        return node.meaning if node else None

    def pieces(self, path: Sequence[Token], fits: Fits[Meaning] | None = None) -> Iterator[Piece[Meaning]]:
        """The text in pieces: the longest phrase at each place that `fits`, single tokens where there is none."""
        start = 0
        while start < len(path):
            end, meaning = self._longest(path, start, fits)
            yield Piece(tuple(path[start:end]), meaning)
            start = end

    def _longest(self, path: Sequence[Token], start: int, fits: Fits[Meaning] | None) -> tuple[int, Meaning | None]:
        found: tuple[int, Meaning | None] = start + 1, None
        node: _Node[Meaning] | None = self._root
        for end in range(start + 1, len(path) + 1):
            node = node.child(path[end - 1].text) if node else None
            if node is None:
                break
            if node.meaning is not None and (fits is None or fits(path, start, end, node.meaning)):
                found = end, node.meaning
        return found
