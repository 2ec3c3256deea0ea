"""Intervals in months."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.answers import Reading, Reason, Rejection
from flows.reading.date_words import EDGE
from flows.reading.text import NUMBER, SHORT, digits, judged, number_values, opened, unread_number
from flows.units import Range

_LIMITS = Range(Decimal(0), Decimal(600))
_AROUND = re.compile(
    r"^(?:about|around|approximately|approx\.?|roughly|maybe|probably|~|≈|it was|it took|after|only|just|i think"
    r"|大概|大约|约|差不多|可能|应该|过了?|隔了?|间隔|经过|有|是|才|仅|就|又|放疗|化放疗|放化疗|治疗|结束|完成|之?后|以后)(?![a-z])"
    r"|(?:after(?: (?:the |that |my )?(?:rt|radiation|radiotherapy|treatment|it|that|end))*|later|post[ -]?rt|or so|approximately"
    r"|左右|上下|之?后|以后|时|就?复发|的?样子|整|了|吧|的)$"
)
_MONTH = r" ?(?:months?|mos?|mths?|m|个月)"
_YEAR = r" ?(?:years?|yrs?|y|年)"
_LENGTHS: tuple[tuple[re.Pattern[str], Decimal], ...] = tuple(
    (re.compile(pattern), Decimal(extra))
    for pattern, extra in (
        (rf"(?P<m>{NUMBER})(?:{_MONTH})?", "0"),
        (rf"(?P<m>{NUMBER})(?: ?and a half(?:{_MONTH})?|{_MONTH} and a half|个半月?)", "0.5"),
        (r"半个月|half a month", "0.5"),
        (r"半年|half a year|half 1 year", "6"),
        (rf"(?P<y>{NUMBER}){_YEAR}", "0"),
        (rf"(?P<y>{NUMBER})(?:{_YEAR} ?(?:半| and a half|and a half)| and a half{_YEAR})", "6"),
        (rf"(?P<y>{NUMBER}){_YEAR}[ ,零又]*(?:and )?(?P<m>{NUMBER}){_MONTH}", "0"),
    )
)
_ONE = re.compile(r"\ban? (?=day|week|month|year)")
_WEEKS_OR_DAYS = re.compile(r"([0-9]{1,3}) ?(?:(weeks?|wks?|个?(?:周|星期|礼拜))|days?|[天日])")
_NAMED_MONTH = re.compile("([0-9]{1,2})月")


def read_interval_months(text: str) -> Reading | Rejection:
    """A number of months, 0 to 600: "5 months after", 半年 = 6, 一年 = 12, "5 and a half". "About" is fine.

    "Don't know" is UNKNOWN. AMBIGUOUS_NUMBER: ranges (3、4个月), "more than", weeks and days (with the whole months
    below and above), 5月 (May, or five months). Also OUT_OF_RANGE, NOT_A_NUMBER, NOT_UNDERSTOOD, EMPTY, TOO_LONG.
    """
    plain = opened(text, SHORT)
    if not isinstance(plain, str):
        return plain
    said = _ONE.sub("1 ", digits(plain)).strip(EDGE)
    while (shorter := _AROUND.sub("", said).strip(EDGE)) != said:
        said = shorter
    for pattern, extra in _LENGTHS:
        if match := pattern.fullmatch(said):
            given = match.groupdict()
            years, months = (number_values(given.get(key) or "0")[0] for key in "ym")
            return judged(12 * years + months + extra, _LIMITS, None)
    return _unclear(said)


def _unclear(said: str) -> Rejection:
    if match := _WEEKS_OR_DAYS.fullmatch(said):
        months = int(int(match[1]) * (7 if match[2] else 1) / 30.44)
        return Rejection(Reason.AMBIGUOUS_NUMBER, (Decimal(months), Decimal(months + 1)))
    if match := _NAMED_MONTH.fullmatch(said):
        return Rejection(Reason.AMBIGUOUS_NUMBER, (Decimal(match[1]),))
    return unread_number(said)
