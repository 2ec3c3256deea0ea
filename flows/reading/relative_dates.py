"""Days, months and years counted from today, and holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from flows.answers import PartialDate, Reason, Rejection, add_months
from flows.reading.calendar_days import Dates, month_number, valid

WEEKDAYS = {name: index for index, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_CHINESE_WEEKDAYS = {**{str(day): day - 1 for day in range(1, 7)}, "日": 6, "天": 6}


def days_back(today: date, days: int) -> Dates:
    return (PartialDate.of(today - timedelta(days=days)),)


def months_back(today: date, months: int) -> Dates:
    day = add_months(today, -months)
    return (PartialDate(day.year, day.month),)


def years_back(today: date, years: int) -> Dates:
    return valid((today.year - years, None, None))


def chinese_week_before(today: date, weekday: str) -> Dates:
    """上周二 is in the calendar week before this one; for 上周日 on a Sunday it depends on where a week begins."""
    day = today - timedelta(days=today.weekday() + 7 - _CHINESE_WEEKDAYS[weekday])
    doubtful = today.weekday() == 6 or _CHINESE_WEEKDAYS[weekday] == 6
    return (PartialDate.of(day), PartialDate.of(day - timedelta(days=7))) if doubtful else (PartialDate.of(day),)


def last_weekday(today: date, name: str) -> Dates:
    """ "Last Monday" on a Wednesday: two days ago, or the Monday of the week before."""
    back = (today.weekday() - WEEKDAYS[name]) % 7 or 7
    near = days_back(today, back)
    return near if back > today.weekday() else near + days_back(today, back + 7)


def latest_weekday(today: date, name: str) -> Dates:
    """A weekday in English or Chinese, today included."""
    index = WEEKDAYS[name] if name in WEEKDAYS else _CHINESE_WEEKDAYS[name]
    return days_back(today, (today.weekday() - index) % 7)


def last_named_month(today: date, name: str) -> Dates:
    """ "Last March": the latest March that is over, or the March of last year."""
    month = month_number(name)
    return valid((today.year - (month >= today.month), month, None), (today.year - 1, month, None))


_YEARS_BACK = {"今年": 0, "本年": 0, "去年": 1, "前年": 2, "大前年": 3} | {
    "this year": 0, "last year": 1, "the year before last": 2
}  # fmt: skip
_MONTHS_BACK = {"这个月": 0, "本月": 0, "这月": 0, "上个月": 1, "上月": 1, "上上个月": 2} | {
    "this month": 0, "last month": 1, "the month before last": 2
}  # fmt: skip
_DAYS_BACK = {
    "今天": 0, "今日": 0, "今早": 0, "今儿": 0, "昨儿": 1, "前儿": 2, "今晨": 0, "刚刚": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2, "前日": 2, "大前天": 3
} | {
    "today": 0, "this morning": 0, "just now": 0, "yesterday": 1, "last night": 1,
    "the day before yesterday": 2, "day before yesterday": 2
}  # fmt: skip


def _longest_first(words: Mapping[str, int]) -> str:
    return rf"(?<![a-z])({'|'.join(sorted(words, key=len, reverse=True))})(?![a-z])"


_DAY_WORDS = re.compile(_longest_first(_DAYS_BACK))
_MONTH_WORDS = re.compile(_longest_first(_MONTHS_BACK) + "的?")
_YEAR_WORDS = re.compile(_longest_first(_YEARS_BACK) + "的?")


def absolute(said: str, today: date) -> str:
    """去年10月 becomes 2025年10月, "end of last month" becomes "end of 2026年10月", yesterday its date."""

    def month(back: int) -> str:
        day = add_months(today, -back)
        return f"{day.year}年{day.month}月"

    said = _replaced(said, _DAY_WORDS, _DAYS_BACK, lambda back: f"{today - timedelta(days=back)}")
    said = _replaced(said, _MONTH_WORDS, _MONTHS_BACK, month)
    return _replaced(said, _YEAR_WORDS, _YEARS_BACK, lambda back: f"{today.year - back}年")


def _replaced(said: str, pattern: re.Pattern[str], words: Mapping[str, int], build: Callable[[int], str]) -> str:
    return pattern.sub(lambda match: build(words[match[1]]), said)


_FIRST_DAY_HOLIDAYS = {"国庆": 10, "十一": 10, "五一": 5, "劳动节": 5, "元旦": 1, "六一": 6} | {
    "national day": 10, "new year": 1
}  # fmt: skip
_HOLIDAY = re.compile(
    "国庆|劳动节|元旦|new year|national day|(?<![一二三四五六七八九十月双0-9])(?:十一|五一|六一)(?=$|[前后期假长节放黄那])"
    "|圣诞|christmas|xmas|春节|过年|新年|除夕|中秋|清明|端午|元宵|重阳|easter|thanksgiving|spring festival"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_BEFORE = re.compile("前|before")


def holiday(plain: str, today: date) -> Rejection | None:
    """Days counted from a holiday are never certain; the months are offered where the holiday has a fixed month."""
    named = _HOLIDAY.search(plain)
    if not named:
        return None
    if named[0] not in _FIRST_DAY_HOLIDAYS:
        return Rejection(Reason.AMBIGUOUS_DATE)
    plain = absolute(plain, today)
    year = _YEAR.search(plain)
    last = int(year[0]) if year else today.year
    shift = -1 if _BEFORE.search(plain) else 0
    options = [add_months(date(y, _FIRST_DAY_HOLIDAYS[named[0]], 1), shift) for y in (last, last - 1)]
    past = [day for day in options if day <= today][:1]
    return Rejection(Reason.AMBIGUOUS_DATE, tuple(PartialDate(day.year, day.month) for day in past))
