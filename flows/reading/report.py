"""One message with many facts: a doctor's line or a copied laboratory report. The rest is kept for show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.answers import Answer, Quantity, Reading, Reason, Rejection
from flows.reading.dates import read_date
from flows.reading.numbers import read_age
from flows.reading.quantities import OTHER_TEST, TEST_NAME, Token, as_scalar, from_tokens, test_named, tokens
from flows.reading.text import normalise
from flows.units import Analyte

LONGEST_REPORT = 4096  # one Telegram message
SCALARS = ("weight_kg", "steroid_mg_per_day")


@dataclass(frozen=True)
class Report:
    """`found` is to be confirmed at once, `doubtful` to be asked one by one; `drugs` and `unread` are verbatim."""

    found: dict[str, Answer]
    doubtful: dict[str, Reading | Rejection]
    unread: tuple[str, ...]
    drugs: str = ""


@dataclass(frozen=True)
class Claim:
    """A stretch of a line that says one fact."""

    start: int
    end: int
    fact: str
    said: Reading | Rejection
    drugs: str = ""


DRUGS = "drugs"  # the fact name of a claim whose text goes to Report.drugs
_YES = Reading("yes")


def read_report(text: str, analytes: dict[str, Analyte], today: date) -> Report:
    """All facts of a message that can be read for certain; any order, one or several lines, English and Chinese.

    A doubtful unit, a value outside its limits, and two different values for one fact are in `doubtful`. Negated or
    uncertain findings ("no lung mets", ?, 待排) stay in `unread`. Text longer than a message is unread as a whole.
    """
    if len(text) > LONGEST_REPORT:
        return Report({}, {}, (text,))
    claims: list[Claim] = []
    unread: list[str] = []
    drugs: list[str] = []
    for line in map(normalise, text.splitlines()):
        own = _claims(line, analytes, today)
        claims += [claim for claim in own if claim.fact != DRUGS]
        drugs += [claim.drugs for claim in own if claim.fact == DRUGS]
        unread += _rest(line, own)
    found, doubtful = _agreed(claims)
    return Report(found, doubtful, tuple(unread), "; ".join(drugs))


def _claims(line: str, analytes: dict[str, Analyte], today: date) -> list[Claim]:
    """The claims of a line, the earlier finder winning where two overlap."""
    taken: list[Claim] = []
    for find in (_lab_date, _virus, _ecog, _person, _diagnosis, _sites, _anticoagulant):
        taken += _free(find(line, today), taken)
    taken += _free(_labs(line, taken, analytes), taken)
    taken += _free(_progression(line, taken), taken)
    return sorted(taken, key=lambda claim: claim.start)


def _free(claims: Iterable[Claim], taken: list[Claim]) -> list[Claim]:
    return [
        claim for claim in claims if not any(claim.start < other.end and other.start < claim.end for other in taken)
    ]


_EDGE = " ,;:.。、|\t+-/()=*"


def _rest(line: str, claims: list[Claim]) -> list[str]:
    """What no claim covers, without separators."""
    edges = [0, *(edge for claim in claims for edge in (claim.start, claim.end)), len(line)]
    pieces = (line[start:end].strip(_EDGE) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [piece for piece in pieces if piece]


def _agreed(claims: list[Claim]) -> tuple[dict[str, Answer], dict[str, Reading | Rejection]]:
    found: dict[str, Answer] = {}
    doubtful: dict[str, Reading | Rejection] = {}
    for fact in dict.fromkeys(claim.fact for claim in claims):
        said = _settled(fact, list(dict.fromkeys(claim.said for claim in claims if claim.fact == fact)))
        if isinstance(said, Reading) and said.doubt is None:
            found[fact] = said.value
        else:
            doubtful[fact] = said
    return found, doubtful


def _settled(fact: str, said: list[Reading | Rejection]) -> Reading | Rejection:
    """One fact said several times: sites add up, the same twice is once, anything else is asked."""
    readings = [item for item in said if isinstance(item, Reading)]
    if fact == "recurrence_sites" and len(readings) == len(said):
        sites = {site for item in readings if isinstance(item.value, tuple) for site in item.value}
        return Reading(tuple(site for site in ("local", "regional", "distant") if site in sites))
    if fact == "hbv":
        return _hepatitis_b({item.value for item in readings})
    if len(said) == 1:
        return said[0]
    number = any(isinstance(item.value, Decimal | Quantity) for item in readings)
    reason = Reason.AMBIGUOUS_NUMBER if number or not readings else Reason.AMBIGUOUS_CHOICE
    return Rejection(reason, tuple(item.value for item in readings))


def _hepatitis_b(values: set[Answer]) -> Reading | Rejection:
    """A core antibody says "only core antibody" when the surface antigen is known to be negative."""
    if values in ({"no"}, {"yes"}):
        return Reading(values.pop())
    if "core_ab_only" in values and len(values) == 2:
        return Reading("core_ab_only" if "no" in values else "yes")
    return Rejection(Reason.AMBIGUOUS_CHOICE, ("core_ab_only", "yes", "no"))


_NEXT_PART = re.compile(r"[;。]|,\s*(?!uln|upper|ref|normal|正常|参考|上限|[\s\d(<>↑↓])")
_TIME = re.compile("month|week|day|year|[月周天年]")
_OTHER_TIME = re.compile(
    r"[,;。\s]*(?:now|then|was|last|previous|prior|before|earlier|yesterday|[前上昨]|之前|现|今|复查|治疗前"
    r"|一)[^,;。\n\d]{0,15}\d"
)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}"
    r"|\d{1,2}:\d\d"
)


def _labs(line: str, taken: list[Claim], analytes: dict[str, Analyte]) -> list[Claim]:
    """A value belongs to the test named before it, up to the next test, the next claim or the next part of the line."""
    plain = "".join(
        "\n" if any(claim.start <= at < claim.end for claim in taken) else char for at, char in enumerate(line)
    )
    plain = _DATE_LIKE.sub(lambda match: "\n" * len(match[0]), _lower(plain))
    names = list(TEST_NAME.finditer(plain))
    claims = []
    for index, name in enumerate(names):
        test, following = test_named(name), names[index + 1] if index + 1 < len(names) else None
        end = following.start() if following else len(plain)
        if test != OTHER_TEST and test in analytes:
            shared = _shared(plain, names[index - 1] if index else None, name)
            claims += _lab(plain, name, end, analytes[test], shared)
    return claims


def _shared(plain: str, previous: re.Match[str] | None, name: re.Match[str]) -> bool:
    """ALT/AST 22/25: the numbers belong to two tests."""
    if previous is None or test_named(previous) == test_named(name):
        return False
    return plain[previous.end() : name.start()].strip() in ("/", "、", ",", "and", "&", "和", "+")


def _lower(text: str) -> str:
    """Lower case that keeps every character at its place."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _lab(plain: str, name: re.Match[str], end: int, analyte: Analyte, shared: bool) -> list[Claim]:
    cut = re.search("\n", plain[name.end() : end])
    segment = plain[name.end() : name.end() + cut.start() if cut else end]
    if part := _NEXT_PART.search(segment):
        segment = segment[: part.start()]
    known = _known(list(tokens(segment, analyte)))
    if not any(token.kind in "NBDQ" for token in known) or any(
        _TIME.search(token.text) for token in known if token.kind == "X"
    ):
        return []  # "CR 6 months ago" is no creatinine
    last = known[-1].end
    several = shared or re.search(r"\d", segment[last:]) or _OTHER_TIME.match(plain[name.end() + len(segment) : end])
    said = Rejection(Reason.AMBIGUOUS_NUMBER) if several else _from(segment[:last], analyte)
    return [Claim(name.start(), name.end() + last, analyte.name, said)]


def _known(found: list[Token]) -> list[Token]:
    """The pieces up to the first one that is no part of a laboratory value, without loose ends."""
    stop = next((at for at, token in enumerate(found) if token.kind in "JMG"), len(found))
    return found[: max((at + 1 for at, token in enumerate(found[:stop]) if token.kind in "NRBUKLDXQV"), default=0)]


def _from(segment: str, analyte: Analyte) -> Reading | Rejection:
    said = from_tokens(list(tokens(segment, analyte)), analyte)
    return as_scalar(said, analyte) if analyte.name in SCALARS else said


_NOT = re.compile(
    r"\b(?:no|not|without|denies|denied|never|negative for|free of|rule[ds]? out|r/o|possible|possibly|suspected"
    r"|suspicious|likely|probabl[ey]|concern|resolved|disappeared|\?|family|father|mother|history of)\b"
    r"|无|未|没|否认|非(?!角化)|排除|不除外|待排|可疑|可能|考虑|消失|疑似|家族|父|母|预防|[?？]"
)
_SITE = (
    r"(?:lungs?|pulmonary|liver|hepatic|bones?|bony|osseous|brain|cerebral|adrenal|pleural?|spine|distant|肺部?|双肺"
    r"|肝脏?"
    r"|骨|脑|肾上腺|胸膜|远处|椎体)"
)
_ONLY_SITES = re.compile(rf"(?:{_SITE}|other|or|and|any|[\s/、和或及])*+", re.I)


def _certain(line: str, match: re.Match[str]) -> bool:
    """Whether neither the clause of a finding nor a list that runs into it is negated or uncertain."""
    start = max(line.rfind(mark, 0, match.start()) for mark in ",;。.\n") + 1
    ends = [at for mark in ",;。" if (at := line.find(mark, match.end())) >= 0]
    if _NOT.search(line[start : min(ends, default=len(line))].lower()):
        return False
    before = line[: max(start - 1, 0)]
    while before:
        clause = re.split("[,;。]", before)[-1]
        denied = list(_NOT.finditer(clause.lower()))
        if denied:
            return not _ONLY_SITES.fullmatch(clause[denied[-1].end() :])
        if not _ONLY_SITES.fullmatch(clause):
            return True
        before = before[: -len(clause) - 1]
    return True


def _findings(line: str, fact: str, table: tuple[tuple[str, Answer], ...]) -> list[Claim]:
    return [
        Claim(match.start(), match.end(), fact, Reading(value))
        for pattern, value in table
        for match in re.finditer(pattern, line, re.I)
        if _certain(line, match)
    ]


_HN = (
    r"(?:oral(?: cavity)?|tongue|laryn(?:x|geal)|oropharyn(?:x|geal)|hypopharyn(?:x|geal)|tonsil(?:lar)?|buccal"
    r"|gingival?|maxillary(?: sinus)?)"
)
_DIAGNOSES: tuple[tuple[str, Answer], ...] = (
    (r"\bNPC\b|nasopharyngeal (?:carcinoma|cancer|ca\b)|(?:carcinoma|cancer) of (?:the )?nasopharynx|鼻咽"
     r"(?:非?角化\S{0,8}"
     r"|未分化)?癌", "npc"),
    (rf"\b(?:R/M[ -]?)?(?:HNSCC|SCCHN)\b|head (?:and|&) neck (?:squamous(?: cell)?(?: carcinoma| cancer)?|SCC)|{_HN} "
     rf"(?:squamous(?: cell)?(?: carcinoma| cancer)?|SCC)\b"
     r"|头颈部?鳞(?:状细胞)?癌|(?:口腔|舌|喉|下咽|口咽|牙龈|颊黏?膜?|扁桃体|上颌窦|鼻窦|鼻腔|声门上?|梨状窝)鳞"
     r"(?:状细胞)?癌", "hnscc"),
)  # fmt: skip
_METS = r"(?:mets?|metastas[ei]s|metastatic (?:disease|lesions?))\b"
_SITES_SAID: tuple[tuple[str, Answer], ...] = (
    (rf"{_SITE}(?:(?: and |,? ?& ?|, ?|/| \+ |\+){_SITE}){{0,8}} {_METS}|{_SITE}(?:[、,及和]?{_SITE}){{0,8}}(?:多发"
     rf"|单发)?转移瘤?|{_METS} "
     rf"(?:to|in) (?:the )?{_SITE}(?:(?: and |, ?|/){_SITE}){{0,8}}",
     ("distant",)),
    (r"\blocal(?:ly)? (?:recurren\w+|relapse)|局部复发|原发灶复发|鼻咽复发|鼻咽部复发", ("local",)),
    (r"(?:neck|cervical|regional)(?: (?:lymph )?nod(?:e|al)s?| LN)? (?:recurren\w+|relapse)|(?:颈部?"
     r"|区域)淋巴结?复发|区域复发"
     r"|颈部复发", ("regional",)),
)  # fmt: skip


def _diagnosis(line: str, today: date) -> list[Claim]:
    return _findings(line, "diagnosis", _DIAGNOSES)


def _sites(line: str, today: date) -> list[Claim]:
    return _findings(line, "recurrence_sites", _SITES_SAID)


_NO_ANTICOAGULANT = (
    r"(?:no|not on|without|denies)(?: any)? (?:anti-?coagula(?:nts?|tion)|blood thinners?)|(?:无|未用?|没有?用?"
    r"|否认)(?:使用|服用"
    r"|口服)?抗凝药?物?"
)


def _anticoagulant(line: str, today: date) -> list[Claim]:
    return [
        Claim(m.start(), m.end(), "anticoagulant", Reading("none")) for m in re.finditer(_NO_ANTICOAGULANT, line, re.I)
    ]


_SIGN = (
    r"[\s:=(]*(?:(?P<yes>[\s:=(-]*pos(?:itive)?\b|阳性?|\+{1,4}(?!\w))|(?P<no>[\s:=(-]*neg(?:ative)?\b|阴性?|-"
    r"(?![\w.]"
    r"|\s*\d)))\)?"
)
_VIRUSES: tuple[tuple[str, str, str, str], ...] = (
    ("hbv", "HBs-?Ag|HBV(?!.{0,2}(?:DNA|viral))|乙肝(?:病毒)?表面抗原|表面抗原", "yes", "no"),
    ("hbv", "(?:anti-?)?HBc-?(?:Ab)?|抗-?HBc|乙肝核心抗体|核心抗体", "core_ab_only", ""),
    ("hcv_ab", "anti-?HCV|抗-?HCV|丙肝(?:病毒)?抗体|HCV(?!.{0,2}RNA)(?:[- ]?Ab|抗体)?", "positive", "negative"),
    ("hcv_rna", "HCV[- ]?RNA", "positive", "negative"),
)


def _virus(line: str, today: date) -> list[Claim]:
    claims = []
    for fact, names, yes, no in _VIRUSES:
        for match in re.finditer(rf"(?<![A-Za-z])(?:{names}){_SIGN}", line, re.I):
            value = yes if match["yes"] else no
            if value and not re.search(r"(?:\bno|not|非|无)\s*$", line[: match.start()], re.I):
                claims.append(Claim(match.start(), match.end(), fact, Reading(value)))
    return claims


def _ecog(line: str, today: date) -> list[Claim]:
    claims = []
    for match in re.finditer(
        r"(?<![A-Za-z])(?:ECOG|PS)[\s:=-]*(?:PS|score|评分|体力评分|体力状况|评)*[\s:=]*(\d)(?!\d)(\s*"
        r"(?:[-~/→>]+|to|到)\s*\d|\.\d)?\s*分?",
        line,
        re.I,
    ):
        score = Decimal(match[1])
        said = (
            Rejection(Reason.AMBIGUOUS_NUMBER)
            if match[2]
            else Reading(score)
            if score <= 4
            else Rejection(Reason.OUT_OF_RANGE)
        )
        claims.append(Claim(match.start(), match.end(), "ecog", said))
    return claims


_BLOOD = (
    r"(?:labs?|bloods?|blood (?:tests?|work|draw)|lab(?:oratory)? (?:date|results?|report)|化验(?:日期|时间|单"
    r"|结果)?|检验(?:日期"
    r"|时间)|报告(?:日期|时间)|检查日期"
    r"|(?:送检|采集|采样|采血|抽血)(?:日期|时间)?)"
)
_MON = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    r"((?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}[日号]?|月)?|\d{1,2}月\d{1,2}[日号]|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}"
    rf"|\d{{1,2}} {_MON},? \d{{4}}|{_MON} \d{{1,2}},? \d{{4}}|today|yesterday|今天|昨天|前天)(?![\d])"
)
_LAB_DATE = rf"(?<![A-Za-z]){_BLOOD}\s*(?:dated?|from|on|of|于|[:=(])*\s*{_DAY}[):]?|{_DAY}\s*{_BLOOD}(?![A-Za-z])"


def _lab_date(line: str, today: date) -> list[Claim]:
    return [
        Claim(match.start(), match.end(), "lab_date", read_date(match[1] or match[2], today))
        for match in re.finditer(_LAB_DATE, line, re.I)
    ]


_SEX = {"m": "male", "male": "male", "man": "male", "gentleman": "male", "男": "male", "男性": "male"} | {
    "f": "female", "female": "female", "woman": "female", "lady": "female", "女": "female", "女性": "female"
}  # fmt: skip
_SEX_WORD = r"(?P<sex>[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman|[Gg]entleman|[Ll]ady|MALE|FEMALE|[MF](?=\W|\d|$)|男性?|女性?)"
_YEARS = r"(?:[\s-]?(?:y\.?/?o\.?|yrs?[- ]old|years?[- ]old|yrs?|years?|岁|y(?=[\s,/-]*[MF])))"
_NUMBER = r"(?<![\w./-])(?P<age>(?:虚岁)?\d{1,3}(?:\s?虚岁)?)"
_PERSONS = (
    rf"(?:^|(?<=[,;。:] )|(?<=[,;。:]))[\s(]*{_NUMBER}{_YEARS}?[\s,/-]*{_SEX_WORD}(?!\w|/[MF])",
    rf"{_NUMBER}{_YEARS}[\s,/-]*{_SEX_WORD}(?![\w/])",
    rf"(?:^|(?<=[,;。:]))\s*(?:患者|病人|pt|Pt|patient|Patient)?[\s,:]*{_SEX_WORD}[\s,/、]*(?:年龄)?(?P<age>"
    rf"(?:虚岁)?\d{{2,3}})"
    rf"(?![\d./-]){_YEARS}?(?!\w|时|kg)",
    r"(?<!at )(?<!at the )(?:\b[Aa]ged?|年龄)[\s:=]*(?P<age>\d{1,3})(?![\d./-])(?:\s?岁)?(?!时)",
    rf"(?<!at )(?<!at age )(?<!aged )(?<!父亲)(?<!母亲){_NUMBER}{_YEARS}(?!时|前|后|起|确诊|发病|\w)",
    rf"(?:[Ss]ex|[Gg]ender|性别)[\s:]*{_SEX_WORD}(?!\w|/)",
    r"(?<![A-Za-z])(?P<sex>[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman|[Gg]entleman|[Ll]ady)(?![A-Za-z])|(?P<zh>男性?|女"
    r"(?![儿婿友])性?)",
)


def _person(line: str, today: date) -> list[Claim]:
    """Age and sex. The M of R/M is no sex, and an age at some other time is not the age."""
    claims: list[Claim] = []
    for pattern in _PERSONS:
        for match in re.finditer(pattern, line):
            claims += _free(_person_claims(match, today), claims)
    return claims


def _person_claims(match: re.Match[str], today: date) -> list[Claim]:
    groups = match.groupdict()
    sex, age = groups.get("sex") or groups.get("zh"), groups.get("age")
    middle = match.end() if not (sex and age) else max(match.start("sex"), match.start("age"))
    first, second = (match.start(), middle), (middle, match.end()) if sex and age else (match.start(), middle)
    age_first = bool(age) and (not sex or match.start("age") < match.start("sex"))
    said = []
    if age:
        said.append(Claim(*(first if age_first else second), "age_years", read_age(age, today)))
    if sex:
        said.append(Claim(*(second if age_first else first), "sex", Reading(_SEX[sex.lower()])))
    return said


_PROGRESSED = (
    r"\b(?:progress(?:ed|ion|ing)?|PD)(?: disease)? (?:on|after|during|following|despite|under|through) (?:prior )?"
)
_PRIOR = (
    r"\b(?:prior|previous)(?:ly)? ?(?:systemic )?(?:treatments?|therap(?:y|ies)|drugs?|lines?|treated with)?\s*:|\b"
    r"(?:treated with|received|s/p)\s"
    r"|既往(?:治疗|用药|用过|使用)[:为]?|曾用过?|用过|先后使用"
)
_PROGRESSED_ZH = r"(?P<drugs>[^,;。]{1,120}?)(?:治疗|用药)?(?:后|中|期间)(?:出现)?(?:疾病|病情|肿瘤)?(?:再次)?进展"
_LOCAL_TREATMENT = re.compile(
    r"\b(?:cc?rt|rt|imrt|(?:chemo)?radi\w*|surgery|operation|resection)\b|同步|放化疗|放疗|手术|术"
    r"|根治性?|治疗|用药|and|[\s+/&,]",
    re.I,
)


def _progression(line: str, taken: list[Claim]) -> list[Claim]:
    """Progression on drugs, and the verbatim drug names of the line. Progression after radiation alone says nothing."""
    claims: list[Claim] = []
    for match in [*re.finditer(_PROGRESSED, line, re.I), *re.finditer(_PRIOR, line, re.I)]:
        end = _stretch(line, match.end(), taken)
        if end > match.end() and not _NOT.search(re.split("[,;。]", line[: match.start()])[-1].lower()):
            claims += _treated(line, match.start(), match.end(), end, bool(re.match(_PROGRESSED, match[0], re.I)))
    for match in re.finditer(_PROGRESSED_ZH, line):
        start = max(
            (claim.end for claim in taken if claim.end <= match.end("drugs") and claim.end > match.start()),
            default=match.start(),
        )
        if not _NOT.search(match[0]) and line[start : match.end("drugs")].strip(_EDGE):
            claims += _treated(line, match.end("drugs"), start, match.end("drugs"), True, match.end())
    return claims


def _stretch(line: str, start: int, taken: list[Claim]) -> int:
    """Where a list of drugs that begins at `start` ends: at the next claim, negation or sentence."""
    stop = re.compile(r"[;。]|\.(?:\s|$)|,\s*(?:(?:no|not|without|PD|progress\w*)\b|无|未|否认)").search(line, start)
    return min([stop.start() if stop else len(line), *(claim.start for claim in taken if claim.start >= start)])


def _treated(line: str, word: int, start: int, end: int, progressed: bool, after: int | None = None) -> list[Claim]:
    """The claims of "progressed on" (from `word`) and of the drugs between `start` and `end`."""
    drugs = line[start:end].strip(_EDGE)
    systemic = _LOCAL_TREATMENT.sub("", drugs)
    whole = (start, after) if after else (word, end)
    if not progressed:
        return [Claim(*whole, DRUGS, _YES, drugs)]
    if not systemic:
        return []
    mixed = re.search(r"\bcc?rt\b|\brt\b|radi|放疗|放化疗|surg|手术", drugs, re.I)
    said = Rejection(Reason.AMBIGUOUS_CHOICE, ("yes",)) if mixed else _YES
    middle = end if after else start
    return [
        Claim(
            whole[0],
            middle,
            "systemic_progression" if not after else DRUGS,
            said if not after else _YES,
            "" if not after else drugs,
        ),
        Claim(
            middle,
            whole[1],
            "systemic_progression" if after else DRUGS,
            said if after else _YES,
            "" if after else drugs,
        ),
    ]
