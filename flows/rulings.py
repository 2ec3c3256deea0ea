"""Rulings of the study team as a change of the rules: a ruled screening is judged by `survey.judge` on a ruled trial.

Nothing is rewritten: the trial and the result that it gave stay as they are, and the ruled result stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flows.answers import Answer
from flows.eligibility import Assessment, Finding
from flows.memory import recall
from flows.protocol import Effect, ProtocolQuestion
from flows.rules import Rule, Status
from flows.trial import Criterion, Trial

Given = Mapping[str, str]
"""The rulings in force: a ruling by the id of its question."""

ALLOWED = "allowed"
NOTED = "noted"
"""Recorded; no finding follows from it, in general or not for everybody."""
WITHDRAWN = "withdrawn"
"""Takes back the ruling in force."""


def ruled(trial: Trial, given: Given) -> Trial:
    """The trial under these rulings; itself when none of them changes a rule. Rulings of unknown questions have no effect."""
    return recall(trial.memory, ("ruled", *sorted(given.items())), lambda: _ruled(trial, given))


def _ruled(trial: Trial, given: Given) -> Trial:
    settled = [(trial.protocol[id], ruling) for id, ruling in given.items() if id in trial.protocol]
    effects = [(question, ruling, question.effects[ruling]) for question, ruling in settled if ruling in question.effects]
    if not effects:
        return trial
    lexicon = trial.lexicon
    for question, _, effect in effects:
        lexicon = lexicon.remarked(question.drugs, effect.marks) if effect.marks else lexicon
    criteria = {id: _ruled_criterion(criterion, effects) for id, criterion in trial.criteria.items()}
    digest = ":".join([trial.digest, *(f"{question.id}={ruling}" for question, ruling, _ in effects)])
    return replace(trial, criteria=criteria, lexicon=lexicon, digest=digest, memory={})


def _ruled_criterion(criterion: Criterion, effects: Iterable[tuple[ProtocolQuestion, str, Effect]]) -> Criterion:
    for question, ruling, effect in effects:
        if criterion.id in question.criteria:
            aside = question.reasons if ruling == ALLOWED and not question.drugs else ()
            more = {route: rule for (id, route), rule in effect.lines.items() if id == criterion.id}
            routes = {name: _ruled_rule(rule, aside, more.get(name)) for name, rule in criterion.routes.items()}
            criterion = replace(criterion, routes=routes)
    return criterion


def _ruled_rule(rule: Rule, aside: Iterable[str], more: Rule | None) -> Rule:
    """The rule without the reviews that are set aside, and with more lines."""
    kept = tuple(line for line in rule.lines if line.reason is None or line.reason not in aside)
    return Rule(kept + (more.lines if more else ()))


def touched(trial: Trial, found: Assessment, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The protocol questions that keep a finding of this person in review."""
    classes = _classes(trial, answers)
    open_points = found.with_status(Status.REVIEW)
    return tuple(id for id, question in trial.protocol.items() if any(_keeps(question, f, classes) for f in open_points))


def _keeps(question: ProtocolQuestion, finding: Finding, classes: frozenset[str]) -> bool:
    about_it = finding.criterion in question.criteria and not set(finding.reasons).isdisjoint(question.reasons)
    return about_it and (not question.drugs or not classes.isdisjoint(question.drugs))


def _classes(trial: Trial, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The class of every drug that was named."""
    named = answers.get("prior_drugs")
    mentions = (mention for name in named for mention in trial.lexicon.find(name)) if isinstance(named, tuple) else ()
    return frozenset(mention.drug.drug_class for mention in mentions if mention.drug)


def changes(before: Assessment, after: Assessment) -> tuple[tuple[Finding, Finding], ...]:
    """The findings whose status the rulings have changed, original and ruled."""
    pairs = ((finding, after.findings[id]) for id, finding in before.findings.items())
    return tuple((was, now) for was, now in pairs if was.status is not now.status)
