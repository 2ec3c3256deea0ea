"""`prescreen export` and `prescreen ruling` as their operator runs them: a process of its own on a data folder."""

import csv
import io
import json

import pytest
from office import people_in
from test_registry import run


@pytest.fixture
def data(tmp_path):
    with people_in(tmp_path) as people:
        people.coordinator("Li Na")
        codes = {name: people.code(name) for name in people.talks}
    return tmp_path, codes


def test_an_export_goes_to_standard_output_or_to_a_file_of_its_owner(data):
    folder, codes = data
    shown = run(folder, "export", "csv", "--language", "zh").stdout
    header, *rows = csv.reader(io.StringIO(shown.removeprefix("\ufeff"), newline=""))
    assert header[0] == "编号" and [row[0] for row in rows] == [codes[name] for name in codes if name != "secret"]
    out = folder / "log.csv"
    found = run(folder, "export", "csv", "--language", "zh", "--out", str(out))
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    assert out.read_bytes().decode().replace("\r\n", "\n") == shown and out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["json", "fhir"])
def test_json_is_json(data, kind):
    folder, _ = data
    assert json.loads(run(folder, "export", kind).stdout)


def test_a_file_that_cannot_be_written_is_one_clear_line(data):
    folder, _ = data
    found = run(folder, "export", "anonymous", "--out", str(folder / "none" / "x.csv"))
    assert (found.returncode, found.stdout) == (2, "") and found.stderr.count("\n") == 1
    assert run(folder, "export", "xml").returncode == 2


def test_an_export_that_fails_leaves_the_old_file(data):
    folder, _ = data
    out = folder / "log.csv"
    out.mkdir()
    assert run(folder, "export", "csv", "--out", str(out)).returncode == 2
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_ruling_is_recorded_and_names_what_it_changed(data):
    folder, codes = data
    listed = run(folder, "ruling", "list").stdout
    assert "prior_pd1: Earlier PD-1 or PD-L1 antibody (P1, Q1, E1)" in listed and "screenings: 1" in listed
    found = run(folder, "ruling", "add", "prior_pd1", "allowed", "--by", "li na", "--note", "mail of 2026-11-20")
    assert (found.returncode, found.stderr) == (0, "")
    assert f"{codes['pd1']}: Needs the study team to confirm → Likely eligible" in found.stdout
    chinese = run(folder, "ruling", "list", "--language", "zh").stdout
    assert "既往使用PD-1或PD-L1抗体" in chinese and "允许 · Li Na · " in chinese and "备注：mail of 2026-11-20" in chinese
    assert run(folder, "ruling", "rescore").stdout == "Scored again: 5\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("prior_pd1", "allowed", "--by", "nobody"), "prescreen: There is no coordinator of this name.\n"),
        (
            ("moon", "allowed", "--by", "Li Na"),
            "prescreen: There is no such protocol question. “prescreen ruling list” shows them all.\n",
        ),
        (("missing_e8", "allowed", "--by", "Li Na"), "prescreen: This question cannot be ruled that way.\n"),
        (("missing_e8", "noted", "--by", "Li Na", "--language", "zh"), "prescreen: 请写明研究团队的答复。\n"),
    ],
)
def test_a_ruling_that_makes_no_sense_is_one_clear_line(data, arguments, said):
    folder, _ = data
    found = run(folder, "ruling", "add", *arguments)
    assert (found.returncode, found.stdout, found.stderr) == (2, "", said)
