"""The small parts of the console: its words, its commands, when letters go out, where a sign-in leads."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import seeds
from bot.__main__ import main
from bot.assembly import open_store
from bot.console.case import READY, when_to_send
from bot.console.listing import FOLLOW_UPS, OUTCOMES
from bot.console.visit import inside
from bot.rulings import register
from bot.settings import Settings
from flows.reading.flag_words import CODES
from i18n import LANGUAGES
from i18n.catalogue import area, keys

CONSOLE = Path(__file__).parent.parent / "bot" / "console"
TEXTS = {language: (CONSOLE.parent.parent / "i18n" / f"console.{language}.ftl").read_text("utf-8") for language in LANGUAGES}
PASSWORD = "correct horse battery"  # pragma: allowlist secret


def test_both_languages_say_the_same():
    english, chinese = (keys(TEXTS[language]) for language in LANGUAGES)
    assert english == chinese
    same = {
        key
        for key in english
        if area("console", "en").has(key)
        and "{" not in TEXTS["en"]
        and area("console", "en")(key) == area("console", "zh")(key)
    }
    assert same == set()


def test_chinese_words_are_chinese():
    for key, placeholders in keys(TEXTS["zh"]).items():
        text = area("console", "zh")(key, **dict.fromkeys(placeholders, "1"))
        assert re.search("[\u4e00-\u9fff]", text) or key in ("other-language", "export-fhir"), key


def test_every_word_is_used_and_every_used_word_is_there():
    sources = "\n".join(path.read_text("utf-8") for path in CONSOLE.rglob("*") if path.suffix in (".py", ".html"))
    for key in keys(TEXTS["en"]):
        name = key.partition(".")[0]
        stem = re.sub("-[^-]+$", "-", name)
        assert f"'{name}'" in sources or f'"{name}"' in sources or f"'{stem}'" in sources or f'"{stem}' in sources, key
    words = area("console", "en")
    for key in re.findall(r"\bt\('([a-z_-]+[a-z_])'", sources):
        assert words.has(key), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_a_word(language):
    words = area("console", language)
    wanted = [f"outcome-{v}" for v in OUTCOMES] + [f"follow-{v}" for v in FOLLOW_UPS] + [f"ready-{v}" for v in READY]
    assert all(words.has(key) for key in wanted + [f"flag-{code}" for code in CODES])


@pytest.mark.parametrize("language", LANGUAGES)
def test_ready_texts_name_no_illness(language):
    """Others may see the phone: a message that comes unasked says nothing of the illness beyond what the person must do."""
    for name in READY:
        assert not re.search("cancer patient|tumou?r|HIV|癌|肿瘤患者|艾滋", area("console", language)(f"ready-{name}"))


def run(folder, *words, typed=None):
    result = CliRunner().invoke(main, words, input=typed, env={"PRESCREEN_DATA": str(folder)})
    return result.exit_code, result.output


def test_coordinators_come_and_go(tmp_path):
    assert (
        run(
            tmp_path, "coordinator", "add", "Wang", "--language", "zh", "--telegram", "4711", typed=f"{PASSWORD}\n{PASSWORD}\n"
        )[0]
        == 0
    )
    assert run(tmp_path, "coordinator", "list") == (0, "Wang\tzh\ttelegram\n")
    assert "already" in run(tmp_path, "coordinator", "add", "wang", "--password-stdin", typed=PASSWORD)[1]
    store = open_store(Settings(data=tmp_path, _env_file=None))
    assert store.desk.by_telegram("4711").name == "Wang"
    assert store.desk.telegram_of(store.desk.named("Wang").id) == "4711"
    store.close()
    assert b"4711" not in (tmp_path / "prescreen.db").read_bytes()
    assert run(tmp_path, "coordinator", "password", "Wang", "--password-stdin", typed=f"{PASSWORD} 2\n")[0] == 0
    assert run(tmp_path, "coordinator", "remove", "Wang")[0] == 0
    assert run(tmp_path, "coordinator", "list") == (0, "")
    assert run(tmp_path, "coordinator", "remove", "Wang")[0] == 1
    assert run(tmp_path, "coordinator", "add", "Wang", "--password-stdin", typed=PASSWORD)[0] == 0


def test_a_short_password_and_two_different_ones_are_refused(tmp_path):
    assert "12 characters" in run(tmp_path, "coordinator", "add", "Wang", "--password-stdin", typed="short")[1]
    assert run(tmp_path, "coordinator", "add", "Wang", typed=f"{PASSWORD}\nanother\n")[0] == 1
    assert run(tmp_path, "coordinator", "list") == (0, "")


def test_every_protocol_question_has_words_for_its_page(tmp_path):
    store = open_store(Settings(data=tmp_path, _env_file=None))
    for entry in register(store, seeds.load()):
        for language in LANGUAGES:
            assert seeds.words(language).has(f"protocol-{entry.question.id}.title")
            assert all(area("exports", language).has(f"ruling-{choice}") for choice in entry.choices)
    store.close()


@pytest.mark.parametrize(
    ("now", "heard", "due"),
    [
        ("2026-11-23T08:00+08:00", None, "2026-11-23T08:00+08:00"),
        ("2026-11-23T20:59+08:00", None, "2026-11-23T20:59+08:00"),
        ("2026-11-23T21:00+08:00", None, "2026-11-24T08:00+08:00"),
        ("2026-11-23T07:59+08:00", None, "2026-11-23T08:00+08:00"),
        ("2026-11-23T23:30+00:00", None, "2026-11-24T08:00+08:00"),
        ("2026-11-23T03:00+08:00", "2026-11-23T02:30+08:00", "2026-11-23T03:00+08:00"),
        ("2026-11-23T03:00+08:00", "2026-11-22T12:00+08:00", "2026-11-23T08:00+08:00"),
    ],
)
def test_nobody_is_woken_except_to_answer_them(now, heard, due):
    found = when_to_send(datetime.fromisoformat(now), heard and datetime.fromisoformat(heard))
    assert found == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "javascript:alert(1)"]
)
def test_a_sign_in_leads_nowhere_else(path):
    assert inside(path) == "/"


def test_a_sign_in_leads_back():
    assert inside("/case/7K4-2QM?x=1") == "/case/7K4-2QM?x=1"
