"""Who an answer speaks of: the patient is "I" for a patient, and "he", "my father" or 患者 for everybody else."""

from __future__ import annotations

import re

from flows.reading.text import LONGEST, SHORT, normalise

_KIN = (
    r"(?:father|dad(?:dy)?|mother|mom(?:my)?|mum(?:my)?|husband|wife|spouse|son|daughter|brother|sister|uncle|aunt|cousin"
    r"|grand(?:father|mother|pa|ma|dad|mum|mom|son|daughter)|(?:father|mother|brother|sister|son|daughter)-in-law|parents?)"
)
_KIN_ZH = (
    "(?:老?爸爸?|父亲|爹|老?妈妈?|母亲|娘|爷爷?|奶奶?|外公|外婆|姥姥|姥爷|岳父|岳母|公公|婆婆|老公|老婆|丈夫|妻子|爱人|太太|儿子|女儿"
    "|哥哥?|弟弟?|姐姐?|妹妹?|叔叔?|伯伯|伯父|大伯|舅舅?|姑姑|姑妈|阿?姨妈?|[表堂][哥弟姐妹]|嫂子|姐夫|孩子|老人家?|老爷子|老太太|父母)"
)
_OTHERS = "friend|neighbou?r|colleague|classmate|roommate"
_OTHERS_ZH = "病友|朋友|同事|邻居|同学|隔壁|邻床|别人|人家"
_KIN_NAMED = re.compile(rf"\b(?:{_KIN}|{_OTHERS})(?:'?s)?\b|{_KIN_ZH}|{_OTHERS_ZH}")
_HELLO = r"(?:(?:hi|hello|well|so|ok|您好|你好|医生)[,，。 ]*)?"
_PATIENT_FIRST = re.compile(
    rf"{_HELLO}(?:(?:my |our |the )?{_KIN}(?:'s(?= (?!age|weight))|s')?|(?:the )?(?:patient|pt)|he|she)"
    r"(?:'s)?(?![a-z'-])(?! (?:says?|said|is a doctor)\b)[,:，： ]*"
    rf"|{_HELLO}(?:我们?家?的?)?{_KIN_ZH}[,:，： ]*|{_HELLO}(?:[他她]|患者|病人)(?![们的])[,:，： ]*"
)
_PATIENT_BESIDE_KIN = re.compile(rf"(?:{_KIN}\b|{_KIN_ZH}).*(?:\bpatient\b|患者|病人)")
_KIN_FIRST = re.compile(rf"{_HELLO}(?:(?:my |our )?{_KIN}\b|(?:我们?家?的?)?{_KIN_ZH})")
_WRITER_FIRST = re.compile(
    r"(?:i am|i'm|im|i weigh|i have|i've|i had|i took|i take|i got|i was|i use|my (?!doctor|oncologist|hospital))"
    rf"|(?:我|本人)(?!们|想|觉|认|不|没|记|看|问|听|猜|估|家|的?{_KIN_ZH})"
)
_WRITER = re.compile(
    r"\bi (?:take|took|use|used|had|got|am on|was on|have)\b|\bi'm on\b|\bme:|我(?:自己|本人)?(?:也|只|曾)?[用吃打做在服]|我[:：]"
)


def of_the_patient(text: str, role: str | None) -> str:
    """The text without the words that name the patient in front: "my father weighs 60 kg" from a relative or a doctor."""
    if role in (None, "patient") or len(text) > LONGEST:
        return text
    plain = normalise(text)
    named = None if _PATIENT_BESIDE_KIN.search(plain.lower()) else _PATIENT_FIRST.match(plain.lower())
    return plain[named.end() :] or text if named else text


def begins_with_another(text: str, role: str | None) -> bool:
    """Whether an answer begins with somebody who is not the patient: the own family of a patient, the writer of any other."""
    plain = normalise(text[:SHORT]).lower()
    return bool((_KIN_FIRST if role in (None, "patient") else _WRITER_FIRST).match(plain))


def names_another(plain: str, role: str | None) -> bool:
    """Whether anybody who may not be the patient is named anywhere in a text in lower case."""
    if role in (None, "patient"):
        return bool(_KIN_NAMED.search(plain))
    return bool(_WRITER.search(plain) or _PATIENT_BESIDE_KIN.search(plain))
