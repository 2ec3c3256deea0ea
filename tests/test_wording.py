"""The wording says the same in both languages, in plain words: equal keys, placeholders and numbers, no English left over."""

import re
from pathlib import Path

import pytest
import textstat
from fluent.syntax import ast, parse
from fluent.syntax.serializer import serialize_pattern
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "nct06494995"
PAIRS = [(SEED / "en" / f"{name}.ftl", SEED / "zh" / f"{name}.ftl") for name in ("questions", "criteria", "texts")]
if (ROOT / "i18n" / "en.ftl").exists() and (ROOT / "i18n" / "zh.ftl").exists():
    PAIRS.append((ROOT / "i18n" / "en.ftl", ROOT / "i18n" / "zh.ftl"))
FILES = [path for pair in PAIRS for path in pair]

OTHER_NUMBERS = {
    "Q08.patient": "English says 'every weekday', Chinese '5 times a week'",
    "Q08.family": "English says 'every weekday', Chinese '5 times a week'",
    "Q12.help": "English lists 0, 1 and 2, Chinese gives the range 0 to 2",
    "I9c.label": "Chinese reports print g/L, so the Chinese label gives it too",
    "I9d.label": "Chinese reports print g/L, so the Chinese label gives it too",
}
"""Texts whose numbers differ between the languages, each with the reason."""

LATIN = set(
    """
    CTLA PD LAG TIGIT TIM BB OX ICOS AK TKI SBRT LDRT Graves DOAC DPD
    IU mL dL L mg g kg cm mm min ULN CT MDT
    ANC NEUT PLT Hb HGB ALB TBIL ALT AST ALP CREA Scr APTT INR HCG Cockcroft Gault
    HBV HCV HBsAg HBc DNA RNA HPV HIV ECOG RECIST NYHA CTCAE PEG I II III IV NCT
    Telegram English Ctrl D a b
    """.split()
)
"""Latin words that belong in a Chinese text: units, laboratory and medical abbreviations, proper names, keys."""

BILINGUAL = {"ask-language"}
"""Said before the language is known, so in both languages at once."""

CRITERION = re.compile(r"[IE]\d+[a-g]?(?![A-Za-z0-9])")

LONG_WORDS = {
    "Q05.family": "'patient', 'biopsy' and 'surgery' in one short sentence",
    "Q36b.patient": "the test is named as on the report: hepatitis C, HCV RNA",
    "Q36b.family": "the test is named as on the report: hepatitis C, HCV RNA",
    "Q46.family": "names tuberculosis beside TB",
}
"""Questions of the fixed bank that a medical word lifts above 8, here or by the library's dictionary; all are below 9."""


def texts(path: Path) -> dict[str, ast.Pattern]:
    """Every text of a file: `id` for a message's value, `id.attribute` for an attribute."""
    found: dict[str, ast.Pattern] = {}
    for entry in parse(path.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message | ast.Term):
            assert entry.id.name not in {key.split(".")[0] for key in found}, f"{entry.id.name} twice in {path}"
            parts = [(entry.id.name, entry.value)]
            parts += [(f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes]
            found |= {key: value for key, value in parts if value}
    return found


class _Words(Visitor):
    """What a text says and what it asks for: its words, and the names of its placeholders."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.placeholders: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self.words.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:
        self.words.append(node.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.placeholders.add(node.id.name)


def read(pattern: ast.Pattern) -> _Words:
    words = _Words()
    words.visit(pattern)
    return words


def plain(pattern: ast.Pattern) -> str:
    """The words alone, without commands such as /edit."""
    return re.sub(r"(?<![\w/])/[a-z]+", " ", " ".join(read(pattern).words))


def numbers(pattern: ast.Pattern) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", plain(pattern).replace("COVID-19", "")))


def grade(text: str) -> float:
    """Flesch-Kincaid grade. Syllables are counted by their vowels: the library's own count downloads a dictionary."""
    words, sentences = textstat.lexicon_count(text), textstat.sentence_count(text)
    syllables = sum(syllables_of(word) for word in re.findall(r"[a-z']+", text.lower()))
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def syllables_of(word: str) -> int:
    silent = re.search(r"([^aeiouylr]|[aeiouy][lr])e$|[^td]ed$|[^aeioulsxz]es$", word) is not None
    apart = len(re.findall(r"(?<![cst])i[aou]|ism$", word))
    return max(1, len(re.findall(r"[aeiouy]+", word)) + apart - silent)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_line_is_fluent(path: Path) -> None:
    assert [entry.content for entry in parse(path.read_text(encoding="utf-8")).body if isinstance(entry, ast.Junk)] == []


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=lambda path: path.stem)
def test_both_languages_have_the_same_texts_with_the_same_placeholders(english: Path, chinese: Path) -> None:
    en, zh = texts(english), texts(chinese)
    assert list(en) == list(zh), set(en) ^ set(zh)
    assert {key: read(en[key]).placeholders for key in en} == {key: read(zh[key]).placeholders for key in en}


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=lambda path: path.stem)
def test_where_both_languages_give_numbers_they_are_the_same(english: Path, chinese: Path) -> None:
    en, zh = texts(english), texts(chinese)
    differing = {
        key: (numbers(en[key]), numbers(zh[key]))
        for key in en
        if key not in OTHER_NUMBERS and numbers(en[key]) and numbers(zh[key]) and numbers(en[key]) != numbers(zh[key])
    }
    assert differing == {}


@pytest.mark.parametrize("path", FILES[1::2], ids=lambda path: "/".join(path.parts[-2:]))
def test_no_english_is_left_in_chinese_texts(path: Path) -> None:
    left = {key: set(re.findall(r"[A-Za-z]+", CRITERION.sub("", plain(value)))) - LATIN for key, value in texts(path).items()}
    assert {key: words for key, words in left.items() if words and key not in BILINGUAL} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_text_is_empty_or_ends_in_a_stray_space(path: Path) -> None:
    written = {key: serialize_pattern(value) for key, value in texts(path).items()}
    assert {key: text for key, text in written.items() if not text.strip() or text != text.rstrip()} == {}


def test_every_question_of_patients_and_families_reads_at_grade_eight_or_below() -> None:
    asked = {
        key: plain(value)
        for key, value in texts(SEED / "en" / "questions.ftl").items()
        if key.endswith((".patient", ".family"))
    }
    assert len(asked) > 150
    assert {key: grade(text) for key, text in asked.items() if grade(text) > (9 if key in LONG_WORDS else 8)} == {}
