"""`prescreen assess`: the findings for files of facts, one JSON line a file."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.answers import PartialDate
from flows.eligibility import Assessment, assess
from flows.facts import YEARS, parse_facts
from flows.trial import ROLES, Trial

SIZE_LIMIT = 1_000_000
"""The largest file taken, in bytes."""


class BadFile(ValueError):
    """A facts file that cannot be assessed; the message says why."""


def assess_file(trial: Trial, path: Path) -> dict[str, Any]:
    """Assess one file `{"role", "as_of", "facts"}`. Raises BadFile, never anything else, for whatever is in it."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise BadFile(f"larger than {SIZE_LIMIT} bytes")
        case = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise BadFile(error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise BadFile(f"not JSON in UTF-8: {error}") from error
    try:
        return to_json(assess_case(trial, case))
    except ValueError as error:
        raise BadFile(str(error)) from error


def assess_case(trial: Trial, case: Any) -> Assessment:
    """The assessment of a decoded facts file. Raises ValueError that says what is wrong with it."""
    if not isinstance(case, dict) or not isinstance(case.get("facts"), dict):
        raise ValueError('expected {"role": …, "as_of": "YYYY-MM-DD", "facts": {…}}')
    facts = dict(case["facts"])
    role, day = case.get("role", facts.pop("role", None)), case.get("as_of", facts.pop("as_of", None))
    facts = {name: value for name, value in facts.items() if name not in ("role", "as_of")}
    if role not in ROLES:
        raise ValueError(f"role: {role!r} is not one of {', '.join(ROLES)}")
    as_of = parse_day(day)
    return assess(trial, parse_facts(trial.facts, facts, as_of), role, as_of)


def parse_day(text: Any) -> date:
    """A date YYYY-MM-DD. Raises ValueError that names the field."""
    try:
        parsed = PartialDate.parse(text)
        if parsed.year not in YEARS:
            raise ValueError
        return date(parsed.year, parsed.month or 0, parsed.day or 0)
    except (ValueError, AttributeError):
        raise ValueError(f"as_of: {text!r} is not a date YYYY-MM-DD") from None


def to_json(assessment: Assessment) -> dict[str, Any]:
    """The contract's form of an assessment."""
    failed = [finding for finding in assessment.findings.values() if finding.temporary]
    return {
        "outcome": assessment.outcome,
        "not_now": assessment.not_now,
        "earliest_date": _iso(assessment.earliest),
        "statuses": {id: finding.status for id, finding in assessment.findings.items()},
        "temporary": {finding.criterion: _iso(finding.until) for finding in failed},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
