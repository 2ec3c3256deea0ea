"""The demo set: invented people through the real dialogue, plainly invented, of every kind, and never among real ones."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from script import PATIENT, Talk, screener_in

from bot.__main__ import main
from bot.demo import COLLEAGUE, NAME, make_demo
from bot.demo.people import people
from bot.settings import Settings

NOW = datetime.now(UTC).astimezone()
NUMBER = 60


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """What is asked of the database of a demo set."""
    settings = Settings(data=tmp_path_factory.mktemp("demo"), _env_file=None)
    name, secret = make_demo(settings, NUMBER, 1, NOW, lambda: None)
    assert name == NAME and len(secret) >= 12
    with closing(sqlite3.connect(settings.data / "prescreen.db")) as db:
        yield lambda sql: db.execute(sql).fetchall()


def values(rows, column):
    return {row[0] for row in rows(f"SELECT DISTINCT {column} FROM screening")}


def test_it_has_every_kind_of_person_and_result(rows):
    assert values(rows, "role") == {"patient", "family", "clinician"}
    assert values(rows, "language") == {"en", "zh"}
    assert values(rows, "result") >= {
        "likely_eligible",
        "needs_confirmation",
        "not_now",
        "likely_not_eligible",
        "unfinished",
        "stopped",
    }
    assert values(rows, "for_coordinators") == values(rows, "may_write") == {0, 1}
    assert rows("SELECT count(*) FROM open_question") > [(0,)]
    assert rows("SELECT count(*) FROM screening") == [(NUMBER,)]


def test_it_has_red_flags_edits_and_follow_up(rows):
    assert rows("SELECT count(*) FROM screening WHERE flags <> '[]'") > [(0,)]
    assert rows("SELECT count(*) FROM event WHERE json_extract(body, '$.kind') = 'reopened'") > [(0,)]
    assert {kind for (kind,) in rows("SELECT DISTINCT kind FROM follow_up")} == {"state", "note", "assign", "override"}
    assert {name for (name,) in rows("SELECT name FROM coordinator")} == {NAME, COLLEAGUE}


def test_what_coordinators_wrote_says_that_it_is_a_demo(rows):
    for (text,) in rows(
        "SELECT coalesce(json_extract(body, '$.text'), json_extract(body, '$.reason')) FROM follow_up WHERE kind IN ('note', 'override')"
    ):
        assert text.startswith(("Demo:", "示例：")), text


def test_nothing_lies_in_the_future_or_is_older_than_what_is_kept(rows):
    latest, earliest = rows("SELECT max(updated), min(updated) FROM screening")[0]
    assert NOW - timedelta(days=61) < datetime.fromisoformat(earliest) < datetime.fromisoformat(latest) <= NOW
    unfinished = rows("SELECT min(updated) FROM screening WHERE concluded IS NULL")[0][0]
    assert datetime.fromisoformat(unfinished) > NOW - timedelta(days=7)
    assert rows("SELECT count(*) FROM follow_up f JOIN screening s ON s.id = f.screening WHERE f.at < s.started") == [(0,)]


def test_the_same_seed_gives_the_same_people():
    import random

    assert people(20, random.Random(7), NOW) == people(20, random.Random(7), NOW) != people(20, random.Random(8), NOW)


def test_invented_people_are_never_put_among_real_ones(tmp_path):
    with screener_in(tmp_path) as screener:
        talk = Talk(screener)
        talk.begin("patient")
        talk.answer_all(PATIENT)
    result = CliRunner().invoke(main, ["demo", "--people", "1"], env={"PRESCREEN_DATA": str(tmp_path)})
    assert result.exit_code == 1 and "holds screenings already" in result.output
    elsewhere = tmp_path / "demo"
    result = CliRunner().invoke(
        main, ["demo", "--people", "1", "--data", str(elsewhere)], env={"PRESCREEN_DATA": str(tmp_path)}
    )
    assert result.exit_code == 0, result.output
    assert f"PRESCREEN_DATA={elsewhere} prescreen console" in result.output and NAME in result.output
