"""What leaves the database: nobody who did not allow it, nothing that a spreadsheet runs, nobody to be found again."""

import csv
import io
import json
from collections import Counter

import pytest
from office import SECRET, people_in
from script import NOW

from bot import rulings
from bot.exports import KINDS, pieces
from bot.exports.anonymous import HIDDEN, K, Person, open_criteria, protected
from bot.exports.table import csv_pieces, harmless


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    with people_in(tmp_path_factory.mktemp("data")) as found:
        by = found.coordinator()
        store, screening = found.store, found.screening(found.talks["vaccine"])
        with store.transaction():
            store.desk.follow_up(screening.id, by, "state", {"state": "contacted"}, NOW)
            store.desk.follow_up(screening.id, by, "note", {"text": "=1+1, will call"}, NOW)
            store.desk.follow_up(screening.id, by, "override", {"criterion": "E7d", "status": "met", "reason": "flu"}, NOW)
        rulings.rule(store, found.trial, "prior_pd1", "allowed", by, "mail", NOW)
        yield found


def text(people, kind, language="en"):
    return "".join(pieces(kind, people.source(language)))


def table(text):
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return [dict(zip(header, row, strict=True)) for row in rows]


def rows_by_code(people):
    return {row["Code"]: row for row in table(text(people, "csv"))}


# The screening log


def test_the_log_has_one_row_for_everybody_who_may_be_seen(people):
    names = ("fits", "pd1", "vaccine", "doctor", "waiting", "left")
    assert list(rows_by_code(people)) == [people.code(name) for name in names]


def test_a_row_says_how_it_went_and_what_was_done(people):
    row = rows_by_code(people)[people.code("vaccine")]
    assert row == {
        **row,
        "Trial": "NCT06494995",
        "Who answered": "Family",
        "Language": "English",
        "Begun": "2026-11-22 10:00",
        "Finished": "2026-11-22 10:00",
        "Where it stands": "Finished",
        "Result": "Likely not eligible",
        "Result under the team's rulings": "",
        "Not now, maybe later": "yes",
        "Earliest date": "2026-12-09",
        "Criteria failed": "E7d",
        "Criteria judged by hand": "E7d",
        "Follow-up": "Contacted",
        "Last step or letter": "2026-11-22 10:00",
    }
    assert rows_by_code(people)[people.code("pd1")]["Result under the team's rulings"] == "Likely eligible"
    assert rows_by_code(people)[people.code("left")]["Result"] == ""


def test_the_log_in_chinese_opens_in_excel_with_chinese_headers(people):
    written = text(people, "csv", "zh")
    assert written.encode()[:3] == b"\xef\xbb\xbf"
    row = next(row for row in table(written) if row["编号"] == people.code("pd1"))
    assert (row["填写人"], row["结论"], row["待判断的标准"]) == ("患者", "需由研究团队确认", "E1")
    assert not any(cell.isascii() and cell.isalpha() and len(cell) > 3 for cell in row.values())


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "　=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_only_shown(cell):
    assert harmless(cell) == f"'{cell}"
    assert next(csv.reader(io.StringIO("".join(csv_pieces([cell], [])).removeprefix("\ufeff"), newline=""))) == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["", "7K4-2QM", "I1 E1", "2026-11-22", "a=b", "患者"])
def test_any_other_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell


# Everything


@pytest.mark.parametrize("kind", KINDS)
def test_no_export_tells_of_somebody_who_did_not_allow_it_or_of_an_address(people, kind):
    written = text(people, kind)
    assert people.code("secret") not in written
    assert not any(talk.address in written for talk in people.talks.values())


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_database_gives_an_empty_export(tmp_path, kind):
    from office import People
    from script import screener_in

    with screener_in(tmp_path) as screener:
        written = "".join(pieces(kind, People(screener).source()))
    assert json.loads(written) if kind in ("json", "fhir") else len(table(written)) == 0


def test_the_full_records_hold_everything_under_a_versioned_schema(people):
    found = json.loads(text(people, "json"))
    assert (found["schema"], found["schema_version"], found["trial"]["digest"]) == ("prescreen.records", 1, people.trial.digest)
    assert [ruling["question"] for ruling in found["rulings"]] == ["prior_pd1"]
    record = next(s for s in found["screenings"] if s["code"] == people.code("vaccine"))
    assert [event["kind"] for event in record["events"]][:3] == ["language_chosen", "role_chosen", "answered"]
    assert {"direction": "out", "at": NOW.isoformat()}.items() <= record["messages"][0].items()
    assert len(record["findings"]) == 42
    assert [step["kind"] for step in record["follow_ups"]] == ["state", "note", "override"]
    assert "id" not in record and "chat" not in record
    pd1 = next(s for s in found["screenings"] if s["code"] == people.code("pd1"))
    assert pd1["ruled_findings"] == [{"criterion": "E1", "status": "met", "was": "review", "change": None, "until": None}]


# The anonymised set


def person(month="2026-11", sex="male", years=62, diagnosis="npc", role="patient", language="zh", outcome="likely_eligible"):
    band = f"{years // 5 * 5}-{years // 5 * 5 + 4}"
    return Person((month, sex, band, diagnosis, role, language), years, (outcome,))


def test_k_people_who_look_alike_are_shown_as_they_are():
    assert protected([person()] * K) == [("2026-11", "male", "60-64", "npc", "patient", "zh", "likely_eligible")] * K


def test_who_stands_out_is_shown_only_as_coarsely_as_k_people_are_alike():
    """Four more with another role and month: year only. Four of another age: twenty years, no diagnosis, no month."""
    years = [person(month="2026-10", role="family")] * (K - 1) + [person(month="2026-09")]
    assert set(protected(years)) == {("2026", "male", "60-64", "npc", HIDDEN, HIDDEN, "likely_eligible")}
    ages = [person(years=40 + age, diagnosis=f"d{age}") for age in range(K)]
    assert set(protected(ages)) == {(HIDDEN, "male", "40-59", HIDDEN, HIDDEN, HIDDEN, "likely_eligible")}


def test_fewer_than_k_people_are_withheld():
    assert protected([person(sex="female")] * (K - 1)) == []
    assert len(protected([person(sex="female")] * (K - 1) + [person()] * (K + 1))) == K + 1


def test_whatever_comes_in_no_combination_is_shared_by_fewer_than_k():
    import random

    chance = random.Random(7)
    months, ages, sites = ["2026-09", "2026-10", "2027-01"], range(20, 80), ["npc", "hnscc", "other", ""]
    crowd = [
        person(chance.choice(months), chance.choice(["male", "female"]), chance.choice(ages), chance.choice(sites),
               chance.choice(["patient", "family", "clinician"]), chance.choice(["en", "zh"]), str(number))
        for number in range(400)
    ]  # fmt: skip
    shown = protected(crowd)
    assert min(Counter(row[:6] for row in shown).values()) >= K
    assert len({row[6] for row in shown}) == len(shown) > 300


def test_the_set_has_no_code_no_words_no_day_and_no_discreet_criterion(tmp_path):
    with people_in(tmp_path) as people:
        for number in range(K):
            people.finish(f"alike {number}", Q14="顺铂, 尼妥珠单抗")
        written = "".join(pieces("anonymous", people.source()))
        shown = table(written)
        codes = [people.code(name) for name in people.talks]
    assert len(shown) >= K
    assert not any(word in written for word in (*codes, SECRET, "2026-11-22", "顺铂", "特瑞普利"))
    assert not {"I11", "I12", "E11", "E15"} & set(shown[0]) and open_criteria(people.source())[0] == "I1"
    assert {row["I1"] for row in shown} == {"met"}


def test_the_rows_come_in_an_order_of_their_own(monkeypatch, people):
    """Not in that of the database: the shuffle is asked for."""
    import random

    shuffled = []
    monkeypatch.setattr(random.SystemRandom, "shuffle", lambda self, rows: shuffled.append(len(rows)))
    text(people, "anonymous")
    assert len(shuffled) == 1


def test_a_long_log_is_written_row_by_row(people):
    """The first piece comes before the last row is read."""

    def endless():
        while True:
            yield ["x"]

    written = csv_pieces(["header"], endless())
    assert len(next(written)) < 10_000
