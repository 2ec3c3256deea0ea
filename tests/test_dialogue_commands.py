"""Commands, asides and corrections: whatever a person does in between, no answer is lost or made up."""

import pytest
from script import CONSENT, PATIENT, Talk, screener_in, tables

from bot.commands import COMMANDS, MENU


@pytest.fixture
def talk(tmp_path):
    with screener_in(tmp_path) as screener:
        yield Talk(screener)


@pytest.fixture
def asked(talk):
    """Somebody at the question about prior drugs."""
    talk.begin("patient")
    talk.answer_all(PATIENT, until="Q14")
    return talk


@pytest.mark.parametrize("line", ["/why", "why do you ask?", "Why do you need to know this?", "为什么问这个？", "=!why"])
def test_why_is_answered_and_the_question_put_again(asked, line):
    before = asked.state
    asked.send(line)
    assert "Some immune drugs and some targeted pills matter" in asked.text
    assert "every cancer drug you have ever had" in asked.replies[-1].text
    assert asked.state == before


@pytest.mark.parametrize(
    "line", ["thanks", "谢谢", "hello", "how long does this take?", "who can see my answers?", "what is this study?"]
)
def test_an_aside_is_no_answer(asked, line):
    before = asked.state
    asked.send(line)
    assert asked.state == before
    assert len(asked.replies) > 1
    assert asked.replies[-1].menu.seq == before.seq


@pytest.mark.parametrize("command", [name for name in MENU if name not in ("back", "stop", "restart", "delete")])
def test_commands_that_only_show_something_change_nothing(asked, command):
    before = asked.state
    asked.send(f"/{command}")
    assert asked.state == before
    assert asked.replies


def test_every_announced_command_exists():
    assert set(MENU) <= set(COMMANDS)


def test_an_unknown_command_is_answered_and_changes_nothing(asked):
    before = asked.state
    asked.send("/launch")
    assert "/help" in asked.text
    assert asked.state == before


def test_stopping_keeps_the_answers_and_going_on_finds_the_same_question(asked):
    asked.send("=!stop")
    assert asked.state.phase == "withdrawn"
    asked.send("=resume")
    assert (asked.open_question(), asked.values["diagnosis"]) == ("Q14", "npc")


@pytest.mark.parametrize("lines", [["/start"], ["/start en"], ["/start en", "=patient"], ["/start en", "=patient", "62"]])
def test_before_the_first_question_there_is_nothing_to_stop(talk, lines):
    for line in lines:
        talk.send(line)
    before = talk.state
    talk.send("/stop")
    assert "nothing to stop" in talk.text
    assert talk.state == before


def test_an_answer_cannot_be_opened_for_change_while_the_dialogue_is_stopped(asked):
    asked.send("=!stop")
    asked.send("/edit 1")
    assert asked.state.phase == "withdrawn"
    asked.send("=resume")
    assert asked.open_question() == "Q14"


@pytest.mark.parametrize(("command", "button"), [("/restart", "=!restart-now"), ("/delete", "=!delete-now")])
def test_restart_and_delete_ask_first_and_can_be_taken_back(asked, command, button):
    before = asked.state
    asked.send(command)
    assert [item.value for item in asked.menu.items] == [button[1:], "!stay"]
    asked.send("=!stay")
    assert asked.state == before
    assert asked.open_question() == "Q14"


def test_restart_erases_the_answers_and_begins_anew_in_the_same_language(asked, tmp_path):
    asked.send("/restart")
    asked.send("=!restart-now")
    assert (asked.state.role, asked.state.language) == (None, "en")
    assert len(tables(tmp_path)["screening"]) == 1
    assert tables(tmp_path)["answers"] == []


def test_delete_erases_every_row_about_the_person(asked, tmp_path):
    asked.send("/delete")
    asked.send("=!delete-now")
    assert "Everything is erased" in asked.text
    found = tables(tmp_path)
    assert [found[name] for name in ("event", "message", "finding", "answers")] == [[], [], [], []]
    assert found["chat"][0]["language"] is None


def test_what_was_deleted_is_in_none_of_the_files(asked, tmp_path):
    asked.send("imaginarymab")
    asked.send("/delete")
    asked.send("=!delete-now")
    assert [path.name for path in tmp_path.iterdir() if b"imaginarymab" in path.read_bytes()] == []


@pytest.mark.parametrize("line", ["/delete-now", "/restart-now", "/delete_now", "/DELETE-NOW"])
def test_typing_the_inner_command_erases_nothing(asked, line):
    before = asked.state
    asked.send(line)
    assert asked.state == before


def test_the_erase_button_of_an_earlier_moment_erases_nothing(asked):
    asked.send("/delete")
    old = asked.menu
    asked.send("=!stay")
    asked.send("cisplatin")
    before = asked.state
    asked.menu = old
    asked.send("=!delete-now")
    assert asked.state == before


def test_a_switch_of_language_in_the_middle_of_a_question_keeps_everything(asked):
    answers = asked.values
    asked.send("/language")
    asked.send("=!language:zh")
    assert "只发文字，不要发照片。" in asked.replies[-1].text
    assert (asked.values, asked.open_question(), asked.state.language) == (answers, "Q14", "zh")


def test_a_switch_of_language_in_the_middle_of_a_read_back_keeps_the_read_back(talk):
    for line in ("/start en", "=patient", "81", "/language zh", "=yes"):
        talk.send(line)
    assert (talk.values["age_years"], talk.state.language) == (81, "zh")


def test_start_zh_and_start_doctor_choose_for_the_person(talk):
    talk.send("/start zh")
    assert talk.state.language == "zh"
    talk.send("/start doctor")
    assert (talk.state.role, talk.state.phase) == ("clinician", "age")


def test_start_doctor_is_remembered_until_the_language_is_chosen(talk):
    talk.send("/start doctor")
    talk.send("=en")
    assert talk.state.role == "clinician"


def test_start_in_the_middle_goes_on_where_it_was(asked):
    asked.send("/start")
    assert "Welcome back" in asked.text
    assert asked.open_question() == "Q14"


@pytest.mark.parametrize("line", ["wait, I meant 58", "sorry, I meant 58", "不对，应该是58", "打错了，58"])
def test_a_correction_changes_the_last_answer(talk, line):
    talk.begin("patient")
    talk.send("/edit 1")
    talk.send("68")
    talk.send(line)
    assert talk.values["age_years"] == 58


def test_a_correction_without_the_right_value_opens_the_last_question_again(asked):
    asked.send("oops")
    assert asked.open_question() == "Q06"


def test_a_correction_right_after_the_age_is_understood_before_the_consent(talk):
    for line in ("/start en", "=patient", "68", "wait, I meant 58"):
        talk.send(line)
    assert talk.values["age_years"] == 58


def test_a_correction_of_a_value_that_is_being_read_back_is_understood(talk):
    for line in ("/start en", "=patient", "81", "wait, I meant 58"):
        talk.send(line)
    assert talk.values["age_years"] == 58


def test_an_old_button_and_a_button_pressed_twice_change_nothing_and_say_so(asked):
    old, before = asked.menu, asked.state
    asked.send("=none")
    after = asked.state
    assert before != after
    for value in ("=none", "=unknown", "=!back", "=!why", "=!stop"):
        asked.menu = old
        asked.send(value)
        assert asked.state == after
        assert [reply.toast for reply in asked.replies] == [True]


@pytest.mark.parametrize("data", ["", ":", "x:yes", "-1:yes", "99999:yes", "7", "7:!nothing", "7:!edit:Q99", "7:!answers:0"])
def test_a_made_up_button_changes_nothing(asked, data):
    from bot.outbound import Inbound

    before = asked.state
    asked.receive(Inbound("telegram", asked.address, data=data))
    assert asked.state == before
    assert asked.replies


@pytest.mark.parametrize("text", ["", " ", "\n", "?" * 3000, "\u202e", "\x00", "😀", "'; DROP TABLE event; --"])
def test_any_text_gets_a_kind_line_and_the_same_question(talk, text):
    talk.begin("patient")
    before = talk.state
    talk.send(text)
    assert talk.state == before
    assert talk.open_question() == "Q04"
    assert len(talk.replies) == 2


@pytest.mark.parametrize("other", ["media", "edited", "group"])
def test_what_is_no_text_is_answered_and_changes_nothing(asked, other):
    from bot.outbound import Inbound

    before = asked.state
    asked.receive(Inbound("telegram", asked.address, other=other))
    assert asked.state == before
    assert asked.replies[0].menu is None


def test_after_a_refusal_a_new_beginning_is_possible(talk):
    for line in ("/start en", "=patient", "62", "=refuse", "/start", "=patient", "62", CONSENT):
        talk.send(line)
    assert talk.open_question() == "Q04"
