"""The drug lexicon: which drugs a text names, which of them it denies, and what stays unread.

Latin names match as whole tokens only, spaces and hyphens between tokens do not matter, the longest name wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.reading.drug_tokens import Drug, Meaning, Nickname, Piece, items, joined, known_at, names, prepared
from flows.reading.drug_words import CLASS_WORDS, meanings
from flows.reading.phrases import Path, Phrasebook, is_latin, is_word, words
from flows.reading.scope import Word, denied, uncertain

UNRECOGNISED = "unrecognised"
NEGATED = "negated"
_SUGGESTIONS_AT_MOST = 4
_NAME_AT_MOST = 12
_LATIN_AT_MOST = 40
_REGIMEN_WORDS = ("组合", "方案")
_DENIAL = (Word.NOT, Word.ANY, Word.YES, Word.CLAUSE)

# A class word says nothing new beside a drug of that class in the same item: 尼妥珠单抗（靶向药）, GP化疗.
_COVERED_BY = {
    "targeted therapy (unspecified)": ("antibody", "ADC", "TKI"),
    "chemotherapy (unspecified)": ("cytotoxic", "platin"),
    "bispecific antibody (unspecified)": ("bispecific",),
}


@dataclass(frozen=True)
class Mention:
    """One name in a text: as typed, the row it belongs to or None, and the rows it may be a slip of the pen for."""

    raw: str
    drug: Drug | None
    negated: bool = False
    uncertain: bool = False
    suggestions: tuple[Drug, ...] = ()
    unnamed: bool = False
    """Said to be a drug, without its name: "others"."""

    @property
    def marks(self) -> frozenset[str]:
        if self.negated:
            return frozenset({NEGATED})
        return frozenset({UNRECOGNISED}) if self.uncertain or self.drug is None else self.drug.matters


class Lexicon:
    """All drugs of a table, and the words that stand around them."""

    def __init__(self, rows: Iterable[tuple[Drug, Sequence[str]]]) -> None:
        self._book: Phrasebook[Meaning] = Phrasebook()
        self._slips: dict[str, dict[Drug, None]] = defaultdict(dict)
        self._starts: dict[str, dict[Drug, None]] = defaultdict(dict)
        self.find: Callable[[str], tuple[Mention, ...]] = lru_cache(maxsize=8)(self._find)
        """Every name in a text in order, unread stretches included; nothing when it names nothing. The last texts are
        remembered, because a doubtful one is read again for every choice."""
        for phrase, word in meanings():
            self._book.add(words(phrase), word)
        self._rows = rows = list(rows)
        self.all_marks = frozenset(mark for drug, _ in rows for mark in drug.matters)
        self.classes = frozenset(drug.drug_class for drug, _ in rows)
        for drug, aliases in rows:
            for name in (*aliases, *CLASS_WORDS.get(drug.name, ())):
                self._add_name(name, drug)
        for drug, aliases in rows:
            self._add_nicknames(drug, aliases)

    @classmethod
    def from_tsv(cls, text: str) -> Lexicon:
        """Read the table of section 6. Raises ValueError when a line is malformed or a name belongs to two rows."""
        return cls(_row(line) for line in text.strip("\n").split("\n")[1:])

    def remarked(self, classes: Collection[str], marks: Mapping[str, str]) -> Lexicon:
        """A lexicon in which the drugs of these classes have other marks in the place of theirs."""
        changed = {drug: frozenset(marks.get(mark, mark) for mark in drug.matters) for drug, _ in self._rows}
        rows = (
            (replace(drug, matters=changed[drug]) if drug.drug_class in classes else drug, names) for drug, names in self._rows
        )
        return Lexicon(rows)

    def _find(self, text: str) -> tuple[Mention, ...]:
        pieces = [piece for piece in self._pieces(text) if piece.meaning is not Word.FILLER]
        no, maybe = denied(pieces, names), uncertain(pieces, names)
        return tuple(self._mention(piece, piece in no, piece in maybe) for item in items(pieces) for piece in _telling(item))

    def denies(self, text: str) -> bool:
        """Whether the text says that there was no drug at all, and nothing else ("没用过任何药", "never")."""
        said = {piece.meaning for piece in self._pieces(text)}
        return Word.NOT in said and said <= set(_DENIAL)

    def marks(self, name: str) -> frozenset[str]:
        """The `matters_for` tokens of one list item, with "unrecognised" and "negated" where a part of it is so.

        A denied drug gives only "negated". A drug that is only a maybe counts as unrecognised, and so does an item
        that names nothing.
        """
        mentions = self.find(name)
        return frozenset().union(*(mention.marks for mention in mentions)) if mentions else frozenset({UNRECOGNISED})

    def _add(self, path: Sequence[str], drug: Drug) -> None:
        other = self._book.get(path)
        if isinstance(other, Drug) and other != drug:
            raise ValueError(f"{' '.join(path)} belongs to {other.name} and to {drug.name}")
        self._book.add(path, drug)

    def _add_name(self, name: str, drug: Drug) -> None:
        path = words(prepared(name))
        self._add(path, drug)
        self._add(_fused(path), drug)
        key = "".join(path)
        for variant in _variants(key) if len(key) >= _least(key, 4, 7) else ():
            self._slips[variant][drug] = None
        for start in (key[:end] for end in range(2, len(key))):
            if len(start) >= _least(start, 2, 5):
                self._starts[start][drug] = None

    def _add_nicknames(self, drug: Drug, aliases: Sequence[str]) -> None:
        """可乐 for 可乐组合."""
        for name in aliases if drug.name.startswith("REGIMEN") else ():
            path = words(name)[:-2]
            if name.endswith(_REGIMEN_WORDS) and self._book.get(path) is None:
                self._book.add(path, Nickname(drug))

    def _pieces(self, text: str) -> list[Piece]:
        found = joined([_signs_say_nothing(piece) for piece in self._book.pieces(Path(prepared(text)), known_at)])
        return _settled(self._respelled(found))

    def _mention(self, piece: Piece, negated: bool, maybe: bool) -> Mention:
        drug = piece.meaning if isinstance(piece.meaning, Drug) else None
        unnamed = piece.meaning is Word.UNNAMED
        return Mention(piece.typed, drug, negated, maybe, () if drug else self._suggestions(piece), unnamed)

    def _suggestions(self, unread: Piece) -> tuple[Drug, ...]:
        """The rows with a long name one edit away from the unread stretch or from one of its words, or begun by it.

        Too many rows are no suggestion: 阿维替尼 is one edit from ten drugs and none of them.
        """
        found: dict[Drug, None] = dict(self._starts.get(unread.text, {}))
        for variant in self._known_variants(unread):
            found |= self._slips[variant]
        return tuple(found) if len(found) <= _SUGGESTIONS_AT_MOST else ()

    def _known_variants(self, unread: Piece) -> list[str]:
        """The variants of its spellings that a name of the table shares."""
        return [variant for key in _spellings(unread) for variant in _variants(key) if variant in self._slips]

    def _respelled(self, pieces: list[Piece]) -> list[Piece]:
        """贝伐株单抗 is one slip and not the drug 贝伐 with something unread behind it."""
        found: list[Piece] = []
        for piece in pieces:
            one_unread = found and (piece.meaning is None or found[-1].meaning is None) and found[-1].end == piece.start
            both = found[-1].to(piece) if one_unread else None
            if both and both.han and self._known_variants(both):
                found[-1] = both
            else:
                found.append(piece)
        return found


def _row(line: str) -> tuple[Drug, tuple[str, ...]]:
    name, drug_class, brands, name_zh, brands_zh, synonyms, matters = line.split("\t")
    cells = (name, brands, name_zh, brands_zh, synonyms)
    aliases = tuple(alias.strip().removesuffix("?") for cell in cells for alias in cell.split(";") if alias.strip())
    drug = Drug(name, name_zh.removesuffix("?"), drug_class, frozenset(token.strip() for token in matters.split(";")))
    return drug, aliases


def _fused(path: Sequence[str]) -> list[str]:
    """The same name with its Latin parts written as one: hR3 for h-R3."""
    found: list[str] = []
    for text in path:
        if found and text.isascii() and text.isalpha() and found[-1].isascii() and found[-1].isalpha():
            found[-1] += text
        else:
            found.append(text)
    return found


def _signs_say_nothing(piece: Piece) -> Piece:
    return piece if piece.meaning is not None or is_word(piece.head) else piece.but(Word.FILLER)


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Nicknames become their drug, or unread where their item has anything else that is unread (我喝可乐)."""
    unread = (item for item in items(pieces) if any(p.meaning is None for p in item))
    doubtful = {p for item in unread for p in item if isinstance(p.meaning, Nickname)}
    return [_piece_settled(piece, piece in doubtful) for piece in pieces]


def _piece_settled(piece: Piece, doubtful: bool) -> Piece:
    if isinstance(piece.meaning, Nickname):
        return piece.but(None if doubtful else piece.meaning.drug)
    lone = piece.meaning is None and piece.last - piece.first == 1 and piece.han
    return piece.but(Word.FILLER) if lone else piece


def _telling(item: Sequence[Piece]) -> Iterator[Piece]:
    """The names of an item, without class words that a drug of the same item makes plain."""
    drugs = [piece.meaning for piece in item if isinstance(piece.meaning, Drug)]
    classes = [drug.drug_class for drug in drugs if drug.name not in _COVERED_BY]
    for piece in item:
        covering = _COVERED_BY.get(piece.meaning.name, ()) if isinstance(piece.meaning, Drug) else ()
        if names(piece) and not any(word in drug_class for word in covering for drug_class in classes):
            yield piece


def _least(key: str, han: int, latin: int) -> int:
    return latin if key.isascii() else han


def _variants(key: str) -> set[str]:
    """The key, and the key without one of its letters: two keys that share a variant are one slip apart."""
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}


def _spellings(unread: Piece) -> Iterator[str]:
    """What an unread stretch may have been meant to spell: itself, and its Latin words."""
    yield from (token for token in unread.tokens if 6 <= len(token) <= _LATIN_AT_MOST and is_latin(token))
    if 3 <= unread.last - unread.first <= _NAME_AT_MOST and unread.han:
        yield unread.text
