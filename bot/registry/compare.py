"""What has changed between two records, sentence by sentence, and the criteria and questions that each change touches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from bot.registry.record import INCLUSION, Person, RegistryRecord, Sentence, key
from flows.trial import Trial

ALIKE = 0.5
"""From this share of common words on, two sentences are taken for the same one in another wording."""
ALIKE_SAME_NUMBER = 0.3
"""… and from this one, if they have the same number in the same list."""


class What(StrEnum):
    """What became of a sentence; the values are part of the JSON form."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"
    MOVED = "moved"


@dataclass(frozen=True)
class SentenceChange:
    """One sentence of the old record, the new one, or both; `criteria` are the ids whose rules were made from it."""

    what: What
    old: Sentence | None
    new: Sentence | None
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class FieldChange:
    """A single value of the record; empty where a record does not give it."""

    name: str
    old: str
    new: str
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything in the order of the newer record, removed sentences where they stood."""

    sentences: tuple[SentenceChange, ...]
    fields: tuple[FieldChange, ...]
    contacts_added: tuple[Person, ...]
    contacts_removed: tuple[Person, ...]

    @property
    def changes(self) -> tuple[SentenceChange, ...]:
        return tuple(change for change in self.sentences if change.what is not What.UNCHANGED)

    @property
    def same(self) -> bool:
        return not (self.changes or self.fields or self.contacts_added or self.contacts_removed)


def compare(trial: Trial, old: RegistryRecord, new: RegistryRecord) -> Comparison:
    """The newer record beside the one that the trial's rules were made from."""
    known, now = {person.key: person for person in old.contacts}, {person.key: person for person in new.contacts}
    return Comparison(
        tuple(_sentences(trial, old.sentences, new.sentences)),
        tuple(_fields(trial, old, new)),
        tuple(person for id, person in now.items() if id not in known),
        tuple(person for id, person in known.items() if id not in now),
    )


# Single values


_LONG = ("summary", "conditions")
"""Missing in a shortened download, which says nothing; every other value that disappears is a change."""
_DECIDES = {"minimum_age": ("I2",), "maximum_age": ("I2",), "sex": ("I11", "I12", "E16"), "conditions": ("I3",)}


def _fields(trial: Trial, old: RegistryRecord, new: RegistryRecord) -> Iterator[FieldChange]:
    if new.titles and not {key(title) for title in old.titles} & {key(title) for title in new.titles}:
        yield FieldChange("title", old.titles[0], new.titles[0], ())
    for name in dict.fromkeys((*old.fields, *new.fields)):
        before, after = old.fields.get(name, ""), new.fields.get(name, "")
        if key(before) != key(after) and not (name in _LONG and not (before and after)):
            yield FieldChange(name, before, after, tuple(id for id in _DECIDES.get(name, ()) if id in trial.criteria))


# Sentences


def _sentences(trial: Trial, old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    pairs = _pairs(old, new)
    partner = {j: i for i, j in pairs.items()}
    steady = _in_order(pairs)
    criteria = criteria_of(trial, old)
    gone = [i for i in range(len(old)) if i not in pairs]
    for j, sentence in enumerate(new):
        i = partner.get(j)
        while gone and i is not None and gone[0] < i:
            yield SentenceChange(What.REMOVED, old[gone[0]], None, criteria[gone.pop(0)])
        if i is None:
            yield SentenceChange(What.ADDED, None, sentence, ())
        else:
            yield SentenceChange(_what(old[i], sentence, i in steady), old[i], sentence, criteria[i])
    for i in gone:
        yield SentenceChange(What.REMOVED, old[i], None, criteria[i])


def _what(old: Sentence, new: Sentence, steady: bool) -> What:
    if old.key != new.key:
        return What.CHANGED
    if old.section != new.section or not steady:
        return What.MOVED
    return What.RENUMBERED if old.number and new.number and old.number != new.number else What.UNCHANGED


def _pairs(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """Which new sentence each old one became: the same text first, in its own list first; then the most alike."""
    pairs: dict[int, int] = {}
    free = set(range(len(new)))
    for own_list in (True, False):
        for i, before in enumerate(old):
            same = [j for j in sorted(free) if new[j].key == before.key and (new[j].section == before.section or not own_list)]
            if i not in pairs and same:
                pairs[i] = same[0]
                free.discard(same[0])
    rest = [(_likeness(old[i], new[j]), i, j) for i in range(len(old)) if i not in pairs for j in free]
    for likeness, i, j in sorted(rest, key=lambda found: (-found[0], found[1], found[2])):
        least = ALIKE_SAME_NUMBER if (old[i].section, old[i].number) == (new[j].section, new[j].number) else ALIKE
        if likeness >= least and i not in pairs and j in free:
            pairs[i] = j
            free.discard(j)
    return pairs


def _likeness(old: Sentence, new: Sentence) -> float:
    return SequenceMatcher(None, words(old.key), words(new.key), autojunk=False).ratio()


def _in_order(pairs: dict[int, int]) -> set[int]:
    """The old sentences that kept their order: the longest run of partners that goes up."""
    ends: list[int] = []
    runs: list[tuple[int, ...]] = []
    for i, j in sorted(pairs.items()):
        place = bisect_left(ends, j)
        run = (*(runs[place - 1] if place else ()), i)
        ends[place:], runs[place:] = [j, *ends[place + 1 :]], [run, *runs[place + 1 :]]
    return set(runs[-1]) if runs else set()


def criteria_of(trial: Trial, sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """For each sentence of the trial's record the criteria made from it; for the head of a list all that stand under it."""
    quotes = {id: _quote(criterion.quote) for id, criterion in trial.criteria.items()}
    found = []
    for sentence in sentences:
        own = tuple(id for id, quote in quotes.items() if quote == sentence.key and (id[0] == "I") == _includes(sentence))
        family = re.compile(f"{'I' if _includes(sentence) else 'E'}{sentence.number}[a-z]")
        under = tuple(id for id in quotes if family.fullmatch(id)) if not own or sentence.text.endswith(":") else ()
        found.append(tuple(dict.fromkeys((*own, *under))))
    return found


def _includes(sentence: Sentence) -> bool:
    return sentence.section == INCLUSION


def _quote(quote: str) -> str:
    return key(re.sub(r"^\s*(\d{1,2}|[a-z])\.\s*", "", quote))


def questions_of(trial: Trial, criteria: Iterable[str]) -> tuple[str, ...]:
    """The questions whose answers can change one of these criteria, in the trial's order."""
    wanted = set(criteria)
    read = frozenset().union(*(trial.reads[id] for id in wanted)) - {"role"}
    return tuple(question.id for question in trial.questions if not read.isdisjoint(question.sets()))


_WORD = re.compile(r"[\u3400-\u9fff]|\d+(?:\.\d+)?|[^\W\d_]+|[^\w\s]")


def words(text: str) -> list[str]:
    """Latin words, numbers, signs, and each Chinese character."""
    return _WORD.findall(text)


def word_changes(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The new text in pieces: (`=`, `-` or `+`; words), as a reader sees them."""
    before, after = _spaced(old), _spaced(new)
    matcher = SequenceMatcher(
        None, [key(word) or word for word in before], [key(word) or word for word in after], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield "=", "".join(after[j1:j2])
        else:
            yield from ((sign, text) for sign, text in (("-", "".join(before[i1:i2])), ("+", "".join(after[j1:j2]))) if text)


def _spaced(text: str) -> list[str]:
    """The words with the spaces that follow them."""
    return re.findall(r"(?:[\u3400-\u9fff]|\d+(?:\.\d+)?|[^\W\d_]+|[^\w\s])\s*", text)
