"""A newer registry record beside the one that the rules were made from. All newer records here are made up."""

import json
import os
import re
import subprocess
import sys

import pytest
from office import people_in
from running import ROOT, environment

import seeds
from bot.registry import report
from bot.registry.compare import What, compare, criteria_of, questions_of, word_changes
from bot.registry.forms import UnreadableRecord, parse_record, read_record
from bot.registry.record import key, sentences
from i18n.catalogue import area

TRIAL = seeds.load()
OLD = parse_record(TRIAL.record)
NCT = TRIAL.about.nct


def page(*changes):
    """The record's page with these changes."""
    text = TRIAL.record
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def criteria_text():
    """The criteria as the API gives them: nested lists are indented, the escapes are there."""
    found = re.search(r"Inclusion Criteria\n.*?(?=Minimum Eligible Age)", TRIAL.record, re.DOTALL)[0]
    lines, inner = [], False
    for line in found.splitlines():
        number = re.match(r"(\d+)\. ", line)
        inner = inner and not (number and int(number[1]) in (9, 10))
        lines.append(f"   {line}" if inner else line)
        inner = inner or line.endswith(("requirements:", "treatments:"))
    return (
        "\n".join(lines)
        .replace("Inclusion Criteria", "Inclusion Criteria:")
        .replace("Exclusion Criteria", "Exclusion Criteria:")
    )


def study(**changes):
    """The same record as JSON of the API, version 2."""
    value = {
        "identificationModule": {"nctId": NCT, "briefTitle": OLD.titles[0], "officialTitle": "A long official title"},
        "statusModule": {
            "overallStatus": "RECRUITING",
            "startDateStruct": {"date": "2024-07-03", "type": "ACTUAL"},
            "completionDateStruct": {"date": "2028-07-01"},
            "lastUpdatePostDateStruct": {"date": "2025-06-04"},
        },
        "designModule": {"phases": ["PHASE2"], "enrollmentInfo": {"count": 52, "type": "ESTIMATED"}},
        "eligibilityModule": {
            "eligibilityCriteria": criteria_text(),
            "sex": "ALL",
            "minimumAge": "18 Years",
            "maximumAge": "75 Years",
        },
        "contactsLocationsModule": {
            "centralContacts": [
                {"name": "Xiaomin Ou, M.D.", "role": "CONTACT", "phone": "+8621-64175590", "phoneExt": "67148"}
            ],
            "locations": [
                {
                    "facility": "Fudan University Shanghai Cancer Center",
                    "status": "RECRUITING",
                    "contacts": [
                        {"name": "Yu Wang, M.D.", "role": "CONTACT", "phone": "+86 180 1731 3971"},
                        {"name": "Xiaomin Ou, M.D.", "role": "CONTACT", "phone": "+8618017317872"},
                    ],
                }
            ],
        },
    }
    for path, new in changes.items():
        *modules, last = path.split("__")
        target = value
        for module in modules:
            target = target[module]
        target[last] = new
    return json.dumps({"protocolSection": value, "hasResults": False})


def against(text):
    return compare(TRIAL, OLD, parse_record(text))


def changed(text):
    """What became of the sentences that are not the same."""
    return [(change.what.value, change.criteria) for change in against(text).changes]


# The record that the rules were made from


def test_every_criterion_comes_from_one_sentence_and_the_head_of_a_list_stands_for_all_in_it():
    found = criteria_of(TRIAL, OLD.sentences)
    alone = [ids for ids, sentence in zip(found, OLD.sentences, strict=True) if not sentence.text.endswith(":")]
    heads = {sentence.text: ids for ids, sentence in zip(found, OLD.sentences, strict=True) if sentence.text.endswith(":")}
    assert sorted(id for ids in alone for id in ids) == sorted(set(TRIAL.criteria) - {"E6"})
    assert set(heads.values()) == {
        ("I9a", "I9b", "I9c", "I9d", "I9e", "I9f", "I9g"),
        ("E6", "E6a", "E6b", "E6c", "E6d"),
        ("E7a", "E7b", "E7c", "E7d", "E7e"),
    }


@pytest.mark.parametrize("text", [TRIAL.record, study(), json.dumps({"studies": [json.loads(study())]}), f"[{study()}]"])
def test_the_same_record_is_the_same_in_every_form(text):
    found = against(text)
    assert found.same, (found.changes, found.fields, found.contacts_added)
    assert len(found.sentences) == 44


COSMETIC = {
    "escapes": lambda text: text.replace("\\>", ">").replace("\\<", "<"),
    "more escapes": lambda text: text.replace("(ANC)", "\\(ANC\\)").replace("*", "\\*"),
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "spaces": lambda text: text.replace("≥18 years", "≥ 18  years").replace("≤1.5× ULN", "≤1.5×ULN").replace("9g/dL", "9 g/dL"),
    "raised digits": lambda text: text.replace("109/L", "10⁹/L"),
    "powers": lambda text: text.replace("×109/L", " x 10^9/L"),
    "full width": lambda text: text.replace("(", "（").replace(")", "）").replace(";", "；").replace("1.5", "１.５"),
    "quotes": lambda text: text.replace('"measurable lesion"', "“measurable lesion”"),
    "comparison signs": lambda text: text.replace("≥", ">=").replace("≤", "<="),
    "bullets": lambda text: re.sub(r"^\d+\. ", "* ", text, flags=re.MULTILINE),
    "dashes": lambda text: re.sub(r"^\d+\. ", "  - ", text, flags=re.MULTILINE),
    "parentheses": lambda text: re.sub(r"^(\d+)\. ", r"\1) ", text, flags=re.MULTILINE),
    "round numbers": lambda text: re.sub(r"^([1-9])\. ", lambda m: f"{'①②③④⑤⑥⑦⑧⑨'[int(m[1]) - 1]} ", text, flags=re.MULTILINE),
    "full ends": lambda text: re.sub(r";$", ".", text, flags=re.MULTILINE),
    "wrapped lines": lambda text: text.replace("or locally advanced head", "or\n   locally advanced head"),
    "a list of its own": lambda text: text.replace("such as: a. NYHA", "such as:\n\na. NYHA").replace(
        "; b. Unstable", ";\nb. Unstable"
    ),
    "capitals": lambda text: text.replace("16. pregnant or", "16. Pregnant or"),
}


@pytest.mark.parametrize("how", COSMETIC)
def test_another_dress_is_no_change(how):
    dressed = COSMETIC[how](criteria_text())
    assert dressed != criteria_text()
    assert changed(study(eligibilityModule__eligibilityCriteria=dressed)) == []


# What changes


def test_a_changed_number_names_its_criterion_and_shows_the_words():
    found = against(page(("Platelet count ≥100×109/L", "Platelet count ≥75×109/L")))
    [change] = found.changes
    assert (change.what, change.criteria) == (What.CHANGED, ("I9b",))
    assert report.marked(change.old.text, change.new.text) == "Platelet count ≥[-100-]{+75+}×109/L;"
    assert questions_of(TRIAL, change.criteria) == ("Q21", "Q23")


def test_a_number_that_only_looks_alike_is_a_change():
    """1.5 is not 15, ≥ is not >, 10 is not 109."""
    for old, new in (
        ("≥1.5×109/L", "≥15×109/L"),
        ("≥9g/dL", ">9g/dL"),
        ("\\>10 mg)", "\\>109 mg)"),
        ("0-2 points", "0-1 points"),
    ):
        assert [what for what, _ in changed(page((old, new)))] == ["changed"], new


def test_a_rewritten_sentence_is_changed_and_not_removed_and_added():
    text = page(("2. Aged ≥18 years and ≤75 years;", "2. Male or female, aged ≥18 and ≤80 years at the time of consent;"))
    assert changed(text) == [("changed", ("I2",))]


def test_a_new_criterion_renumbers_those_behind_it():
    text = page(
        ("16. pregnant or", "16. active brain metastases;\n17. pregnant or"), ("\n17. the researcher", "\n18. the researcher")
    )
    assert changed(text) == [("added", ()), ("renumbered", ("E16",)), ("renumbered", ("E17",))]


def test_a_criterion_that_is_gone_stands_where_it_stood():
    text = page(("15. known history of psychotropic drug abuse, alcoholism or drug abuse;\n", ""))
    found = against(text)
    [change] = found.changes
    assert (change.what, change.criteria, change.new) == (What.REMOVED, ("E15",), None)
    assert found.sentences[-3] == change


def test_sentences_that_change_places_or_lists_are_moved():
    text = page(("8. ECOG score 0-2 points;\n", ""), ("2. Aged", "2. ECOG score 0-2 points;\n3. Aged"))
    assert ("moved", ("I8",)) in changed(text) and ("removed", ("I8",)) not in changed(text)
    text = page(
        ("16. pregnant or lactating women;\n", ""),
        ("Exclusion Criteria\n", "13. pregnant or lactating women;\n\nExclusion Criteria\n"),
    )
    assert changed(text) == [("moved", ("E16",))]


def test_a_change_in_the_head_of_a_list_touches_all_in_it():
    text = page(
        ("9. Good organ function: meet the following requirements:", "9. Adequate organ function: meet all requirements:")
    )
    assert changed(text) == [("changed", ("I9a", "I9b", "I9c", "I9d", "I9e", "I9f", "I9g"))]


def test_status_dates_size_and_age_are_compared():
    found = against(
        study(
            statusModule__overallStatus="ACTIVE_NOT_RECRUITING",
            statusModule__lastUpdatePostDateStruct={"date": "2026-09-01"},
            statusModule__completionDateStruct={"date": "2029-01"},
            designModule__enrollmentInfo={"count": 60},
            eligibilityModule__maximumAge="80 Years",
            identificationModule__briefTitle="Another title",
        )
    )
    assert {change.name: (change.old, change.new) for change in found.fields} == {
        "title": (OLD.titles[0], "Another title"),
        "updated": ("2025-06-04", "2026-09-01"),
        "status": ("RECRUITING", "ACTIVE_NOT_RECRUITING"),
        "completion": ("2028-07-01", "2029-01"),
        "size": ("52", "60"),
        "maximum_age": ("75 Years", "80 Years"),
    }
    assert next(change.criteria for change in found.fields if change.name == "maximum_age") == ("I2",)


def test_contacts_are_compared_by_name_number_and_extension():
    found = against(
        study(
            contactsLocationsModule__centralContacts=[{"name": "Xiaomin Ou, M.D.", "phone": "+8621-64175590", "phoneExt": "1"}]
        )
    )
    assert [person.extension for person in found.contacts_added] == ["1"]
    assert [person.extension for person in found.contacts_removed] == ["67148"]
    assert len(against(study(contactsLocationsModule={})).contacts_removed) == 3


def test_a_status_that_disappears_is_a_change_and_a_missing_summary_is_none():
    found = against(study(contactsLocationsModule={}))
    assert [change.name for change in found.fields] == ["site_status"]


def test_chinese_is_compared_by_characters():
    assert [*word_changes("年龄18～75周岁", "年龄18～80周岁")] == [("=", "年龄18～"), ("-", "75"), ("+", "80"), ("=", "周岁")]
    found = sentences("入选标准：\n1、年龄18～75周岁；\n（2）经病理确诊\n排除标准\n1．妊娠")
    assert [(s.section, s.number, s.text) for s in found] == [
        ("inclusion", "1", "年龄18～75周岁；"),
        ("inclusion", "2", "经病理确诊"),
        ("exclusion", "1", "妊娠"),
    ]


def test_the_key_of_a_sentence_keeps_what_means_something():
    assert key("HBV DNA \\<500 IU/mL") == key("HBV DNA <500 IU/mL") != key("HBV DNA ≤500 IU/mL")
    assert key("≥1.5×10⁹/L") == key("≥ 1.5 x 10^9/L.") != key("≥1.5×10⁸/L")


# What cannot be compared


HOSTILE = {
    "empty": (b"", "empty"),
    "spaces": (b" \n\t ", "empty"),
    "binary": (bytes(range(256)) * 40, "not_text"),
    "zeros": (b"NCT06494995" + b"\0" * 20, "not_text"),
    "not a record": (b"Dear sir or madam", "other_trial"),
    "another trial": (TRIAL.record.replace(NCT, "NCT07090317").encode(), "other_trial"),
    "another trial as JSON": (study(identificationModule__nctId="NCT00000001").encode(), "other_trial"),
    "half of the page": (TRIAL.record[:900].encode(), "no_criteria"),
    "broken JSON": (study()[:-40].encode(), "not_json"),
    "deep JSON": (b"[" * 200_000, "not_json"),
    "other JSON": (b'{"resourceType": "Bundle"}', "not_a_study"),
    "empty list": (b"[]", "not_a_study"),
    "numbers": (b"[1, 2]", "not_a_study"),
    "wrong shapes": (study(contactsLocationsModule__locations="none").encode(), "not_a_study"),
    "no module": (b'{"protocolSection": {}}', "not_a_study"),
    "no criteria": (study(eligibilityModule={}).encode(), "no_criteria"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_record_of_this_trial_is_refused_in_one_line(tmp_path, name):
    data, why = HOSTILE[name]
    file = tmp_path / "record"
    file.write_bytes(data)
    with pytest.raises(UnreadableRecord) as refused:
        read_record(file, NCT)
    assert refused.value.why == why
    for language in ("en", "zh"):
        assert "\n" not in area("registry", language)(f"registry-{why}", **refused.value.values)


def test_a_missing_file_a_folder_and_a_huge_one_are_refused(tmp_path):
    huge = tmp_path / "huge"
    with open(huge, "wb") as file:
        file.seek(6_000_000)
        file.write(b"x")
    for path, why in ((tmp_path / "none", "no_file"), (tmp_path, "no_file"), (huge, "too_large")):
        with pytest.raises(UnreadableRecord) as refused:
            read_record(path, NCT)
        assert refused.value.why == why


def test_a_page_saved_in_utf_16_or_with_a_mark_is_read(tmp_path):
    for encoding in ("utf-16", "utf-8-sig"):
        file = tmp_path / encoding
        file.write_text(TRIAL.record, encoding)
        assert compare(TRIAL, OLD, read_record(file, NCT)).same


# The command


def run(folder, *arguments):
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(folder), capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with people, and a newer record that changes a vaccine rule and the status."""
    folder = tmp_path_factory.mktemp("data")
    with people_in(folder) as people:
        codes = {name: people.code(name) for name in people.talks}
    newer = folder / "newer.txt"
    newer.write_text(
        page(
            ("vaccines (including live vaccines or inactivated vaccines) within 4 weeks", "live vaccines within 30 days"),
            ("Recruitment Status\n\nRECRUITING", "Recruitment Status\n\nCOMPLETED"),
        ),
        "utf-8",
    )
    return folder, newer, codes


def test_the_command_tells_what_a_change_touches(data):
    folder, newer, codes = data
    found = run(folder, "registry", "diff", str(newer))
    assert (found.returncode, found.stderr) == (1, "")
    assert "Recruitment status: RECRUITING → COMPLETED" in found.stdout
    assert "CHANGED · exclusion 4" in found.stdout
    assert "criteria: E7d" in found.stdout and "Q19" in found.stdout
    assert f"failed or in review: {codes['vaccine']}" in found.stdout
    assert codes["secret"] not in found.stdout


def test_the_command_speaks_chinese_and_json(data):
    folder, newer, codes = data
    chinese = run(folder, "registry", "diff", str(newer), "--language", "zh").stdout
    assert "招募状态：RECRUITING → COMPLETED" in chinese and "改动 · 排除标准 4" in chinese
    found = json.loads(run(folder, "registry", "diff", str(newer), "--json").stdout)
    assert (found["same"], found["counts"]["changed"], found["counts"]["unchanged"]) == (False, 1, 43)
    [change] = [s for s in found["sentences"] if s["what"] == "changed"]
    assert change["criteria"] == ["E7d"] and change["screenings"]["failed"] == [codes["vaccine"]]


def test_the_exit_status_says_whether_anything_changed(data, tmp_path):
    folder, _, _ = data
    same = tmp_path / "same.json"
    same.write_text(study(), "utf-8")
    assert run(folder, "registry", "diff", str(same)).returncode == 0
    found = run(folder, "registry", "diff", os.devnull)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "prescreen: /dev/null: it is empty\n"
