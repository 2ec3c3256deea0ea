"""Who a report is about and when: age, sex and the date of the laboratory report."""

from __future__ import annotations

import re
from datetime import date

from flows.answers import Reading
from flows.reading.claims import Claim, Line, matches
from flows.reading.dates import read_date
from flows.reading.numbers import read_age

_BLOOD = (
    r"(?:labs?|bloods?|blood (?:tests?|work|draw)|lab(?:oratory)? (?:date|results?|report)"
    r"|化验(?:日期|时间|单|结果)?|检验(?:日期|时间)|报告(?:日期|时间)|检查日期|(?:送检|采集|采样|采血|抽血)(?:日期|时间)?)"
)
_MON = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    r"((?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}[日号]?|月)?|\d{1,2}月\d{1,2}[日号]|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}"
    rf"|\d{{1,2}} {_MON},? \d{{4}}|{_MON} \d{{1,2}},? \d{{4}}|today|yesterday|今天|昨天|前天)(?![\d])"
)
_LAB_DATE = re.compile(
    rf"(?=[lbtyjfmasondLBTYJFMASOND0-9化检报送采抽今昨前])(?:(?<![A-Za-z]){_BLOOD}\s*(?:dated?|from|on|of|于|[:=(])*\s*{_DAY}[):]?|{_DAY}\s*{_BLOOD}(?![A-Za-z]))",
    re.I,
)


def lab_date(line: str, today: date) -> list[Claim]:
    return [
        Claim(match.start(), match.end(), "lab_date", read_date(match[1] or match[2], today))
        for match in matches(_LAB_DATE, line, "ab", "AB", "loo", "LOO", "验", "报告", "检", "采", "血")
    ]


_SEX = dict.fromkeys(["m", "male", "man", "gentleman", "男", "男性"], "male") | dict.fromkeys(
    ["f", "female", "woman", "lady", "女", "女性"], "female"
)
_SEX_WORD = r"(?P<sex>[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman|[Gg]entleman|[Ll]ady|MALE|FEMALE|[MF](?=\W|\d|$)|男性?|女性?)"
_YEARS = r"(?:[\s-]?(?:y\.?/?o\.?|yrs?[- ]old|years?[- ]old|yrs?|years?|岁|y(?=[\s,/-]*[MF])))"
_NUMBER = r"(?<![\w./-])(?P<age>(?:虚岁)?\d{1,3}(?:\s?虚岁)?)"
_OTHER_TIME = re.compile(r"\s*(?:岁?时|(?:at|when|on) (?:the )?(?:time|diagnosis|onset|presentation|first|start))")
_PERSON_NAMED = re.compile(
    r"[男女岁]|[MF](?=\W|\d|$)|[Mm]ale|MALE|[Mm]an|[Ll]ady|[Aa]ge|年龄|性别|[Ss]ex|[Gg]ender|\d[ -]?(?:y|Y)"
)
_PERSONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|(?<=[,;。:] )|(?<=[,;。:]))[\s(]*{_NUMBER}{_YEARS}?[\s,/-]*{_SEX_WORD}(?!\w|/[MF])",
        rf"{_NUMBER}{_YEARS}[\s,/-]*{_SEX_WORD}(?![\w/])",
        rf"(?:^|(?<=[,;。:]))\s*(?:患者|病人|pt|Pt|patient|Patient)?[\s,:]*{_SEX_WORD}[\s,/、]*(?:年龄)?(?P<age>(?:虚岁)?\d{{2,3}})"
        rf"(?![\d./-]){_YEARS}?(?!\w|时|kg)",
        r"(?<!at )(?<!at the )(?:\b[Aa]ged?|年龄)[\s:=]*(?P<age>\d{1,3})(?![\d./-])(?:\s?岁)?(?!时)",
        rf"(?<!at )(?<!at age )(?<!aged )(?<!父亲)(?<!母亲){_NUMBER}{_YEARS}(?!时|前|后|起|确诊|发病|\w)",
        rf"(?:[Ss]ex|[Gg]ender|性别)[\s:]*{_SEX_WORD}(?!\w|/)",
        r"(?<![A-Za-z])(?P<sex>[Mm]ale|[Ff]emale|[Mm]an|[Ww]oman|[Gg]entleman|[Ll]ady)(?![A-Za-z])"
        r"|(?P<zh>男性?|女(?![儿婿友])性?)",
    )
)


def person(line: str, today: date) -> list[Claim]:
    """Age and sex. The M of R/M is no sex, and an age at some other time is not the age."""
    found = Line(line)
    for pattern in _PERSONS if _PERSON_NAMED.search(line) else ():
        for match in matches(pattern, line):
            if not _OTHER_TIME.match(line, match.end()):
                found.add(_age_and_sex(match, today))
    return found.claims


def _age_and_sex(match: re.Match[str], today: date) -> list[Claim]:
    """The claims of a match: where it has both, its stretch is divided between them."""
    groups = match.groupdict()
    sex, age = groups.get("sex") or groups.get("zh"), groups.get("age")
    said = [
        (match.start(group), fact, reading)
        for group, fact, reading in (
            ("age", "age_years", read_age(age, today) if age else None),
            ("sex" if groups.get("sex") else "zh", "sex", Reading(_SEX[sex.lower()]) if sex else None),
        )
        if reading is not None
    ]
    said.sort(key=lambda part: part[0])
    edges = [match.start(), *(start for start, _, _ in said[1:]), match.end()]
    return [Claim(edges[i], edges[i + 1], fact, reading) for i, (_, fact, reading) in enumerate(said)]
