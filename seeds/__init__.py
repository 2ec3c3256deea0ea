"""Trials as data: one folder a trial. This module only reads the files; `flows.trial` gives them their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from flows.checks import problems
from flows.definition import TrialError, compile_trial
from flows.trial import Trial
from i18n import LANGUAGES
from i18n.catalogue import Words, general, keys, plain_values, ways_to_pick

DEFAULT_TRIAL = "nct06494995"


@cache
def load(name: str = DEFAULT_TRIAL) -> Trial:
    """The trial in the folder `name`. Raises TrialError that lists every problem in its files."""
    texts = read_files(name)
    trial = compile_trial(texts, wordings([general(language) for language in LANGUAGES] + wording_files(texts)))
    found = problems(trial, {language: _keys(texts, language) for language in LANGUAGES})
    if found:
        raise TrialError(found)
    return trial


def _keys(texts: Mapping[str, str], language: str) -> dict[str, frozenset[str]]:
    """Every key of one language with its placeholders."""
    return {key: used for text in (general(language), *wording_files(texts, language)) for key, used in keys(text).items()}


@cache
def words(language: str, name: str = DEFAULT_TRIAL) -> Words:
    """All words of one language: the general ones and the trial's own."""
    return Words(language, general(language), *wording_files(read_files(name), language))


def wording_files(texts: Mapping[str, str], language: str = "") -> list[str]:
    """The Fluent files among a trial's files, of one language or of all."""
    return [text for path, text in sorted(texts.items()) if path.endswith(".ftl") and path.startswith(language)]


def wordings(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """What a person may type back, in every language, by key."""
    found = dict(ways_to_pick())
    for text in texts:
        for key, value in plain_values(text):
            found[key] = (*found.get(key, ()), value)
    return found


def read_files(name: str) -> dict[str, str]:
    """The text of every file of a trial, by its path inside the folder."""
    root = files(__name__).joinpath(name)
    found = {entry.name: entry.read_text("utf-8") for entry in root.iterdir() if entry.is_file()}
    for folder in (entry for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("_")):
        inside = (entry for entry in folder.iterdir() if entry.is_file())
        found |= {f"{folder.name}/{entry.name}": entry.read_text("utf-8") for entry in inside}
    return found
