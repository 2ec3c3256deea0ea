"""Questions to the study team about what the protocol leaves open, and what a ruling would do to the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from flows.rules import Rule, parse_rule
from flows.shape import Shape

RULINGS = ("allowed", "excluded")
"""The rulings of the study team that change findings."""


@dataclass(frozen=True)
class Effect:
    """What a ruling does to the rules: lines added to a route of a criterion, and marks of drugs that become others."""

    lines: Mapping[tuple[str, str], Rule]
    marks: Mapping[str, str]


@dataclass(frozen=True)
class ProtocolQuestion:
    """Something that the record leaves open and only the study team can rule on (clinical reading 2 and 9).

    It keeps the `criteria` in review for these `reasons`; with `drugs`, only where a drug of these classes was given.
    `effects` are the rulings that settle it, by name; a ruling without an effect is noted and changes no finding.
    """

    id: str
    sources: tuple[str, ...]
    criteria: tuple[str, ...]
    reasons: tuple[str, ...]
    drugs: frozenset[str]
    effects: Mapping[str, Effect]


class _EffectShape(Shape):
    lines: dict[str, str] = Field(default_factory=dict)
    marks: dict[str, str] = Field(default_factory=dict)


class _ProtocolQuestionShape(Shape):
    sources: tuple[str, ...]
    criteria: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    drugs: frozenset[str] = frozenset()
    allowed: _EffectShape | None = None
    excluded: _EffectShape | None = None


def protocol_question(id: str, table: dict[str, Any]) -> ProtocolQuestion:
    """One entry of `protocol_questions.toml`. Raises ValueError for one that cannot be read."""
    shape = _ProtocolQuestionShape.model_validate(table)
    effects = {name: _effect(found) for name in RULINGS if (found := getattr(shape, name)) is not None}
    return ProtocolQuestion(id, shape.sources, shape.criteria, shape.reasons, shape.drugs, effects)


def _effect(shape: _EffectShape) -> Effect:
    """Lines for a criterion with one rule are under its id, for one with several routes under `id.route`."""
    routes = {key.partition(".")[0::2]: parse_rule(text) for key, text in shape.lines.items()}
    return Effect({(id, route or "rule"): rule for (id, route), rule in routes.items()}, shape.marks)
