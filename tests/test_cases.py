"""Worked people beside the trial (`cases.toml`): each says what the criteria make of one point, and that of no other.

Together they show every criterion in every status that it can take.
"""

import tomllib
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import seeds
from bot.assess import assess_case, to_json
from flows.rules import Status

TRIAL = seeds.load()
FILE = Path(seeds.__file__).parent / seeds.DEFAULT_TRIAL / "cases.toml"
TABLES = tomllib.loads(FILE.read_text("utf-8"), parse_float=Decimal)
BASES, CASES = TABLES["base"], TABLES["case"]


def base(name):
    """A base with the facts of the one it is like."""
    own = BASES[name]
    return {**base(own["like"]), **own, "facts": base(own["like"])["facts"] | own["facts"]} if "like" in own else own


def statuses(name):
    """What the base's own table says, by criterion."""
    return {id: status for status, ids in BASES[name]["statuses"].items() for id in ids.split()}


def assess(case):
    """The assessment of a base with the changes of a case."""
    person = base(case["base"])
    facts = person["facts"] | case.get("facts", {})
    return assess_case(TRIAL, {"role": person["role"], "as_of": person["as_of"], **case, "facts": facts})


@cache
def everybody():
    """The findings on all bases and cases."""
    people = [{"base": name} for name in BASES] + CASES
    return [finding for case in people for finding in assess(case).findings.values()]


@pytest.mark.parametrize("name", BASES)
def test_a_base_names_the_status_of_every_criterion(name):
    found = to_json(assess({"base": name}))
    assert found["statuses"] == statuses(name)
    assert (found["outcome"], found["not_now"]) == (BASES[name]["outcome"], False)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_changed_fact_changes_these_statuses_and_no_others(case):
    assert to_json(assess(case))["statuses"] == statuses(case["base"]) | case.get("statuses", {})


WHOLE = [case for case in CASES if "outcome" in case]


@pytest.mark.parametrize("case", WHOLE, ids=[case["name"] for case in WHOLE])
def test_the_result_and_its_date(case):
    found = to_json(assess(case))
    expected = (case["outcome"], case.get("not_now", False), case.get("earliest_date"))
    assert (found["outcome"], found["not_now"], found["earliest_date"]) == expected


def test_every_criterion_is_seen_in_every_status_that_it_can_take():
    """Which ones it can take is what its rule lines give, and unknown."""
    rules = {id: criterion.routes.values() for id, criterion in TRIAL.criteria.items()}
    can_be = {(id, line.status) for id, routes in rules.items() for rule in routes for line in rule.lines}
    can_be |= {(id, Status.UNKNOWN) for id in TRIAL.criteria}
    assert {(finding.criterion, finding.status) for finding in everybody()} == can_be


def test_every_rule_line_decides_somebody():
    lines = {(id, line.text) for id, c in TRIAL.criteria.items() for rule in c.routes.values() for line in rule.lines}
    assert lines - {(finding.criterion, line.text) for finding in everybody() for line in finding.lines} == set()


def test_every_name_is_its_own():
    assert [name for name, count in Counter(case["name"] for case in CASES).items() if count > 1] == []


def test_every_case_says_something_that_its_base_does_not():
    assert [case["name"] for case in CASES if not case.keys() & {"facts", "role", "as_of"}] == []
