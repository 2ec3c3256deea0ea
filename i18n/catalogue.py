"""Words by key, in one language. Fluent behind a thin wrapper, because its own convenience layer swallows errors.

A key may name an attribute: `Q01.patient`. Words never come from code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

_LOCALES = {"en": "en-GB", "zh": "zh-CN"}


class MissingWords(KeyError):
    """A key without words, or words without the value that they need. The tests of the catalogues keep this from happening."""


class Words:
    """The words of one language."""

    def __init__(self, language: str, *texts: str) -> None:
        self.language = language
        self._plain: dict[str, str] = {}
        self._bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
        for text in texts:
            patterned: list[ast.EntryType] = []
            for message in _messages(text):
                plain = {key: _plain(pattern) for key, pattern in _patterns(message)}
                self._plain |= {key: words for key, words in plain.items() if words is not None}
                if None in plain.values():
                    patterned.append(message)
            self._bundle.add_resource(ast.Resource(patterned))  # nine in ten messages need no formatting

    def __call__(self, key: str, **values: str | int) -> str:
        """The words of a key with these values put in. Raises MissingWords."""
        plain = self._plain.get(key)
        if plain is not None:
            return plain
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            raise MissingWords(f"{self.language}: {key}")
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise MissingWords(f"{self.language}: {key}")
        text, errors = self._bundle.format_pattern(pattern, {name: str(value) for name, value in values.items()})
        if errors:
            raise MissingWords(f"{self.language}: {key}: {errors}")
        return str(text)

    def has(self, key: str) -> bool:
        if key in self._plain:
            return True
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            return False
        message = self._bundle.get_message(name)
        return bool(attribute in message.attributes if attribute else message.value)


@cache
def parsed(text: str) -> ast.Resource:
    """A Fluent text read once, however many things are made from it. The cache may be cleared when they are."""
    return FluentResource(text)


def _messages(text: str) -> Iterator[ast.Message]:
    """Raises ValueError for what is not Fluent."""
    for entry in parsed(text).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"not Fluent: {(entry.content or '').strip()[:80]}")
        if isinstance(entry, ast.Message):
            yield entry


def _patterns(message: ast.Message) -> Iterator[tuple[str, ast.Pattern]]:
    """The patterns of a message by key: its own and those of its attributes."""
    if message.value is not None:
        yield message.id.name, message.value
    for attribute in message.attributes:
        yield f"{message.id.name}.{attribute.id.name}", attribute.value


def _plain(pattern: ast.Pattern) -> str | None:
    """The text of a pattern that holds nothing but words; None for any other."""
    texts = [element.value for element in pattern.elements if isinstance(element, ast.TextElement)]
    return "".join(texts) if len(texts) == len(pattern.elements) else None


@cache
def general(language: str) -> str:
    """The words that belong to no trial, as Fluent text."""
    return files(__package__).joinpath(f"{language}.ftl").read_text("utf-8")


@cache
def area(name: str, language: str) -> Words:
    """The words of one part of the shell that no participant sees: `console`, `exports`, `paper`, `registry`."""
    return Words(language, files(__package__).joinpath(f"{name}.{language}.ftl").read_text("utf-8"))


@cache
def ways_to_pick() -> Mapping[str, tuple[str, ...]]:
    """What may be typed for the choices that belong to no trial, in all languages, by key (`pick-yes`)."""
    table = tomllib.loads(files(__package__).joinpath("picks.toml").read_text("utf-8"))
    return {f"pick-{pick}": tuple(words) for pick, words in table.items() if pick != "command"}


@cache
def spoken_commands() -> Mapping[str, str]:
    """The commands that are understood without a slash, by what is typed."""
    table = tomllib.loads(files(__package__).joinpath("picks.toml").read_text("utf-8"))
    return {word: name for name, words in table["command"].items() for word in words}


def plain_values(text: str) -> Iterator[tuple[str, str]]:
    """The messages of a Fluent text that hold nothing but words, by key: the wordings that a person may type back."""
    for message in _messages(text):
        plain = _plain(message.value) if message.value is not None else None
        if plain is not None:
            yield message.id.name, plain


def keys(text: str) -> Mapping[str, frozenset[str]]:
    """Every key of a Fluent text with its placeholders, attributes as `message.attribute`. Raises ValueError for bad syntax."""
    return {key: _placeholders(pattern) for message in _messages(text) for key, pattern in _patterns(message)}


def _placeholders(pattern: ast.Pattern) -> frozenset[str]:
    expressions = (element.expression for element in pattern.elements if isinstance(element, ast.Placeable))
    return frozenset(expression.id.name for expression in expressions if isinstance(expression, ast.VariableReference))
