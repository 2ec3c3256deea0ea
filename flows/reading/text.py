"""What all readers share: one form of a typed text, numbers written in words, and "I don't know"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from flows.answers import UNKNOWN, Answer, Doubt, Reading, Reason, Rejection
from flows.units import Range

LONGEST_MESSAGE = 4096  # characters of one Telegram message
LONGEST_ANSWER = 280  # characters of a choice in words
LONGEST = 2000  # characters of a laboratory answer (a whole line may be pasted)
SHORT = 200  # characters of an age, date or interval; anything longer is not an answer to one question

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_EXPONENT = re.compile(rf"(?<=\d)([{_SUPERSCRIPTS}]+)")  # \d: full-width digits too
_HALVES = {"½": ".5", "¼": ".25", "¾": ".75"}
_PUNCTUATION = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "〜": "~", "∼": "~", "⁓": "~"}
    | {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "⁄": "/", "∕": "/", "≦": "≤", "≧": "≥"}
    | {"歲": "岁", "週": "周", "個": "个"}
    | {"✕": "×", "✖": "×", "⨯": "×", "∗": "*", "⩽": "≤", "⩾": "≥"}
)


def normalise(text: str) -> str:
    """One spelling of a typed text: NFKC, one line, single spaces, no invisible characters; letter case is kept.

    10⁹ becomes 10^9. A full-width comma becomes a comma and a space, because it never is a decimal comma, and digits
    in circles stand apart, because ①112 is item 1, not 1112.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(_PUNCTUATION).split())
    marked = _EXPONENT.sub(r"^\1", text.replace("，", ", "))
    return " ".join(unicodedata.normalize("NFKC", marked.translate(_VISIBLE)).translate(_PUNCTUATION).split())


def lowered(text: str) -> str:
    """Lower case that keeps every character at its place."""
    return text.replace("İ", "i").lower()  # the only character that is longer in lower case


class _Visible(dict[int, str]):
    """A table for `str.translate` that is worked out when it is asked for."""

    def __missing__(self, code: int) -> str:
        if len(self) >= 1 << 12:
            self.clear()
        return self.setdefault(code, _visible(chr(code)))


_VISIBLE = _Visible()


def _visible(char: str) -> str:
    if char in _HALVES:
        return _HALVES[char]
    category = unicodedata.category(char)
    if category == "No" and char not in _SUPERSCRIPTS:
        return f" {char} "
    if category == "Cc":
        return " " if char.isspace() else ""
    return "" if category in ("Cf", "Cs") else char


def opened(text: str, longest: int = LONGEST) -> str | Reading | Rejection:
    """The first step of every reader: the normalised text in lower case, or the answer when nothing is left to read.

    "I don't know" is Reading(UNKNOWN); nothing visible is EMPTY; more than `longest` characters is TOO_LONG.
    """
    if len(text) > longest:
        return Rejection(Reason.TOO_LONG)
    plain = normalise(text).casefold()
    if not plain:
        return Rejection(Reason.EMPTY)
    return Reading(UNKNOWN) if _is_dont_know(plain) else plain


_DONT_KNOW_EN = re.compile(
    r"(?:(?:sorry|well|hmm+|um+|honestly|actually)[, ]+)*(?:i(?:'m| am|'ve)?|we(?:'re| are)?|he|she|they)? ?"
    r"(?:really |just |honestly |have |has )*"
    r"(?:(?:do not|don'?t|does not|doesn'?t|can'?t|cannot|can not|didn'?t)(?: really)? (?:know|remember|recall|say|tell)"
    r"|not (?:really |too |so |very |quite |100% )?(?:sure|certain|known|tested|measured|checked)"
    r"|unsure|uncertain|unknown|un?known|no idea|no clue|not a clue|dunno|idk|dk|n/k|forgot(?:ten)?|forget|who knows)"
    r"(?: (?:about )?(?:it|that|this|anymore|any more|exactly|now|yet|either|for sure|the (?:exact )?(?:date|number|value)|what (?:it|that) (?:is|was)))*"
)
_DONT_KNOW_ZH = re.compile(
    r"(?:对不起|抱歉|不好意思)?,? ?(?:我们?|他|她|患者|病人|本人)?(?:具体|这个|这|也|都|真的?|实在|还|现在|已经|确实|时间|日期"
    r"|数值)*"
    r"(?:不(?:是)?(?:太|很|大|怎么|十分|完全)*(?:知道|晓得|清楚|确定|记得|了解|明确|懂|肯定)|不知|不详|不明|未知|没底|不好说"
    r"|记不(?:太)?(?:清楚?|得|住|起来)|想不起来?|说不(?:清楚?|好|准)|搞不清楚?|弄不清楚?|忘记?|没(?:有|什么)?印象"
    r"|没(?:有)?注意|(?:没有?|未)(?:查|测|检测|检查|称)过?|无法确定|拿不准)"
    r"(?:了|呢|啊|呀|吧|哦|啦|具体|时间|日期|数值|数字|这个|多少|的)*"
)
_PLEASE_TELL = re.compile(r"[?？]+")


def dont_know(text: str) -> bool:
    """Whether the whole answer means "I don't know" (not tested, forgotten and a lone "?" included).

    "Not sure, maybe 60" is not: something was said, so the caller has to ask back.
    """
    return _is_dont_know(normalise(text[: LONGEST + 1]).casefold())


def _is_dont_know(plain: str) -> bool:
    if _PLEASE_TELL.fullmatch(plain):
        return True
    bare = plain.strip(" .!。,?~…")
    return bool(_DONT_KNOW_EN.fullmatch(bare) or _DONT_KNOW_ZH.fullmatch(bare))


_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_D = "[一二两三四五六七八九]"
# Thousands, hundreds, tens and units in this order. Two digits side by side (三四, "three or four") do not fit.
_SECTION = re.compile(f"(?:({_D})千)?(?:零?({_D})百)?(?:零?({_D})?(十))?(?:(零)?({_D}))?")
_RUN = re.compile("[零〇一二两三四五六七八九十百千万点]+")


def chinese_number(text: str) -> Decimal | None:
    """The number a run of Chinese numerals says, or None.

    十五 = 15, 一百二 = 一百二十 = 120, 两万五 = 25000, 三点二 = 3.2, 半 = 0.5. 三四 is a range and therefore None.
    """
    if text == "半":
        return Decimal("0.5")
    whole, point, decimals = text.partition("点")
    value = _whole_chinese(whole)
    if value is None or (point and not all(char in _CHINESE_DIGITS for char in decimals or "?")):
        return None
    return Decimal(f"{value}.{''.join(str(_CHINESE_DIGITS[char]) for char in decimals) or 0}") if point else Decimal(value)


def _whole_chinese(text: str) -> int | None:
    if text in ("零", "〇"):
        return 0
    head, ten_thousand, tail = text.partition("万")
    if not ten_thousand:
        return _section(text)
    high, low = _section(head), _section(tail.removeprefix("零")) if tail else 0
    if high is None or low is None:
        return None
    return high * 10_000 + (low * 1000 if len(tail) == 1 and tail != "十" else low)


def _section(text: str) -> int | None:
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return None
    thousands, hundreds, tens, ten, zero, units = match.groups()
    value = 1000 * _digit(thousands) + 100 * _digit(hundreds) + 10 * (_digit(tens) or bool(ten)) + _digit(units)
    if units and not ten and not zero and (hundreds or thousands):  # 一百二 is 120: the last digit is one place lower
        value += _digit(units) * (9 if hundreds else 99)
    return value


def _digit(char: str | None) -> int:
    return _CHINESE_DIGITS[char] if char else 0


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_WORDS = {word: value for value, word in enumerate([*_ONES, "seventeen", "eighteen", "nineteen"])}
_TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ENGLISH = re.compile(rf"\b(?:({'|'.join(_TENS)})(?:[- ]?({'|'.join(_ONES[1:10])}))?|({'|'.join(_WORDS)}))\b")
_POINT = re.compile("(?<=[0-9])点(?=[0-9])")
_DIGIT = re.compile("[0-9]")


def digits(plain: str) -> str:
    """A lower-case text with the numbers in words (十五, fifty-eight) in digits; what is not one number stays."""
    text = plain if plain.isascii() else _RUN.sub(_arabic, plain)
    return _POINT.sub(".", _ENGLISH.sub(_english, text))


def _arabic(match: re.Match[str]) -> str:
    """Beside a digit nothing is written: 二22 must not become 222."""
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    number = None if _DIGIT.search(around) else chinese_number(match[0])
    return match[0] if number is None else f"{number:f}"


def _english(match: re.Match[str]) -> str:
    tens, ones, word = match.groups()
    return str(_TENS[tens] + (_WORDS[ones] if ones else 0) if tens else _WORDS[word])


# A number as typed. ASCII digits only: \d would also take digits of scripts nobody here can check.
NUMBER = (
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+)"
    r"(?![0-9])"
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")


def number_values(token: str) -> tuple[Decimal, ...]:
    """What a NUMBER can mean: 3,2 is 3.2; 1,234,567 a million; 3,200 either 3200 or 3.2 (the likelier first)."""
    grouped = _GROUPED.fullmatch(token)
    if not grouped:
        return (Decimal(token.replace(",", ".") if token.count(",") == 1 and "." not in token else token.replace(",", "")),)
    separator = grouped[1]
    thousands = Decimal(token.replace(separator, ""))
    if token.count(separator) > 1:
        return (thousands,)
    decimal = Decimal(token.replace(",", "."))
    return (thousands, decimal) if separator == "," else (decimal, thousands)


def judged(value: Decimal, hard: Range, soft: Range | None) -> Reading | Rejection:
    """A number against its limits: OUT_OF_RANGE outside `hard`, to be confirmed outside `soft`."""
    if value not in hard:
        return Rejection(Reason.OUT_OF_RANGE)
    return Reading(value, Doubt.UNUSUAL if soft and value not in soft else None)


_NUMBER = re.compile(NUMBER)
_VAGUE = re.compile(
    r"more than|less than|over|under|at (?:least|most)|nearly|almost|up to|within|between|several|few|couple|or so|\bor\b"
    r"|around|about|[0-9]0s|[0-9] ?(?:-|~|to|至|到|、|或) ?[0-9]|[0-9] ?\+|[<>≤≥多几来]"
    r"|不到|超过|以上|以下|以内|之内|左右|上下|将近|接近|快|出头|大概|大约|约|[一二两三四五六七八九]{2}"
    r"|fifties|sixties|seventies|forties|thirties|twenties|eighties"
)


def numbers_in(said: str) -> int:
    """How many numbers a text has."""
    return len(_NUMBER.findall(said))


def unread_number(said: str, choices: tuple[Answer, ...] = ()) -> Rejection:
    """Why a text with words around its number is asked again: vague or several numbers, strange words, or no number."""
    if _VAGUE.search(said) or numbers_in(said) > 1:
        return Rejection(Reason.AMBIGUOUS_NUMBER, choices)
    return Rejection(Reason.NOT_UNDERSTOOD if _DIGIT.search(said) else Reason.NOT_A_NUMBER, choices)
