"""Forms of a typed value that are written over before it is cut into tokens: 八克五, kg 60, a second unit, the height."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from flows.reading.lab_names import SCALARS
from flows.reading.text import NUMBER, number_values
from flows.units import Analyte

_HEIGHT = re.compile(
    r"(?:身高|height:?)? ?(?<![0-9.])1[0-9]{2}(?:\.[0-9])? ?(?:cm|厘米|公分)(?![a-z])(?=.*[0-9])"
    r"|(?<=[0-9a-z斤])[ ,]*(?:身高|height:?)? ?(?:1[0-9]{2} ?(?:cm|厘米|公分)|1米[0-9]{0,2}|1\.[0-9]{1,2} ?(?:米|m))[。.]?$"
)
_WEIGHT_UNIT = r"(kg|公斤|千克|斤|lbs?|pounds?|磅)"
_WEIGHT_BEFORE = re.compile(
    rf"(?:原来|以前|之前|原先|病前|生病前|得病前|i used to (?:be|weigh)|used to (?:be|weigh)) ?(?:是|有)?{NUMBER} ?{_WEIGHT_UNIT}"
    r"[ ,。.;]*(?:but |and )?(?=现在|目前|now )"
)
_WEIGHT_TWICE = re.compile(rf"({NUMBER}) ?{_WEIGHT_UNIT} ?[(/=,,]? ?(?:即|也就是)?({NUMBER}) ?{_WEIGHT_UNIT}\)?[。.]?")
_UNIT_FIRST = re.compile(rf"(kgs?|公斤|lbs?|mg|毫克)[ :]?({NUMBER})((?: ?(?:daily|a day|per day|qd|/ ?day|每天))?)")
_MG = rf"({NUMBER}) ?(?:mg|毫克)"
_ONE_TABLET = re.compile(  # once a day: nothing has to be added up
    rf"(?:i take |takes? )?(?:1|an?) {_MG} ?(?:tablet|tab|pill) ?(?:a day|per day|daily|once daily|once a day|every day|/ ?day|qd)[.]?"
    rf"|(?:我|他|她|患者|病人)?每[天日](?:吃|服用?)?[1一][片粒][, ]*(?:每[片粒]|[1一][片粒])?{_MG}[。]?"
    rf"|{_MG},? ?[1一][片粒],? ?每[天日](?:[1一]次)?[。]?"
)
_GRAMS = re.compile(r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9])?) ?克(?:([0-9])(?![0-9]))?(?![/0-9每])")
_WITHIN = re.compile(rf"(.*[0-9].*[ ,(↑↓])({NUMBER})以[内下]\)?")
_POWER = re.compile(r"10 ?\(([0-9]{1,2})\)(?=/)")
_SECONDS = re.compile("(?<=[0-9])(?: ?(?:\u2032{2}|\u2033|''|\"))(?!.*\")")


def rewritten(said: str, analyte: Analyte) -> str:
    """The same answer in the form that the tokens know; an answer that is already in it stays as it is."""
    if analyte.name in SCALARS:
        return _scalar(said, analyte)
    if analyte.name == "hb":  # 血色素八克五: the size tells grams per decilitre from grams per litre
        said = _GRAMS.sub(lambda match: f"{match[1]}.{match[2]}" if match[2] and "." not in match[1] else match[1], said)
    if analyte.name == "aptt":
        said = _SECONDS.sub("s", said)
    if analyte.takes_uln and (match := _WITHIN.fullmatch(said)):
        said = f"{match[1]}<{match[2]}"
    return _POWER.sub(r"10^\1", said)


def _scalar(said: str, analyte: Analyte) -> str:
    if match := _UNIT_FIRST.fullmatch(said):
        return f"{match[2]} {match[1]}{match[3]}" if analyte.find_unit(match[1]) else said
    if analyte.name == "steroid_mg_per_day":
        tablet = _ONE_TABLET.fullmatch(said)
        return f"{next(filter(None, tablet.groups()))} mg" if tablet else said
    said = _WEIGHT_BEFORE.sub("", _HEIGHT.sub(" ", said))
    match = _WEIGHT_TWICE.fullmatch(said)
    return f"{match[1]} {match[2]}" if match and _agree(match, analyte) else said


def _agree(match: re.Match[str], analyte: Analyte) -> bool:
    """55 kg (110 斤): both are one weight."""
    first, second = (_canonical(match[at], match[at + 1], analyte) for at in (1, 3))
    return first is not None and second is not None and abs(first - second) <= first / 100


def _canonical(number: str, unit: str, analyte: Analyte) -> Fraction | None:
    found, values = analyte.find_unit(unit), number_values(number)
    return analyte.canonical(Decimal(values[0]), found) if found and len(values) == 1 else None
