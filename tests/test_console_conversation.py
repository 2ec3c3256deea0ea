"""The conversation as coordinators read it: presses in words, both languages, edits, disagreements, letters."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from script import CONSENT, PATIENT, Talk, screener_in

import seeds
from bot.console.conversation import Conversation
from bot.store import Happened, Letter, Line
from flows import events as e
from i18n import LANGUAGES

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDS = {language: seeds.words(language) for language in LANGUAGES}


def bubbles(lines, events, letters=()):
    return Conversation(seeds.load(), WORDS, "en").bubbles(lines, events, letters)


def happened(*events):
    """One event a minute."""
    return [Happened(n, AT + timedelta(minutes=n), event) for n, event in enumerate(events, 1)]


@pytest.fixture(scope="module")
def talked(tmp_path_factory):
    """A whole conversation through the real dialogue; an answer is changed on the way."""
    moments = iter(AT + timedelta(seconds=20 * n) for n in range(1000))
    with screener_in(tmp_path_factory.mktemp("talk")) as screener:
        screener.clock = lambda: next(moments)
        talk = Talk(screener)
        for line in (
            "/start en",
            "=patient",
            "62",
            CONSENT.replace("mandate", "coordinators,mandate"),
            "=npc",
            "=!back",
            "=hnscc",
        ):
            talk.send(line)
        talk.answer_all(PATIENT)
        talk.send("=finish")
        record = next(iter(screener.store.records.all()))
        records = screener.store.records
        yield bubbles(records.lines(record.id), records.events(record.id))


def test_nothing_that_was_said_is_missing_or_out_of_order(talked):
    assert [bubble.at for bubble in talked] == sorted(bubble.at for bubble in talked)
    assert sum(bubble.side == "person" for bubble in talked) > 20
    assert not any(re.match(r"\d+:\S", bubble.text) for bubble in talked if bubble.side == "person")


def test_a_press_is_shown_as_the_button_in_both_languages(talked):
    press = next(bubble for bubble in talked if bubble.pressed and bubble.text == "Nasopharyngeal cancer")
    assert press.other == "鼻咽癌"


def test_a_question_stands_in_both_languages(talked):
    shown = [bubble for bubble in talked if bubble.side == "bot" and WORDS["en"]("Q12.patient") in bubble.text]
    assert shown and all(WORDS["zh"]("Q12.patient") in bubble.other for bubble in shown)


def test_the_result_stands_in_both_languages(talked):
    shown = next(bubble for bubble in talked if WORDS["en"]("contacts-site") in bubble.text)
    assert WORDS["zh"]("contacts-site") in shown.other


def test_an_edit_names_what_it_replaced(talked):
    edit = next(read for bubble in talked for read in bubble.reads if read.before)
    assert (edit.question, edit.before["zh"], edit.differs) == ("Q04", "鼻咽癌", False)
    assert edit.answers["en"].startswith("Squamous")


def test_typed_words_stand_beside_what_was_read(talked):
    typed = next(bubble for bubble in talked if bubble.text == PATIENT["Q14"])
    assert [read.answers["en"] for read in typed.reads if read.counts] == ["顺铂, gemcitabine"]


def test_a_doctor_who_says_otherwise_overwrites_nothing():
    ecog = {"question": "Q12", "said": ""}
    events = happened(
        e.LanguageChosen(language="en"),
        e.RoleChosen(role="clinician"),
        e.HandedOver(role="patient", shared=True),
        e.Answered(**ecog, picked=("1",), facts={"ecog": 1}, by="patient"),
        e.AgePassed(),
        e.Consented(choices=("process",), version="1"),
        e.Answered(**ecog, picked=("2",), facts={"ecog": 2}),
    )
    reads = [read for bubble in bubbles([], events) for read in bubble.reads]
    assert [read.differs for read in reads] == [False, True]
    assert reads[1].before == reads[0].answers


def test_letters_and_their_answers_are_in_their_place():
    answered = e.LetterAnswered(letter=1, text="yes, on Monday")
    events = happened(
        e.LanguageChosen(language="en"),
        e.RoleChosen(role="patient"),
        e.AgePassed(),
        e.Consented(choices=("process", "coordinators"), version="1"),
        e.ContactAllowed(),
        e.LetterOpened(letter=1),
        answered,
    )
    moment = events[-1].at
    letter = Letter(moment - timedelta(seconds=30), "Wang", "letter", "Can you come?", moment, moment, None)
    found = bubbles([Line(moment, "in", "yes, on Monday"), Line(moment, "out", "Thank you.")], events, [letter])
    assert [(bubble.side, bubble.text, bubble.to_team) for bubble in found] == [
        ("team", "Can you come?", False),
        ("person", "yes, on Monday", True),
        ("bot", "Thank you.", False),
    ]


def test_a_question_that_the_trial_no_longer_has_breaks_nothing():
    gone = e.Answered(question="Q999", said="x", facts={})
    events = happened(e.LanguageChosen(language="en"), e.RoleChosen(role="patient"), gone)
    assert bubbles([Line(events[-1].at, "in", "x")], events)[0].text == "x"
