"""Dates of three precisions, relative dates, and intervals in months."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from flows.answers import Doubt, PartialDate, Reading, Reason, Rejection, add_months
from flows.reading.text import NUMBER, SHORT, digits, judged, number_values, opened, unread_number
from flows.units import Range

Dates = tuple[PartialDate, ...]

_NONE = re.compile(
    r"(?:no|none|never|nil|nope|not any|not ever|never had (?:one|any|it)|no,? never|no report|no recent report"
    r"|no report here|i have none"
    r"|i don't have (?:one|any|it)|haven't had (?:one|any)|i haven't|i have not|not had (?:one|any)|无|没|没有"
    r"|没有过|从来没有过?"
    r"|从没有?过?|从未|未曾"
    r"|(?:从来)?(?:没|没有|未|从未|从没)(?:打|接种|用|参加|做|得|查|发生|试)过|(?:没|没有|无)(?:疫苗|化验单|报告"
    r"|报告单)|没打|未接种|未用|没用)[.。!了啊呢]*"
)
_ONGOING = re.compile(
    r"(?:(?:it'?s |i'm |i am |it is )?(?:still (?:on(?: it)?|taking(?: it)?|ongoing|using(?: it)?|not (?:healed|over)"
    r"|open)|still|ongoing|on ?going"
    r"|current|currently|now|at present|present|continuing|not (?:yet )?(?:healed|over|finished|stopped)(?: yet)?"
    r"|not yet|taking it now)"
    r"|(?:我|目前|现在|至今|一直|还|仍|仍然|正)*(?:在(?:用|吃|服|服用|使用|打|治疗)|没(?:有)?(?:停|好|愈合|长好"
    r"|结束)|未(?:停|愈|愈合|痊愈)|持续)(?:药|中|着|呢)?"
    r"|目前|现在|至今|一直)[.。!呢的]*"
)
_FUTURE = re.compile(r"\b(?:next (?:year|month|week)|tomorrow)\b|明[年天]|下个?[月周]|下星期|后天(?!性)")
_LUNAR = re.compile("农历|阴历|正月|腊月|冬月|初[一二三四五六七八九十]")
_FIRST_DAY_HOLIDAYS = {
    "国庆": 10,
    "十一": 10,
    "national day": 10,
    "五一": 5,
    "劳动节": 5,
    "元旦": 1,
    "new year": 1,
    "六一": 6,
}
_HOLIDAY = re.compile(
    "国庆|劳动节|元旦|new year|national day|(?<![一二三四五六七八九十月双0-9])(?:十一|五一|六一)(?=$"
    "|[前后期假长节放黄那])"
    "|圣诞|christmas|xmas|春节|过年|新年|除夕|中秋|清明|端午|元宵|重阳|easter|thanksgiving|spring festival"
)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MON = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov"
    r"(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_Y, _N, _NN = "((?:19|20)[0-9]{2})年?", "([0-9]{1,2})", "([0-9]{2})"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:[t ,]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?)?"
_WEEKDAYS = {
    name: index for index, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_CHINESE_WEEKDAYS = {**{str(day): day - 1 for day in range(1, 7)}, "日": 6, "天": 6}
_AGO = r" ?(?:ago|back|earlier)"
_BEFORE = "(?:以|之)?前"


def _valid(*options: tuple[int, int | None, int | None]) -> Dates:
    """The possible ones among (year, month, day) readings, without doubles."""
    return tuple(dict.fromkeys(PartialDate(*option) for option in options if _exists(*option)))


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if not 1900 <= year <= 2100 or not 1 <= (month or (1 if month is None else 0)) <= 12:
        return False
    return day is None or 1 <= day <= PartialDate(year, month).last.day


def _month(name: str) -> int:
    return _MONTH_NAMES.index(name[:3]) + 1


def _short(year: int, today: date) -> int:
    return (2000 if 2000 + year <= today.year else 1900) + year


def _latest(today: date, month: int, day: int | None) -> Dates:
    """The latest such day or month that has begun."""
    for year in range(today.year, today.year - 9, -1):
        found = _valid((year, month, day))
        if found and found[0].first <= today:
            return found
    return ()


def _taken(dates: Dates, today: date) -> Reading | Rejection:
    """One possible reading is taken, several are offered. Nothing possible: NOT_A_DATE; nothing past: FUTURE_DATE."""
    if not dates:
        return Rejection(Reason.NOT_A_DATE)
    past = tuple(found for found in dates if found.first <= today)
    if not past:
        return Rejection(Reason.FUTURE_DATE)
    return Reading(past[0]) if len(dates) == 1 else Rejection(Reason.AMBIGUOUS_DATE, past)


def _offered(dates: Dates, today: date) -> Reading | Rejection:
    """Readings that are never taken without asking."""
    found = _taken(dates, today)
    return Rejection(Reason.AMBIGUOUS_DATE, (found.value,)) if isinstance(found, Reading) else found


Build = Callable[..., Dates]


def _numeric(today: date, first: str, second: str, year: str) -> Dates:
    """03/04/2026: day or month first."""
    return _valid((int(year), int(second), int(first)), (int(year), int(first), int(second)))


def _two_digit_year(today: date, a: str, b: str, c: str) -> Dates:
    """26/3/1: the year first or last."""
    last = _numeric(today, a, b, str(_short(int(c), today))) if len(c) == 2 else ()
    first = _valid((_short(int(a), today), int(b), int(c))) if len(a) == 2 else ()
    return tuple(dict.fromkeys(first + last))


def _short_year_name(today: date, day: str, name: str, year: str) -> Dates:
    """05-Mar-26 has the day first; 26-Mar-05 has two readings of the last fifteen years or none."""
    usual = _valid((_short(int(year), today), _month(name), int(day)))
    other = _valid((2000 + int(day), _month(name), int(year))) if len(day) == 2 else ()
    return usual + tuple(found for found in other if today.year - 15 < found.year <= today.year and found not in usual)


def _name_and_number(today: date, name: str, number: str, suffix: str | None) -> Dates:
    """March 5 is a day; Mar 26 may be the year."""
    days = _latest(today, _month(name), int(number))
    year = 2000 + int(number)
    return (
        days
        if suffix or len(number) < 2 or not today.year - 15 < year <= today.year
        else days + _valid((year, _month(name), None))
    )


def _month_only(today: date, month: int) -> Dates:
    this = _latest(today, month, None)
    return this + _valid((today.year - 1, month, None)) if month == today.month else this


def _six_digits(today: date, a: str, b: str, c: str) -> Dates:
    return tuple(dict.fromkeys(_valid((int(a + b), int(c), None)) + _two_digit_year(today, a, b, c)))


def _months_back(today: date, months: int) -> Dates:
    day = add_months(today, -months)
    return (PartialDate(day.year, day.month),)


def _days_back(today: date, days: int) -> Dates:
    return (PartialDate.of(today - timedelta(days=days)),)


def _week_before(today: date, weekday: str) -> Dates:
    """上周二 is in the calendar week before this one; for 上周日 on a Sunday it depends on where a week begins."""
    day = today - timedelta(days=today.weekday() + 7 - _CHINESE_WEEKDAYS[weekday])
    doubtful = today.weekday() == 6 or _CHINESE_WEEKDAYS[weekday] == 6
    return (PartialDate.of(day), PartialDate.of(day - timedelta(days=7))) if doubtful else (PartialDate.of(day),)


def _last_weekday(today: date, name: str) -> Dates:
    """ "Last Monday" on a Wednesday: two days ago, or the Monday of the week before."""
    back = (today.weekday() - _WEEKDAYS[name]) % 7 or 7
    near = PartialDate.of(today - timedelta(days=back))
    return (near,) if back > today.weekday() else (near, PartialDate.of(today - timedelta(days=back + 7)))


def _last_named_month(today: date, name: str) -> Dates:
    """ "Last March": the latest March that is over, or the March of last year."""
    year = today.year - (_month(name) >= today.month)
    return _valid((year, _month(name), None), (today.year - 1, _month(name), None))


_CERTAIN: tuple[tuple[str, Build], ...] = (
    (
        rf"{_Y}(?: ?[-/.] ?|年 ?| ){_N}(?: ?[-/.] ?|月份? ?| ){_N} ?[日号]?{_CLOCK}",
        lambda t, y, m, d: _valid((int(y), int(m), int(d))),
    ),
    (rf"{_Y}{_NN}{_NN}", lambda t, y, m, d: _valid((int(y), int(m), int(d)))),
    (rf"{_Y}(?: ?[-/.] ?|年 ?| ){_N} ?(?:月份?)?", lambda t, y, m: _valid((int(y), int(m), None))),
    (rf"(?:the year )?{_Y} ?年?", lambda t, y: _valid((int(y), None, None))),
    (rf"{_N} ?[-/.] ?{_N} ?[-/.] ?{_Y}{_CLOCK}", _numeric),
    (rf"{_N}(?:[-/.]| ){_Y}", lambda t, m, y: _valid((int(y), int(m), None))),
    (rf"'?{_NN}年{_N}月份?", lambda t, y, m: _valid((_short(int(y), t), int(m), None))),
    (rf"'?{_NN}年{_N}月{_N}[日号]?", lambda t, y, m, d: _valid((_short(int(y), t), int(m), int(d)))),
    (rf"{_MON}[ ,-]*(?:of |in )?{_Y}", lambda t, n, y: _valid((int(y), _month(n), None))),
    (rf"{_Y}年?[ ,-]*(?:in )?{_MON}", lambda t, y, n: _valid((int(y), _month(n), None))),
    (rf"{_MON} ?'{_NN}", lambda t, n, y: _valid((_short(int(y), t), _month(n), None))),
    (rf"{_DAY}[ /-]?(?:of )?{_MON}[ ,/-]*(?:of )?{_Y}{_CLOCK}", lambda t, d, n, y: _valid((int(y), _month(n), int(d)))),
    (rf"{_MON}[ -]?{_DAY}(?:[ ,-]+(?:of )?){_Y}{_CLOCK}", lambda t, n, d, y: _valid((int(y), _month(n), int(d)))),
    (rf"(?:the )?{_DAY} (?:of )?{_Y}{_N}月", lambda t, d, y, m: _valid((int(y), int(m), int(d)))),
    (rf"{_Y}[ ,/-]*{_MON}[ /-]*{_DAY}", lambda t, y, n, d: _valid((int(y), _month(n), int(d)))),
    (rf"{_N}[ /-]?{_MON}[ /-]'?{_NN}", _short_year_name),
    (rf"{_MON}[ -]?{_N}(st|nd|rd|th)?", _name_and_number),
    (rf"{_DAY}[ -]?(?:of )?{_MON}", lambda t, d, n: _latest(t, _month(n), int(d))),
    (rf"{_N}月份? ?{_N} ?[日号]?", lambda t, m, d: _latest(t, int(m), int(d))),
    (rf"{_N}月份?", lambda t, m: _month_only(t, int(m)) if 1 <= int(m) <= 12 else ()),
    (_MON, lambda t, n: _month_only(t, _month(n))),
    (rf"last {_MON}", _last_named_month),
    (rf"{_N} days?{_AGO}|{_N}[天日]{_BEFORE}", lambda t, a, b: _days_back(t, int(a or b))),
    (rf"{_N} ?(?:months?|mos?){_AGO}|{_N}个月{_BEFORE}", lambda t, a, b: _months_back(t, int(a or b))),
    (rf"half (?:a |1 )year{_AGO}|半年{_BEFORE}", lambda t: _months_back(t, 6)),
    (rf"{_N} ?(?:years?|yrs?){_AGO}|([1-9])年{_BEFORE}", lambda t, a, b: _valid((t.year - int(a or b), None, None))),
    (r"上个?(?:周|星期|礼拜)([1-6日天])", _week_before),
    (rf"last ({'|'.join(_WEEKDAYS)})", _last_weekday),
)
_UNCERTAIN: tuple[tuple[str, Build], ...] = (
    (rf"{_N}[-/.]{_N}[-/.]{_N}", _two_digit_year),
    (rf"{_N} ?(?:weeks?|wks?){_AGO}|{_N}个?(?:周|星期|礼拜){_BEFORE}", lambda t, a, b: _days_back(t, 7 * int(a or b))),
    (rf"half (?:a |1 )month{_AGO}|半个?月{_BEFORE}", lambda t: _days_back(t, 15)),
    (rf"a fortnight{_AGO}", lambda t: _days_back(t, 14)),
    (
        rf"{_N} ?[-/.] ?{_N}",
        lambda t, a, b: tuple(dict.fromkeys(_latest(t, int(a), int(b)) + _latest(t, int(b), int(a)))),
    ),
    (rf"{_NN}{_NN}{_NN}", _six_digits),
    (rf"'?{_NN}年", lambda t, y: _valid((_short(int(y), t), None, None))),
    (rf"{_NN}年{_BEFORE}", lambda t, n: _valid((t.year - int(n), None, None))),
    (rf"(?:the )?{_N}(?:st|nd|rd|th|[日号])", lambda t, d: _latest(t, t.month, int(d))),
    (r"(?:这个?|本)?(?:周|星期|礼拜)([1-6日天])", lambda t, d: _days_back(t, (t.weekday() - _CHINESE_WEEKDAYS[d]) % 7)),
    (rf"(?:this )?({'|'.join(_WEEKDAYS)})", lambda t, d: _days_back(t, (t.weekday() - _WEEKDAYS[d]) % 7)),
    (
        rf"{_Y}年?(?:的)?冬(?:天|季)?|winter(?: of| in)? {_Y}",
        lambda t, a, b: _valid((int(a or b), None, None), (int(a or b) + 1, None, None)),
    ),
)

_YEARS_BACK = {
    "今年": 0,
    "本年": 0,
    "this year": 0,
    "去年": 1,
    "last year": 1,
    "大前年": 3,
    "前年": 2,
    "the year before last": 2,
}
_MONTHS_BACK = {
    "这个月": 0,
    "本月": 0,
    "这月": 0,
    "this month": 0,
    "上上个月": 2,
    "上个月": 1,
    "上月": 1,
    "the month before last": 2,
    "last month": 1,
}
_DAYS_BACK = {
    "今天": 0, "今日": 0, "今早": 0, "今晨": 0, "刚刚": 0,
    "today": 0, "this morning": 0, "just now": 0, "大前天": 3, "前天": 2,
    "前日": 2,
    "昨天": 1, "昨日": 1, "昨晚": 1, "the day before yesterday": 2, "day before yesterday": 2, "yesterday": 1,
    "last night": 1,
}  # fmt: skip


def _absolute(said: str, today: date) -> str:
    """去年10月 becomes 2025年10月, "end of last month" becomes "end of october 2026", yesterday its date."""
    said = _replaced(said, _DAYS_BACK, lambda back: f"{today - timedelta(days=back)}")
    said = _replaced(said, _MONTHS_BACK, lambda back: _named(add_months(today, -back)), "的")
    return _replaced(said, _YEARS_BACK, lambda back: f"{today.year - back}年", "的")


def _replaced(said: str, words: dict[str, int], build: Callable[[int], str], tail: str = "") -> str:
    pattern = "|".join(sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<![a-z])({pattern})(?![a-z]){tail and tail + '?'}", lambda match: build(words[match[1]]), said)


def _named(day: date) -> str:
    return f"{day.year}年{day.month}月"


_CHINESE_YEAR = re.compile(
    "(?:[一二][〇零一二三四五六七八九]{3}|[〇零一二三四五六七八九]{2}(?=年[〇零一二三四五六七八九十0-9]{1,3}月))"
    "(?=年|$)"
)
_ABOUT = re.compile(
    r"^(?:about|around|approximately|approx\.?|roughly|circa|ca?\.?|maybe|probably|perhaps|sometime|i think|i guess|~"
    r"|≈|大概|大约|约|差不多|可能|好像|应该)(?:是|在)?"
    r"|(?:or so|左右|前后|上下|i think|approximately|roughly|吧)$"
)
_FILLER = re.compile(
    r"^(?:it was|it is|it's|that was|was|is|on|in|at|the report is from|report dated|dated?|report date|lab date"
    r"|lab report|report|labs?|from(?= \d+[-/.]| \d+ )"
    r"|finished|ended|completed|done|(?:the )?last (?:one|dose)(?: was)?|i had it|我|他|她|是|在|于|做|打|用|化验单?"
    r"|报告|检验|检查|采样"
    r"|采血|抽血"
    r"|放疗|手术|疫苗|最后一次|最近一次|末次|结束|完成|日期|时间|的)(?![a-z])[:：,]?"
    r"|^the(?= \D*\d)|^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,|(?<=[0-9])[ ,(]+(?:mon|tues?"
    r"|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$"
    r"|(?<=[日号0-9])[ (]*(?:周|星期|礼拜)[1-6日天]\)?$"
    r"|(?:上午|下午|早上|晚上|中午|凌晨|morning|afternoon|evening|night|做的?|打的?|查的?|用的?|出的?|抽的?|"
    r"(?<=[年月日号0-9])(?:做的?|打的?)?(?:手术"
    r"|疫苗|化验|检查)|结束的?|完成的?|停(?:药|用)?的?|的时候|时候|那天|当天|那个月|期间|时|的|了|啊|吧)$"
)
_PART = re.compile(
    r"^(?:the )?(?:very )?(?:early|late|mid|middle|end|beginning|start|first half|second half|spring|summer|autumn"
    r"|fall)[ -]+(?:(?:of|in) )?"
    r"|(?:年)?(?:初|底|末|中|上半年|下半年)$|(?:上旬|中旬|下旬)$|(?:的)?[春夏秋][天季]?$"
)
_EDGE = " .,;:!?()[]'\"。、~…"


def _by(table: tuple[tuple[str, Build], ...], said: str, today: date) -> Dates | None:
    for pattern, build in table:
        if match := re.fullmatch(pattern, said):
            return build(today, *match.groups())
    return None


def _core(said: str, today: date) -> Reading | Rejection:
    certain = _by(_CERTAIN, said, today)
    if certain is not None:
        return _soon(said, _taken(certain, today), today)
    uncertain = _by(_UNCERTAIN, said, today)
    if uncertain is not None:
        return _offered(uncertain, today)
    several = (
        re.search(r"[前后]|\bor\b|ago|before|after|since|\bpast|几|several|week|周|上|last|\bto\b|到|至", said)
        or len(re.findall(NUMBER, said)) > 1
    )
    return Rejection(Reason.AMBIGUOUS_DATE if several else Reason.NOT_A_DATE)


def _soon(said: str, found: Reading | Rejection, today: date) -> Reading | Rejection:
    """A day without a year that would be back within a month is read as last year's, but only after a yes."""
    if (
        not isinstance(found, Reading)
        or not isinstance(found.value, PartialDate)
        or re.search("(?:19|20)[0-9]{2}|[0-9]年|'|ago|前|上", said)
    ):
        return found
    return Reading(found.value, Doubt.UNUSUAL if (today - found.value.last).days > 365 - 31 else None)


def _bared(said: str) -> tuple[str, bool]:
    """The text without the words around a date, and whether one of them was "about"."""
    about = False
    while True:
        plain = _FILLER.sub("", said).strip(_EDGE)
        bare = _ABOUT.sub("", plain).strip(_EDGE)
        about |= bare != plain
        if bare == said:
            return bare, about
        said = bare


def _holiday(plain: str, name: str, today: date) -> Rejection:
    """Days counted from a holiday are never certain; the months are offered where the holiday has a fixed month."""
    year = re.search("(?:19|20)[0-9]{2}", plain)
    if name not in _FIRST_DAY_HOLIDAYS:
        return Rejection(Reason.AMBIGUOUS_DATE)
    last = int(year[0]) if year else today.year
    before = re.search("前|before", plain)
    options = [add_months(date(y, _FIRST_DAY_HOLIDAYS[name], 1), -1 if before else 0) for y in (last, last - 1)]
    past = [day for day in options if day <= today][:1]
    return Rejection(Reason.AMBIGUOUS_DATE, tuple(PartialDate(day.year, day.month) for day in past))


def _dated(said: str, about: bool, today: date) -> Reading | Rejection:
    found = _core(said, today)
    part = _PART.sub("", said, count=1).strip(_EDGE)
    vague = about or part != said
    if part != said and part and not isinstance(found, Reading):
        found = _core(part, today)
    day = found.value if isinstance(found, Reading) else None
    if vague and isinstance(day, PartialDate) and day.day:
        return Rejection(Reason.AMBIGUOUS_DATE, (day, PartialDate(day.year, day.month)))
    return found


def read_date(text: str, today: date, words: frozenset[str] = frozenset()) -> Reading | Rejection:
    """A PartialDate of the precision the text gives, never finer, and never after `today`.

    `words` are the further answers the question offers: "none" and "ongoing". "Don't know" is UNKNOWN.
    "10 days ago" is a day, "2 months ago" a month, "2 years ago" a year. Early, late and seasons give the month or year
    around them. A day without a year is the latest one; if it would come again within a month it has a doubt.
    AMBIGUOUS_DATE with the possible readings: day or month first (03/04/2026), 26/3/1, 10.18, "last March"; "3 weeks
    ago" with that exact day (people mean "about", and a window of 28 days would be decided by it); "about" with a day;
    holidays with their month. Also FUTURE_DATE, NOT_A_DATE (impossible days too), EMPTY, TOO_LONG.
    """
    plain = opened(text, SHORT)
    if not isinstance(plain, str):
        return plain
    bare = plain.strip(_EDGE)
    if "none" in words and _NONE.fullmatch(bare):
        return Reading("none")
    if "ongoing" in words and _ONGOING.fullmatch(bare):
        return Reading("ongoing")
    if _LUNAR.search(plain) or re.search(r"\b(?:the|these) (?:last|past)\b", plain):
        return Rejection(Reason.AMBIGUOUS_DATE)
    if _FUTURE.search(plain):
        return Rejection(Reason.FUTURE_DATE)
    years = _CHINESE_YEAR.sub(
        lambda match: "".join(str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in match[0]), plain
    )
    if holiday := _HOLIDAY.search(years):
        return _holiday(_absolute(years, today), holiday[0], today)
    joined = re.sub(" ?([年月日号]) ?", r"\1", _absolute(digits(years), today))
    said, about = _bared(re.sub(r"\ban? (?=day|week|month|year)", "1 ", joined))
    return _dated(said, about, today) if said else Rejection(Reason.NOT_A_DATE)


_INTERVAL = Range(Decimal(0), Decimal(600))
_AFTER = re.compile(
    r"^(?:about|around|approximately|approx\.?|roughly|maybe|probably|~|≈|it was|it took|after|only|just|i think|大概"
    r"|大约|约|差不多|可能|应该|过了?|隔了?"
    r"|间隔|经过|有|是|才|仅|就|又|放疗|化放疗|放化疗|治疗|结束|完成|之?后|以后)(?![a-z])"
    r"|(?:after(?: (?:the |that |my )?(?:rt|radiation|radiotherapy|treatment|it|that|end))*|later|post[ -]?rt|or so"
    r"|approximately|左右|上下|之?后|以后|时|就?复发|的?样子|了|吧|的)$"
)
_MONTH = r" ?(?:months?|mos?|mths?|m|个月)"
_YEAR = r" ?(?:years?|yrs?|y|年)"
_LENGTHS: tuple[tuple[str, Decimal], ...] = (
    (rf"(?P<m>{NUMBER})(?:{_MONTH})?", Decimal(0)),
    (rf"(?P<m>{NUMBER})(?: ?and a half(?:{_MONTH})?|{_MONTH} and a half|个半月?)", Decimal("0.5")),
    (r"半个月|half a month", Decimal("0.5")),
    (r"半年|half a year|half 1 year", Decimal(6)),
    (rf"(?P<y>{NUMBER}){_YEAR}", Decimal(0)),
    (rf"(?P<y>{NUMBER})(?:{_YEAR} ?(?:半| and a half|and a half)| and a half{_YEAR})", Decimal(6)),
    (rf"(?P<y>{NUMBER}){_YEAR}[ ,零又]*(?:and )?(?P<m>{NUMBER}){_MONTH}", Decimal(0)),
)


def read_interval_months(text: str) -> Reading | Rejection:
    """A number of months, 0 to 600: "5 months after", 半年 = 6, 一年 = 12, "5 and a half". "About" is fine.

    "Don't know" is UNKNOWN. AMBIGUOUS_NUMBER: ranges (3、4个月), "more than", weeks and days (with the whole months
    below and above), 5月 (May, or five months). Also OUT_OF_RANGE, NOT_A_NUMBER, NOT_UNDERSTOOD, EMPTY, TOO_LONG.
    """
    plain = opened(text, SHORT)
    if not isinstance(plain, str):
        return plain
    said = re.sub(r"\ban? (?=day|week|month|year)", "1 ", digits(plain)).strip(_EDGE)
    while (shorter := _AFTER.sub("", said).strip(_EDGE)) != said:
        said = shorter
    for pattern, extra in _LENGTHS:
        if match := re.fullmatch(pattern, said):
            given = match.groupdict()
            years, months = (number_values(given.get(key) or "0")[0] for key in "ym")
            return judged(12 * years + months + extra, _INTERVAL, None)
    return _unclear_interval(said)


def _unclear_interval(said: str) -> Rejection:
    if match := re.fullmatch(r"([0-9]{1,3}) ?(?:(weeks?|wks?|个?(?:周|星期|礼拜))|days?|[天日])", said):
        months = int(int(match[1]) * (7 if match[2] else 1) / 30.44)
        return Rejection(Reason.AMBIGUOUS_NUMBER, (Decimal(months), Decimal(months + 1)))
    if match := re.fullmatch("([0-9]{1,2})月", said):
        return Rejection(Reason.AMBIGUOUS_NUMBER, (Decimal(match[1]),))
    return unread_number(said)
