"""Laboratory values, weight and dose: a number, its unit and the upper limit of normal, in the words of a report.

A text is cut into tokens, each written as one letter, and the letters have to fit _SHAPE: what is not known to be
harmless makes the whole answer a question, never a value.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from flows.answers import UNKNOWN, Answer, Quantity, Reading, Reason, Rejection
from flows.reading.doses import daily_dose
from flows.reading.lab_forms import rewritten
from flows.reading.lab_names import SCALARS, TEST_NAME, test_named
from flows.reading.lab_tokens import Token, tokens
from flows.reading.measured import contradicts, doubted_pair, judged_quantity, quantity_of, unit_needed
from flows.reading.text import SHORT, digits, dont_know, normalise, opened
from flows.units import Analyte

_SHAPE = re.compile(r"P?N(?:P*[RB]|P*KP*[NRB]|/K?[NRB])?P?")
_REFERENCE = re.compile("ref|range|interval|value|limit|参考|值|范围")
_NOT_DETECTED = re.compile(r"B?D+B?|B")
_LONGEST_ANSWER = 400  # visible characters; a whole line of a report may be pasted
_SILENT = "SFALTU"  # kinds that say nothing about the shape
# The highest lower limits of HBV DNA kits: "<20" is below detection in any unit, "<20000" says nothing.
_KIT_LIMITS = {"IU/mL": Decimal(500), "copies/mL": Decimal(1000), None: Decimal(200)}
_BELOW = ("<", "<=", "≤", "小于", "低于", "less than", "below", "under")
_PER = re.compile(r" ?\bper (?=(?:d?l|ml|ul|lit(?:er|re))\b)|每(?=[毫分微]?升)")
_NAME = re.compile("姓名[: ]*[\u4e00-\u9fff*]{2,4}(?=[ ,;]|$)")
_NO_RANGE = re.compile(
    r"(?<=[0-9a-z升秒])[,;. (]+(?:but |and )?(?:i )?(?:don'?t know|do not know|not sure (?:about|of)|no idea (?:about|of)|no) (?:the |what the )?"
    r"(?:upper |normal |reference |ref )*(?:range|limit|uln)s?(?: is)?[). ]*$"
    r"|(?<=[0-9a-z升秒])[,;。. (]*(?:但)?(?:不知道|不清楚|没写|没有|不记得|忘了)(?:正常|参考)?值?的?(?:上限|参考值|参考范围|范围|正常值)(?:是多少)?[)。 ]*$"
)
_MISTYPED_ONE = re.compile(r"(?:[il] ?|\|)[0-9]")  # l12 may be 112
_RESULT = re.compile("[0-9阴阳+]|neg|pos")
_BILIRUBIN = re.compile("bil|胆")
_OTHER_TIME = re.compile(
    r"[0-9]{4}[-/年]|[前昨上]|复查|治疗|之后|化疗|\b(?:last|ago|before|after|previous\w*|prior|yesterday|then|now|was|days?|weeks?|months?|years?)\b"
)
_GRAMS = re.compile("[ (]*g ?/ ?l")
_GIGA = re.compile(r"(?<![A-Za-z])G/[Ll](?![A-Za-z])")
_MICROLITRE = re.compile(r"\bmicro-?lit(?:er|re)s?\b|\bcubic millimet(?:er|re)s?\b")
_SAID_POINT = re.compile("(?<=[0-9]) point (?=[0-9])")
_A_DAY = re.compile("(?<![0-9])1[天日]")


def read_quantity(text: str, analyte: Analyte) -> Reading | Rejection:
    """A laboratory value as typed: Quantity with a unit of the analyte, and the upper limit where it takes one.

    "Don't know" is UNKNOWN; HBV DNA also has "below_detection" (TND, 未检出, <20). A bare number is taken only
    where `analyte.bare`, or the upper limit beside it, makes the unit certain; otherwise UNIT_NEEDED with the units
    that are possible. OUT_OF_RANGE outside `hard`; outside `soft`, with "about", or with a strange upper limit there is
    a doubt. Also NUMBER_NEEDED (normal, 1.2×ULN, <500), WRONG_TEST (NEUT%, direct bilirubin, PT), WRONG_UNIT,
    AMBIGUOUS_NUMBER (several numbers, 22,50), NOT_A_NUMBER, NOT_UNDERSTOOD, EMPTY, TOO_LONG.
    """
    plain = opened(text)
    if not isinstance(plain, str):
        return plain
    if len(plain) > _LONGEST_ANSWER:
        return Rejection(Reason.TOO_LONG)
    said = _NO_RANGE.sub("", in_digits(_giga(text, analyte) or plain))
    if analyte.name != "hbv_dna" and _is_own_name(said, analyte) and dont_know(TEST_NAME.sub("", said)):
        return Reading(UNKNOWN)
    said = rewritten(said, analyte)
    if _MISTYPED_ONE.match(said):
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    found = from_tokens(list(tokens(said, analyte)), analyte)
    return found if isinstance(found, Reading) else _of_a_line(said, analyte) or found


def _giga(text: str, analyte: Analyte) -> str | None:
    """180 G/L, in capitals, are 180 giga per litre of a cell count; in small letters they are grams of another test."""
    plain = normalise(text)
    return _GIGA.sub(" 10^9/L", plain).casefold() if "g/L" not in analyte.units and _GIGA.search(plain) else None


def _is_own_name(said: str, analyte: Analyte) -> bool:
    match = TEST_NAME.match(said)
    return match is not None and test_named(match) == analyte.name


def _of_a_line(said: str, analyte: Analyte) -> Reading | None:
    """The asked test among several labelled ones, "WBC 5.6, ANC 3.1", when every one before it has its own result."""
    if _OTHER_TIME.search(said):
        return None
    names = _labels(said)
    asked = [at for at, (name, _, _) in enumerate(names) if name == analyte.name]
    if len(names) < 2 or len(asked) != 1 or any(t.kind not in _SILENT for t in tokens(said[: names[0][1]], analyte)):
        return None
    edges = [start for _, start, _ in names[1:]] + [len(said)]
    results = [said[end:edge] for (_, _, end), edge in zip(names, edges, strict=True)]
    if not all(_RESULT.search(result) for result in results):
        return None
    own = list(tokens(results[asked[0]], analyte))
    found = from_tokens(own, analyte)
    if isinstance(found, Rejection) and found.reason is Reason.UNIT_NEEDED and analyte.name == "tbil":
        units = [[t for t in tokens(result, analyte) if t.kind == "U"] for result in results]
        shared = all(_BILIRUBIN.search(said[start:end]) for _, start, end in names) and not any(units[:-1])
        found = from_tokens(own + units[-1], analyte) if shared else found
    return found if isinstance(found, Reading) and found.value != UNKNOWN else None


def _labels(said: str) -> list[tuple[str, int, int]]:
    """The tests named in a text with their places; two names of one test are one label."""
    labels: list[tuple[str, int, int]] = []
    for match in TEST_NAME.finditer(said):
        name = test_named(match)
        if labels and labels[-1][0] == name and not _RESULT.search(said[labels[-1][2] : match.start()]):
            labels[-1] = name, labels[-1][1], match.end()
        else:
            labels.append((name, match.start(), match.end()))
    return labels


def in_digits(plain: str) -> str:
    """Numbers in digits, "per" and 每 in units as a slash, and neither 一天 (a day) nor 李四 (a name) left as a number."""
    return _SAID_POINT.sub(".", _A_DAY.sub("每天", _PER.sub("/", digits(_NAME.sub(" ", _MICROLITRE.sub("ul", plain))))))


def read_scalar(text: str, analyte: Analyte) -> Reading | Rejection:
    """Weight or dose as a Decimal in the canonical unit (kg, mg): 143 lb = 64.8644. Otherwise as `read_quantity`.

    The choices of a rejection are quantities, so that the unit is seen. A dose that has to be added up ("5mg bid") is
    AMBIGUOUS_NUMBER with the sum of a day.
    """
    found = read_quantity(text, analyte)
    if isinstance(found, Reading):
        return as_scalar(found, analyte)
    added_up = _added_up(text, analyte) if analyte.name == "steroid_mg_per_day" and not found.choices else None
    return Rejection(Reason.AMBIGUOUS_NUMBER, (added_up,)) if added_up else found


def as_scalar(found: Reading, analyte: Analyte) -> Reading:
    """The same with a plain number in the canonical unit. A weight is a rough number, so "about" is no doubt here."""
    if not isinstance(found.value, Quantity):
        return found
    exact = analyte.canonical(found.value.value, found.value.unit)
    value = round(Decimal(exact.numerator) / Decimal(exact.denominator), 6).normalize() + 0
    return Reading(value, None if exact in analyte.soft else found.doubt)


def understood(choice: Quantity, analyte: Analyte) -> str:
    """A quantity in the canonical unit and as it was said: "65 kg (130 斤)"."""
    said = f"{float(choice.value):g} {choice.unit}"
    return (
        said
        if choice.unit == analyte.unit
        else f"{float(analyte.canonical(choice.value, choice.unit)):.4g} {analyte.unit} ({said})"
    )


def _added_up(text: str, analyte: Analyte) -> Quantity | None:
    return daily_dose(in_digits(normalise(text).casefold()), analyte) if len(text) <= SHORT else None


def from_tokens(found: list[Token], analyte: Analyte) -> Reading | Rejection:
    """What the pieces of an answer mean."""
    if refused := _refused(found, analyte):
        return refused
    kinds = "".join(token.kind for token in found if token.kind not in _SILENT)
    unit = next((token.name for token in found if token.kind == "U"), None)
    numbers = [token for token in found if token.kind in "NRB"]
    if "G" in kinds:
        return _logarithm(kinds, numbers, unit, analyte)
    if analyte.name == "hbv_dna" and _NOT_DETECTED.fullmatch(kinds):
        return _below_detection(numbers, unit)
    if _says_no_number(kinds):
        said_something = any(token.kind in "QNBDPLK" for token in found)
        return Rejection(Reason.NUMBER_NEEDED if said_something else Reason.NOT_A_NUMBER)
    if not _SHAPE.fullmatch(kinds) or _is_reference(found):
        return Rejection(Reason.AMBIGUOUS_NUMBER, _pair(kinds, numbers, unit, analyte))
    about = any(token.kind == "A" for token in found)
    limit = numbers[1] if len(numbers) > 1 else None
    if "K" in kinds and not analyte.takes_uln and analyte.name not in SCALARS:
        limit = None  # said to be the upper limit, which nobody needs here
    if "g/L" not in analyte.units and any(token.kind == "U" and _GRAMS.fullmatch(token.text) for token in found):
        asked = unit_needed(numbers[0].values, None, analyte)
        return asked if asked.reason is Reason.UNIT_NEEDED else Rejection(Reason.WRONG_UNIT)
    value = quantity_of(numbers[0], limit, unit, about, analyte)
    if isinstance(value, Reading) and isinstance(value.value, Quantity) and _is_contradicted(value.value, found, analyte):
        return Rejection(Reason.AMBIGUOUS_NUMBER)
    return doubted_pair(value, analyte) if "/" in kinds and "K" not in kinds else value


def _is_contradicted(value: Quantity, found: list[Token], analyte: Analyte) -> bool:
    """22↑ (0-40), 120 normal. "Normal" before a range is only its name."""
    lower = next((token.values[0] for token in found if token.kind == "R"), None)
    last = max(at for at, token in enumerate(found) if token.kind in "NRB")
    alone = sum(token.kind in "NRB" for token in found) == 1
    words = [t.text for at, t in enumerate(found) if t.kind == "L" or (t.kind == "P" and (alone or at > last))]
    return contradicts(value, lower, words, analyte)


def _is_reference(found: list[Token]) -> bool:
    """Whether the number is introduced as the reference: "ref limit 40", 参考值 40."""
    words = [token for token in found if token.kind in "PN"]
    return words[0].kind == "P" and _REFERENCE.search(words[0].text) is not None


def _says_no_number(kinds: str) -> bool:
    """Words only, a bound, or a multiple of the upper limit."""
    return "Q" in kinds or (kinds.endswith("NK") and kinds.count("N") == 1) or ("N" not in kinds and "R" not in kinds)


def _refused(found: list[Token], analyte: Analyte) -> Rejection | None:
    kinds = {token.kind for token in found}
    if any(token.kind == "T" and token.name != analyte.name for token in found):
        return Rejection(Reason.WRONG_TEST)
    if "X" in kinds:
        percent = any(token.kind == "X" and "%" in token.text for token in found)
        return Rejection(Reason.WRONG_TEST if percent and analyte.name in ("anc", "inr") else Reason.WRONG_UNIT)
    if "J" in kinds or "M" in kinds or len({token.name for token in found if token.kind == "U"}) > 1:
        numbers = sum({"N": 1, "B": 1, "R": 2}.get(token.kind, 0) for token in found)
        if numbers == 1 and "M" in kinds and "J" not in kinds:
            return Rejection(Reason.OUT_OF_RANGE)
        reasons = (Reason.NOT_A_NUMBER, Reason.NOT_UNDERSTOOD, Reason.AMBIGUOUS_NUMBER)
        return Rejection(reasons[min(numbers + ("V" in kinds), 2)])
    return None


def _below_detection(bounds: list[Token], unit: str | None) -> Reading | Rejection:
    def within(limit: Decimal) -> bool:
        return all(token.text.strip() in _BELOW and token.values[0] <= limit for token in bounds)

    if within(_KIT_LIMITS[unit] if unit in _KIT_LIMITS else Decimal(0)):
        return Reading("below_detection")
    return Rejection(Reason.UNIT_NEEDED if unit is None and within(max(_KIT_LIMITS.values())) else Reason.NUMBER_NEEDED)


def _logarithm(kinds: str, numbers: list[Token], unit: str | None, analyte: Analyte) -> Reading | Rejection:
    """log 2.7 is 501 IU/mL or 501 copies/mL: the unit has to be said."""
    if analyte.name != "hbv_dna" or kinds not in ("GN", "NG") or min(numbers[0].values) > 12:
        return Rejection(Reason.NOT_UNDERSTOOD)
    with localcontext() as context:
        context.prec = 12
        value = Decimal(10) ** min(numbers[0].values)
    return judged_quantity(Quantity(value, unit), False, analyte) if unit else unit_needed((value,), None, analyte)


def _pair(kinds: str, numbers: list[Token], unit: str | None, analyte: Analyte) -> tuple[Answer, ...]:
    """22, 50 may be a value and its upper limit."""
    if not analyte.takes_uln or kinds != "NN":
        return ()
    found = quantity_of(numbers[0], numbers[1], unit, False, analyte)
    return (found.value,) if isinstance(found, Reading) and found.doubt is None else ()
