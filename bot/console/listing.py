"""The work list: filters from the address, one page of screenings, the counts beside the filters."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response

from bot.console.visit import Visit
from bot.hours import SHANGHAI
from bot.store import Filter, Record
from bot.store.worklist import PAGE_SIZE, SORTS
from flows.eligibility import Outcome
from flows.trial import ROLES, Trial
from i18n import LANGUAGES

OUTCOMES = (
    Outcome.LIKELY_ELIGIBLE,
    Outcome.NEEDS_CONFIRMATION,
    "not_now",
    Outcome.LIKELY_NOT_ELIGIBLE,
    "unfinished",
    "stopped",
)
FOLLOW_UPS = ("new", "contacted", "booked", "consented", "screen_failure", "withdrawn")
LONGEST_SEARCH = 100
YEARS = range(2000, 2200)
MOST_PAGES = 1_000_000


@dataclass(frozen=True)
class Row:
    """One line of the list; `review` are the criteria to judge, `unknown` those still open after the last question."""

    record: Record
    review: tuple[str, ...]
    unknown: tuple[str, ...]
    assigned: str


async def work_list(visit: Visit) -> Response:
    chosen = read_filter(visit.request.query_params, visit.console.trial)
    records = visit.console.store.records
    if chosen.search and (exact := records.find(chosen.search)) is not None:
        return visit.go(f"/case/{exact.code}")
    page = records.page(_in_moments(visit, chosen), visit.today)
    if not page.ids and page.total:
        return visit.go(address(chosen, page=page.pages))
    visit.saw(_what(chosen))
    names = {c.id: c.name for c in visit.console.store.desk.coordinators() if not c.removed}
    rows = _rows(visit, records.some(page.ids), names)
    return visit.page(
        "list.html",
        rows=rows,
        page=page,
        chosen=chosen,
        names=names,
        address=lambda **changes: address(chosen, **changes),
        outcomes=OUTCOMES,
        follow_ups=FOLLOW_UPS,
        sorts=tuple(SORTS),
        first=(chosen.page - 1) * PAGE_SIZE + 1,
    )


def read_filter(query: QueryParams, trial: Trial) -> Filter:
    """The filter that an address asks for; what cannot be meant is left out."""
    assigned = query.get("assigned", "")
    page = query.get("page", "1")
    return Filter(
        outcome=_one_of(query, "outcome", OUTCOMES),
        follow_up=_one_of(query, "follow_up", FOLLOW_UPS),
        role=_one_of(query, "role", ROLES),
        language=_one_of(query, "language", LANGUAGES),
        point=_one_of(query, "point", tuple(trial.criteria)),
        assigned=assigned if assigned == "none" or assigned.isdecimal() else "",
        flagged=query.get("flagged") == "1",
        soon=query.get("soon") == "1",
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        search=query.get("search", "").strip()[:LONGEST_SEARCH],
        words=query.get("words") == "1",
        sort=_one_of(query, "sort", tuple(SORTS)) or "newest",
        page=max(1, min(int(page), MOST_PAGES)) if page.isdecimal() and len(page) < 9 else 1,
    )


def _one_of(query: QueryParams, name: str, values: tuple[str, ...]) -> str:
    value = query.get(name, "")
    return value if value in values else ""


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if day.year in YEARS else ""


def _in_moments(visit: Visit, chosen: Filter) -> Filter:
    """Days in Shanghai, both included, as moments in the time zone that the store keeps."""

    def begin(day: str, later: int) -> str:
        there = datetime.combine(date.fromisoformat(day) + timedelta(days=later), time(), SHANGHAI)
        return there.astimezone(visit.now.tzinfo).isoformat()

    since, until = chosen.since, chosen.until
    return replace(chosen, since=since and begin(since, 0), until=until and begin(until, 1))


def address(chosen: Filter, **changes: str | int | bool) -> str:
    """The address of the list with some filters changed; back on its first page unless a page is asked for."""
    values = asdict(chosen) | {"page": 1} | changes
    plain = {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in values.items()}
    defaults = {"page": "1", "sort": "newest", "flagged": "0", "soon": "0", "words": "0"}
    said = {name: value for name, value in plain.items() if value and value != defaults.get(name)}
    return f"/?{urlencode(said)}" if said else "/"


def _what(chosen: Filter) -> str:
    """For the access log: the filters, but not the searched text, which may be what a person said."""
    said = address(chosen, page=chosen.page, search="…" if chosen.search else "")
    return f"list {said}" if said != "/" else "list"


def _rows(visit: Visit, records: list[Record], names: dict[int, str]) -> list[Row]:
    points = visit.console.store.records.open_points(tuple(record.id for record in records))
    return [_row(visit.console.trial, record, points[record.id], names) for record in records]


def _row(trial: Trial, record: Record, points: list[tuple[str, str]], names: dict[int, str]) -> Row:
    statuses = dict(points)
    ordered = [id for id in trial.criteria if id in statuses]
    return Row(
        record,
        tuple(id for id in ordered if statuses[id] == "review"),
        tuple(id for id in ordered if record.outcome and statuses[id] == "unknown" and not is_lifted(trial, record, id)),
        names.get(record.assigned or 0, ""),
    )


def is_lifted(trial: Trial, record: Record, criterion: str) -> bool:
    """Whether an unknown does not count because the hospital settles it anyway."""
    return record.role != "clinician" and trial.criteria[criterion].settled_at_hospital
