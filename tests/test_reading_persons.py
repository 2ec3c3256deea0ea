"""Who an answer speaks of, what a date is the date of, and questions in place of answers: read as `prescreen read` does."""

from datetime import date
from typing import Any

import pytest

import seeds
from bot.reading import read_fact

TRIAL = seeds.load()
ROWS: list[tuple[str, str, str, Any]] = [
    ("prior_drugs", "patient", "my husband takes anlotinib", "ambiguous_drug"),
    ("prior_drugs", "family", "my husband takes anlotinib", ["anlotinib"]),
    ("prior_drugs", "family", "他只用过顺铂，我用过K药", "ambiguous_drug"),
    ("prior_drugs", "family", "爸爸没用过任何药", []),
    ("prior_drugs", "patient", "cetuximab gave me purple feet", "not_a_drug"),
    ("immunosuppressant", "patient", "我爸吃他克莫司", "ambiguous_drug"),
    ("age_years", "family", "I am 40", "unusual"),
    ("age_years", "family", "my father is 72", 72),
    ("age_years", "patient", "我妈58岁", "not_understood"),
    ("weight_kg", "family", "我爸120斤", 60),
    ("weight_kg", "clinician", "I weigh 80 kg", "unusual"),
    ("hb", "family", "我妈血红蛋白108", {"value": 108, "unit": "g/L"}),
    ("diagnosis", "family", "我爸得的是鼻咽癌", "npc"),
    ("diagnosis", "patient", "什么是鼻咽癌", "not_understood"),
    ("anticoagulant", "patient", "what is warfarin", "not_understood"),
    ("surgery", "patient", "is a biopsy an operation", "not_understood"),
    ("rt_end", "patient", "chemo ended 2025-10-15", "ambiguous_date"),
    ("rt_end", "patient", "放疗结束2025-10-15", "2025-10-15"),
    ("rt_relapse", "patient", "放疗结束2025-10-15", "ambiguous_date"),
    ("lab_date", "patient", "手术日期2026-05-03", "ambiguous_date"),
    ("tumour_vaccine_last", "patient", "HPV vaccine in 2018", "ambiguous_date"),
    ("other_cancer_free_since", "patient", "since June 2019", "2019-06"),
    ("other_cancer_free_since", "patient", "2019年6月后无复发", "2019-06"),
    ("vaccine_last", "family", "我爸没打", "none"),
    ("role", "patient", "don't know", "not_an_option"),
]


@pytest.mark.parametrize(("fact", "role", "text", "expected"), ROWS)
def test_an_answer_is_about_the_patient_and_the_question(fact: str, role: str, text: str, expected: Any) -> None:
    found = read_fact(TRIAL, fact, text, role, date(2026, 6, 15))
    assert found.get("rejected", found.get("confirm", found.get("value"))) == expected
