"""Claims: the stretches of a report's line that say one fact, and whether the words around them deny it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from flows.answers import Answer, Reading, Rejection

DRUGS = "drugs"  # the fact name of a claim whose text goes to Report.drugs
EDGE = " ,;:.。、|\t+-/()=*"


@dataclass(frozen=True)
class Claim:
    """A stretch of a line that says one fact."""

    start: int
    end: int
    fact: str
    said: Reading | Rejection
    drugs: str = ""


class Line:
    """A line of a report and the claims on it so far; where two overlap, the earlier finder wins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.claims: list[Claim] = []
        self._taken = bytearray(len(text))

    def add(self, claims: Iterable[Claim]) -> None:
        """Take the claims that overlap no earlier one of another call."""
        new = [claim for claim in claims if not any(self._taken[claim.start : claim.end])]
        for claim in new:
            self._taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
        self.claims += new

    def masked(self, by: str) -> str:
        """The line with every claimed character replaced."""
        if not self.claims:
            return self.text
        return "".join(by if taken else char for char, taken in zip(self.text, self._taken, strict=True))

    def unclaimed(self) -> list[str]:
        """What no claim covers, without separators."""
        ordered = sorted(self.claims, key=lambda claim: claim.start)
        edges = [0, *(edge for claim in ordered for edge in (claim.start, claim.end)), len(self.text)]
        pieces = (self.text[start:end].strip(EDGE) for start, end in zip(edges[::2], edges[1::2], strict=True))
        return [piece for piece in pieces if piece]


NOT = re.compile(
    r"\b(?:no|not|without|denies|denied|never|negative for|free of|rule[ds]? out|r/o|possible|possibly|suspected|suspicious"
    r"|likely|probabl[ey]|concern|resolved|disappeared|\?|family|father|mother|history of)\b"
    r"|无|未|没|否认|非(?!角化)|排除|不除外|待排|可疑|可能|考虑|消失|疑似|家族|父|母|预防|[?？]"
)
SITE = (
    r"(?:lungs?|pulmonary|liver|hepatic|bones?|bony|osseous|brain|cerebral|adrenal|pleural?|spine|distant"
    r"|肺部?|双肺|肝脏?|骨|脑|肾上腺|胸膜|远处|椎体)"
)
_ONLY_SITES = re.compile(rf"(?:{SITE}|other|or|and|any|[\s/、和或及])*+", re.I)
_SPACE = re.compile("(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
_FAMILY = re.compile("家族|父|母|[?？]|疑|可能|考虑|排|消失")
_DENIES_ITS_OWN = re.compile(
    "(?:无|未|没有?|否认)(?:使?用|服用?|应用|口服|有|行)?(?:过)?.{0,4}"
    "(?:抗凝药?物?|抗病毒治疗|激素|手术史?|病史|吸烟史?|饮酒史?|糖尿病|高血压|过敏史?|发热|乙肝|丙肝|肝炎|结核|心脏病|冠心病|出血)史?$"
)
_DENIES_ANOTHER = re.compile("(?:无|未见|没有)[^ ]{1,12}(?:转移|复发)$")
_CLAUSE_END = re.compile("[,;。]")
_MOST_CLAUSES = 12  # that a list of denied sites runs over
_MOST_MATCHES = 200


def clause_start(line: str, at: int) -> int:
    """Where the clause begins that holds this place."""
    return max(line.rfind(mark, 0, at) for mark in ",;。") + 1


@lru_cache(maxsize=256)
def is_denied(clause: str) -> bool:
    """Whether a clause negates or doubts something."""
    return bool(NOT.search(clause.lower()))


def is_certain(line: str, match: re.Match[str]) -> bool:
    """Whether neither the clause of a finding nor a list that runs into it is negated or uncertain."""
    start = max(clause_start(line, match.start()), line.rfind(".", 0, match.start()) + 1)
    after = _CLAUSE_END.search(line, match.end())
    stop = after.start() if after else len(line)
    if is_denied(line[start:stop]) and not _is_apart(line, start, stop, match):
        return False
    end = max(start - 1, 0)
    for _ in range(_MOST_CLAUSES):
        begin = clause_start(line, end)
        clause = line[begin:end]
        if is_denied(clause):
            *_, last = NOT.finditer(clause.lower())
            return not _ONLY_SITES.fullmatch(clause, last.end())
        if not begin or not _ONLY_SITES.fullmatch(clause):
            return True
        end = begin - 1
    return False


def _is_apart(line: str, start: int, stop: int, match: re.Match[str]) -> bool:
    """Whether spaces beside Chinese words part a finding from what a clause denies: 肺转移 未用抗凝药, not 未见 肺转移."""
    edges = [start, *(space.start() for space in _SPACE.finditer(line, start, stop)), stop]
    for begin, end in pairwise(edges):
        chunk = line[begin:end].strip()
        if not is_denied(chunk):
            continue
        itself = begin < match.end() and match.start() < end
        another = begin >= match.end() and _DENIES_ANOTHER.match(chunk)
        if itself or _FAMILY.search(chunk) or not (another or _DENIES_ITS_OWN.match(chunk)):
            return False
    return True


def matches(pattern: re.Pattern[str], line: str, *words: str) -> list[re.Match[str]]:
    """The matches of a pattern; none for a line that repeats itself like no report does.

    Each match holds one of the `words`, where any are given: a line without them is not searched, which is much faster.
    """
    if words and not any(word in line for word in words):
        return []
    found = list(islice(pattern.finditer(line), _MOST_MATCHES + 1))
    return found if len(found) <= _MOST_MATCHES else []


Findings = Iterable[tuple[re.Pattern[str], Answer, tuple[str, ...]]]
"""Patterns, the value that each says, and words in lower case of which one is in every match."""


def findings(line: str, fact: str, table: Findings) -> list[Claim]:
    """A claim for every certain match of the patterns."""
    lower = line.lower()
    return [
        Claim(match.start(), match.end(), fact, Reading(value))
        for pattern, value, words in table
        if any(word in lower for word in words)
        for match in matches(pattern, line)
        if is_certain(line, match)
    ]
