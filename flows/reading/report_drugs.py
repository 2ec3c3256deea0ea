"""Progression on drugs, and the drug names of a report's line, verbatim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from flows.answers import Reading, Reason, Rejection
from flows.reading.claims import DRUGS, EDGE, NOT, Claim, Line, clause_start, is_denied, matches

_YES = Reading("yes")
_PROGRESSED = re.compile(
    r"\b(?:progress(?:ed|ion|ing)?|PD)(?: disease)? (?:on|after|during|following|despite|under|through) (?:prior )?", re.I
)
_PRIOR = re.compile(
    r"\b(?:prior|previous)(?:ly)? ?(?:systemic )?(?:treatments?|therap(?:y|ies)|drugs?|lines?|treated with)?\s*:"
    r"|\b(?:treated with|received|s/p)\s|既往(?:治疗|用药|用过|使用)[:为]?|曾用过?|用过|先后使用",
    re.I,
)
_PROGRESSED_WORDS = ("rogress", "ROGRESS", "PD", "pd", "Pd")
_PRIOR_WORDS = "rior RIOR revious REVIOUS reated REATED eceived ECEIVED s/p S/P 既往 用过 使用".split()
_PROGRESSED_ZH = re.compile("(?:治疗|用药)?(?:后|中|期间)(?:出现)?(?:疾病|病情|肿瘤)?(?:再次)?进展")
_LONGEST_LIST = 120  # characters of drugs before 用药后进展
_LOCAL_TREATMENT = re.compile(
    r"\b(?:cc?rt|rt|imrt|(?:chemo)?radi\w*|surgery|operation|resection)\b|同步|放化疗|放疗|手术|术|根治性?|治疗|用药|and"
    r"|[\s+/&,]",
    re.I,
)
_RADIATION = re.compile(r"\bcc?rt\b|\brt\b|radi|放疗|放化疗|surg|手术", re.I)
_LIST_END = re.compile(r"[;。]|\.(?:\s|$)|,\s*(?:(?:no|not|without|PD|progress\w*)\b|无|未|否认)")


def progression(line: Line) -> list[Claim]:
    """ "Progressed on GP" and 用药后进展. Progression after radiation alone says nothing."""
    return [*_english(line), *_chinese(line)]


def _english(line: Line) -> list[Claim]:
    """The drugs follow the word."""
    claims: list[Claim] = []
    starts = sorted(claim.start for claim in line.claims)
    for pattern, progressed, words in ((_PROGRESSED, True, _PROGRESSED_WORDS), (_PRIOR, False, _PRIOR_WORDS)):
        for match in matches(pattern, line.text, *words):
            end = _list_end(line.text, match.end(), starts)
            drugs = line.text[match.end() : end].strip(EDGE)
            if end == match.end() or _denied(line.text, match.start()):
                continue
            if not progressed:
                claims.append(Claim(match.start(), end, DRUGS, _YES, drugs))
            elif said := _progressed(drugs):
                claims.append(Claim(match.start(), match.end(), "systemic_progression", said))
                claims.append(Claim(match.end(), end, DRUGS, _YES, drugs))
    return claims


def _chinese(line: Line) -> list[Claim]:
    """The drugs stand before the word."""
    claims: list[Claim] = []
    ends, done = sorted(claim.end for claim in line.claims), 0
    for match in matches(_PROGRESSED_ZH, line.text, "进展"):
        clause = max(clause_start(line.text, match.start()), done, match.start() - _LONGEST_LIST)
        before = bisect_right(ends, match.start())
        start = max(clause, ends[before - 1] if before else 0)
        drugs = line.text[start : match.start()].strip(EDGE)
        if drugs and not NOT.search(line.text, clause, match.end()) and (said := _progressed(drugs)):
            claims.append(Claim(start, match.start(), DRUGS, _YES, drugs))
            claims.append(Claim(match.start(), match.end(), "systemic_progression", said))
        done = match.end()
    return claims


def _list_end(line: str, start: int, claim_starts: list[int]) -> int:
    """Where a list of drugs that begins at `start` ends: at the next claim, negation or sentence."""
    stop = _LIST_END.search(line, start)
    end = stop.start() if stop else len(line)
    following = bisect_left(claim_starts, start)
    return min(end, claim_starts[following]) if following < len(claim_starts) else end


def _denied(line: str, at: int) -> bool:
    """Whether the clause up to here is negated."""
    return is_denied(line[clause_start(line, at) : at])


def _progressed(drugs: str) -> Reading | Rejection | None:
    """What progression on these says: nothing when they are no drugs, doubtful beside radiation or surgery."""
    if not _LOCAL_TREATMENT.sub("", drugs):
        return None
    return Rejection(Reason.AMBIGUOUS_CHOICE, ("yes",)) if _RADIATION.search(drugs) else _YES
