"""The protocol questions: what the record leaves open, the screenings that each touches, and the team's rulings."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from bot.console.visit import Visit
from bot.rulings import BadRuling, Entry, Flip, register, rule
from i18n.catalogue import area


async def show(visit: Visit) -> Response:
    visit.saw("rulings")
    return _page(visit)


async def give(visit: Visit) -> Response:
    """Record a ruling and show what it changed."""
    form, console = visit.form, visit.console
    question, ruling, note = (form.get(name, "") for name in ("question", "ruling", "note"))
    try:
        flips = rule(console.store, console.trial, question, ruling, visit.who.id, note, visit.now)
    except BadRuling as error:
        return _page(visit, problem=f"bad_ruling-{error.why}", question=question, status=422)
    visit.saw(f"ruling {question}: {ruling}")
    return _page(visit, flips=flips, question=question)


def _page(
    visit: Visit, problem: str = "", question: str = "", flips: Sequence[Flip] | None = None, status: int = 200
) -> Response:
    entries = sorted(register(visit.console.store, visit.console.trial), key=lambda entry: -len(entry.touched))
    groups = {group: [entry for entry in entries if _group(entry) == group] for group in ("waiting", "ruled", "quiet")}
    words = area("exports", visit.language)
    return visit.page("rulings.html", status, groups=groups, x=words, flips=flips, question=question, problem=problem)


def _group(entry: Entry) -> str:
    """Those that wait for a ruling come first, those that touch nobody last."""
    if entry.in_force is not None:
        return "ruled"
    return "waiting" if entry.touched else "quiet"
