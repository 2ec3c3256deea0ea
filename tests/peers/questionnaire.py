"""The questionnaire that the peer bots ask: the same texts and buttons as the screening, read from a file."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

TICK = "~"
EMPTY, TICKED = "☐ ", "☑ "


@dataclass(frozen=True)
class Step:
    """The messages that come before a question, the question, and its buttons as rows of (label, data)."""

    before: tuple[str, ...]
    text: str
    keyboard: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def seq(self):
        """What the data of all its buttons begin with."""
        return self.keyboard[0][0][1].partition(":")[0]

    def rows(self, ticked=()):
        """The keyboard with these buttons ticked."""
        return [
            [(label.replace(EMPTY, TICKED) if data in ticked else label, data) for label, data in row] for row in self.keyboard
        ]

    def closed(self, chosen):
        """The text of the question once it is answered with these buttons."""
        labels = [label.removeprefix(EMPTY) for row in self.keyboard for label, data in row if data in chosen]
        return f"{self.text}\n\n✓ {', '.join(labels)}"


def is_tick(data):
    """Whether a button is ticked rather than answered at once."""
    return f":{TICK}" in data and not data.endswith(TICK)


def steps():
    """The steps of the file that the environment names."""
    rows = json.loads(Path(os.environ["QUESTIONNAIRE"]).read_text("utf-8"))
    return [
        Step(tuple(row["before"]), row["text"], tuple(tuple((label, data) for label, data in keys) for keys in row["keyboard"]))
        for row in rows
    ]
