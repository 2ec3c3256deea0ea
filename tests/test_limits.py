"""Every numeric limit of the criteria, at it, just below and just above, in every unit that is taken.

The expected statuses are written by hand from the sentences of the record and the plausible upper limits of normal (ULN).
"""

import pytest

import seeds
from bot.assess import assess_case

TODAY = "2026-06-15"
TRIAL = seeds.load()

LABS = {
    "lab_date": "2026-06-01",
    "age_years": 30,
    "weight_kg": 150,
    "tbil": {"value": 10, "unit": "umol/L", "uln": 20},
    "alt": {"value": 20, "unit": "U/L", "uln": 40},
    "ast": {"value": 20, "unit": "U/L", "uln": 40},
    "alp": {"value": 80, "unit": "U/L", "uln": 120},
    "aptt": {"value": 30, "unit": "s", "uln": 40},
    "inr": {"value": 1, "unit": "ratio", "uln": 1.2},
    "anticoagulant": "none",
}
"""A fresh report on which everything else is in order."""
MAN, WOMAN, SOMEBODY = {"sex": "male"}, {"sex": "female"}, {}


def status(criterion, facts, role="patient"):
    found = assess_case(TRIAL, {"role": role, "as_of": TODAY, "facts": facts})
    return found.findings[criterion].status.value


# criterion, fact, unit, ULN of the report or None, values with the status of the criterion, the person if it matters
QUANTITIES = [
    ("I9a", "anc", "10^9/L", None, "1.499 failed, 1.5 met, 1.501 met"),
    ("I9a", "anc", "10^3/uL", None, "1.499 failed, 1.5 met, 1.501 met"),
    ("I9a", "anc", "/uL", None, "1499 failed, 1500 met, 1501 met"),
    ("I9b", "plt", "10^9/L", None, "99 failed, 99.9 failed, 100 met, 101 met"),
    ("I9b", "plt", "10^3/uL", None, "99 failed, 100 met, 101 met"),
    ("I9b", "plt", "/uL", None, "99999 failed, 100000 met, 100001 met"),
    ("I9b", "plt", "万/uL", None, "9.9 failed, 10 met, 10.1 met"),
    ("I9c", "hb", "g/dL", None, "8.9 failed, 8.99 failed, 9 met, 9.1 met"),
    ("I9c", "hb", "g/L", None, "89 failed, 89.9 failed, 90 met, 91 met"),
    ("I9c", "hb", "mmol/L", None, "5.585 failed, 5.586 met"),
    ("I9d", "alb", "g/dL", None, "2.79 failed, 2.8 met, 2.81 met"),
    ("I9d", "alb", "g/L", None, "27.9 failed, 28 met, 28.1 met"),
    ("I9e", "tbil", "umol/L", 20, "29.9 met, 30 met, 30.1 failed"),
    ("I9e", "tbil", "umol/L", None, "25.64 met, 25.65 met, 25.66 review, 38.9 review, 39 review, 39.1 failed"),
    ("I9e", "tbil", "mg/dL", 1.2, "1.79 met, 1.8 met, 1.81 failed"),
    ("I9e", "tbil", "mg/dL", None, "1.49 met, 1.5 met, 1.51 review, 2.28 review, 2.29 failed"),
    ("I9e", "alt", "U/L", 50, "149 met, 150 met, 151 failed"),
    ("I9e", "alt", "U/L", None, "104 met, 105 met, 106 review, 194 review, 195 review, 196 failed"),
    ("I9e", "alt", "ukat/L", 0.5, "1.49 met, 1.5 met, 1.51 failed"),
    ("I9e", "alt", "ukat/L", None, "1.75 met, 1.76 review, 3.25 review, 3.26 failed"),
    ("I9e", "ast", "U/L", 40, "119 met, 120 met, 121 failed"),
    ("I9e", "ast", "U/L", None, "89 met, 90 met, 91 review, 194 review, 195 review, 196 failed"),
    ("I9e", "ast", "ukat/L", 0.5, "1.49 met, 1.5 met, 1.51 failed"),
    ("I9e", "ast", "ukat/L", None, "1.5 met, 1.51 review, 3.25 review, 3.26 failed"),
    ("I9e", "alp", "U/L", 125, "374 met, 375 met, 376 review"),
    ("I9e", "alp", "U/L", None, "299 met, 300 met, 301 review, 449 review, 450 review, 451 review"),
    ("I9e", "alp", "ukat/L", 2, "5.9 met, 6 met, 6.1 review"),
    ("I9e", "alp", "ukat/L", None, "5 met, 5.1 review, 7.5 review, 7.6 review"),
    ("I9f", "scr", "umol/L", 111, "166.4 met, 166.5 met, 166.6 failed", MAN),
    ("I9f", "scr", "mg/dL", 1.2, "1.79 met, 1.8 met, 1.81 failed", MAN),
    ("I9f", "scr", "umol/L", None, "142.4 met, 142.5 met, 142.6 review, 199.4 review, 199.5 review, 199.6 failed", MAN),
    ("I9f", "scr", "umol/L", None, "104.9 met, 105 met, 105.1 review, 158.9 review, 159 review, 159.1 failed", WOMAN),
    ("I9f", "scr", "umol/L", None, "105 unknown, 105.1 review, 199.5 review, 199.6 failed", SOMEBODY),
    ("I9f", "scr", "mg/dL", None, "1.61 met, 1.62 review, 2.25 review, 2.26 failed", MAN),
    ("I9f", "scr", "mg/dL", None, "1.18 met, 1.19 review, 1.79 review, 1.8 failed", WOMAN),
    ("I9g", "aptt", "s", 37, "55.4 met, 55.5 met, 55.6 failed"),
    ("I9g", "aptt", "s", None, "46.4 met, 46.5 met, 46.6 review, 67.4 review, 67.5 review, 67.6 failed"),
    ("I9g", "inr", "ratio", 1.2, "1.79 met, 1.8 met, 1.81 failed"),
    ("I9g", "inr", "ratio", None, "1.64 met, 1.65 met, 1.66 review, 1.94 review, 1.95 review, 1.96 failed"),
]
QUANTITY_ROWS = [
    (criterion, {fact: {"value": float(value), "unit": unit} | ({"uln": uln} if uln else {})} | dict(*person), expected)
    for criterion, fact, unit, uln, values, *person in QUANTITIES
    for value, expected in (pair.split() for pair in values.split(", "))
]


@pytest.mark.parametrize(("criterion", "facts", "expected"), QUANTITY_ROWS)
def test_a_laboratory_value_is_judged_to_the_printed_limit(criterion, facts, expected):
    assert status(criterion, LABS | facts) == expected


@pytest.mark.parametrize(("criterion", "fact", "value"), [("I9a", "anc", 1.4), ("I9b", "plt", 99), ("I9d", "alb", 2.7)])
def test_a_failing_value_fails_for_28_days(criterion, fact, value):
    facts = {fact: {"value": value, "unit": TRIAL.analytes[fact].unit}}
    days = ["2026-05-19", "2026-05-18", "2026-05-17", "unknown", "none"]
    found = [status(criterion, facts | {"lab_date": day}) for day in days]
    assert found == ["failed", "failed", "review", "review", "unknown"]


# age, sex, weight in kg, creatinine, its unit, the status of I9f
CLEARANCES = [
    (58, "male", 65, 80, "umol/L", "met"),
    (49, "female", 55, 60, "umol/L", "met"),
    (68, "male", 60, 1.0, "mg/dL", "met"),  # exactly 60 and 60.11
    (68, "male", 60, 1.001, "mg/dL", "review"),  # 59.94 and 60.05
    (68, "male", 60, 1.002, "mg/dL", "failed"),  # 59.88 and 59.99
    (62, "female", 50, 1.5, "mg/dL", "failed"),
    (60, "female", 60, 83.4, "umol/L", "review"),  # 60.06 and 59.86
    (60, "female", 60, 83.2, "umol/L", "met"),  # 60.20 and 60.00
    (60, "female", 60, 83.5, "umol/L", "failed"),  # 59.98 and 59.78
    (75, "male", 50, 90, "umol/L", "failed"),
    (18, "male", 60, 70, "umol/L", "met"),
    (70, "female", 45, 0.7, "mg/dL", "failed"),
]


@pytest.mark.parametrize(("age", "sex", "weight", "value", "unit", "expected"), CLEARANCES)
def test_the_clearance_must_reach_60_by_both_constants(age, sex, weight, value, unit, expected):
    facts = {"age_years": age, "sex": sex, "weight_kg": weight, "scr": {"value": value, "unit": unit, "uln": 1000}}
    assert status("I9f", LABS | facts) == expected


DNA = [
    ("IU/mL", "499 met, 499.9 met, 500 failed, 501 failed, 2499 failed"),
    ("copies/mL", "500 met, 2499 met, 2499.9 met, 2500 failed, 2501 failed"),  # never converted
    ("log10 IU/mL", "2.69 met, 2.7 failed"),
    ("log10 copies/mL", "3.39 met, 3.4 failed"),
]
DNA_ROWS = [(float(value), unit, result) for unit, values in DNA for value, result in (p.split() for p in values.split(", "))]


@pytest.mark.parametrize("criterion", ["I10", "E14"])
@pytest.mark.parametrize(("value", "unit", "expected"), DNA_ROWS)
def test_hepatitis_b_dna_is_judged_in_the_unit_of_the_report(criterion, value, unit, expected):
    facts = {"hbv": "yes", "hcv_ab": "negative", "hbv_dna": {"value": value, "unit": unit}}
    assert status(criterion, facts) == expected


STEROIDS = [
    ("prednisone", "9.9 met, 10 met, 10.1 failed"),
    ("prednisolone", "9.9 met, 10 met, 10.1 failed"),
    ("methylprednisolone", "7.9 met, 8 met, 8.1 failed"),
    ("dexamethasone", "1.49 met, 1.5 met, 1.51 failed"),
    ("hydrocortisone", "39.9 met, 40 met, 40.1 failed"),
    ("cortisone", "49.9 met, 50 met, 50.1 failed"),
    ("triamcinolone", "7.9 met, 8 met, 8.1 failed"),
    ("betamethasone", "1.1 met, 1.2 met, 1.21 review, 1.3 review, 1.5 review, 1.51 failed, 1.6 failed"),
]
STEROID_ROWS = [
    (drug, float(value), result) for drug, doses in STEROIDS for value, result in (p.split() for p in doses.split(", "))
]


@pytest.mark.parametrize(("drug", "dose", "expected"), STEROID_ROWS)
def test_a_steroid_dose_equal_to_10_mg_of_prednisone_passes(drug, dose, expected):
    facts = {"steroid": "systemic", "steroid_drug": drug, "steroid_mg_per_day": dose, "steroid_last": "ongoing"}
    assert status("E7c", facts | {"immunosuppressant": "none"}) == expected


SCORES = [
    ("I2", "patient", "age_years", "0 failed, 17 failed, 18 met, 19 met, 74 met, 75 met, 75.9 met, 76 failed, 120 failed"),
    ("I8", "patient", "ecog", "0 met, 1 met, 2 met, 3 review, 4 failed"),
    ("I8", "family", "ecog", "2 met, 3 review, 4 failed"),
    ("I8", "clinician", "ecog", "0 met, 2 met, 3 failed, 4 failed"),
    ("E6a", "patient", "nyha", "0 met, 1 met, 2 failed, 3 failed, 4 failed"),
]
SCORE_ROWS = [(*rest, float(v), result) for *rest, values in SCORES for v, result in (p.split() for p in values.split(", "))]


@pytest.mark.parametrize(("criterion", "role", "fact", "value", "expected"), SCORE_ROWS)
def test_a_number_is_judged_to_the_printed_limit(criterion, role, fact, value, expected):
    assert status(criterion, {fact: value}, role) == expected


RADIOTHERAPY = {"recurrence_sites": ["local"], "systemic_progression": "no_systemic_therapy", "radical_rt": "yes"}
STEROID = {"steroid": "systemic", "steroid_drug": "prednisone", "steroid_mg_per_day": 20, "immunosuppressant": "none"}
FISTULA = {"gi_perf_fistula": "gi_perforation_or_fistula", "gi_resection": "no"}
CANCER = {"other_cancer": "yes", "other_cancer_type": "other", "other_cancer_cured": "yes"}
TB = {"tb": "past_active", "tb_full_treatment": "yes"}

# criterion, other facts, the fact, its values outside the window, on the last day, and inside
WINDOWS = [
    ("E7a", {}, "research_drug_last", "2026-05-17 2026-05-18 2026-05-19"),
    ("E7d", {"tumour_vaccine_last": "none"}, "vaccine_last", "2026-05-17 2026-05-18 2026-05-19"),
    ("E7e", {"surgery": "major"}, "surgery_date", "2026-05-17 2026-05-18 2026-05-19"),
    ("E7e", {"surgery": "severe_trauma"}, "surgery_date", "2026-05-17 2026-05-18 2026-05-19"),
    ("E9", {"infection": ["severe"]}, "infection_end", "2026-05-17 2026-05-18 2026-05-19"),
    ("E7c", STEROID, "steroid_last", "2026-05-31 2026-06-01 2026-06-02"),
    (
        "E7c",
        {"steroid": "none", "immunosuppressant": "tacrolimus"},
        "immunosuppressant_last",
        "2026-05-31 2026-06-01 2026-06-02",
    ),
    ("E3", FISTULA, "gi_event_date", "2025-12-14 2025-12-15 2025-12-16"),
    ("E6c", {}, "mi_date", "2025-06-14 2025-06-15 2025-06-16"),
    ("E13", TB, "tb_last_active", "2025-06-14 2025-06-15 2025-06-16"),
    ("E5", CANCER, "other_cancer_free_since", "2023-06-14 2023-06-15 2023-06-16"),
]


@pytest.mark.parametrize(("criterion", "facts", "fact", "days"), WINDOWS)
def test_a_window_is_judged_to_the_day(criterion, facts, fact, days):
    assert [status(criterion, facts | {fact: day}) for day in days.split()] == ["met", "review", "failed"]


def test_an_anti_tumour_vaccine_goes_to_review_on_the_last_day_of_its_window_and_ever_after():
    found = [status("E7d", {"vaccine_last": "none", "tumour_vaccine_last": f"2026-05-{day}"}) for day in (17, 18, 19)]
    assert found == ["review", "review", "failed"]


def test_a_relapse_must_come_within_6_months_of_radiotherapy():
    relapses = ["2026-03-14", "2026-03-15", "2026-03-16"]
    found = [status("I4", RADIOTHERAPY | {"rt_end": "2025-09-15", "rt_relapse": day}) for day in relapses]
    assert found == ["met", "review", "failed"]
    assert [status("I4", RADIOTHERAPY | {"months_rt_to_relapse": n}) for n in (5.9, 6, 6.1)] == ["met", "review", "failed"]


def test_a_survival_of_about_three_months_is_not_more_than_three_months():
    found = [status("I7", {"survival_gt_3m": value}, "clinician") for value in ("yes", "about_3m", "no")]
    assert found == ["met", "review", "failed"]
