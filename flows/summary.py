"""The result as data: which points are put to the person, in which group, and what decided them. No words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.answers import Json
from flows.eligibility import Assessment, Finding
from flows.rules import Status
from flows.state import State
from flows.survey import judge, survey
from flows.trial import Trial


@dataclass(frozen=True)
class Summary:
    """One result. `open` are points for the study team, `hospital` those that are examined there anyway."""

    role: str
    as_of: date
    assessment: Assessment
    values: Mapping[str, Json]
    failed: tuple[Finding, ...]
    review: tuple[Finding, ...]
    open: tuple[Finding, ...]
    hospital: tuple[Finding, ...]
    not_applicable: tuple[Finding, ...]
    met: tuple[Finding, ...]
    local_treatment: bool

    @property
    def variant(self) -> str:
        """The outcome as it is worded: `not_now` where every failure is temporary."""
        return "not_now" if self.assessment.not_now else self.assessment.outcome.value


def summarise(trial: Trial, state: State, today: date) -> Summary:
    """The result of a screening; of a concluded one, on the day of its result."""
    found = judge(trial, state, today)
    day = state.result.as_of if state.result and state.phase == "concluded" else today
    values = survey(trial, state, day).values
    unknown = found.with_status(Status.UNKNOWN)
    return Summary(
        role=state.role or "patient",
        as_of=day,
        assessment=found,
        values=values,
        failed=tuple(found.with_status(Status.FAILED)),
        review=tuple(found.with_status(Status.REVIEW)),
        open=tuple(f for f in unknown if f.criterion not in found.lifted),
        hospital=tuple(f for f in unknown if f.criterion in found.lifted),
        not_applicable=tuple(found.with_status(Status.NOT_APPLICABLE)),
        met=tuple(found.with_status(Status.MET)),
        local_treatment=_discuss_local_treatment(found),
    )


def _discuss_local_treatment(found: Assessment) -> bool:
    """Whether local treatment is possible: I5 failed, or in review because of it (clinical reading 8.3)."""
    finding = found.findings.get("I5")
    return finding is not None and (
        finding.status is Status.FAILED or (finding.status is Status.REVIEW and "local_treatment_possible" in finding.reasons)
    )
