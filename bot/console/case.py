"""One screening: its page, and what a coordinator does there. Forms work with htmx and without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.conversation import Bubble, Conversation
from bot.console.findings import GROUPS, Reviewed, review
from bot.console.listing import FOLLOW_UPS
from bot.console.visit import Visit
from bot.hours import FIRST_HOUR, LAST_HOUR, SHANGHAI, may_send
from bot.render.values import answer_text
from bot.rulings import ruled_assessment
from bot.store import FollowUp, Happened, Letter, Line, Record
from flows.events import Answered, Flagged
from flows.rules import Status
from flows.state import State, replay
from flows.summary import summarise

LONGEST_TEXT = 2000
"""Characters of a note, a reason or a letter."""
READY = ("call", "documents", "visit", "question", "closed")
"""The ready texts, `ready-<name>` in the console's words."""


@dataclass(frozen=True)
class Case:
    """Everything about one screening, as it was read for one page."""

    record: Record
    happened: list[Happened]
    lines: list[Line]
    follow_ups: list[FollowUp]
    letters: list[Letter]
    state: State
    reviewed: Reviewed

    @property
    def flags(self) -> list[tuple[datetime, str, str]]:
        """The red flags with the words that raised them."""
        return [(h.at, h.event.code, h.event.said) for h in self.happened if isinstance(h.event, Flagged)]


def _record(visit: Visit) -> Record:
    record = visit.console.store.records.find(visit.request.path_params["code"])
    if record is None:
        raise HTTPException(404)
    return record


def _case(visit: Visit, record: Record) -> Case:
    records, trial = visit.console.store.records, visit.console.trial
    happened, follow_ups = records.events(record.id), records.follow_ups(record.id)
    state = replay(h.event for h in happened)
    moved = datetime.fromisoformat(record.updated).date()
    summary = summarise(trial, state, moved)
    ruled = ruled_assessment(visit.console.store, trial, state, moved)
    reviewed = review(trial, visit.trial_words, summary, ruled, records.findings(record.id), follow_ups)
    return Case(record, happened, records.lines(record.id), follow_ups, records.letters(record.id), state, reviewed)


async def show(visit: Visit) -> Response:
    record = _record(visit)
    visit.saw("view", record.code)
    return _page(visit, record)


def _page(visit: Visit, record: Record, problem: str = "", status: int = 200) -> Response:
    case = _case(visit, record)
    return visit.page(
        "case.html",
        status,
        case=case,
        record=record,
        bubbles=_bubbles(visit, case),
        answers=_answers(visit, case),
        accesses=visit.console.store.records.accesses(record.code),
        coordinators=[c for c in visit.console.store.desk.coordinators() if not c.removed],
        groups=GROUPS,
        follow_ups=FOLLOW_UPS,
        statuses=[status.value for status in Status],
        ready=READY,
        theirs=visit.console.words[record.language or visit.language],
        longest=LONGEST_TEXT,
        same_version=record.digest == visit.console.trial.digest,
        problem=problem,
    )


def _bubbles(visit: Visit, case: Case) -> list[Bubble]:
    talk = Conversation(visit.console.trial, visit.console.trial_words, case.record.language or "en")
    return talk.bubbles(case.lines, case.happened, case.letters)


def _answers(visit: Visit, case: Case) -> list[tuple[str, list[tuple[datetime, Answered, str]]]]:
    """Every question that was answered, with all its answers, the one that counts last."""
    given: dict[str, list[tuple[datetime, Answered, str]]] = {}
    for happened in case.happened:
        event = happened.event
        if isinstance(event, Answered) and visit.trial_words.has(f"{event.question}.label"):
            text = answer_text(visit.console.trial, visit.trial_words, event)
            earlier = given.setdefault(event.question, [])
            if not earlier or earlier[-1][1].facts != event.facts:
                earlier.append((happened.at, event, text))
    order = [question.id for question in visit.console.trial.questions if question.id in given]
    return [(id, given[id]) for id in order]


async def act(visit: Visit) -> Response:
    """What the form asks for: `what` is a step of the follow-up, or `letter`."""
    record = _record(visit)
    return _write(visit, record) if visit.form.get("what") == "letter" else _follow(visit, record)


def _follow(visit: Visit, record: Record) -> Response:
    step = _step(visit)
    if step is None:
        return _page(visit, record, "form-incomplete", 422)
    store = visit.console.store
    with store.transaction():
        store.desk.follow_up(record.id, visit.who.id, *step, visit.now)
        store.desk.saw(visit.who.id, record.code, step[0], visit.now)
    return _done(visit, record)


def _step(visit: Visit) -> tuple[str, dict[str, object]] | None:
    """What the form says, checked; None if something is missing."""
    form = visit.form
    text = form.get("text", "").strip()[:LONGEST_TEXT]
    match form.get("what"):
        case "state" if form.get("state") in FOLLOW_UPS:
            return "state", {"state": form["state"]}
        case "note" if text:
            return "note", {"text": text}
        case "override" if (
            text and form.get("criterion") in visit.console.trial.criteria and form.get("status") in list(Status)
        ):
            return "override", {"criterion": form["criterion"], "status": form["status"], "reason": text}
        case "assign":
            return _assigning(visit, form.get("to", ""))
        case _:
            return None


def _assigning(visit: Visit, to: str) -> tuple[str, dict[str, object]] | None:
    names = {str(c.id): c.name for c in visit.console.store.desk.coordinators() if not c.removed}
    if to and to not in names:
        return None
    return "assign", {"to": int(to) if to else None, "name": names.get(to, "")}


def _write(visit: Visit, record: Record) -> Response:
    """A letter to the person: words of one's own, or a ready text in the person's language."""
    ready = visit.form.get("ready", "")
    text = visit.form.get("text", "").strip()[:LONGEST_TEXT]
    if not text and ready in READY:
        text = visit.console.words[record.language or visit.language](f"ready-{ready}")
    if not text:
        return _page(visit, record, "form-incomplete", 422)
    store = visit.console.store
    said = [line.at for line in store.records.lines(record.id) if line.direction == "in"]
    due = when_to_send(visit.now, said[-1] if said else None)
    with store.transaction():
        written = store.desk.write(record.id, visit.who.id, text, due, visit.now)
        store.desk.saw(visit.who.id, record.code, "letter", visit.now)
    return _done(visit, record) if written else _page(visit, record, "letter-not-allowed", 403)


def when_to_send(now: datetime, heard: datetime | None) -> datetime:
    """Now if somebody who last wrote at `heard` may be written to, else the next 08:00 in Shanghai."""
    if may_send(now, heard):
        return now
    there = now.astimezone(SHANGHAI)
    day = there.date() + timedelta(days=1 if there.hour >= LAST_HOUR else 0)
    return datetime.combine(day, time(FIRST_HOUR), SHANGHAI).astimezone(now.tzinfo)


def _done(visit: Visit, record: Record) -> Response:
    """htmx replaces the part that has changed; without it the page is loaded again."""
    if visit.by_htmx:
        return _page(visit, _record(visit))
    return visit.go(f"/case/{record.code}#follow-up")
