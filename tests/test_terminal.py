"""The dialogue in a terminal: a scripted reader in place of the keyboard, and the real command with its input from a pipe."""

import io
import subprocess
import sys

import pytest
from rich.console import Console
from running import ROOT, environment
from script import LABS, PATIENT, Talk, screener_in, tables

from bot.channels.terminal import Terminal


class Screen:
    """A terminal whose keyboard is a list of lines and whose screen is a text."""

    def __init__(self, screener, lines, language=None):
        self.file = io.StringIO()
        self.lines = iter(lines)
        self.terminal = Terminal(screener, Console(file=self.file, width=110, highlight=False), self.read)
        self.terminal.run(language)
        self.talk = Talk(screener, address="local", channel="terminal")

    def read(self):
        try:
            return next(self.lines)
        except StopIteration:
            raise EOFError from None

    @property
    def text(self):
        return self.file.getvalue()


@pytest.fixture
def type_in(tmp_path):
    with screener_in(tmp_path) as screener:
        yield lambda *lines, language=None: Screen(screener, lines, language)


BEGIN = ("1", "62", "1 2 3")
"""Role, age, consent, as numbers."""


def test_choices_are_made_by_number(type_in):
    screen = type_in("1", *BEGIN, "2")
    assert (screen.talk.state.language, screen.talk.values["diagnosis"]) == ("en", "npc")


def test_a_language_can_be_given_at_the_start(type_in):
    assert "请问是谁在填写" in type_in(language="zh").text


@pytest.mark.parametrize("line", ["1 3", "1,3", "1，3", "1、3", " 3  1 "])
def test_several_numbers_are_ticked_at_once(type_in, line):
    assert sorted(type_in(*BEGIN, "2", line, language="en").talk.values["recurrence_sites"]) == ["distant", "local"]


def test_where_a_number_may_be_the_answer_itself_the_choices_have_letters(type_in):
    screen = type_in("1", "a", language="en")
    assert screen.talk.open_question() == "Q01b"


def test_where_a_number_may_be_the_answer_itself_it_is_the_answer(type_in):
    assert type_in("1", "62", language="en").talk.values["age_years"] == 62


def test_the_answer_may_be_written_in_words(type_in):
    screen = type_in(
        "the patient", "sixty-two", "1 2 3", "nasopharyngeal cancer", "lung", "cisplatin and gemcitabine", language="en"
    )
    assert screen.talk.values["prior_drugs"] == ["cisplatin", "gemcitabine"]


def test_chinese_words_and_full_width_signs_are_read(type_in):
    screen = type_in("1", "62岁", "1，2，3", "鼻咽癌", "３", "顺铂、吉西他滨", language="zh")
    assert screen.talk.values["prior_drugs"] == ["顺铂", "吉西他滨"]
    assert "第 5 题" in screen.text


def test_a_number_that_is_on_no_button_is_not_taken(type_in):
    assert type_in(*BEGIN, "9", "0", "-1", "1.5", language="en").talk.open_question() == "Q04"


def test_two_numbers_for_one_choice_are_asked_back(type_in):
    screen = type_in(*BEGIN, "1 2", language="en")
    assert len(screen.talk.state.pending.candidates) == 2


@pytest.mark.parametrize(
    ("line", "words"), [("/why", "head and neck"), ("/help", "/answers"), ("/back", "How old are you"), ("/contact", "+86")]
)
def test_commands_are_typed_with_a_slash(type_in, line, words):
    before = type_in(*BEGIN, language="en").text
    assert words in type_in(line).text.removeprefix(before)


def test_who_does_not_agree_can_say_so(type_in, tmp_path):
    assert "nothing is kept" in type_in("1", "62", "/refuse", language="en").text
    assert tables(tmp_path)["answers"] == []


def test_an_answer_is_changed_by_its_number(type_in):
    screen = type_in(*BEGIN, "2", "/answers", "/edit 2", "1", language="en")
    assert screen.talk.values["diagnosis"] == "hnscc"


def test_empty_lines_are_passed_over_and_the_end_of_the_input_says_goodbye(type_in):
    screen = type_in("", "  ", language="en")
    assert screen.talk.state.phase == "role"
    assert "Your answers are saved" in screen.text


def test_what_a_person_types_is_never_taken_for_markup(type_in):
    assert "[bold]" not in type_in(*BEGIN, "2", "3", "[bold]x[/bold] cisplatin", language="en").text


def number_of(screen_talk, value):
    """The number or letter of a choice in the terminal."""
    from bot.channels.terminal import marks

    menu = screen_talk.menu
    return next(mark for mark, item in zip(marks(menu), menu.items, strict=False) if item.value == value)


@pytest.mark.parametrize(("language", "outcome"), [("en", "Likely eligible"), ("zh", "可能符合条件")])
def test_a_whole_screening_by_numbers_letters_and_words(tmp_path, language, outcome):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener, address="local", channel="terminal")
        answers = PATIENT | LABS

        def keyboard():
            yield from BEGIN
            while (asked := talk.open_question()) is not None:
                talk.menu = terminal.menu
                answer = answers[asked]
                typed = [number_of(talk, value) for value in answer[1:].split(",")] if answer.startswith("=") else [answer]
                yield " ".join(typed)
            yield "1"

        lines = keyboard()
        file = io.StringIO()

        def read():
            try:
                return next(lines)
            except StopIteration:
                raise EOFError from None

        terminal = Terminal(screener, Console(file=file, width=110), read)
        terminal.run(language)
    assert outcome in file.getvalue()
    assert tables(tmp_path)["screenings"][0]["outcome"] == "likely_eligible"


def run(folder, text, *arguments, status=0):
    """`python -m bot chat` with this input; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", *arguments],
        input=text.encode(), capture_output=True, cwd=folder, env=environment(folder), timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode() + done.stderr.decode()


def test_an_unfinished_conversation_goes_on_in_the_next_process(tmp_path):
    first = run(tmp_path, "1\n1\n62\n1 2 3\n2\n")
    assert "Has the cancer come back" in first
    second = run(tmp_path, "3\n")
    assert "Welcome back" in second
    assert "every cancer drug" in " ".join(second.split())


def test_a_conversation_in_chinese_goes_through_a_pipe(tmp_path):
    printed = run(tmp_path, "1\n62\n1 2 3\n鼻咽癌\n远处转移\n", "--language", "zh")
    assert "抗肿瘤药物" in printed
    assert "欢迎回来" in run(tmp_path, "")


def test_no_token_no_network_and_no_configuration_are_needed(tmp_path):
    assert "Please choose a language" in run(tmp_path / ".", "")


def test_a_misspelt_setting_is_one_line_and_status_2(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        capture_output=True, cwd=ROOT, env=environment(tmp_path, PRESCREEN_DTA="x"), timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
    assert "PRESCREEN_DTA" in done.stderr.decode()


def test_damaged_data_is_one_line_and_status_2(tmp_path):
    (tmp_path / "prescreen.db").write_bytes(b"this is no database" * 300)
    assert run(tmp_path, "", status=2).count("\n") == 1
