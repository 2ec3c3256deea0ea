"""Trials as data: one folder a trial. This module only reads the files; `flows.trial` gives them their meaning."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from flows.trial import Trial, compile_trial

DEFAULT_TRIAL = "nct06494995"


@cache
def load(name: str = DEFAULT_TRIAL) -> Trial:
    """The trial in the folder `name`, checked as a whole. Raises TrialError that lists every problem."""
    return compile_trial(read_files(name))


def read_files(name: str) -> dict[str, str]:
    """The text of every file of a trial, by its path inside the folder."""
    root = files(__name__).joinpath(name)
    found = {entry.name: entry.read_text("utf-8") for entry in root.iterdir() if entry.is_file()}
    for folder in (entry for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("_")):
        inside = (entry for entry in folder.iterdir() if entry.is_file())
        found |= {f"{folder.name}/{entry.name}": entry.read_text("utf-8") for entry in inside}
    return found
