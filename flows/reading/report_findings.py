"""The findings of a report's line: diagnosis, sites of recurrence, hepatitis, ECOG, anticoagulants."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from flows.answers import Reading, Reason, Rejection
from flows.reading.claims import SITE, Claim, Findings, Line, findings, matches

_HEAD_NECK = (
    r"\b(?:oral(?: cavity)?|tongue|laryn(?:x|geal)|oropharyn(?:x|geal)|hypopharyn(?:x|geal)|tonsil(?:lar)?|buccal|gingival?"
    r"|maxillary(?: sinus)?|supraglottic|glottic|pyriform sinus|floor of (?:the )?mouth)"
)
_HEAD_NECK_ZH = "(?:口腔|口底|舌根?|喉|下咽|口咽|牙龈|颊黏?膜?|扁桃体|上颌窦|鼻窦|鼻腔|声门上?|梨状窝)部?"
_SQUAMOUS = r"(?:squamous(?: cell)?(?: carcinoma| cancer| ca)?|SCC)"
_SQUAMOUS_ZH = "(?:[高中低]-?[高中低]?分化)?鳞(?:状细胞)?癌"
_DIAGNOSES: Findings = (
    (
        re.compile(
            r"\bNPC\b|nasopharyngeal (?:carcinoma|cancer|ca\b|(?:(?:non-?)?keratini[sz]ing )?squamous)"
            r"|(?:carcinoma|cancer) of (?:the )?nasopharynx"
            rf"|鼻咽部?(?:(?:未分化型?)?非?角化\S{{0,8}}|未分化型?)?癌|鼻咽部?{_SQUAMOUS_ZH}",
            re.I,
        ),
        "npc",
        ("npc", "nasophary", "鼻咽"),
    ),
    (
        re.compile(
            rf"\b(?:R/M[ -]?)?(?:HNSCC|SCCHN)\b|head (?:and|&) neck {_SQUAMOUS}|{_HEAD_NECK} {_SQUAMOUS}\b"
            rf"|\b{_SQUAMOUS} (?:of|in) (?:the )?(?:(?:oral|base of|left|right) )?{_HEAD_NECK}\b"
            rf"|头颈部?{_SQUAMOUS_ZH}|{_HEAD_NECK_ZH}(?:(?:恶性肿瘤|癌)[(, ]{{0,2}})?{_SQUAMOUS_ZH}",
            re.I,
        ),
        "hnscc",
        ("scc", "squamous", "鳞"),
    ),
)
_METS = r"(?:mets?|metastas[ei]s|metastatic (?:disease|lesions?))\b"
_SITES: Findings = (
    (
        re.compile(
            r"(?=[alphbocsdmALPHBOCSDM肺双肝骨脑肾胸远椎])(?:"
            rf"{SITE}(?:(?: and |,? ?& ?|, ?|/| \+ |\+){SITE}){{0,8}} {_METS}"
            rf"|{SITE}(?:[、,及和]?{SITE}){{0,8}}(?:多发|单发)?转移瘤?"
            rf"|{_METS} (?:to|in) (?:the )?{SITE}(?:(?: and |, ?|/){SITE}){{0,8}})",
            re.I,
        ),
        ("distant",),
        ("met", "转移"),
    ),
    (
        re.compile(r"\blocal(?:ly)? (?:recurren\w+|relapse)|局部复发|原发灶复发|鼻咽复发|鼻咽部复发", re.I),
        ("local",),
        ("local", "复发"),
    ),
    (
        re.compile(
            r"(?:neck|cervical|regional)(?: (?:lymph )?nod(?:e|al)s?| LN)? (?:recurren\w+|relapse)"
            r"|(?:颈部?|区域)淋巴结?复发|区域复发|颈部复发",
            re.I,
        ),
        ("regional",),
        ("recurren", "relapse", "复发"),
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
    return [
        Claim(m.start(), m.end(), "anticoagulant", Reading("none"))
        for m in matches(_NO_ANTICOAGULANT, line, "oag", "OAG", "hinner", "HINNER", "抗凝")
    ]


_SIGN = (
    r"(?:[\s:=(]*[<>]?\d+(?:\.\d+)?(?: ?(?:IU/ml|COI|S/CO|PEIU/ml))?(?=\s*(?:阴|阳|neg|pos|\([-+])))?"
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
_BOTH = re.compile(
    r"(?<![A-Za-z])(?:HBV|HBs-?Ag|乙肝)[ 、/,]*(?:and|&|和|及)? ?(?P<c>(?:anti-)?HCV(?![- ]?RNA)(?:[- ]?Ab)?|丙肝(?:抗体)?)"
    rf"(?: (?:are|were|both|both are))?[均都皆]?[为是]?{_SIGN}",
    re.I,
)
_VIRUS_NAMED = re.compile("[Hh][BbCc]|[乙丙]肝|三阳|抗原|抗体")
_NO_HEPATITIS_B = re.compile(r"乙肝(?:阴性?|\(\s?-\s?\))")
_CARRIER = re.compile("[大小]三阳(?!转阴)")
_DENIED_BEFORE = re.compile(r"(?:\bno|not|非|无|否认|不是)\s*$", re.I)


def viruses(line: str, today: date) -> list[Claim]:
    """Hepatitis tests with their sign: HBsAg-, anti-HCV (+), 表面抗原阴性, 乙肝丙肝阴性, 小三阳."""
    if not _VIRUS_NAMED.search(line):
        return []
    found = Line(line)
    found.add(_both_viruses(line))
    for fact, pattern, yes, no in _VIRUSES:
        for match in matches(pattern, line):
            value = yes if match["yes"] else no
            if value and not _is_denied_before(line, match):
                found.add([Claim(match.start(), match.end(), fact, Reading(value))])
    found.add(findings(line, "hbv", ((_CARRIER, "yes", ("三阳",)), (_NO_HEPATITIS_B, "no", ("乙肝",)))))
    return found.claims


def _both_viruses(line: str) -> list[Claim]:
    """One sign for hepatitis B and C: negative is both, positive does not say of which."""
    claims = []
    for match in matches(_BOTH, line):
        sure = bool(match["no"]) and not _is_denied_before(line, match)
        hbv = Reading("no") if sure else Rejection(Reason.AMBIGUOUS_CHOICE, ("yes", "no"))
        hcv = Reading("negative") if sure else Rejection(Reason.AMBIGUOUS_CHOICE, ("positive", "negative"))
        claims += [Claim(match.start(), match.start("c"), "hbv", hbv), Claim(match.start("c"), match.end(), "hcv_ab", hcv)]
    return claims


def _is_denied_before(line: str, match: re.Match[str]) -> bool:
    return bool(_DENIED_BEFORE.search(line[max(match.start() - 20, 0) : match.start()]))


_ECOG = re.compile(
    r"(?<![A-Za-z])(?:ECOG|PS)[\s:=-]*(?:PS|score|评分|体力评分|体力状况|评)*[\s:=]*(\d)(?!\d)"
    r"(\s*(?:[-~/→>]+|to|到)\s*\d|\.\d)?\s*分?",
    re.I,
)


def ecog(line: str, today: date) -> list[Claim]:
    return [
        Claim(match.start(), match.end(), "ecog", _score(match))
        for match in matches(_ECOG, line, "ECOG", "ecog", "Ecog", "PS", "ps", "Ps")
    ]


def _score(match: re.Match[str]) -> Reading | Rejection:
    if match[2]:
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    score = Decimal(match[1])
    return Reading(score) if score <= 4 else Rejection(Reason.OUT_OF_RANGE)
