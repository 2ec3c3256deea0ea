"""Drugs that people type: a whole history in one text, or one name."""

from __future__ import annotations

import re

from flows.answers import LIST_LIMIT, NAME_LIMIT, UNKNOWN, Reading, Reason, Rejection
from flows.reading.drug_tokens import Drug
from flows.reading.drug_words import TWO_MEANINGS
from flows.reading.lexicon import Lexicon, Mention
from flows.reading.persons import names_another
from flows.reading.phrases import words
from flows.reading.text import opened

__all__ = ["Drug", "Lexicon", "Mention", "read_drug", "read_drugs"]

_MOST_WORDS = 500  # a Chinese character is a word
_ASKED = re.compile(
    r"[?？] ?[?？]|(?:能|可以|可不可以|能不能)用.*[吗么?？]|[吗么][?？。]*$|要不要|多少钱|算不算|有没有用|怎么样|(?:是什么|什么是)"
    r"|^(?:what|how|why|which|who|should|can|could|may) |^(?:is|are|does|do|did|was) (?!not\b)"
)
_LIKE_A_DRUG = re.compile(
    r"[a-z]{4,}(?:mab|nib|platin|taxel|ciclib|parib|limus|rubicin|tecan|bine|trexed|trexate|son|sone|lone|stat|zomib|domide|leucel"
    r"|cept|fusp|vedotin|deruxtecan|tamab|bart|tug|vir|cillin|cycline|floxacin|mycin|azole|statin|sartan|pril)s?"
    r"|(?:[a-z]{2,6}[- ]?[a-z]?[0-9]{2,6}|[a-z][- ]?[0-9]{3,6})[a-z]?[0-9]?"
    r"|[\u3400-\u9fffa-z0-9-]{1,10}(?:单抗|双抗|替尼|尼布|铂|他赛|紫杉醇|他滨|比星|替康|莫司|西利|帕利|酰胺|嘧啶|胶囊|注射液|颗粒|片|疫苗|神药)"
)


def read_drugs(
    text: str, lexicon: Lexicon, as_typed: bool = False, choice: tuple[str, str] | None = None, role: str | None = None
) -> Reading | Rejection:
    """The drugs a text names, as typed and in order: a tuple, `()` for "never any", or UNKNOWN for "don't know".

    A name that is not known but looks like one is kept verbatim. Rejections: EMPTY, TOO_LONG (also for more names than a
    list takes), NOT_A_DRUG (nothing named, or words unread that may be anything), NEGATED_DRUG (detail: the denied words),
    AMBIGUOUS_DRUG (a question, somebody who may not be the patient, or choices to put in place of the detail), DID_YOU_MEAN
    (choices: the names that the detail may stand for). `choice` is such a detail and the name put in its place. `as_typed`
    is for someone who has said no to "did you mean": the words stay as they are.
    """
    plain = opened(text)
    if not isinstance(plain, str):
        return plain
    if len(words(plain)) > _MOST_WORDS:
        return Rejection(Reason.TOO_LONG)
    mentions = _mentions(text, lexicon, choice)
    if mentions and (_ASKED.search(plain) or names_another(plain, role)):
        return Rejection(Reason.AMBIGUOUS_DRUG)
    if not mentions:
        return Reading(()) if lexicon.denies(text) else Rejection(Reason.NOT_A_DRUG)
    found = _taken(mentions, as_typed)
    unread = [mention.raw for mention in mentions if not _is_a_name(mention)]
    return Rejection(Reason.NOT_A_DRUG, detail=unread[0]) if isinstance(found, Reading) and unread and not as_typed else found


def _taken(mentions: tuple[Mention, ...], as_typed: bool) -> Reading | Rejection:
    if refusal := _asked_back(mentions, as_typed):
        return refusal
    names = _named_once(mentions)
    return Reading(names) if len(names) <= LIST_LIMIT else Rejection(Reason.TOO_LONG)


def _is_a_name(mention: Mention) -> bool:
    """Whether it is a drug of the lexicon, or looks like the name of one."""
    return mention.drug is not None or mention.unnamed or _LIKE_A_DRUG.fullmatch(mention.raw.lower()) is not None


def sure_drugs(text: str, lexicon: Lexicon) -> Reading | Rejection:
    """The drugs of a text without what it denies and what is no name; NOT_A_DRUG when nothing is left."""
    left = tuple(mention for mention in lexicon.find(text) if not mention.negated and _is_a_name(mention))
    return _taken(left, as_typed=False) if left else Rejection(Reason.NOT_A_DRUG)


def read_drug(
    text: str,
    lexicon: Lexicon,
    tokens: frozenset[str],
    takes_none: bool = False,
    as_typed: bool = False,
    choice: tuple[str, str] | None = None,
    role: str | None = None,
) -> Reading | Rejection:
    """One drug with one of the `tokens`: its name as typed, "none" where that is an answer, or UNKNOWN.

    Rejections: those of `read_drugs`; NOT_A_DRUG for an unrecognised name (taken verbatim with `as_typed`), another
    kind of drug, or "none" where a name is needed; AMBIGUOUS_DRUG for several; DID_YOU_MEAN when words beside the
    name stay unread.
    """
    found = read_drugs(text, lexicon, as_typed, choice, role)
    if isinstance(found, Rejection) and (found.reason is not Reason.NOT_A_DRUG or not found.detail):
        return found
    if isinstance(found, Reading) and found.value is UNKNOWN:
        return found
    if isinstance(found, Reading) and found.value == ():
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
    return None


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
