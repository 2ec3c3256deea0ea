"""The findings of a report's line: diagnosis, sites of recurrence, hepatitis, ECOG, anticoagulants."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from flows.answers import Answer, Reading, Reason, Rejection
from flows.reading.claims import SITE, Claim, findings, matches

_HEAD_NECK = (
    r"(?:oral(?: cavity)?|tongue|laryn(?:x|geal)|oropharyn(?:x|geal)|hypopharyn(?:x|geal)|tonsil(?:lar)?|buccal|gingival?"
    r"|maxillary(?: sinus)?)"
)
_HEAD_NECK_ZH = "(?:口腔|舌|喉|下咽|口咽|牙龈|颊黏?膜?|扁桃体|上颌窦|鼻窦|鼻腔|声门上?|梨状窝)"
_SQUAMOUS = r"(?:squamous(?: cell)?(?: carcinoma| cancer)?|SCC)"
_DIAGNOSES: tuple[tuple[re.Pattern[str], Answer], ...] = (
    (
        re.compile(
            r"\bNPC\b|nasopharyngeal (?:carcinoma|cancer|ca\b)|(?:carcinoma|cancer) of (?:the )?nasopharynx"
            r"|鼻咽(?:非?角化\S{0,8}|未分化)?癌",
            re.I,
        ),
        "npc",
    ),
    (
        re.compile(
            rf"\b(?:R/M[ -]?)?(?:HNSCC|SCCHN)\b|head (?:and|&) neck {_SQUAMOUS}|{_HEAD_NECK} {_SQUAMOUS}\b"
            rf"|头颈部?鳞(?:状细胞)?癌|{_HEAD_NECK_ZH}鳞(?:状细胞)?癌",
            re.I,
        ),
        "hnscc",
    ),
)
_METS = r"(?:mets?|metastas[ei]s|metastatic (?:disease|lesions?))\b"
_SITES: tuple[tuple[re.Pattern[str], Answer], ...] = (
    (
        re.compile(
            rf"{SITE}(?:(?: and |,? ?& ?|, ?|/| \+ |\+){SITE}){{0,8}} {_METS}"
            rf"|{SITE}(?:[、,及和]?{SITE}){{0,8}}(?:多发|单发)?转移瘤?"
            rf"|{_METS} (?:to|in) (?:the )?{SITE}(?:(?: and |, ?|/){SITE}){{0,8}}",
            re.I,
        ),
        ("distant",),
    ),
    (re.compile(r"\blocal(?:ly)? (?:recurren\w+|relapse)|局部复发|原发灶复发|鼻咽复发|鼻咽部复发", re.I), ("local",)),
    (
        re.compile(
            r"(?:neck|cervical|regional)(?: (?:lymph )?nod(?:e|al)s?| LN)? (?:recurren\w+|relapse)"
            r"|(?:颈部?|区域)淋巴结?复发|区域复发|颈部复发",
            re.I,
        ),
        ("regional",),
    ),
)


def diagnosis(line: str, today: date) -> list[Claim]:
    return findings(line, "diagnosis", _DIAGNOSES)


def sites(line: str, today: date) -> list[Claim]:
    return findings(line, "recurrence_sites", _SITES)


_NO_ANTICOAGULANT = re.compile(
    r"(?:no|not on|without|denies)(?: any)? (?:anti-?coagula(?:nts?|tion)|blood thinners?)"
    r"|(?:无|未用?|没有?用?|否认)(?:使用|服用|口服)?抗凝药?物?",
    re.I,
)


def anticoagulant(line: str, today: date) -> list[Claim]:
    return [Claim(m.start(), m.end(), "anticoagulant", Reading("none")) for m in matches(_NO_ANTICOAGULANT, line)]


_SIGN = (
    r"[\s:=(]*(?:(?P<yes>[\s:=(-]*pos(?:itive)?\b|阳性?|\+{1,4}(?!\w))"
    r"|(?P<no>[\s:=(-]*neg(?:ative)?\b|阴性?|-(?![\w.]|\s*\d)))\)?"
)
_VIRUSES: tuple[tuple[str, re.Pattern[str], str, str], ...] = tuple(
    (fact, re.compile(rf"(?<![A-Za-z])(?:{names}){_SIGN}", re.I), yes, no)
    for fact, names, yes, no in (
        ("hbv", "HBs-?Ag|HBV(?!.{0,2}(?:DNA|viral))|乙肝(?:病毒)?表面抗原|表面抗原", "yes", "no"),
        ("hbv", "(?:anti-?)?HBc-?(?:Ab)?|抗-?HBc|乙肝核心抗体|核心抗体", "core_ab_only", ""),
        ("hcv_ab", "anti-?HCV|抗-?HCV|丙肝(?:病毒)?抗体|HCV(?!.{0,2}RNA)(?:[- ]?Ab|抗体)?", "positive", "negative"),
        ("hcv_rna", "HCV[- ]?RNA", "positive", "negative"),
    )
)
_DENIED_BEFORE = re.compile(r"(?:\bno|not|非|无)\s*$", re.I)


def viruses(line: str, today: date) -> list[Claim]:
    """Hepatitis tests with their sign: HBsAg-, anti-HCV (+), 表面抗原阴性."""
    claims = []
    for fact, pattern, yes, no in _VIRUSES:
        for match in matches(pattern, line):
            value = yes if match["yes"] else no
            if value and not _DENIED_BEFORE.search(line[max(match.start() - 20, 0) : match.start()]):
                claims.append(Claim(match.start(), match.end(), fact, Reading(value)))
    return claims


_ECOG = re.compile(
    r"(?<![A-Za-z])(?:ECOG|PS)[\s:=-]*(?:PS|score|评分|体力评分|体力状况|评)*[\s:=]*(\d)(?!\d)"
    r"(\s*(?:[-~/→>]+|to|到)\s*\d|\.\d)?\s*分?",
    re.I,
)


def ecog(line: str, today: date) -> list[Claim]:
    return [Claim(match.start(), match.end(), "ecog", _score(match)) for match in matches(_ECOG, line)]


def _score(match: re.Match[str]) -> Reading | Rejection:
    if match[2]:
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    score = Decimal(match[1])
    return Reading(score) if score <= 4 else Rejection(Reason.OUT_OF_RANGE)
