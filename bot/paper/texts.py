"""Texts as they stand in the catalogues, with what is filled in later shown as a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import seeds
from bot.render.values import label, value_text
from flows.facts import Kind
from flows.trial import Trial
from i18n.catalogue import Words, general, keys


class Script:
    """The words of one language, each shown whole: placeholders as blanks with a name."""

    def __init__(self, trial: Trial, own: Words, paper: Words) -> None:
        self.trial, self.own, self.paper = trial, own, paper
        self.trial_keys = _placeholders(*seeds.wording_files(seeds.read_files(seeds.DEFAULT_TRIAL), own.language))
        self.general_keys = _placeholders(general(own.language))
        about = trial.about
        self._known = {
            **{"nct": about.nct, "sponsor_id": about.sponsor_ids[0], "ids": ", ".join((about.nct, *about.sponsor_ids))},
            **{"phase": about.phase, "size": str(about.size), "start": about.start, "completion": about.completion},
            "record": about.record_date,
        }

    def __call__(self, key: str) -> str:
        """The text of a key with its blanks."""
        used = self.trial_keys.get(key) or self.general_keys.get(key) or frozenset()
        return self.own(key, **{name: self._known.get(name) or self._blank(name) for name in used})

    def _blank(self, name: str) -> str:
        key = f"blank-{name}"
        return self.paper("blank", name=self.paper(key) if self.paper.has(key) else name)

    def others(self) -> Iterator[tuple[str, str]]:
        """Every general text: what is said around the questions, by key."""
        return ((key, self(key)) for key in self.general_keys)

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
        found = re.fullmatch(r"(not )?(\w+) (?:is|in|has any of|has) (\w+|\([\w, ]+\))", text)
        if found is None or self.trial.facts[found[2]].kind not in (Kind.CHOICE, Kind.LIST):
            return None
        values = self.paper("or").join(f"“{self.value(found[2], word)}”" for word in found[3].strip("()").split(", "))
        return self.paper("when-is_not" if found[1] else "when-is", label=self.label(found[2]), values=values)


def _placeholders(*texts: str) -> Mapping[str, frozenset[str]]:
    return {key: used for text in texts for key, used in keys(text).items()}
