"""Does a trial hold together? Every problem is reported at once, with its place, so that a study physician can mend the files.

`definition` has already refused what cannot be read; this looks at how the parts fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from flows.eligibility import AnswersOnDay
from flows.facts import BadValue, Fact, Kind
from flows.formulas import FORMULAS
from flows.protocol import ProtocolQuestion
from flows.reading.lexicon import NEGATED, UNRECOGNISED
from flows.rules import Condition, Line, Status
from flows.rules.conditions import Test, tests
from flows.rules.lines import Until
from flows.trial import ROLES, Criterion, Question, Trial
from flows.truth import Truth

_A_DAY = date(2000, 1, 1)
_CRITERION_WORDS = ("label", "plain", "need", "find")
_QUESTION_WORDS = (*ROLES, "help", "label")
_PROTOCOL_WORDS = ("title", "question")

Keys = Mapping[str, frozenset[str]]
"""The words of one language: every key with its placeholders."""


def problems(trial: Trial, words: Mapping[str, Keys]) -> list[str]:
    """Everything that is wrong with a trial and its words in each language; empty when it holds together."""
    found = [*trial.unreadable, *_facts(trial), *_criteria(trial), *_questions(trial), *_coverage(trial), *_protocol(trial)]
    return found + [
        f"{language}: no words for {key}" for language in words for key in needed(trial) if key not in words[language]
    ]


def needed(trial: Trial) -> Iterator[str]:
    """The keys of every text that the trial's criteria and questions need."""
    for criterion in trial.criteria.values():
        yield from (f"{criterion.id}.{part}" for part in _CRITERION_WORDS)
        reasons = {line.reason for rule in criterion.routes.values() for line in rule.lines if line.reason}
        yield from (f"because-{reason}.{reader}" for reason in sorted(reasons) for reader in ("plain", "clinician"))
    for question in trial.questions:
        yield from (f"{question.id}.{part}" for part in _QUESTION_WORDS)
        yield from (f"{question.id}-{option.value}" for option in question.options)
    yield from (f"protocol-{id}.{part}" for id in trial.protocol for part in _PROTOCOL_WORDS)
    yield from (f"contradiction-{id}.{role}" for id in trial.contradictions for role in ROLES)


def _facts(trial: Trial) -> Iterator[str]:
    for fact in trial.facts.values():
        named = [*fact.of, *([fact.not_before] if fact.not_before else [])]
        found = [f"no such fact: {name}" for name in named if name not in trial.facts]
        found += _condition(trial, fact.counts) if fact.counts is not None else []
        if fact.formula is not None and fact.formula not in FORMULAS:
            found.append(f"no such formula: {fact.formula}")
        found += [f"no such mark: {mark}" for mark in sorted(fact.marks - _marks(trial))]
        yield from (f"facts.toml {fact.name}: {problem}" for problem in found)


def _marks(trial: Trial) -> frozenset[str]:
    """Every mark that the lexicon can give."""
    return trial.lexicon.all_marks | {UNRECOGNISED, NEGATED}


def _criteria(trial: Trial) -> Iterator[str]:
    for criterion in trial.criteria.values():
        place = f"criteria.toml {criterion.id}"
        if criterion.quote not in trial.record:
            yield f"{place}: the quote is not in registry.txt"
        for line in _lines(criterion):
            yield from (f"{place}: {problem} in: {line.text}" for problem in _line(trial, line))
        yield from _decided_by_nothing(trial, criterion)


def _lines(criterion: Criterion) -> Iterator[Line]:
    return (line for rule in criterion.routes.values() for line in rule.lines)


def _line(trial: Trial, line: Line) -> Iterator[str]:
    yield from _condition(trial, line.when)
    if line.status is Status.FAILED and any(test.text in ("possibly", "missing") for test in tests(line.when)):
        yield "a failure may not rest on something not known"
    if line.until is not None:
        yield from _until(trial, line.until)


def _until(trial: Trial, until: Until) -> Iterator[str]:
    if until.fact not in trial.facts:
        yield f"no such fact: {until.fact}"
    elif trial.facts[until.fact].kind is not Kind.DATE:
        yield f"{until.fact} is no date"
    if until.condition is not None:
        yield from _condition(trial, until.condition)


def _condition(trial: Trial, condition: Condition) -> Iterator[str]:
    """Facts, values and units that do not exist."""
    unknown = sorted(condition.facts() - trial.facts.keys())
    yield from (f"no such fact: {name}" for name in unknown)
    for test in tests(condition):
        for fact in (trial.facts[name] for name in test.of - set(unknown)):
            if test.form and fact.kind not in _FORMS[test.form]:
                yield f"{fact.name} is a {fact.kind} and cannot be asked that way ({test.text})"
            elif test.form == "ULN" and not (fact.analyte and fact.analyte.takes_uln):
                yield f"{fact.name} has no upper limit of normal"
            else:
                yield from (f"{fact.name} is never {word}" for word in sorted(test.words - _words(trial, fact, test)))
            if fact.analyte is not None:
                yield from (f"{unit} is no unit of {fact.name}" for unit in sorted(test.units - fact.analyte.units.keys()))


_FORMS = {
    "is": {Kind.CHOICE, Kind.NUMBER, Kind.DATE, Kind.QUANTITY, Kind.FLAG, Kind.DRUG},
    "has": {Kind.LIST},
    "marked": {Kind.DRUGS, Kind.DRUG},
    "within": {Kind.DATE},
    "compared": {Kind.NUMBER, Kind.SCALAR, Kind.QUANTITY, Kind.FORMULA},
    "ULN": {Kind.QUANTITY},
}
"""The kinds of facts that each form of the rule language can ask about."""


def _words(trial: Trial, fact: Fact, test: Test) -> frozenset[str]:
    """The words that can be true of a fact in a test of this form."""
    if test.form == "marked":
        return _marks(trial)
    more = {Kind.LIST: {"none"}, Kind.FLAG: {"true", "false"}}.get(fact.kind, set())
    return frozenset(fact.words) | more


def _decided_by_nothing(trial: Trial, criterion: Criterion) -> Iterator[str]:
    """A rule that is decided although nothing is known would speak about everybody."""
    if any(True for _ in _facts(trial)) or not criterion.facts() <= trial.facts.keys():
        return
    for role in ROLES:
        world = AnswersOnDay(trial, {}, role, _A_DAY)
        for line in _lines(criterion):
            if line.when.truth(world) is Truth.YES:
                yield f"criteria.toml {criterion.id}: decided when every fact is unknown ({role}): {line.text}"


def _questions(trial: Trial) -> Iterator[str]:
    ids = [question.id for question in trial.questions]
    yield from (f"questions.toml {id}: twice" for id in sorted({id for id in ids if ids.count(id) > 1}))
    for question in trial.questions:
        found = [*_question(trial, question, ids)]
        yield from (f"questions.toml {question.id}: {problem}" for problem in found)
    for doubt in trial.contradictions.values():
        found = [*_condition(trial, doubt.when), *(f"no such question: {id}" for id in doubt.questions if id not in ids)]
        found += [f"no such criterion: {id}" for id in doubt.criteria if id not in trial.criteria]
        yield from (f"contradictions.toml {doubt.id}: {problem}" for problem in found)
    gate = trial.age_gate
    yield from (f"trial.toml age_gate: no such question: {id}" for id in gate.questions if id not in ids)
    yield from (f"trial.toml age_gate: {problem}" for problem in _condition(trial, gate.passed))


def _question(trial: Trial, question: Question, ids: list[str]) -> Iterator[str]:
    for condition in (question.ask, question.open_if):
        yield from _condition(trial, condition) if condition is not None else ()
    for option in question.options:
        yield from (f"{option.value} opens no such question: {id}" for id in option.opens if id not in ids)
        yield from _sets(trial, option.value, option.sets)
    yield from _sets(trial, "unticked", question.unticked)
    for name, value in (("dont_know", question.dont_know), ("typical", question.typical)):
        if question.option(value) is None:
            yield f"{name}: no such option: {value}"
    if question.after is not None and not _exists(trial, *question.after):
        yield f"after {'.'.join(question.after)}: no such option"
    if question.negative is None and any(True for role in ROLES for _ in trial.gates_of(question.id, role)):
        yield "behind a gate, and without a negative answer"


def _exists(trial: Trial, id: str, option: str) -> bool:
    return any(question.id == id and question.option(option) for question in trial.questions)


def _sets(trial: Trial, place: str, facts: Mapping[str, object]) -> Iterator[str]:
    for name, value in facts.items():
        if name not in trial.facts:
            yield f"{place} sets no such fact: {name}"
            continue
        try:
            trial.facts[name].parse(value, _A_DAY)
        except BadValue as error:
            yield f"{place} sets {name}: {error}"


def _coverage(trial: Trial) -> Iterator[str]:
    """Questions that change nothing, and criteria that nothing settles."""
    asked = frozenset().union(*(question.sets() for question in trial.questions))
    for question in trial.questions:
        if not question.gate and not trial.feeds[question.id] and not any(option.flag for option in question.options):
            yield f"questions.toml {question.id}: no rule uses it"
    for criterion in trial.criteria.values():
        facts = criterion.facts() & trial.facts.keys() - {"role"}
        sources = frozenset(source for name in facts for source in (trial.facts[name].of or (name,)))
        if not sources & asked:
            yield f"criteria.toml {criterion.id}: no question settles it"


def _protocol(trial: Trial) -> Iterator[str]:
    """Every review must be one that a ruling can settle, or one that is about one person."""
    asked = {(id, reason) for q in trial.protocol.values() for id in q.criteria for reason in q.reasons}
    given = {(c.id, line.reason) for c in trial.criteria.values() for line in _lines(c) if line.reason}
    for id, reason in sorted(given - asked):
        if reason not in trial.case_by_case:
            yield f"criteria.toml {id}: no protocol question about the review {reason}"
    unused = {*trial.case_by_case} - {reason for _, reason in given}
    yield from (f"protocol_questions.toml case_by_case: no review {reason}" for reason in sorted(unused))
    for question in trial.protocol.values():
        found = [*_protocol_question(trial, question, given), *_effects(trial, question)]
        yield from (f"protocol_questions.toml {question.id}: {problem}" for problem in found)


def _protocol_question(trial: Trial, question: ProtocolQuestion, given: set[tuple[str, str]]) -> Iterator[str]:
    yield from (f"no such criterion: {id}" for id in question.criteria if id not in trial.criteria)
    for reason in question.reasons:
        if not any((id, reason) in given for id in question.criteria):
            yield f"no review {reason} of {', '.join(question.criteria)}"
    yield from (f"no drug of the class {name}" for name in sorted(question.drugs - trial.lexicon.classes))


def _effects(trial: Trial, question: ProtocolQuestion) -> Iterator[str]:
    status = {"allowed": Status.MET, "excluded": Status.FAILED}
    for ruling, effect in question.effects.items():
        yield from (f"no such mark: {mark}" for pair in effect.marks.items() for mark in pair if mark not in _marks(trial))
        for (id, route), rule in effect.lines.items():
            if id not in question.criteria or id not in trial.criteria or route not in trial.criteria[id].routes:
                yield f"{ruling}: no such route: {id}.{route}"
            for line in rule.lines:
                yield from (f"{ruling}: {problem} in: {line.text}" for problem in _line(trial, line))
                if line.status is not status[ruling]:
                    yield f"{ruling} does not give {line.status}: {line.text}"
