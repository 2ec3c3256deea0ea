"""Reads the expressions of a rule. Everything that is not in the vocabulary is a RuleError that names the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from flows.answers import Span
from flows.rules import conditions as c
from flows.rules import vocabulary as v

WORDS = frozenset("and or not is in has any of only within at most old when if missing possibly unclear".split())
_TOKEN = re.compile(r"[(),|]|[^\s(),|]+")


class RuleError(ValueError):
    """A rule that cannot be read: the trial author's fault."""


class Reader:
    """A cursor over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _TOKEN.findall(text)
        self.at = 0

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.next
        self.at += 1
        return token

    def accept(self, *words: str) -> bool:
        """Take these words if they come next."""
        found = self.tokens[self.at : self.at + len(words)] == list(words)
        self.at += len(words) * found
        return found

    def expect(self, word: str) -> None:
        if not self.accept(word):
            raise RuleError(f"expected {word!r} before {self.next or 'the end'!r} in: {self.text}")

    def name(self) -> str:
        token = self.take()
        if not re.fullmatch(r"[A-Za-z0-9_][\w-]*", token) or token in WORDS:
            raise RuleError(f"expected a name, found {token or 'the end'!r} in: {self.text}")
        return token

    def number(self) -> Decimal:
        token = self.take()
        if not re.fullmatch(r"\d+(\.\d+)?", token):
            raise RuleError(f"expected a number, found {token or 'the end'!r} in: {self.text}")
        return Decimal(token)

    def count(self) -> int:
        """A whole number."""
        number = self.number()
        if number != int(number):
            raise RuleError(f"expected a whole number, found {number} in: {self.text}")
        return int(number)

    def names(self) -> frozenset[str]:
        """One name, or several in parentheses."""
        if not self.accept("("):
            return frozenset({self.name()})
        found = {self.name()}
        while self.accept(","):
            found.add(self.name())
        self.expect(")")
        return frozenset(found)

    def span(self) -> Span:
        """`14 days`, `6 months`, `1 year`."""
        count, unit = self.count(), self.take().removesuffix("s")
        makers = {"day": Span(days=count), "month": Span(months=count), "year": Span(months=12 * count)}
        if unit not in makers:
            raise RuleError(f"expected days, months or years, found {unit!r} in: {self.text}")
        return makers[unit]

    def finish(self) -> None:
        if self.next:
            raise RuleError(f"unexpected {self.next!r} in: {self.text}")


def parse_condition(text: str) -> c.Condition:
    """The condition written as `text`. Raises RuleError."""
    reader = Reader(text)
    condition = read_condition(reader)
    reader.finish()
    return condition


def read_condition(reader: Reader) -> c.Condition:
    """Read up to the end of the expression and leave the cursor there."""
    return _chain(reader, "or", c.Any, lambda r: _chain(r, "and", c.All, _negation))


def _chain(
    reader: Reader, word: str, join: Callable[[tuple[c.Condition, ...]], c.Condition], part: Callable[[Reader], c.Condition]
) -> c.Condition:
    parts = [part(reader)]
    while reader.accept(word):
        parts.append(part(reader))
    return parts[0] if len(parts) == 1 else join(tuple(parts))


def _negation(reader: Reader) -> c.Condition:
    return c.Not(_negation(reader)) if reader.accept("not") else _primary(reader)


def _primary(reader: Reader) -> c.Condition:
    if reader.accept("missing", "("):
        return _closed(reader, c.missing(reader.name()))
    if reader.accept("possibly", "("):
        return _closed(reader, c.possibly(read_condition(reader)))
    if reader.accept("unclear", "("):
        return _closed(reader, c.unclear(_test(reader)))
    if reader.accept("("):
        return _closed(reader, read_condition(reader))
    return _test(reader)


def _closed(reader: Reader, condition: c.Condition) -> c.Condition:
    reader.expect(")")
    return condition


def _test(reader: Reader) -> c.Test:
    fact = reader.name()
    if reader.accept("is") or reader.accept("in"):
        return v.one_of(fact, reader.names())
    if reader.accept("has", "only"):
        return v.has_only(fact, reader.names())
    if reader.accept("has", "any", "of") or reader.accept("has"):
        return v.has_any(fact, reader.names())
    if reader.accept("marked"):
        return v.marked(fact, reader.names())
    if reader.accept("within"):
        span = reader.span()
        return v.within(fact, span, reader.name() if reader.accept("of") else None)
    if reader.accept("at", "most"):
        days = reader.count()
        reader.expect("days")
        reader.expect("old")
        return v.fresh(fact, days)
    return _comparison(reader, fact)


def _comparison(reader: Reader, fact: str) -> c.Test:
    operator = reader.take()
    if operator not in v.COMPARE:
        raise RuleError(f"{operator or 'the end'!r} is not in the vocabulary, after {fact!r} in: {reader.text}")
    number = reader.number()
    if reader.accept("ULN"):
        return v.compared_to_normal(fact, operator, number)
    limits = {_unit(reader): number}
    while reader.accept("|"):
        number = reader.number()
        limits[_unit(reader)] = number
    return v.compared(fact, operator, limits)


def _unit(reader: Reader) -> str | None:
    return None if reader.next in {"", ")", "and", "or", "|", ","} else reader.take()
