"""A registry record in the parts that matter here, whatever form it came in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

INCLUSION, EXCLUSION = "inclusion", "exclusion"


@dataclass(frozen=True)
class Sentence:
    """One item of the eligibility criteria: its list, its number as printed (empty for a bullet), and its text."""

    section: str
    number: str
    text: str

    @property
    def key(self) -> str:
        return key(self.text)


@dataclass(frozen=True)
class Person:
    """A contact of the record."""

    name: str
    phone: str
    extension: str

    @property
    def key(self) -> tuple[str, str, str]:
        return key(self.name), re.sub(r"\D", "", self.phone), self.extension


@dataclass(frozen=True)
class RegistryRecord:
    """`fields` are single values by name, such as `status`; one that the record does not give is missing."""

    nct: str
    fields: dict[str, str]
    titles: tuple[str, ...]
    contacts: tuple[Person, ...]
    sentences: tuple[Sentence, ...]


_SAME = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "、": ",", "。": ".", "×": "x", "μ": "u", "µ": "u"}
)
_POWER = re.compile(r"(?<=x10)\s*[\^*]{1,2}\s*(?=\d)")


def plain(text: str) -> str:
    """The text without Markdown escapes and with single spaces, for showing."""
    return re.sub(r"\s+", " ", re.sub(r"\\([^\w\s])", r"\1", text)).strip()


def key(text: str) -> str:
    """The same for the same sentence: however it is spaced, escaped, quoted, raised, capitalised, or ended."""
    folded = unicodedata.normalize("NFKC", plain(text)).translate(_SAME).casefold()
    folded = folded.replace(">=", "≥").replace("<=", "≤").replace("⩾", "≥").replace("⩽", "≤")
    folded = _POWER.sub("", re.sub(r"\s*x\s*(?=10|uln)", "x", folded))
    folded = re.sub(r"(?<=\d)\s+(?=[a-z%])", "", folded)
    return re.sub(r"\s*([^\w\s])\s*", r"\1", folded).strip(" .;,")


_MARK = re.compile(
    r"\s*(?:[*•·▪●○–-]\s+|(?P<number>\(?\d{1,2}(?:\.\d{1,2})*|[（(]?[a-z]|[（(]\d{1,2})[.)、．）:：]+\s*(?=\D)|(?P<round>[①-⑳])\s*)",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?:(?<=[;:：；])|(?<=[;:：；]\s))\s*(?=[a-h][.)]\s)")
_HEADING = re.compile(r"\W*(?:key\s+)?(inclusion|exclusion)(?:\s+criteria)?\W*", re.IGNORECASE)
_HEADINGS_ZH = {"入选标准": INCLUSION, "纳入标准": INCLUSION, "排除标准": EXCLUSION}


def sentences(text: str) -> tuple[Sentence, ...]:
    """The items of a criteria text with its two headings. A line without a mark belongs to the item above it."""
    found: list[Sentence] = []
    section = ""
    for line in _lines(text):
        heading = _section(line)
        mark = _MARK.match(line)
        if heading:
            section = heading
        elif not section:
            continue
        elif mark or not found or found[-1].section != section:
            found.append(Sentence(section, _number(mark), plain(line[mark.end() :] if mark else line)))
        else:
            found[-1] = Sentence(section, found[-1].number, f"{found[-1].text} {plain(line)}")
    return tuple(found)


def _lines(text: str) -> Iterator[str]:
    """The lines that say something; a list inside a line (“such as: a. … b. …”) as lines of its own."""
    for line in text.splitlines():
        yield from (part for part in _INLINE.split(line) if part.strip())


def _section(line: str) -> str | None:
    heading = _HEADING.fullmatch(line.strip())
    return heading[1].lower() if heading else _HEADINGS_ZH.get(line.strip(" :：*#"))


def _number(mark: re.Match[str] | None) -> str:
    if mark is None:
        return ""
    if mark["round"]:
        return str(unicodedata.digit(mark["round"], 0) or unicodedata.numeric(mark["round"], 0)).removesuffix(".0")
    return (mark["number"] or "").strip("(（").rpartition(".")[2].lower()
