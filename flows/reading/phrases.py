"""A book of phrases: finds the longest known phrase at every place of a text, and says what stays unread.

The one engine under drugs, choices and red flags. Latin words match whole, Chinese by its characters; spaces, hyphens
and letter case do not matter. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from flows.reading.text import lowered

Meaning = TypeVar("Meaning")
_TOKEN = re.compile(r"[a-zα-ω]+(?:['’][a-z]+)?|\d+(?:\.\d+)?|[^\s\-‐‑‒–—_·•]")


def is_latin(token: str) -> bool:
    """A run of Latin or Greek letters."""
    return "a" <= token[0] <= "z" or "α" <= token[0] <= "ω"


def is_number(token: str) -> bool:
    return token[0].isdecimal()


def is_han(token: str) -> bool:
    return "\u3400" <= token[0] <= "\u9fff"


def is_word(token: str) -> bool:
    """Whether it can say anything: a letter or a character, not a number or a sign."""
    return token[0].isalpha()


class Path:
    """The tokens of a text: runs of Latin letters, numbers, and other characters one by one, in lower case.

    White space and hyphens lie between them; `starts` are their places in the text.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._lower = lowered(source)
        self.tokens: list[str] = _TOKEN.findall(self._lower)

    @cached_property
    def starts(self) -> list[int]:
        return [match.start() for match in _TOKEN.finditer(self._lower)]

    def end(self, at: int) -> int:
        return self.starts[at] + len(self.tokens[at])


def words(text: str) -> list[str]:
    """The tokens of a phrase as they are compared."""
    return Path(text).tokens


class Piece(Generic[Meaning]):
    """The tokens `first` to `last` (excluded) of a path with one meaning; without one when nothing knows them.

    Never changed. A place in one text, so equal only to itself; no dataclass, because a text makes thousands of them.
    """

    __slots__ = ("first", "last", "meaning", "path")

    def __init__(self, path: Path, first: int, last: int, meaning: Meaning | None) -> None:
        self.path, self.first, self.last, self.meaning = path, first, last, meaning

    def but(self, meaning: Meaning | None) -> Piece[Meaning]:
        """The same place with another meaning."""
        return Piece(self.path, self.first, self.last, meaning)

    def to(self, other: Piece[Meaning]) -> Piece[Meaning]:
        """From here to the end of a later piece, without a meaning."""
        return Piece(self.path, self.first, other.last, None)

    @property
    def tokens(self) -> list[str]:
        return self.path.tokens[self.first : self.last]

    @property
    def head(self) -> str:
        """The first token."""
        return self.path.tokens[self.first]

    @property
    def before(self) -> str:
        """The token before the first one."""
        return self.path.tokens[self.first - 1]

    @property
    def start(self) -> int:
        return self.path.starts[self.first]

    @property
    def end(self) -> int:
        return self.path.end(self.last - 1)

    @property
    def han(self) -> bool:
        return all(map(is_han, self.tokens))

    @property
    def text(self) -> str:
        return "".join(self.tokens)

    @property
    def typed(self) -> str:
        """The stretch of the text."""
        return self.path.source[self.start : self.end]


class _Node(dict[str, "_Node[Meaning]"], Generic[Meaning]):
    """The phrases that go on with a token, and the meaning of the one that ends here."""

    meaning: Meaning | None = None

    def child(self, token: str) -> _Node[Meaning] | None:
        """The next place in the tree; a Latin plural counts as its singular."""
        found = self.get(token)
        if found is None and token[-1] == "s" and len(token) > 3 and token.isascii():
            return self.get(token[:-1])
        return found


Fits = Callable[[Path, int, int, Meaning], bool]


class Phrasebook(Generic[Meaning]):
    """Phrases and their meanings, as a tree of words."""

    def __init__(self) -> None:
        self._root: _Node[Meaning] = _Node()

    def add(self, phrase: Sequence[str], meaning: Meaning) -> None:
        """Give a phrase its meaning; a later meaning replaces an earlier one."""
        node = self._root
        for token in phrase:
            node = node.setdefault(token, _Node())
        node.meaning = meaning

    def get(self, phrase: Sequence[str]) -> Meaning | None:
        """The meaning of exactly this phrase, or None."""
        node: _Node[Meaning] | None = self._root
        for token in phrase:
            node = node.child(token) if node is not None else None
        return node.meaning if node is not None else None

    def pieces(self, path: Path, fits: Fits[Meaning] | None = None) -> list[Piece[Meaning]]:
        """The text in pieces: the longest phrase at each place that `fits`, single tokens where there is none."""
        return [Piece(path, start, end, meaning) for start, end, meaning in self.spans(path, fits)]

    def spans(self, path: Path, fits: Fits[Meaning] | None = None) -> Iterator[tuple[int, int, Meaning | None]]:
        """The pieces as numbers, for a text of which only the meanings are wanted."""
        tokens, root, start = path.tokens, self._root, 0
        while start < len(tokens):
            node = root.child(tokens[start])
            end, meaning = (start + 1, None) if node is None else self._longest(node, path, start, fits)
            yield start, end, meaning
            start = end

    def _longest(self, node: _Node[Meaning], path: Path, start: int, fits: Fits[Meaning] | None) -> tuple[int, Meaning | None]:
        """The end and the meaning of the longest phrase that begins with the token of this node."""
        tokens, end = path.tokens, start + 1
        found: tuple[int, Meaning | None] = end, None
        step: _Node[Meaning] | None = node
        while step is not None:
            meaning = step.meaning
            if meaning is not None and (fits is None or fits(path, start, end, meaning)):
                found = end, meaning
            step = step.child(tokens[end]) if step and end < len(tokens) else None
            end += 1
        return found
