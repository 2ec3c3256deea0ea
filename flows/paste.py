"""One message with many facts: a doctor's line, or a copied laboratory report, as answers to be confirmed together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.answers import Answer, Reading
from flows.eligibility import AnswersOnDay
from flows.events import Answered, ReportRead
from flows.memory import recall
from flows.questions import answered
from flows.reading.drugs import read_drugs
from flows.reading.report import Report, read_report
from flows.trial import Question, Trial

ENOUGH = 3
"""Facts that make a text a report; with fewer it is an answer to the question."""


def find_report(trial: Trial, text: str, role: str | None, today: date) -> ReportRead | None:
    """What a text says beyond one answer; None when it is no report.

    Values in doubt are only named: their questions are asked, with the units to choose from. So are values whose question
    hangs on another one behind a gate, which could otherwise hide them. What was not read is kept to be shown.
    """
    report = read_report(text, dict(trial.analytes), today)
    found: dict[str, Answer] = {**report.found, **_drugs(trial, report, role)}
    asked = [question for question in trial.questions if role in (*question.roles, None)]
    takers = {fact: next((q for q in asked if q.fact == fact and _takes(q, value)), None) for fact, value in found.items()}
    world = AnswersOnDay(trial, found, role, today)
    sure = [q for fact, q in takers.items() if q is not None and not _hangs(trial, q, role, world)]
    answers = tuple(answered(q, "", found[q.fact]) for q in trial.questions if q in sure and q.fact)
    doubtful = _askers(trial, [*report.doubtful, *(fact for fact, q in takers.items() if q not in sure)])
    if len(answers) + len(doubtful) < ENOUGH or not answers:
        return None
    complete = _complete(trial, answers)
    return ReportRead(answers=answers, typed=text, unread=report.unread, doubtful=doubtful, complete=complete)


def _hangs(trial: Trial, question: Question, role: str | None, world: AnswersOnDay) -> bool:
    """Whether the question is only asked after another one behind a gate, and nothing in the report opens it."""
    gated = recall(trial.memory, ("parents behind a gate", question.id, role), lambda: _parent_is_gated(trial, question, role))
    return gated and not world.holds(question.ask)


def _parent_is_gated(trial: Trial, question: Question, role: str | None) -> bool:
    parents = (other for other in trial.questions if other is not question and other.leads_to(question) and not other.gate)
    return any(True for parent in parents for _ in trial.gates_of(parent.id, role))


def _askers(trial: Trial, facts: Iterable[str]) -> tuple[str, ...]:
    """The questions that will ask for these facts."""
    return tuple(question.id for question in trial.questions if question.fact in set(facts))


def _complete(trial: Trial, answers: tuple[Answered, ...]) -> Answered | None:
    """The answer "this list of drugs is complete", where the report has such a list."""
    listed = any("prior_drugs" in answer.facts for answer in answers)
    asking = next((question for question in trial.questions if question.fact == "prior_drugs_complete"), None)
    return answered(asking, "", True) if listed and asking else None


def _drugs(trial: Trial, report: Report, role: str | None) -> dict[str, Answer]:
    drugs = read_drugs(report.drugs, trial.lexicon, role=role) if report.drugs else None
    return {"prior_drugs": drugs.value} if isinstance(drugs, Reading) else {}


def _takes(question: Question, value: Answer) -> bool:
    """Whether the question has the option that the report gives; a follow-up question on the same fact may not."""
    return not isinstance(value, str) or question.option(value) is not None or not question.options
