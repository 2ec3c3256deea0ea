"""The laboratory values of a report's line: a value belongs to the test named before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from flows.answers import Reading, Reason, Rejection
from flows.reading.claims import Claim, Line, matches
from flows.reading.lab_names import OTHER_TEST, SCALARS, TEST_NAME, test_named
from flows.reading.lab_tokens import Token, tokens
from flows.reading.measured import NORMAL
from flows.reading.quantities import as_scalar, from_tokens
from flows.reading.text import lowered
from flows.units import Analyte

_NEXT_PART = re.compile(r"[;。\n]|,\s*(?!uln|upper|ref|normal|正常|参考|上限|[\s\d(<>↑↓])")
_TIME = re.compile("month|week|day|year|[月周天年]")
_OTHER_TIME = re.compile(
    r"[,;。\s]*(?:now|then|was|last|previous|prior|before|earlier|yesterday|[前上昨]|之前|现|今|复查|治疗前|一)[^,;。\n\d]{0,15}\d"
)
_AFTER_DATE = re.compile(r"[^;。\d\n]{0,15}\n+[\s,:)\]]*[<>]?\d")  # "Hb 112 (1 October), 98 (10 November)", the dates masked
_ANOTHER = re.compile(r"\s*[;。]\s*\d+(?:\.\d+)?\s*(?:[;。,]|$)")  # "Hb 98; 112"
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}:\d\d")
_DOSE = "steroid_mg_per_day"  # left unread: it may only be answered after the question about steroids
_MOST_TESTS = 26  # of ours in one line; a line with more repeats itself like no report does
_DIGIT = re.compile(r"\d")


def labs(line: Line, analytes: dict[str, Analyte]) -> list[Claim]:
    """A value reaches up to the next test, the next claim or the next part of the line."""
    plain = _DATE_LIKE.sub(lambda match: "\n" * len(match[0]), lowered(line.masked("\n")))
    names = matches(TEST_NAME, plain)
    if sum(test_named(name) in analytes for name in names) > _MOST_TESTS:
        return []
    claims = []
    for index, name in enumerate(names):
        test = test_named(name)
        if test in (OTHER_TEST, _DOSE) or test not in analytes:
            continue
        end = names[index + 1].start() if index + 1 < len(names) else len(plain)
        shared = index > 0 and _shares(plain, names[index - 1], name)
        claims += _lab(plain, name, end, analytes[test], shared)
    return claims


def _shares(plain: str, previous: re.Match[str], name: re.Match[str]) -> bool:
    """ALT/AST 22/25: the numbers belong to two tests."""
    between = plain[previous.end() : name.start()].strip()
    return between in ("/", "、", ",", "and", "&", "和", "+") and test_named(previous) != test_named(name)


def _lab(plain: str, name: re.Match[str], end: int, analyte: Analyte, shared: bool) -> list[Claim]:
    segment = plain[name.end() : end]
    if part := _NEXT_PART.search(segment):
        segment = segment[: part.start()]
    known = _known(takewhile(lambda token: token.kind not in "JMG", tokens(segment, analyte)))
    if not any(token.kind in "NBDQ" for token in known) or _has_time(known):
        return []  # "CR 6 months ago" is no creatinine
    last = known[-1].end
    several = shared or _DIGIT.search(segment, last) or _goes_on(plain[name.end() : end], last, len(segment), end == len(plain))
    said = Rejection(Reason.AMBIGUOUS_NUMBER) if several else _read(known, analyte)
    return [Claim(name.start(), name.end() + last, analyte.name, said)]


def _goes_on(plain: str, value_end: int, part_end: int, is_last_test: bool) -> bool:
    """Whether another value of the same test follows; a lone number before the next test is the number of its row."""
    if _OTHER_TIME.match(plain, part_end) or _AFTER_DATE.match(plain, value_end):
        return True
    another = _ANOTHER.match(plain, value_end)
    return another is not None and (is_last_test or another.end() < len(plain))


def _has_time(found: list[Token]) -> bool:
    return any(token.kind == "X" and _TIME.search(token.text) for token in found)


def _known(pieces: Iterable[Token]) -> list[Token]:
    """The pieces without loose ends."""
    found = list(pieces)
    telling = (at + 1 for at, token in enumerate(found) if token.kind in "NRBUKLDXQV" or token.text in NORMAL)
    return found[: max(telling, default=0)]


def _read(known: list[Token], analyte: Analyte) -> Reading | Rejection:
    said = from_tokens(known, analyte)
    return as_scalar(said, analyte) if isinstance(said, Reading) and analyte.name in SCALARS else said
