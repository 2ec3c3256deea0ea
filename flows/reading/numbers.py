"""Plain numbers and the age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from flows.answers import PartialDate, Reading, Reason, Rejection
from flows.reading.calendar_days import full_year
from flows.reading.dates import read_date
from flows.reading.text import NUMBER, SHORT, digits, judged, number_values, opened, unread_number
from flows.units import Range

_ABOUT = (
    r"(?:(?:about|around|approximately|approx\.?|roughly|ca\.?|maybe|probably|i think|i guess|~|≈|大概|大约|约|差不多|可能|估计)"
    r"[\s:,]*+)*+"
)
_MORE_OR_LESS = r"(?: *(?:左右|上下|的?样子|吧|了|or so|approximately|[.。!]))*"
_NUMBER_SAID = re.compile(rf"{_ABOUT}(-?)({NUMBER})\s*([^\W\d_]*){_MORE_OR_LESS}")


def read_number(
    text: str, hard: Range, soft: Range | None = None, unit_words: Mapping[str, Decimal] | None = None
) -> Reading | Rejection:
    """A plain number: "5", "about 5", "五左右". `unit_words` maps words allowed after it to a factor ("dozen": 12).

    "Don't know" is UNKNOWN. Rejections: OUT_OF_RANGE outside `hard`, WRONG_UNIT for a number with another
    word, AMBIGUOUS_NUMBER for ranges, "more than", several numbers and a thousands separator that may be a decimal
    comma, NOT_A_NUMBER, EMPTY, TOO_LONG. Outside `soft` the reading has a doubt.
    """
    plain = opened(text, SHORT)
    if not isinstance(plain, str):
        return plain
    said = digits(plain)
    match = _NUMBER_SAID.fullmatch(said)
    if not match:
        return unread_number(said)
    if match[1]:
        return Rejection(Reason.OUT_OF_RANGE)
    factor = Decimal(1) if not match[3] else (unit_words or {}).get(match[3])
    if factor is None:
        unread = unread_number(said)
        return unread if unread.reason is Reason.AMBIGUOUS_NUMBER else Rejection(Reason.WRONG_UNIT)
    values = tuple(value * factor for value in number_values(match[2]) if value * factor in hard)
    if len(values) > 1:
        return Rejection(Reason.AMBIGUOUS_NUMBER, values)
    return judged(values[0], hard, soft) if values else Rejection(Reason.OUT_OF_RANGE)


AGE = Range(Decimal(0), Decimal(120))
USUAL_AGE = Range(Decimal(16), Decimal(95))
_LEAD = (
    r"(?:(?:(?:i am|i'm|im|he is|he's|she is|she's|it is|it's|an?|i|he|she|the|my|his|her|patient's|patient|is|age|aged|of|just"
    r"|now|turned|currently|mother|father|mom|mum|dad|wife|husband|years|male|female|man|woman|this year)(?![a-z])"
    r"|(?:我们?|他|她|您|患者|病人|本人|今年|现在|年龄|岁数|年纪|周岁|足岁|实足|实岁|实际|已经|已|刚满|刚刚|刚|满|是|有|男性?|女性?"
    r"|爸爸?|妈妈?|父亲|母亲|老公|老婆|丈夫|妻子|的))[\s:,=]*+)*+"
)
_UNIT = r"(?:周岁|足岁|岁整|岁|years? of age|years?|yrs?|y\.?/?o\.?|y)?"
_TAIL = (
    r"(?:[\s,.。!/-]*(?:old|young|of age|now|male|female|man|woman|m|f|patient|this (?:year|month|week)"
    r"|last (?:month|week)|npc|鼻咽癌|了|呀|啊|吧|整|的|男性?|女性?|周岁|足岁|患者"
    r"|病人))*+[\s.。!,]*"
)
_AGE = re.compile(rf"{_LEAD}({NUMBER})[\s-]*{_UNIT}{_TAIL}")
_AGE_AND_MORE = re.compile(
    rf"{_LEAD}([0-9]{{1,3}})(?![0-9])[\s.]*(?:[周足]?岁|years?|yrs?)?[\s,]*(?:半|又?零?[0-9]+个月|and a half|(?:and )?[0-9]+ months?).*"
)
_NOMINAL = re.compile(r"虚岁?|nominal|east asian age")
_BOTH_AGES = re.compile(
    r"(?:我|今年|,| )*虚岁?(?:是|为)?[: ]*(?P<a>[0-9]{1,3})岁?[ ,;.。]*(?:周岁|足岁|实岁|实足)(?:是|为)?[: ]*(?P<b>[0-9]{1,3})岁?[。.]?"
    r"|(?:我|今年|,| )*(?:周岁|足岁|实岁|实足)(?:是|为)?[: ]*(?P<d>[0-9]{1,3})岁?[ ,;.。]*虚岁?(?:是|为)?[: ]*(?P<c>[0-9]{1,3})岁?[。.]?"
)
_BIRTH = re.compile(
    r"date of birth|birth ?(?:day|date|year)|year of birth|\bi was born|was born|born|\bd\.?o\.?b\.?|\bb\.|\bin\b"
    r"|出生日期|出生年月|出生于|出生|生日|生于|生人|生的|的生|生|属于"
)
_TWO_DIGIT_YEAR = re.compile(rf"{_LEAD}'?([0-9]{{2}})(?:年|后$)?的?")
_HAS_YEAR = re.compile("(?:19|20)[0-9]{2}|[0-9]{2}年|[一二][九〇零]")
_OTHER_UNIT = re.compile(
    rf".*?{NUMBER}\s*(?:kg|kgs|公斤|斤|cm|厘米|mm|months?|个?月|weeks?|周|days?|天|mmhg|%|g|lbs?|磅|分)[\s.。了大]*(?:old)?"
)


def read_age(text: str, today: date) -> Reading | Rejection:
    """The patient's age in completed years, 0 to 120; outside 16 to 95 with a doubt. "Don't know" is UNKNOWN.

    A birth date or year is never taken silently: BIRTH_YEAR with the one or two ages it can mean. 虚岁 (one or
    two years more) is NOMINAL_AGE with both. AMBIGUOUS_NUMBER: "in my fifties", 60多, "about 60",
    55-60. WRONG_UNIT: months, kg.
    """
    plain = opened(text, SHORT)
    if not isinstance(plain, str):
        return plain
    said = digits(plain)
    if _NOMINAL.search(said):
        return _completed_beside_nominal(said) or _nominal(said)
    plain_age = _AGE.fullmatch(said)
    value = number_values(plain_age[1])[-1] if plain_age else None
    if value is not None and value in AGE:
        whole = Decimal(int(value))
        return judged(value, AGE, USUAL_AGE) if value == whole else Rejection(Reason.AMBIGUOUS_NUMBER, (whole,))
    if match := _AGE_AND_MORE.fullmatch(said):
        completed = Decimal(match[1])
        return Rejection(Reason.AMBIGUOUS_NUMBER, (completed,) if completed in AGE else ())
    if ages := _ages(said, plain, today):
        return Rejection(Reason.BIRTH_YEAR, ages)
    if value is not None:
        return Rejection(Reason.OUT_OF_RANGE)
    return Rejection(Reason.WRONG_UNIT) if _OTHER_UNIT.fullmatch(said) else unread_number(said)


def _completed_beside_nominal(said: str) -> Reading | Rejection | None:
    """虚岁60，周岁59: the completed years, when they fit the others."""
    both = _BOTH_AGES.fullmatch(said)
    if not both:
        return None
    nominal, completed = int(both["a"] or both["c"]), int(both["b"] or both["d"])
    return judged(Decimal(completed), AGE, USUAL_AGE) if nominal - completed in (1, 2) else None


def _nominal(said: str) -> Rejection:
    numbers = re.findall("[0-9]+", said)
    if len(numbers) != 1 or not 2 <= int(numbers[0][:4]) <= 120:
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    nominal = Decimal(numbers[0])
    return Rejection(Reason.NOMINAL_AGE, (nominal - 2, nominal - 1))


def _ages(said: str, plain: str, today: date) -> tuple[Decimal, ...]:
    """The ages a text with a birth year or birth date can mean, the lower first; none for other texts."""
    if match := _TWO_DIGIT_YEAR.fullmatch(_BIRTH.sub("", said).strip(" .。,:")):
        says_year = "年" in said or _BIRTH.search(said)
        return _completed([PartialDate(full_year(int(match[1]), today))], today) if says_year else ()
    if not _HAS_YEAR.search(said):
        return ()
    bare = re.sub(rf"^{_LEAD}", "", _BIRTH.sub(" ", plain)).strip(" .。,:的")
    found = read_date(bare, today)
    options = (found.value,) if isinstance(found, Reading) else found.choices
    return _completed((born for born in options if isinstance(born, PartialDate)), today)


def _completed(births: Iterable[PartialDate], today: date) -> tuple[Decimal, ...]:
    ages = {_age(day, today) for born in births for day in (born.first, min(born.last, today))}
    return tuple(Decimal(age) for age in sorted(ages) if age in AGE)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
