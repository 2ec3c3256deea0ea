"""Where a screening stands in the questions: which apply, which answers count, and what is asked next.

One pass over the questions in the trial's order. Answers of questions that no longer apply do not count: after an edit they
are kept in the events, and silent here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.answers import Answer, Json
from flows.eligibility import AnswersOnDay, Assessment, assess
from flows.state import State
from flows.trial import Question, Trial


@dataclass(frozen=True)
class Survey:
    """`values` are the facts that count (JSON form), `asked` the answered questions, `open` those still to be asked."""

    values: Mapping[str, Json]
    answers: Mapping[str, Answer]
    asked: tuple[str, ...]
    open: tuple[Question, ...]


def survey(trial: Trial, state: State, today: date, *, imagine: bool = False) -> Survey:
    """What counts today. With `imagine`, unanswered questions are taken as answered in the ordinary way."""
    walk = _Walk(trial, state, today, imagine)
    for question in trial.questions:
        if state.role in question.roles:
            walk.visit(question)
    return Survey(walk.values, walk.answers, tuple(walk.asked), tuple(walk.open))


def judge(trial: Trial, state: State, today: date) -> Assessment:
    """The findings on the answers that count today; for a concluded screening, on the day of its result."""
    day = state.result.as_of if state.result and state.phase == "concluded" else today
    return assess(trial, survey(trial, state, day).answers, state.role or "patient", day)


def next_question(trial: Trial, state: State, today: date) -> Question | None:
    """The first question that applies, is not answered and can still change a finding; None when there is none."""
    if state.reopened:
        return trial.question(state.reopened)
    now = survey(trial, state, today)
    if not now.open:
        return None
    findings = assess(trial, now.answers, state.role or "patient", today).findings
    settled = {id for id, finding in findings.items() if finding.stops}
    return next((question for question in now.open if trial.feeds[question.id] - settled or not trial.feeds[question.id]), None)


def progress(trial: Trial, state: State, today: date) -> tuple[int, int]:
    """The number of this question and about how many there will be, if nothing special comes up."""
    done = len(survey(trial, state, today).asked)
    left = len(survey(trial, state, today, imagine=True).open)
    return done + 1, max(done + left, done + 1)


def sets_of(question: Question, picked: tuple[str, ...]) -> dict[str, Json]:
    """The facts that picking these options sets."""
    options = [option for option in question.options if option.value in picked]
    if "unknown" in picked or (question.fact is None and not question.unticked):
        return {name: value for option in options for name, value in option.sets.items()}
    if question.unticked:
        facts = dict(question.unticked)
        for option in reversed(options):  # of two that set the same fact the one listed first counts
            facts |= option.sets
        return facts
    if question.many and question.fact:
        return {question.fact: list(picked)}
    return dict(options[0].sets) if options else {}


class _Walk:
    """The pass over the questions: what has been seen so far."""

    def __init__(self, trial: Trial, state: State, today: date, imagine: bool) -> None:
        self.trial, self.state, self.today, self.imagine = trial, state, today, imagine
        self.values: dict[str, Json] = {}
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.open: list[Question] = []
        self.picked: dict[str, tuple[str, ...]] = {}

    def visit(self, question: Question) -> None:
        if not self._applies(question):
            return
        gate = self._gate(question)
        if gate == "waiting":
            return
        if gate == "closed" and question.negative is not None:
            self._count(sets_of(question, (question.negative,)))
            return
        reply = self.state.replies.get(question.id)
        if reply is not None:
            self.asked.append(question.id)
            self._count(reply.facts)
            self.picked[question.id] = reply.picked
            return
        self.open.append(question)
        if self.imagine:
            self.picked[question.id] = (question.typical,)
            self._count(sets_of(question, (question.typical,)))

    def _applies(self, question: Question) -> bool:
        if question.after is not None:
            parent, option = question.after
            return option in self.picked.get(parent, ())
        return AnswersOnDay(self.trial, self.answers, self.state.role, self.today).holds(question.ask)

    def _gate(self, question: Question) -> str:
        """`none` for a question without a gate, `waiting`, `closed` or `open` behind one."""
        for gate, option in self.trial.gates_of(question.id, self.state.role):
            picked = self.picked.get(gate.id)
            if picked is None:
                return "open" if question.id in self.state.replies else "waiting"
            return "open" if option.value in picked or "unknown" in picked else "closed"
        return "none"

    def _count(self, facts: Mapping[str, Any]) -> None:
        self.values |= facts
        self.answers |= {name: self.trial.facts[name].parse(value, self.today) for name, value in facts.items()}
