"""Numbers as charts: how many come how far, why people do not fit, where they stop, how long it takes.

A chart is data; the page shows it as a table and `charts.js` draws it. Only sums leave this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from starlette.responses import Response

from bot.console.listing import FOLLOW_UPS, OUTCOMES
from bot.console.visit import Visit
from bot.hours import SHANGHAI
from bot.store.figures import MINUTES, Figures
from flows.trial import ROLES
from i18n import LANGUAGES

SPANS = (7, 30, 90)
"""Days to choose from; nothing is kept longer than the last."""
MOST_BARS = 15

_FINISHED = OUTCOMES[:4]
_HOPEFUL = OUTCOMES[:2]
_AFTER = {
    "contacted": ("contacted", "booked", "consented", "screen_failure", "withdrawn"),
    "booked": ("booked", "consented"),
    "consented": ("consented",),
}
"""A follow-up state also counts the later ones."""


@dataclass(frozen=True)
class Chart:
    """Bars by category; several series lie on each other."""

    id: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def empty(self) -> bool:
        return not any(value for _, values in self.series for value in values)


async def show(visit: Visit) -> Response:
    asked = visit.request.query_params.get("days", "")
    days = int(asked) if asked in map(str, SPANS) else SPANS[-1]
    first = datetime.combine(visit.today - timedelta(days=days), time(), SHANGHAI)
    found = visit.console.store.records.figures(*(m.astimezone(visit.now.tzinfo).isoformat() for m in (first, visit.now)))
    visit.saw(f"figures days={days}")
    charts = (
        _funnel(visit, found),
        _outcomes(visit, found),
        _reasons(visit, found),
        _stops(visit, found),
        _minutes(visit, found),
    )
    return visit.page("figures.html", charts=charts, days=days, spans=SPANS, found=found)


def _funnel(visit: Visit, found: Figures) -> Chart:
    finished = sum(found.total(result=outcome) for outcome in _FINISHED)
    steps = {
        "started": found.started,
        "agreed": found.consented,
        "shared": found.total(),
        "finished": finished,
        "hopeful": _hopeful(found, FOLLOW_UPS),
        **{step: _hopeful(found, states) for step, states in _AFTER.items()},
    }
    names = tuple(visit.words(f"step-{step}") for step in steps)
    return Chart("funnel", names, ((visit.words("screenings"), tuple(steps.values())),))


def _hopeful(found: Figures, states: Iterable[str]) -> int:
    """Those who may fit and whose follow-up is in one of these states."""
    return sum(found.total(result=outcome, follow_up=state) for outcome in _HOPEFUL for state in states)


def _outcomes(visit: Visit, found: Figures) -> Chart:
    """By role and by language, each with its outcomes."""
    groups = [*(("role", role) for role in ROLES), *(("language", language) for language in LANGUAGES)]
    names = tuple(visit.words(f"{name}-{value}") for name, value in groups)
    series = _series(
        visit,
        "outcome",
        OUTCOMES,
        lambda outcome: tuple(found.total(**{name: value, "result": outcome}) for name, value in groups),
    )
    return Chart("outcomes", names, series)


def _series(
    visit: Visit, prefix: str, keys: Iterable[str], values: Callable[[str], tuple[int, ...]]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((visit.words(f"{prefix}-{key}"), values(key)) for key in keys)


def _reasons(visit: Visit, found: Figures) -> Chart:
    """The criteria that fail or go to review most often."""
    totals: dict[str, int] = {}
    for (criterion, _), number in found.reasons.items():
        totals[criterion] = totals.get(criterion, 0) + number
    most = sorted((id for id in totals if id in visit.console.trial.criteria), key=lambda id: -totals[id])[:MOST_BARS]
    names = tuple(f"{id} · {visit.trial_words(f'{id}.label')}" for id in most)
    series = _series(
        visit, "status", ("failed", "review"), lambda status: tuple(found.reasons.get((id, status), 0) for id in most)
    )
    return Chart("reasons", names, series)


def _stops(visit: Visit, found: Figures) -> Chart:
    known = {id: number for id, number in found.stops.items() if id and visit.trial_words.has(f"{id}.label")}
    most = sorted(known, key=lambda id: -known[id])[:MOST_BARS]
    names = tuple(visit.trial_words(f"{id}.label") for id in most)
    return Chart("stops", names, ((visit.words("screenings"), tuple(known[id] for id in most)),))


def _minutes(visit: Visit, found: Figures) -> Chart:
    """How long it took from the beginning to the result, by role."""
    names = [visit.words("minutes-to", minutes=bound) for bound in MINUTES]
    names.append(visit.words("minutes-over", minutes=MINUTES[-1]))
    none = (0,) * len(names)
    return Chart("minutes", tuple(names), _series(visit, "role", ROLES, lambda role: found.minutes.get(role, none)))
