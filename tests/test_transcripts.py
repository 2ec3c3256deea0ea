"""Whole conversations as people read them, in both languages: `> what the person does`, then what the bot says.

A change of words shows here as a change of text, to be read before it is taken over: `UPDATE_TRANSCRIPTS=1 pytest` writes the
files anew. The random code of a screening is written as CODE.
"""

import os
from pathlib import Path

import pytest
from script import CONSENT, LABS, PATIENT, Talk, screener_in

TRANSCRIPTS = Path(__file__).parent / "transcripts"

PEOPLE = {
    "patient-eligible": ("patient", PATIENT),
    "family-local-recurrence": (
        "family",
        PATIENT
        | {
            "Q06": "=local",
            "Q10": "=not_suitable_mdt",
            "Q14": "顺铂、纳武利尤单抗",
            "Q11": "=unknown",
            "Q12": "=2",
            "Q02": "=female",
        }
        | {"Q48": "=postmenopausal", "hepatitis": "=hbv", "Q35": "=yes", "Q35b": "=unknown"},
    ),
    "patient-not-now": (
        "patient",
        PATIENT
        | {"recent": "=vaccine", "Q19": "2026-11-12", "Q39": "=necrosis_4w", "Q39b": "=no", "personal": "=autoimmune"}
        | {"Q43": "=vitiligo"},
    ),
    "doctor-labs": ("clinician", PATIENT | LABS | {"Q23": "60 10^9/L", "Q27": "80 U/L (9-50)"}),
}


class Written(Talk):
    """A conversation that writes itself down; buttons are written as their labels."""

    def __init__(self, screener, language):
        super().__init__(screener, language=language)
        self.lines: list[str] = []
        self.codes: set[str] = set()

    def send(self, text):
        self.lines += [f"> {self._readable(text)}", ""]
        replies = super().send(text)
        self.codes.add(self.screener.store.current(self.screener.store.chat(self.channel, self.address).id).code)
        for reply in replies:
            self.lines += [*reply.text.splitlines(), *self._buttons(reply.menu), ""]
        return replies

    def _readable(self, text):
        if not (text.startswith("=") and self.menu):
            return text
        labels = {item.value: item.label for item in (*self.menu.items, *self.menu.controls)}
        return " ".join(f"[{labels[value]}]" for value in text[1:].split(","))

    @staticmethod
    def _buttons(menu):
        if menu is None:
            return []
        rows = [f"    [{item.label}]" for item in menu.items] + ([f"    [✅ {menu.done}]"] if menu.done else [])
        return rows + ([f"    {' '.join(f'[{item.label}]' for item in menu.controls)}"] if menu.controls else [])

    @property
    def text_of_all(self):
        text = "\n".join(self.lines).strip() + "\n"
        for code in self.codes:
            text = text.replace(code, "CODE")
        return text


def whole(talk, language, role, answers):
    """From the first message to the result."""
    for line in ("/start", f"={language}", f"={role}", "62", CONSENT):
        talk.send(line)
    talk.answer_all(answers)
    talk.send("=finish")


def minor(talk, language):
    for line in ("/start", f"={language}", "=patient", "15", "=yes"):
        talk.send(line)


def in_despair(talk, language):
    said = {"en": ("why do you ask?", "I don't want to live any more"), "zh": ("为什么问这个？", "不想活了")}[language]
    for line in ("/start", f"={language}", "=patient", "62", CONSENT, said[0], said[1], "npc", "=go_on", "=npc"):
        talk.send(line)


def stopped(talk, language):
    """A stopper, an edit, and the way through the commands."""
    for line in ("/start", f"={language}", "=family", "81", "=no", "68", CONSENT, "=other", "=yes", "=see_result", "=edit"):
        talk.send(line)
    talk.send("=!edit:Q04")
    for line in ("=npc", "/stop", "=resume", "/help", "/study", "/contact", "/privacy", "/restart", "=!stay", "/delete"):
        talk.send(line)
    talk.send("=!delete-now")


OTHERS = {"minor": minor, "despair": in_despair, "stopper-and-commands": stopped}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [*PEOPLE, *OTHERS])
def test_transcript(tmp_path, name, language):
    with screener_in(tmp_path) as screener:
        talk = Written(screener, language)
        if name in PEOPLE:
            whole(talk, language, *PEOPLE[name])
        else:
            OTHERS[name](talk, language)
        written = talk.text_of_all
    path = TRANSCRIPTS / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        TRANSCRIPTS.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")
