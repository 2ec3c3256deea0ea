"""Texts as they stand in the catalogues, with what is filled in later shown as a blank."""

from __future__ import annotations

import re
from collections.abc import Mapping

import seeds
from bot.render.values import label, value_text
from flows.facts import Kind
from flows.trial import ROLES, Trial
from i18n.catalogue import Words, general, keys

_WORDS = r"(\w+|\([\w, ]+\))"
_FORMS = {
    re.compile(rf"(\w+) (?:is|in|has any of|has) {_WORDS}"): "when-is",
    re.compile(rf"not (\w+) (?:is|in) {_WORDS}"): "when-is_not",
    re.compile(rf"possibly\(not (\w+) (?:is|in) {_WORDS}\)"): "when-unless",
    re.compile(rf"possibly\(not (\w+) has only {_WORDS}\)"): "when-unless_only",
}
"""The forms of the rule language that have words, each with a fact and its values."""


class Script:
    """The words of one language, each shown whole: placeholders as blanks with a name."""

    def __init__(self, trial: Trial, own: Words, paper: Words) -> None:
        self.trial, self.own, self.paper = trial, own, paper
        self.trial_keys = _placeholders(*seeds.wording_files(seeds.read_files(seeds.DEFAULT_TRIAL), own.language))
        self.general_keys = _placeholders(general(own.language))
        self._shown: set[str] = set()
        about = trial.about
        self._known = {
            "nct": about.nct,
            "sponsor_id": about.sponsor_ids[0],
            "ids": ", ".join((about.nct, *about.sponsor_ids)),
            "phase": about.phase,
            "size": str(about.size),
            "start": about.start,
            "completion": about.completion,
            "record": about.record_date,
        }

    def __call__(self, key: str) -> str:
        """The text of a key with its blanks."""
        self._shown.add(key)
        used = self.trial_keys.get(key) or self.general_keys.get(key) or frozenset()
        return self.own(key, **{name: self._known.get(name) or self._blank(name) for name in used})

    def _blank(self, name: str) -> str:
        key = f"blank-{name}"
        return self.paper("blank", name=self.paper(key) if self.paper.has(key) else name)

    def beginning(self, starts: tuple[str, ...]) -> list[tuple[str, str]]:
        """The general texts whose keys begin so, in the order of the catalogue; the attribute is the role."""
        return [(key, self(key)) for key in self.general_keys if key.startswith(starts)]

    def others(self) -> list[tuple[str, str]]:
        """Every text that has not been shown until now, by key, the wordings apart that no role is ever asked."""
        never = {f"{q.id}.{role}" for q in self.trial.questions for role in ROLES if role not in q.roles}
        left = [key for key in (*self.general_keys, *self.trial_keys) if key not in self._shown | never]
        return [(key, self(key)) for key in left]

    def label(self, fact: str) -> str:
        return label(self.trial, self.own, fact)

    def value(self, fact: str, word: str) -> str:
        """A fixed word of a fact as people read it."""
        definition = self.trial.facts[fact]
        return value_text(self.trial, self.own, fact, [word] if definition.kind is Kind.LIST else word)

    def condition(self, text: str) -> str | None:
        """A rule in words; None for one that only the rule language can say exactly."""
        clauses = [self._clause(clause) for clause in text.split(" and ")]
        known = [clause for clause in clauses if clause is not None]
        return self.paper("and").join(known) if len(known) == len(clauses) else None

    def _clause(self, text: str) -> str | None:
        if known := re.fullmatch(r"(not )?missing\((\w+)\)", text):
            return self.paper("when-known" if known[1] else "when-missing", label=self.label(known[2]))
        for form, key in _FORMS.items():
            found = form.fullmatch(text)
            if found and self.trial.facts[found[1]].kind in (Kind.CHOICE, Kind.LIST):
                values = (f"“{self.value(found[1], word)}”" for word in found[2].strip("()").split(", "))
                return self.paper(key, label=self.label(found[1]), values=self.paper("or").join(values))
        return None


def _placeholders(*texts: str) -> Mapping[str, frozenset[str]]:
    return {key: used for text in texts for key, used in keys(text).items()}
