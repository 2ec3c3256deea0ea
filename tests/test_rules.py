"""The rule language: each form of the grammar, its errors, the order of lines, and windows to the day."""

from datetime import date, timedelta

import pytest

import seeds
from flows.eligibility import AnswersOnDay
from flows.facts import parse_facts
from flows.rules import Change, RuleError, Status, parse_rule
from flows.rules.grammar import parse_condition

TODAY = "2026-06-15"
TRIAL = seeds.load()


def world(facts, today=TODAY, role=None):
    day = date.fromisoformat(today)
    return AnswersOnDay(TRIAL, parse_facts(TRIAL.facts, facts, day), role, day)


def truth(text, facts, today=TODAY, role=None):
    return parse_condition(text).truth(world(facts, today, role)).value


def verdict(text, facts, today=TODAY):
    """yes, no or unknown; unclear when the value is known and cannot be placed."""
    return "unclear" if truth(f"unclear({text})", facts, today) == "yes" else truth(text, facts, today)


U_L = {"unit": "U/L"}
FORMS = [
    ("sex is male", "sex", [("male", "yes"), ("female", "no"), ("unknown", "unknown")]),
    ("not sex is male", "sex", [("male", "no"), ("female", "yes"), ("unknown", "unknown")]),
    ("missing(sex)", "sex", [("male", "no"), ("unknown", "yes")]),
    ("possibly(sex is male)", "sex", [("male", "yes"), ("female", "no"), ("unknown", "yes")]),
    ("diagnosis in (hnscc, npc)", "diagnosis", [("npc", "yes"), ("other", "no"), ("unknown", "unknown")]),
    ("prior_drugs_complete is true", "prior_drugs_complete", [(True, "yes"), (False, "no"), ("unknown", "unknown")]),
    ("mi_date is none", "mi_date", [("none", "yes"), ("2020", "no"), ("unknown", "unknown")]),
    ("nyha >= 2", "nyha", [(2, "yes"), (1, "no"), ("hf_class_unknown", "unknown")]),
    ("lung has ild", "lung", [(["ild"], "yes"), (["none"], "no")]),
    ("lung has any of (none, ild)", "lung", [(["ild", "noninfectious_pneumonitis"], "yes"), ("unknown", "unknown")]),
    ("lung has only (none, ild)", "lung", [(["ild"], "yes"), (["none"], "yes"), (["ild", "noninfectious_pneumonitis"], "no")]),
    ("prior_drugs marked E1-exclude", "prior_drugs", [(["cisplatin", "lenvatinib"], "yes"), (["cisplatin"], "no"), ([], "no")]),
    ("prior_drugs marked (E1-review, E1-exclude)", "prior_drugs", [(["pembrolizumab"], "yes"), ("unknown", "unknown")]),
    ("age_years < 18", "age_years", [(17, "yes"), (18, "no"), ("unknown", "unknown")]),
    ("age_years > 18", "age_years", [(18, "no"), (19, "yes")]),
    ("age_years >= 18", "age_years", [(17, "no"), (18, "yes")]),
    ("anc < 1.5 10^9/L", "anc", [({"value": 1499, "unit": "/uL"}, "yes"), ({"value": 1500, "unit": "/uL"}, "no")]),
    ("alt <= 3 ULN", "alt", [({"value": 120, "uln": 40} | U_L, "yes"), ({"value": 121, "uln": 40} | U_L, "no")]),
    ("alt <= 3 ULN", "alt", [({"value": 105} | U_L, "yes"), ({"value": 106} | U_L, "unclear"), ({"value": 196} | U_L, "no")]),
]
FORM_ROWS = [(text, fact, value, expected) for text, fact, pairs in FORMS for value, expected in pairs]
HBV = "hbv_dna >= 500 IU/mL | 2500 copies/mL"
STEROID = "prednisone_mg_per_day > 10"


@pytest.mark.parametrize(("text", "fact", "value", "expected"), FORM_ROWS)
def test_each_form_of_the_grammar(text, fact, value, expected):
    seen = truth(text, {fact: value}) if text.startswith(("not", "missing", "possibly")) else verdict(text, {fact: value})
    assert seen == expected


def test_a_value_is_compared_with_the_limit_of_its_own_unit():
    assert truth(HBV, {"hbv_dna": {"value": 600, "unit": "IU/mL"}}) == "yes"
    assert truth(HBV, {"hbv_dna": {"value": 600, "unit": "copies/mL"}}) == "no"
    assert truth(HBV, {"hbv_dna": "below_detection"}) == "no"


def test_a_formula_is_unclear_where_its_forms_disagree_and_unknown_without_a_part():
    assert verdict(STEROID, {"steroid_drug": "prednisone", "steroid_mg_per_day": 10.1}) == "yes"
    assert verdict(STEROID, {"steroid_drug": "betamethasone", "steroid_mg_per_day": 1.3}) == "unclear"
    assert verdict(STEROID, {"steroid_drug": "prednisone"}) == "unknown"


def test_a_laboratory_value_does_not_count_without_a_report():
    assert truth("missing(anc)", {"lab_date": "none", "anc": {"value": 3, "unit": "10^9/L"}}) == "yes"


def test_the_role_is_a_fact_like_others():
    assert [truth("role is clinician", {}, role=role) for role in ("clinician", "family", None)] == ["yes", "no", "unknown"]


A, B, C = "willing is yes", "other_heart is yes", "unstable_angina is yes"
PRECEDENCE = [
    (f"{A} or {B} and {C}", "yes no no", "yes"),
    (f"({A} or {B}) and {C}", "yes no no", "no"),
    (f"{A} and {B} or {C}", "no no yes", "yes"),
    (f"not {A} and {B}", "no no no", "no"),
    (f"not ({A} and {B})", "no no no", "yes"),
    (f"{A} or {B} or {C}", "unknown unknown yes", "yes"),
]


@pytest.mark.parametrize(("text", "values", "expected"), PRECEDENCE)
def test_not_binds_tighter_than_and_and_and_tighter_than_or(text, values, expected):
    assert truth(text, dict(zip(("willing", "other_heart", "unstable_angina"), values.split(), strict=True))) == expected


ERRORS = [
    ("sex", "'the end' is not in the vocabulary, after 'sex'"),
    ("sex equals male", "'equals' is not in the vocabulary, after 'sex'"),
    ("sex is (male, )", "expected a name, found ')'"),
    ("sex is (male", "expected ')' before 'the end'"),
    ("sex is male female", "unexpected 'female'"),
    ("age_years < old", "expected a number, found 'old'"),
    ("mi_date within some days", "expected a number, found 'some'"),
    ("mi_date within 4 weeks", "expected days, months or years, found 'week'"),
    ("lab_date at most 28 days", "expected 'old' before 'the end'"),
    ("missing(sex is male)", "expected ')' before 'is'"),
    ("unclear(not sex is male)", "expected a name, found 'not'"),
]


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_what_is_not_in_the_vocabulary_is_an_error_that_names_its_place(text, message):
    with pytest.raises(RuleError) as error:
        parse_condition(text)
    assert str(error.value) == f"{message} in: {text}"


WRONG_LINES = [
    ("perhaps when sex is male", "not a rule line: perhaps when sex is male"),
    ("unknown when sex is male", "not a rule line: unknown when sex is male"),
    ("failed when sex is male", "can this failure change?"),
    ("failed when sex is male ; one_day", "can this failure change?"),
    ("failed when sex is male ; permanent indeed", "unexpected 'indeed' in: permanent indeed"),
    ("failed when sex is male ; temporary until mi_date", "expected '+' before 'the end' in: temporary until mi_date"),
    ("review when sex is male", "a review needs a reason"),
    ("met when sex is male ; permanent", "other lines nothing: met when sex is male ; permanent"),
    ("met when sex is male\nfaild when sex is female ; permanent", "unexpected 'faild'"),
]


@pytest.mark.parametrize(("text", "message"), WRONG_LINES)
def test_a_wrong_line_is_an_error_that_shows_it(text, message):
    with pytest.raises(RuleError) as error:
        parse_rule(text)
    assert message in str(error.value)


def status(rule, **facts):
    lines = parse_rule(rule).holding(world(facts))
    return lines[0].status if lines else Status.UNKNOWN


def test_a_line_that_does_not_begin_with_a_status_continues_the_one_before():
    rule = parse_rule("failed when sex is male\n    and age_years > 30\n    ; permanent\nmet when sex is female")
    assert [(line.status, line.change) for line in rule.lines] == [(Status.FAILED, Change.PERMANENT), (Status.MET, None)]
    assert rule.lines[0].when.facts() == {"sex", "age_years"}


def test_a_failure_says_whether_it_can_change():
    assert [parse_rule(f"failed when sex is male ; {change}").lines[0].change for change in Change] == list(Change)


ALL_FOUR = """
met            when willing is yes
review         when other_heart is yes ; a_reason
failed         when unstable_angina is yes ; permanent
not_applicable when sex is male
"""


def test_lines_are_heard_in_the_order_not_applicable_failed_review_met():
    facts, found = {"unstable_angina": "unknown"}, []
    for fact, value in [("willing", "yes"), ("other_heart", "yes"), ("unstable_angina", "yes"), ("sex", "male")]:
        facts[fact] = value
        found.append(status(ALL_FOUR, **facts))
    assert found == ["met", "review", "failed", "not_applicable"]


def test_a_rule_is_unknown_while_no_line_surely_holds():
    assert status(ALL_FOUR) == status(ALL_FOUR, willing="no") == status(ALL_FOUR, sex="unknown") == "unknown"


def test_every_line_of_the_status_that_counts_is_kept():
    rule = "review when willing is no ; first\nreview when other_heart is yes ; second\nmet when sex is male"
    lines = parse_rule(rule).holding(world({"willing": "no", "other_heart": "yes", "sex": "male"}))
    assert [line.reason for line in lines] == ["first", "second"]


WINDOWS = [
    ("28 days", "2026-05-18", "2026-06-15"),
    ("6 months", "2025-12-15", "2026-06-15"),
    ("6 months", "2025-08-31", "2026-02-28"),  # no 31st: the month's last day
    ("1 year", "2024-02-29", "2025-02-28"),
    ("1 year", "2023-02-28", "2024-02-28"),  # not the 29th
    ("3 years", "2023-06-15", "2026-06-15"),
]


@pytest.mark.parametrize(("window", "event", "last_day"), WINDOWS)
def test_inside_counts_outside_does_not_the_last_day_is_unclear_and_the_day_after_is_free(window, event, last_day):
    end = date.fromisoformat(last_day)
    days = [str(end + timedelta(days=shift)) for shift in (-1, 0, 1)]
    assert [verdict(f"mi_date within {window}", {"mi_date": event}, day) for day in days] == ["yes", "unclear", "no"]
    pairs = [{"rt_end": event, "rt_relapse": day} for day in days]
    assert [verdict(f"rt_relapse within {window} of rt_end", pair, "2027-01-01") for pair in pairs] == ["yes", "unclear", "no"]
    [line] = parse_rule(f"failed when sex is male ; temporary until mi_date + {window}").lines
    assert str(line.until.day(world({"mi_date": event}, "2027-01-01"))) == days[2]


FRESH = "lab_date at most 28 days old"
UNTIL = "failed when sex is male ; temporary until steroid_last + 14 days if willing is yes"


UNTIL_ROWS = [
    ("2026-06-01", "yes", "2026-06-16"),
    ("2026-05", "yes", "2026-06-15"),  # the last day it can mean
    ("2026", "yes", "2026-06-30"),  # but never after today
    ("ongoing", "yes", "None"),
    ("unknown", "yes", "None"),
    ("2026-06-01", "no", "None"),
    ("2026-06-01", "unknown", "None"),
]


@pytest.mark.parametrize(("last", "willing", "day"), UNTIL_ROWS)
def test_no_day_is_named_without_a_date_or_where_its_condition_is_not_surely_true(last, willing, day):
    [line] = parse_rule(UNTIL).lines
    assert str(line.until.day(world({"steroid_last": last, "willing": willing}))) == day


def test_a_report_is_fresh_when_it_is_surely_at_most_28_days_old():
    days = {29: "2026-05-17", 28: "2026-05-18", 27: "2026-05-19", 0: TODAY}
    assert {age: truth(FRESH, {"lab_date": day}) for age, day in days.items()} == {29: "no", 28: "yes", 27: "yes", 0: "yes"}
    partial = ("2026-06", "2026-05", "2026", "none", "unknown")
    assert [truth(FRESH, {"lab_date": value}) for value in partial] == ["yes", "no", "no", "no", "no"]


@pytest.mark.parametrize(
    ("value", "today", "expected"),
    [
        ("none", TODAY, "no"),
        ("ongoing", TODAY, "yes"),
        ("unknown", TODAY, "unknown"),
        (TODAY, TODAY, "yes"),
        ("2026-06", TODAY, "yes"),  # the days still to come cannot be meant
        ("2026-05", TODAY, "unclear"),  # straddles
        ("2026-04", TODAY, "no"),
        ("2026-05", "2026-05-28", "yes"),
        ("2026-05", "2026-05-29", "unclear"),  # the 1st would be the last day
        ("2026-05", "2026-06-28", "unclear"),  # the 31st would be the last day
        ("2026-05", "2026-06-29", "no"),
    ],
)
def test_a_partial_date_counts_only_when_all_its_days_agree(value, today, expected):
    fact = "steroid_last" if value == "ongoing" else "vaccine_last"
    assert verdict(f"{fact} within 28 days", {fact: value}, today) == expected
