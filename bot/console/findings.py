"""The findings of one screening for the study team: what decided each, what a coordinator made of it, open points first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.render.values import facts_text, labels
from bot.store import FollowUp, Found
from flows.eligibility import Assessment, Finding, Outcome
from flows.rules import Status
from flows.summary import Summary
from flows.trial import Trial
from i18n.catalogue import Words

GROUPS = ("review", "unknown", "failed", "judged", "hospital", "met", "not_applicable")
"""In this order on the page; `judged` is what the team has settled."""


@dataclass(frozen=True)
class Point:
    """One criterion. `status` is the rules' own; beside it stand `ruled`, the one under the team's rulings where it is another,
    and `overrides`, of which the last one counts."""

    criterion: str
    quote: str
    status: str
    answer: str
    missing: str
    reasons: tuple[str, ...]
    change: str
    lifted: bool
    ruled: str | None
    overrides: tuple[FollowUp, ...]

    @property
    def now(self) -> str:
        """The status that counts."""
        return str(self.overrides[-1].body["status"]) if self.overrides else self.ruled or self.status

    @property
    def group(self) -> str:
        if self.now == Status.UNKNOWN and self.lifted:
            return "hospital"
        return "judged" if self.now != self.status and self.now in (Status.MET, Status.NOT_APPLICABLE) else self.now


@dataclass(frozen=True)
class Reviewed:
    """All points by group, and the outcome that follows from the statuses that count now."""

    groups: Mapping[str, tuple[Point, ...]]
    outcome: str
    judged_anew: bool
    """Whether a ruling or an override has changed anything."""


def review(trial: Trial, words: Words, summary: Summary, ruled: Assessment, found: Finds, follow_ups: Steps) -> Reviewed:
    """`found` are the findings as they were worked out at the last answer; they are shown, and `summary` only explains them."""
    overrides: dict[str, list[FollowUp]] = {}
    for step in follow_ups:
        if step.kind == "override":
            overrides.setdefault(str(step.body["criterion"]), []).append(step)
    points = [
        _point(trial, words, summary, ruled.findings[id], found[id], tuple(overrides.get(id, ())))
        for id in trial.criteria
        if id in found
    ]
    groups = {group: tuple(point for point in points if point.group == group) for group in GROUPS}
    return Reviewed(groups, _outcome(groups), any(point.now != point.status for point in points))


Finds = Mapping[str, Found]
Steps = Iterable[FollowUp]


def _outcome(groups: Mapping[str, tuple[Point, ...]]) -> str:
    if groups["failed"]:
        return Outcome.LIKELY_NOT_ELIGIBLE
    return Outcome.NEEDS_CONFIRMATION if groups["review"] or groups["unknown"] else Outcome.LIKELY_ELIGIBLE


def _point(
    trial: Trial, words: Words, summary: Summary, ruled: Finding, found: Found, overrides: tuple[FollowUp, ...]
) -> Point:
    id = found.criterion
    worked_out = summary.assessment.findings[id]
    same = worked_out.status == found.status  # not after the trial's rules have changed: then there is nothing to explain
    return Point(
        criterion=id,
        quote=trial.criteria[id].quote,
        status=found.status,
        answer=facts_text(trial, words, (fact for fact in found.decided_by if fact in trial.facts), summary.values),
        missing=labels(trial, words, worked_out.missing) if same and found.status == Status.UNKNOWN else "",
        reasons=tuple(words(f"because-{reason}.clinician") for reason in worked_out.reasons) if same else (),
        change=_change(words, found),
        lifted=id in summary.assessment.lifted,
        ruled=str(ruled.status) if same and ruled.status != found.status else None,
        overrides=overrides,
    )


def _change(words: Words, found: Found) -> str:
    if found.until:
        return words("change-temporary_until", date=found.until.isoformat())
    return words(f"change-{found.change}") if found.change else ""
