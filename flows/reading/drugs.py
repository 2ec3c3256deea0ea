"""Drugs that people type: a whole history in one text, or one name."""

from __future__ import annotations

import re

from flows.answers import LIST_LIMIT, NAME_LIMIT, UNKNOWN, Reading, Reason, Rejection
from flows.reading.drug_tokens import Drug
from flows.reading.drug_words import TWO_MEANINGS
from flows.reading.lexicon import Lexicon, Mention
from flows.reading.phrases import words
from flows.reading.text import opened

__all__ = ["Drug", "Lexicon", "Mention", "read_drug", "read_drugs"]

_NAME_AT_MOST = 40
_MOST_WORDS = 700  # a Chinese character is a word
_ASKED = re.compile(r"[?？] ?[?？]|(?:能|可以|可不可以|能不能)用.*[吗么?？]")


def read_drugs(
    text: str, lexicon: Lexicon, as_typed: bool = False, choice: tuple[str, str] | None = None
) -> Reading | Rejection:
    """The drugs a text names, as typed and in order: a tuple, `()` for "never any", or UNKNOWN for "don't know".

    What is not recognised is kept verbatim. Rejections: EMPTY, TOO_LONG (also for more names than a list takes), NOT_A_DRUG
    (nothing named, or a whole sentence unread), NEGATED_DRUG (detail: the denied words), AMBIGUOUS_DRUG (choices to put in
    place of the detail), DID_YOU_MEAN (choices: the names that the detail may stand for). `choice` is such a detail and the
    name put in its place. `as_typed` is for someone who has said no to "did you mean": the words stay as they are.
    """
    plain = opened(text)
    if not isinstance(plain, str):
        return plain
    if len(words(plain)) > _MOST_WORDS:
        return Rejection(Reason.TOO_LONG)
    mentions = _mentions(text, lexicon, choice)
    if mentions and _ASKED.search(plain):
        return Rejection(Reason.AMBIGUOUS_DRUG)
    if not mentions:
        return Reading(()) if lexicon.denies(text) else Rejection(Reason.NOT_A_DRUG)
    return _taken(mentions, as_typed)


def _taken(mentions: tuple[Mention, ...], as_typed: bool) -> Reading | Rejection:
    if refusal := _asked_back(mentions, as_typed):
        return refusal
    names = _named_once(mentions)
    return Reading(names) if len(names) <= LIST_LIMIT else Rejection(Reason.TOO_LONG)


def not_denied(text: str, lexicon: Lexicon) -> Reading | Rejection:
    """The drugs of a text without those that it denies; NEGATED_DRUG when it denies all."""
    left = tuple(mention for mention in lexicon.find(text) if not mention.negated)
    return _taken(left, as_typed=False) if left else Rejection(Reason.NEGATED_DRUG)


def read_drug(
    text: str,
    lexicon: Lexicon,
    tokens: frozenset[str],
    takes_none: bool = False,
    as_typed: bool = False,
    choice: tuple[str, str] | None = None,
) -> Reading | Rejection:
    """One drug with one of the `tokens`: its name as typed, "none" where that is an answer, or UNKNOWN.

    Rejections: those of `read_drugs`; NOT_A_DRUG for an unrecognised name (taken verbatim with `as_typed`), another
    kind of drug, or "none" where a name is needed; AMBIGUOUS_DRUG for several; DID_YOU_MEAN when words beside the
    name stay unread.
    """
    found = read_drugs(text, lexicon, as_typed, choice)
    if isinstance(found, Rejection) or found.value is UNKNOWN:
        return found
    if found.value == ():
        return Reading("none") if takes_none else Rejection(Reason.NOT_A_DRUG)
    return _only(_mentions(text, lexicon, choice), tokens, as_typed)


def _mentions(text: str, lexicon: Lexicon, choice: tuple[str, str] | None) -> tuple[Mention, ...]:
    """The names in a text, with a chosen one in the place of the doubtful words."""
    found = lexicon.find(text)
    if choice is None:
        return found
    doubtful, name = choice
    named = lexicon.find(name)
    if doubtful in ("", _phrase(found)):
        return named
    return tuple(new for mention in found for new in (named if mention.raw == doubtful else (mention,)))


def _only(mentions: tuple[Mention, ...], tokens: frozenset[str], as_typed: bool) -> Reading | Rejection:
    fitting = tuple(dict.fromkeys(mention.raw for mention in mentions if mention.marks & tokens))
    unread = [mention.raw for mention in mentions if mention.drug is None]
    if len(fitting) > 1:
        return Rejection(Reason.AMBIGUOUS_DRUG, fitting)
    if fitting and unread:
        return Rejection(Reason.DID_YOU_MEAN, fitting, _phrase(mentions))
    if fitting:
        return Reading(fitting[0])
    return Reading(unread[0]) if as_typed and len(unread) == len(mentions) == 1 else Rejection(Reason.NOT_A_DRUG)


def _asked_back(mentions: tuple[Mention, ...], as_typed: bool) -> Rejection | None:
    """The first reason not to take the names as they are."""
    if denied := [mention.raw for mention in mentions if mention.negated]:
        return Rejection(Reason.NEGATED_DRUG, detail=", ".join(denied))
    if any(len(mention.raw) > NAME_LIMIT for mention in mentions):
        return Rejection(Reason.NOT_A_DRUG)
    if as_typed:
        return None
    for mention in mentions:
        if choices := TWO_MEANINGS.get(mention.raw):
            return Rejection(Reason.AMBIGUOUS_DRUG, choices, mention.raw)
        if maybe := _maybe(mention):
            return Rejection(Reason.DID_YOU_MEAN, maybe, mention.raw)
    whole_sentence = all(mention.drug is None and len(mention.raw) > _NAME_AT_MOST for mention in mentions)
    return Rejection(Reason.NOT_A_DRUG) if whole_sentence else None


def _named_once(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The names as typed, without a second name of the same drug: 信迪利单抗（达伯舒）."""
    first: dict[Drug | str, str] = {}
    for mention in mentions:
        first.setdefault(mention.drug or mention.raw, mention.raw)
    return tuple(first.values())


def _maybe(mention: Mention) -> tuple[str, ...]:
    """The names a mention may stand for: those it may be a slip of the pen for, or itself where it has a "maybe"."""
    if mention.drug:
        return (mention.raw,) if mention.uncertain else ()
    return tuple(drug.in_script_of(mention.raw) for drug in mention.suggestions)


def _phrase(mentions: tuple[Mention, ...]) -> str:
    return " ".join(mention.raw for mention in mentions)
