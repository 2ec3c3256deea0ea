"""Which questions are asked again when time has passed since a result: those whose answers may have changed by then."""

from __future__ import annotations

from datetime import date

from flows.answers import PartialDate
from flows.eligibility import AnswersOnDay
from flows.facts import Kind
from flows.rules.conditions import Test, tests
from flows.state import State
from flows.survey import judge, survey
from flows.trial import Trial
from flows.truth import Truth


def may_have_changed(trial: Trial, state: State, today: date) -> tuple[str, ...]:
    """The questions behind what stood in the way for a time, and the laboratory report if it is too old by now.

    In the order of the trial, of a concluded screening; none where nothing rests on time.
    """
    temporary = [finding for finding in judge(trial, state, today).findings.values() if finding.temporary]
    facts = {name for finding in temporary for name in finding.decided_by if trial.facts[name].kind is Kind.DATE}
    facts |= {line.until.fact for finding in temporary for line in finding.lines if line.until}
    old = _old_reports(trial, state, today)
    asked = survey(trial, state, today).asked
    return tuple(id for id in asked if trial.question(id).fact in facts | old)


def values_of_report(trial: Trial, state: State, date_question: str, today: date) -> tuple[str, ...]:
    """The answered questions whose values stand on the report of this date; a newer report has newer values."""
    dated = {test.of for test in _of_age(trial) if trial.question(date_question).fact in test.of}
    criteria = {id for id, reads in trial.reads.items() if any(of <= set(reads) for of in dated)}
    asked = (trial.question(id) for id in survey(trial, state, today).asked)
    measured = (q for q in asked if q.fact and trial.facts[q.fact].kind is Kind.QUANTITY)
    return tuple(q.id for q in measured if trial.readers(q.sets()) & criteria)


def _old_reports(trial: Trial, state: State, today: date) -> set[str]:
    world = AnswersOnDay(trial, survey(trial, state, today).answers, state.role, today)
    old = (test for test in _of_age(trial) if test.truth(world) is not Truth.YES)
    return {name for test in old for name in test.of if isinstance(world.value(name), PartialDate)}


def _of_age(trial: Trial) -> list[Test]:
    """The tests of how old a report is."""
    lines = (line for c in trial.criteria.values() for rule in c.routes.values() for line in rule.lines)
    return [test for line in lines for test in tests(line.when) if test.form == "within" and test.total]
