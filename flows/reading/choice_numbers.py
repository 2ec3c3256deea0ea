"""Choices given by their place in the list ("2", "1 and 3", "第二个", "b") or, for scores, by their value ("ECOG 1")."""

from __future__ import annotations

import re

_FIRST_SIX = ("first", "second", "third", "fourth", "fifth", "sixth")
_WRITTEN = ("一二三四五六七八九十", _FIRST_SIX, ("1st", "2nd", "3rd", "4th", "5th", "6th"))
_ORDINALS = {word: place for row in _WRITTEN for place, word in enumerate(row, 1)}
_LETTERS = "abcdefgh"
_PLACE = rf"(?:1[0-2]|[1-9]|[{_LETTERS}]|{'|'.join(_ORDINALS)})"
_ONE = re.compile(
    r"(?:i (?:choose|pick|select) )?(?:the )?"
    r"(?:option|choice|answer|number|no\.|nr\.?|item|选项|选择|选|我选)? ?[(\[]?"
    rf"(?:第({_PLACE})(?:个选项|个|项|条|号|种)?|({_PLACE})[)\].]?(?: (?:option|choice|answer)|号)?)[.。!]?"
)  # 2个 is a count, 第2个 a place; "done" is no letter
_ANOTHER = re.compile(r"\s*(?:,|、|;|/|\+|&|\band\b|和|跟|与|还有|\s)\s*")
_BARE_NUMERAL = re.compile(r"[一二三四五六七八九十]")

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DIGIT = r"([0-9]|i{1,3}|iv)"
_WORDS = (
    r"class|score|level|status|功能|状态|评分|分级|级别|评|是|为|大概|就是|我|的|现在|目前|昨天|今天|医生|[:=\s,]|(?<=[a-z])-"
)
_ECOG_WORDS = rf"(?:ecog|ps|zubrod|performance|体力状况|体力|活动|{_WORDS})*"
_NYHA_WORDS = rf"(?:nyha|heart failure|心功能|心衰|{_WORDS})*"
_ECOG, _NYHA = (
    re.compile(
        rf"{words}{_DIGIT}(?: ?(?:-|~|或者?|or|to|到|至|/|、) ?{_DIGIT})?"
        r" ?(?:分|级|points?|class)?(?:吧|的|左右|了)?[.。]?(?:,? ?kps ?:?[0-9]{2,3}分?)?(?: ?[(][-0-9./年月日]{6,11}[)])?"
    )
    for words in (_ECOG_WORDS, _NYHA_WORDS)
)


def places(plain: str) -> list[int] | None:
    """The places in the list, from 1, when the text is nothing but places; None otherwise.

    A lone 二 is a place only with 第 or 个, but 二和三 is a list.
    """
    parts = [part for part in _ANOTHER.split(_glued(plain)) if part]
    found = [_ONE.fullmatch(part) for part in parts]
    if not parts or len(parts) > 12 or not all(found) or (len(parts) == 1 and _BARE_NUMERAL.fullmatch(parts[0])):
        return None
    return [_place(match[1] or match[2]) for match in found if match]


def _glued(plain: str) -> str:
    """ "option 2" without the space that would split it."""
    return re.sub(r"\b(option|choice|answer|number|no\.|item|the|选|第|选项) +(?=\S)", r"\1", plain).replace(" one", "")


def _place(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _ORDINALS[word] if word in _ORDINALS else _LETTERS.index(word) + 1


def scores(plain: str, from_zero: bool) -> list[str] | None:
    """The scores that a text with its numbers in digits gives: ECOG, from 0, or NYHA. None when it is nothing of the kind.

    "1-2" gives both: the caller has to ask. A stage or a grade is no score.
    """
    match = (_ECOG if from_zero else _NYHA).fullmatch(plain)
    return [_digit(found) for found in match.groups() if found] if match else None


def _digit(text: str) -> str:
    return _ROMAN.get(text) or text
