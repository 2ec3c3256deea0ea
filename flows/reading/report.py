"""One message with many facts: a doctor's line or a copied laboratory report. The rest is kept for show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.answers import Answer, Quantity, Reading, Reason, Rejection
from flows.reading.claims import DRUGS, Claim, Line
from flows.reading.report_drugs import progression
from flows.reading.report_findings import anticoagulant, diagnosis, ecog, sites, viruses
from flows.reading.report_labs import labs
from flows.reading.report_person import lab_date, person
from flows.reading.text import LONGEST_MESSAGE, normalise
from flows.units import Analyte

MOST_LINES = 120
LONGEST_PROSE = 2048  # characters; a longer text is a report only where each of its lines is the row of a table
LONGEST_ROW = 200
_FINDERS: tuple[Callable[[str, date], list[Claim]], ...] = (
    lab_date, viruses, ecog, person, diagnosis, sites, anticoagulant
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """`found` is to be confirmed at once, `doubtful` to be asked one by one; `drugs` and `unread` are verbatim."""

    found: dict[str, Answer]
    doubtful: dict[str, Reading | Rejection]
    unread: tuple[str, ...]
    drugs: str = ""


def read_report(text: str, analytes: dict[str, Analyte], today: date) -> Report:
    """All facts of a message that can be read for certain; any order, one or several lines, English and Chinese.

    A doubtful unit, a value outside its limits, and two different values for one fact are in `doubtful`. Negated or
    uncertain findings ("no lung mets", ?, 待排) stay in `unread`. A text longer than any report is unread as a whole.
    """
    written = [line for line in text.splitlines() if line.strip()] if len(text) <= LONGEST_MESSAGE else [text]
    if len(written) > MOST_LINES or (len(text) > LONGEST_PROSE and max(map(len, written), default=0) > LONGEST_ROW):
        return Report({}, {}, (text,))
    lines = [_claimed(normalise(line), analytes, today) for line in written]
    claims = [claim for line in lines for claim in sorted(line.claims, key=lambda claim: claim.start)]
    found, doubtful = _agreed([claim for claim in claims if claim.fact != DRUGS])
    drugs = "; ".join(claim.drugs for claim in claims if claim.fact == DRUGS)
    return Report(found, doubtful, tuple(piece for line in lines for piece in line.unclaimed()), drugs)


def _claimed(text: str, analytes: dict[str, Analyte], today: date) -> Line:
    line = Line(text)
    for find in _FINDERS:
        line.add(find(text, today))
    line.add(labs(line, analytes))
    line.add(progression(line))
    return line


def _agreed(claims: list[Claim]) -> tuple[dict[str, Answer], dict[str, Reading | Rejection]]:
    said: dict[str, dict[Reading | Rejection, None]] = {}
    for claim in claims:
        said.setdefault(claim.fact, {})[claim.said] = None
    found: dict[str, Answer] = {}
    doubtful: dict[str, Reading | Rejection] = {}
    for fact, once in said.items():
        settled = _settled(fact, list(once))
        if isinstance(settled, Reading) and settled.doubt is None:
            found[fact] = settled.value
        else:
            doubtful[fact] = settled
    return found, doubtful


def _settled(fact: str, said: list[Reading | Rejection]) -> Reading | Rejection:
    """One fact said several times: sites add up, the same twice is once, anything else is asked."""
    readings = [item for item in said if isinstance(item, Reading)]
    if fact == "recurrence_sites" and len(readings) == len(said):
        named = {site for item in readings if isinstance(item.value, tuple) for site in item.value}
        return Reading(tuple(site for site in ("local", "regional", "distant") if site in named))
    if fact == "hbv":
        return _hepatitis_b({item.value for item in readings})
    if len(said) == 1:
        return said[0]
    number = any(isinstance(item.value, Decimal | Quantity) for item in readings)
    reason = Reason.AMBIGUOUS_NUMBER if number or not readings else Reason.AMBIGUOUS_CHOICE
    return Rejection(reason, tuple(item.value for item in readings))


def _hepatitis_b(values: set[Answer]) -> Reading | Rejection:
    """A core antibody says "only core antibody" when the surface antigen is known to be negative."""
    if values in ({"no"}, {"yes"}):
        return Reading(values.pop())
    if "core_ab_only" in values and len(values) == 2:
        return Reading("core_ab_only" if "no" in values else "yes")
    return Rejection(Reason.AMBIGUOUS_CHOICE, ("core_ab_only", "yes", "no"))
