"""The trial's questions as a FHIR Questionnaire in all languages. Link ids are the ids of the questions and stay the same.

A question that takes a typed value has a neighbour `<id>.word` for what may be answered instead (don't know, none, ongoing),
and `<id>.uln` where the report's upper limit of normal belongs to it. Conditions that FHIR can say are `enableWhen`; every
other rule on when a question is asked stands in its design note, in the rule language of the trial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from uuid import NAMESPACE_URL, uuid5

from bot.exports import fhir
from bot.exports.source import Source
from flows.facts import Fact, Kind
from flows.messages import ROLE_QUESTION
from flows.questions import offers_choices
from flows.trial import ROLES, Option, Question, Trial
from i18n import LANGUAGES
from i18n.catalogue import area

MAIN, OTHERS = LANGUAGES[0], LANGUAGES[1:]
WORD, LIMIT = "word", "uln"
OUTCOMES = ("likely_eligible", "needs_confirmation", "likely_not_eligible")
_UCUM = {
    "10^9/L": "10*9/L",
    "10^3/uL": "10*3/uL",
    "万/uL": "10*4/uL",
    "IU/mL": "[IU]/mL",
    "copies/mL": "{copies}/mL",
    "ratio": "{ratio}",
}
"""Units of the trial whose UCUM code is another; the rest are UCUM already."""
_TYPES: Mapping[Kind, fhir.ItemType] = {
    Kind.DATE: "date",
    Kind.NUMBER: "decimal",
    Kind.QUANTITY: "quantity",
    Kind.SCALAR: "quantity",
    Kind.DRUGS: "open-choice",
    Kind.DRUG: "open-choice",
}


def ucum(fact: Fact, unit: str) -> str:
    """The UCUM code of a unit; a steroid dose is one a day."""
    return f"{unit}/d" if fact.name.endswith("_per_day") else _UCUM.get(unit, unit)


def address(trial: Trial) -> str:
    """The canonical address of the questionnaire, the same for all its versions."""
    return uuid5(NAMESPACE_URL, f"{fhir.REGISTRY}/study/{trial.about.nct}/prescreen").urn


def item_type(trial: Trial, question: Question) -> fhir.ItemType:
    if question.fact is None or offers_choices(trial, question):
        return "choice"
    return _TYPES[trial.facts[question.fact].kind]


def takes_word(trial: Trial, question: Question) -> bool:
    """Whether its options are answers beside a typed value."""
    return item_type(trial, question) in ("date", "decimal", "quantity")


def questionnaire(source: Source) -> fhir.Questionnaire:
    """The whole trial: who answers, every question in its order, and the result."""
    trial, about = source.trial, source.trial.about
    return fhir.Questionnaire(
        language=fhir.LANGUAGE_TAGS[MAIN],
        url=address(trial),
        identifier=(fhir.Identifier(system=fhir.REGISTRY, value=about.nct),),
        version=trial.digest,
        name=f"Prescreen{about.nct}",
        title=area("exports", MAIN)("fhir-title", nct=about.nct),
        title_element=_translated({language: area("exports", language)("fhir-title", nct=about.nct) for language in OTHERS}),
        date=about.record_date,
        description=f"{about.title}. Wording version {about.wording_version}, record of {about.record_date}.",
        item=(_role_item(source), *(item for q in trial.questions for item in _items(source, q)), *_result_items(source)),
    )


def coding(source: Source, code: str, key: str) -> fhir.Coding:
    """A choice with its wording in every language."""
    translated = _translated({language: source.words[language](key) for language in OTHERS})
    return fhir.Coding(system=address(source.trial), code=code, display=source.words[MAIN](key), display_element=translated)


def _translated(texts: Mapping[str, str]) -> fhir.Translated:
    return fhir.Translated(
        extension=tuple(
            fhir.Extension(
                url=fhir.TRANSLATION,
                extension=(
                    fhir.Extension(url="lang", value_code=fhir.LANGUAGE_TAGS[language]),
                    fhir.Extension(url="content", value_string=text),
                ),
            )
            for language, text in texts.items()
        )
    )


def _texts(source: Source, key: str) -> tuple[str, fhir.Translated]:
    return source.words[MAIN](key), _translated({language: source.words[language](key) for language in OTHERS})


def _labels(key: str) -> tuple[str, fhir.Translated]:
    return area("exports", MAIN)(key), _translated({language: area("exports", language)(key) for language in OTHERS})


def _options(source: Source, question: Question, options: tuple[Option, ...]) -> tuple[fhir.AnswerOption, ...]:
    return tuple(
        fhir.AnswerOption(value_coding=coding(source, option.value, f"{question.id}-{option.value}")) for option in options
    )


def _role_item(source: Source) -> fhir.Item:
    text, translated = _texts(source, f"{ROLE_QUESTION}.patient")
    options = tuple(fhir.AnswerOption(value_coding=coding(source, role, f"{ROLE_QUESTION}-{role}")) for role in ROLES)
    return fhir.Item(link_id=ROLE_QUESTION, text=text, text_element=translated, type="choice", answer_option=options)


def _items(source: Source, question: Question) -> Iterator[fhir.Item]:
    """The question with its help, in the wording of its first role, and its neighbours."""
    kind, when, fact = item_type(source.trial, question), enable_when(source.trial, question), _fact(source.trial, question)
    text, translated = _texts(source, f"{question.id}.{question.roles[0]}")
    behaviour = _behaviour(source.trial, question) if len(when) > 1 else None
    choices = _options(source, question, question.options)
    yield fhir.Item(
        extension=(*_unit_options(fact), *_note(source.trial, question, mapped=bool(when))),
        link_id=question.id,
        text=text,
        text_element=translated,
        type=kind,
        enable_when=when,
        enable_behavior=behaviour,
        repeats=True if question.many else None,
        answer_option=choices if kind in ("choice", "open-choice") else (),
        item=(_help(source, question),),
    )
    more = {"enable_when": when, "enable_behavior": behaviour}
    if takes_word(source.trial, question):
        text, translated = _labels("fhir-word")
        id = f"{question.id}.{WORD}"
        yield fhir.Item(link_id=id, text=text, text_element=translated, type="choice", answer_option=choices, **more)
    if fact is not None and fact.analyte is not None and fact.analyte.takes_uln:
        text, translated = _labels("fhir-uln")
        yield fhir.Item(link_id=f"{question.id}.{LIMIT}", text=text, text_element=translated, type="quantity", **more)


def _fact(trial: Trial, question: Question) -> Fact | None:
    return trial.facts[question.fact] if question.fact else None


def _help(source: Source, question: Question) -> fhir.Item:
    text, translated = _texts(source, f"{question.id}.help")
    control = fhir.CodeableConcept(coding=(fhir.Coding(system=fhir.ITEM_CONTROLS, code="help"),))
    kind = fhir.Extension(url=fhir.ITEM_CONTROL, value_codeable_concept=control)
    return fhir.Item(extension=(kind,), link_id=f"{question.id}.help", text=text, text_element=translated, type="display")


def _unit_options(fact: Fact | None) -> Iterator[fhir.Extension]:
    if fact is not None and fact.analyte is not None:
        units = fact.analyte.units if fact.kind is Kind.QUANTITY else (fact.analyte.unit,)
        for unit in units:
            option = fhir.Coding(system=fhir.UCUM, code=ucum(fact, unit), display=unit)
            yield fhir.Extension(url=fhir.UNIT_OPTION, value_coding=option)


def _note(trial: Trial, question: Question, mapped: bool) -> Iterator[fhir.Extension]:
    """When the question is asked, as far as `enableWhen` does not say it."""
    parts = [] if mapped or not question.ask_text else [f"asked when {question.ask_text}"]
    gates = [f"{gate.id} = {option.value}" for role in question.roles for gate, option in trial.gates_of(question.id, role)]
    parts += [f"behind the gate {' or '.join(dict.fromkeys(gates))}"] if gates else []
    parts += [f"or when {question.open_if_text}"] if question.open_if_text else []
    parts += [f"only for {', '.join(question.roles)}"] if question.roles != ROLES else []
    if parts:
        yield fhir.Extension(url=fhir.DESIGN_NOTE, value_markdown="; ".join(parts))


_CLAUSE = re.compile(r"(?P<fact>\w+) (?:is|in|has any of|has) (?P<words>\w+|\([\w, ]+\))")
_KNOWN = re.compile(r"(?P<negated>not )?missing\((?P<fact>\w+)\)")


def _behaviour(trial: Trial, question: Question) -> str:
    return "all" if " and " in question.ask_text else "any"


def enable_when(trial: Trial, question: Question) -> tuple[fhir.EnableWhen, ...]:
    """The condition in FHIR's own terms; empty when there is none, or FHIR cannot say it."""
    if question.after is not None:
        return (_equals(trial, *question.after),)
    clauses = [_clause(trial, text) for text in question.ask_text.split(" and ")] if question.ask_text else []
    if len(clauses) > 1 and any(len(clause) != 1 for clause in clauses):
        return ()  # all of several "any": FHIR has one behaviour for one item
    return tuple(part for clause in clauses for part in clause)


def _clause(trial: Trial, text: str) -> tuple[fhir.EnableWhen, ...]:
    if known := _KNOWN.fullmatch(text):
        asker = _asker(trial, known["fact"])
        given = known["negated"] is not None
        return (fhir.EnableWhen(question=asker.id, operator="exists", answer_boolean=given),) if asker else ()
    found = _CLAUSE.fullmatch(text)
    if found is None:
        return ()
    words = found["words"].strip("()").split(", ")
    choices = [_setting(trial, found["fact"], word) for word in words]
    return tuple(_equals(trial, *choice) for choice in choices if choice) if all(choices) else ()


def _asker(trial: Trial, fact: str) -> Question | None:
    """The question whose typed value a fact is."""
    return next((q for q in trial.questions if q.fact == fact and takes_word(trial, q)), None)


def _setting(trial: Trial, fact: str, word: str) -> tuple[str, str] | None:
    """The one question and option that give a fact this value; None where several can."""
    found = [
        (question.id, option.value)
        for question in trial.questions
        for option in question.options
        if option.sets.get(fact) in (word, [word])
    ]
    return found[0] if len(found) == 1 else None


def _equals(trial: Trial, question: str, option: str) -> fhir.EnableWhen:
    id = f"{question}.{WORD}" if takes_word(trial, trial.question(question)) else question
    return fhir.EnableWhen(question=id, operator="=", answer_coding=fhir.Coding(system=address(trial), code=option))


def _result_items(source: Source) -> Iterator[fhir.Item]:
    """What the pre-screening found: not asked, only read."""
    options = tuple(fhir.AnswerOption(value_coding=coding(source, outcome, f"outcome-{outcome}")) for outcome in OUTCOMES)
    kinds: dict[str, fhir.ItemType] = {
        "outcome": "choice",
        "ruled_outcome": "choice",
        "not_now": "boolean",
        "earliest": "date",
    }
    for name, kind in kinds.items():
        text, translated = _labels(f"column-{name}")
        answers = options if kind == "choice" else ()
        yield fhir.Item(
            link_id=f"result.{name}",
            text=text,
            text_element=translated,
            type=kind,
            read_only=True,
            answer_option=answers,
        )
