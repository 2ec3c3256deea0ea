"""`prescreen assess`: findings for files of facts, one JSON line a file, in order; a bad file spoils only its own line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import seeds
from bot.assess import SIZE_LIMIT, BadFile, assess_case, assess_file, to_json

ROOT = Path(__file__).parent.parent
TRIAL = seeds.load()
VACCINATED = {"role": "patient", "as_of": "2026-06-15", "facts": {"vaccine_last": "2026-06-08"}}
FAILING = {
    "role": "clinician",
    "as_of": "2026-06-15",
    "facts": {"survival_gt_3m": "no", "ecog": 3, "research_drug_last": "2026-06-01"},
}


def findings(folder, content):
    path = folder / "case.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return assess_file(TRIAL, path)


def test_the_line_has_the_form_of_the_contract(tmp_path):
    line = json.loads(json.dumps(findings(tmp_path, VACCINATED)))
    assert list(line) == ["outcome", "not_now", "earliest_date", "statuses", "temporary"]
    assert (line["outcome"], line["not_now"], line["earliest_date"]) == ("likely_not_eligible", True, "2026-07-07")
    assert list(line["statuses"]) == list(TRIAL.criteria)
    assert line["statuses"].pop("E7d") == "failed"
    assert set(line["statuses"].values()) == {"unknown"}
    assert line["temporary"] == {"E7d": "2026-07-07"}


def test_only_failures_that_count_as_temporary_are_listed_with_their_date_or_none(tmp_path):
    line = findings(tmp_path, FAILING)
    assert (line["statuses"]["I7"], line["statuses"]["I8"], line["statuses"]["E7a"]) == ("failed", "failed", "failed")
    assert line["temporary"] == {"I8": None, "E7a": "2026-06-30"}
    assert (line["not_now"], line["earliest_date"]) == (False, None)


def test_a_fact_that_is_absent_is_unknown(tmp_path):
    told = findings(tmp_path, VACCINATED | {"facts": dict.fromkeys(TRIAL.facts.keys() - FORMULAS - {"role"}, "unknown")})
    assert told == findings(tmp_path, VACCINATED | {"facts": {}})
    assert told["outcome"] == "needs_confirmation"


FORMULAS = {"creatinine_clearance", "prednisone_mg_per_day"}


def test_numbers_are_read_exactly_as_printed(tmp_path):
    text = '{"role": "patient", "as_of": "2026-06-15", "facts": {"steroid": "systemic", "steroid_drug": "dexamethasone", '
    text += '"steroid_mg_per_day": %s, "steroid_last": "ongoing", "immunosuppressant": "none"}}'
    statuses = [findings(tmp_path, text % dose)["statuses"]["E7c"] for dose in ("1.50", "1.500001", "15e-1")]
    assert statuses == ["met", "failed", "met"]


@pytest.mark.parametrize(
    "facts",
    [
        {"anc": {"value": 3, "unit": "x10⁹/L"}},
        {"tbil": {"value": 10, "unit": "μmol/L", "uln": "unknown"}},
        {"inr": {"value": 1.1}},
        {"hbv_dna": {"value": 2.6, "unit": "log10 IU/mL"}},
        {"mi_date": "2020"},
        {"nyha": "hf_class_unknown"},
        {"prior_drugs": []},
        {"prior_drugs_complete": False},
        {"autoimmune": ["vitiligo", "adult_asthma"]},
    ],
)
def test_every_form_of_the_contract_is_taken(facts):
    assert to_json(assess_case(TRIAL, VACCINATED | {"facts": facts}))["outcome"] == "needs_confirmation"


def case(**changes):
    return json.dumps(VACCINATED | changes).encode()


def fact(text):
    return b'{"role": "patient", "as_of": "2026-06-15", "facts": {%s}}' % text.encode()


BAD_FILES = {
    "empty": (b"", "not JSON"),
    "no_json": (b"{role: patient}", "not JSON"),
    "half": (b'{"role": "patient"', "not JSON"),
    "nested": (b"[" * 100_000, "not JSON"),
    "not_utf8": (b'{"role": "\xff"}', "not JSON in UTF-8"),
    "bom16": (case().decode().encode("utf-16"), "not JSON in UTF-8"),
    "huge": (b" " * (SIZE_LIMIT + 1), "larger than 1000000 bytes"),
    "list": (b"[1, 2]", "expected {"),
    "text": (b'"patient"', "expected {"),
    "nothing": (b"null", "expected {"),
    "endless": (
        b'{"role":"patient","as_of":"2026-06-15","facts":{"anc":{"value":1e999999999,"unit":"10^9/L"}}}',
        "not a number that can be meant",
    ),
    "endless_limit": (
        b'{"role":"patient","as_of":"2026-06-15","facts":{"alt":{"value":1,"unit":"U/L","uln":1e9999999}}}',
        "not a number that can be meant",
    ),
    "endlessly_small": (
        b'{"role":"patient","as_of":"2026-06-15","facts":{"age_years":1e-9999999}}',
        "not a number that can be meant",
    ),
    "last_year": (b'{"role":"clinician","as_of":"9999-12-31","facts":{"steroid_last":"9999-12-31"}}', "as_of"),
    "first_year": (
        b'{"role":"clinician","as_of":"2026-06-15","facts":{"steroid_last":"0001-01"}}',
        "no year that can be meant",
    ),
    "no_facts": (b'{"role": "patient", "as_of": "2026-06-15"}', "expected {"),
    "facts_list": (case(facts=[]), "expected {"),
    "no_role": (b'{"as_of": "2026-06-15", "facts": {}}', "role: None is not one of patient, family, clinician"),
    "other_role": (case(role="nurse"), "role: 'nurse' is not one of"),
    "role_list": (case(role=["patient"]), "role: ['patient'] is not one of"),
    "no_day": (b'{"role": "patient", "facts": {}}', "as_of: None is not a date YYYY-MM-DD"),
    "month": (case(as_of="2026-06"), "as_of: '2026-06' is not a date YYYY-MM-DD"),
    "february": (case(as_of="2026-02-30"), "as_of: '2026-02-30' is not a date YYYY-MM-DD"),
    "day_number": (case(as_of=20260615), "as_of: 20260615 is not a date YYYY-MM-DD"),
    "unknown_fact": (fact('"shoe_size": 42'), "shoe_size: no such fact"),
    "formula": (fact('"creatinine_clearance": 80'), "creatinine_clearance: no such fact"),
    "choice": (fact('"sex": "both"'), "sex: 'both' is not one of female, male, unknown"),
    "null": (fact('"sex": null'), "sex: None is not one of"),
    "age": (fact('"age_years": 121'), "age_years: 121 is outside its limits"),
    "age_text": (fact('"age_years": "58"'), "age_years: '58' is not a number"),
    "age_bool": (fact('"age_years": true'), "age_years: True is not a number"),
    "age_nan": (fact('"age_years": NaN'), "is not a number"),
    "infinite": (fact('"weight_kg": Infinity'), "is not a number"),
    "half_score": (fact('"ecog": 1.5'), "is not a whole number"),
    "future": (fact('"vaccine_last": "2026-06-16"'), "vaccine_last: '2026-06-16' is in the future"),
    "future_month": (fact('"vaccine_last": "2026-07"'), "vaccine_last: '2026-07' is in the future"),
    "slash_date": (fact('"mi_date": "15/06/2025"'), "mi_date: '15/06/2025' is not a date"),
    "too_early": (fact('"rt_end": "2026-02", "rt_relapse": "2026-01"'), "rt_relapse: before rt_end"),
    "unit": (fact('"anc": {"value": 3, "unit": "mg/dL"}'), "'mg/dL' is not a unit of anc"),
    "no_unit": (fact('"anc": {"value": 3}'), "is not a unit of anc"),
    "bare": (fact('"anc": 3'), "anc: 3 is not {value, unit}"),
    "spare_key": (fact('"anc": {"value": 3, "unit": "10^9/L", "flag": "low"}'), "is not {value, unit}"),
    "negative": (fact('"anc": {"value": -1, "unit": "10^9/L"}'), "outside its limits"),
    "uln": (fact('"alt": {"value": 20, "unit": "U/L", "uln": 0}'), "is not an upper limit of normal of alt"),
    "no_uln": (fact('"hb": {"value": 12, "unit": "g/dL", "uln": 15}'), "is not an upper limit of normal of hb"),
    "list_word": (fact('"lung": ["cough"]'), "lung: ['cough'] is not ['none'] or a list of"),
    "none_and_more": (fact('"lung": ["none", "ild"]'), "lung: ['none', 'ild'] is not"),
    "drugs": (fact('"prior_drugs": "cisplatin"'), "not a list of at most 60 drug names"),
    "drug": (fact('"prior_drugs": [7]'), "not a drug name"),
    "flag": (fact('"prior_drugs_complete": "yes"'), "'yes' is not true or false"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_with_the_reason(kind, tmp_path):
    content, reason = BAD_FILES[kind]
    path = tmp_path / f"{kind}.json"
    path.write_bytes(content)
    with pytest.raises(BadFile) as error:
        assess_file(TRIAL, path)
    assert reason in str(error.value)


def test_every_problem_of_a_file_is_named(tmp_path):
    with pytest.raises(BadFile) as error:
        findings(tmp_path, VACCINATED | {"facts": {"sex": "both", "age_years": -1, "shoe_size": 42}})
    assert str(error.value).count(";") == 2


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(BadFile):
            assess_file(TRIAL, path)


def run(paths):
    command = [sys.executable, "-m", "bot", "assess", *map(str, paths)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120)


def test_the_command_prints_one_line_a_file_in_order_and_goes_on_after_a_bad_one(tmp_path):
    paths = [tmp_path / "first.json", tmp_path / "missing.json", *(tmp_path / f"{kind}.json" for kind in BAD_FILES)]
    paths.append(tmp_path / "last.json")
    paths[0].write_text(json.dumps(VACCINATED), "utf-8")
    paths[-1].write_text(json.dumps(FAILING), "utf-8")
    for kind, (content, _) in BAD_FILES.items():
        (tmp_path / f"{kind}.json").write_bytes(content)
    done = run(paths)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (len(lines), done.stderr, done.returncode) == (len(paths), "", 1)
    assert (lines[0], lines[-1]) == (assess_file(TRIAL, paths[0]), assess_file(TRIAL, paths[-1]))
    for path, line in list(zip(paths, lines, strict=True))[1:-1]:
        assert list(line) == ["error"]
        assert line["error"].startswith(f"{path}: ") and "\n" not in line["error"]


def test_the_command_ends_with_0_when_every_file_is_good(tmp_path):
    path = tmp_path / "good.json"
    path.write_text(json.dumps(VACCINATED), "utf-8")
    done = run([path])
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["earliest_date"] == "2026-07-07"
