"""What a new result changes against an earlier one of the same screening, in words."""

from __future__ import annotations

from bot.outbound import Outbound
from bot.render.prompts import View
from flows.events import Concluded
from flows.rules import Status
from flows.state import State
from flows.survey import judge


def render_changes(view: View, earlier: State, *, rechecked: bool) -> list[Outbound]:
    """The outcome before and now, and the points that no longer stand in the way; `earlier` ends with its result."""
    now = view.state.result
    if earlier.result is None or now is None:
        return []
    names = [_outcome(view, result) for result in (earlier.result, now)]
    key = "result-same" if names[0] == names[1] else "result-rechecked" if rechecked else "result-changed"
    day = earlier.result.as_of.isoformat()
    lines = [view.words(key, before=names[0], after=names[1], **({"date": day} if key == "result-rechecked" else {}))]
    gone = _gone(view, earlier)
    if gone:
        lines += [view.words("result-gone"), *(f"• {point}" for point in gone)]
    return [Outbound("\n".join(lines))]


def _outcome(view: View, result: Concluded) -> str:
    return view.words("outcome-not_now" if result.not_now else f"outcome-{result.outcome}")


def _gone(view: View, earlier: State) -> list[str]:
    before = judge(view.trial, earlier, view.today).with_status(Status.FAILED)
    still = {finding.criterion for finding in judge(view.trial, view.state, view.today).with_status(Status.FAILED)}
    part = "label" if view.role == "clinician" else "plain"
    points = (view.words(f"{f.criterion}.{part}") for f in before if f.criterion not in still and f.criterion != "I7")
    return list(dict.fromkeys(points))
