"""One message with many facts: a doctor's line, or a copied laboratory report, as answers to be confirmed together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flows.answers import Answer, Reading
from flows.events import Answered, ReportRead
from flows.questions import answered
from flows.reading.drugs import read_drugs
from flows.reading.report import Report, read_report
from flows.trial import Question, Trial

ENOUGH = 3
"""Facts that make a text a report; with fewer it is an answer to the question."""


def find_report(trial: Trial, text: str, role: str | None, today: date) -> ReportRead | None:
    """What a text says beyond one answer; None when it is no report.

    Values in doubt are left out: their questions are asked, with the units to choose from. What was not read is kept to be
    shown.
    """
    report = read_report(text, dict(trial.analytes), today)
    answers = tuple(_answers(trial, report, role))
    if len(answers) + len(report.doubtful) < ENOUGH or not answers:
        return None
    return ReportRead(answers=answers, typed=text, unread=report.unread, complete=_complete(trial, answers))


def _complete(trial: Trial, answers: tuple[Answered, ...]) -> Answered | None:
    """The answer "this list of drugs is complete", where the report has such a list."""
    listed = any("prior_drugs" in answer.facts for answer in answers)
    asking = next((question for question in trial.questions if question.fact == "prior_drugs_complete"), None)
    return answered(asking, "", True) if listed and asking else None


def _answers(trial: Trial, report: Report, role: str | None) -> Iterator[Answered]:
    found: dict[str, Answer] = {**report.found, **_drugs(trial, report)}
    for question in trial.questions:
        if question.fact in found and role in (*question.roles, None) and _takes(question, found[question.fact]):
            yield answered(question, "", found.pop(question.fact))


def _drugs(trial: Trial, report: Report) -> dict[str, Answer]:
    drugs = read_drugs(report.drugs, trial.lexicon) if report.drugs else None
    return {"prior_drugs": drugs.value} if isinstance(drugs, Reading) else {}


def _takes(question: Question, value: Answer) -> bool:
    """Whether the question has the option that the report gives; a follow-up question on the same fact may not."""
    return not isinstance(value, str) or question.option(value) is not None or not question.options
