"""Puts the paper together: one HTML page that prints well, needs nothing else, and runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

import seeds
from bot.outbound import Setting
from bot.paper import content, diagram
from bot.paper.texts import Script
from bot.render.prompts import View
from bot.render.result import contacts
from flows.handlers import ALL_CONSENT, REQUIRED_CONSENT
from flows.messages import ROLE_QUESTION
from flows.state import Phase, State
from flows.trial import ROLES, Trial
from i18n.catalogue import area

SECTIONS = (
    "purpose",
    "way",
    "before",
    "consent",
    "questions",
    "gates",
    "flags",
    "contradictions",
    "results",
    "contact",
    "criteria",
    "coverage",
    "protocol",
    "limits",
    "cases",
    "facts",
    "texts",
)
FLOWING = frozenset({"before", "gates", "flags", "contradictions", "coverage", "limits"})
"""Short sections, which do not begin on a page of their own."""
RESULTS: Mapping[str, tuple[str, ...]] = {
    "likely_eligible": ("likely_eligible", "hospital_checks+"),
    "needs_confirmation": (
        *("needs_confirmation+", "hospital_checks+", "needs_confirmation_after", "find_out+"),
        *("local_treatment?", "bring"),
    ),
    "not_now": ("not_now+", "not_now_date?", "not_now_after", "bring"),
    "likely_not_eligible": ("likely_not_eligible+", "likely_not_eligible_after", "local_treatment?", "bring"),
}
"""The texts of each result in their order: `+` with a list behind it, `?` only where it applies."""
CONTACT = {
    "messages": ("contact-offer", "contact-on", "contact-off", "contact-is", "letter"),
    "reminders": ("reminder", "recheck", "result-recheck", "result-gone"),
    "handover": ("handover", "handed", "code-", "by-", "answer-by", "answer-other", "disagreed"),
}
"""How the texts begin that are said after the result, by what they are for."""
CLINICIAN = ("head", "failed+", "review+", "unknown+", "not_applicable+", "met", "notes", "referral")


def document(trial: Trial, language: str, today: date) -> str:
    """The paper in one language; `today` is the date on its title page."""
    words = area("paper", language)
    script = Script(trial, seeds.words(language), words)
    own = seeds.read_files(seeds.DEFAULT_TRIAL)
    cases = content.worked_cases(script, own["cases.toml"])
    page = _environment().get_template("paper.html")
    return page.render(
        _context(trial, script, today),
        cards=content.cards(script),
        traces=content.traces(script, cases),
        cases=cases,
        facts=content.facts_listed(script),
        without=content.without_question(trial),
        effect_lines=content.effect_lines,
    )


def _context(trial: Trial, script: Script, today: date) -> dict[str, Any]:
    return {
        "trial": trial,
        "about": trial.about,
        "language": {"en": "en", "zh": "zh-CN"}[script.own.language],
        "t": script.paper,
        "w": script,
        "flag_words": area("exports", script.own.language),
        "today": today.isoformat(),
        "version": _version(),
        "contacts": contacts(View(trial, script.own, State(), today, Setting("", "", "", "", ""))),
        "roles": ROLES,
        "sections": SECTIONS,
        "flowing": FLOWING,
        "role_question": ROLE_QUESTION,
        "consents": ALL_CONSENT,
        "contact_keys": CONTACT,
        "required": REQUIRED_CONSENT,
        "results": RESULTS,
        "clinician": CLINICIAN,
        "flags": sorted({option.flag for question in trial.questions for option in question.options if option.flag}),
        "diagram": diagram,
        "phases": [phase.value for phase in Phase],
    }


def _version() -> str:
    try:
        return version("prescreen")
    except PackageNotFoundError:
        return "–"


def _environment() -> Environment:
    folder = files(__package__).joinpath("templates")
    texts = {entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.is_file()}
    made = Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["style"] = Markup(texts["paper.css"])
    made.filters["lines"] = lambda text: Markup("<br>").join(str(text).split("\n"))
    return made
