"""A doctor's one message and copied laboratory reports."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import Doubt, Quantity, Reading, to_json
from flows.reading.report import Report, read_report
from flows.reading.text import LONGEST_MESSAGE
from flows.units import analyte

SEED = Path(__file__).parent.parent / "seeds/nct06494995/analytes.toml"
ANALYTES = {name: analyte(name, table) for name, table in tomllib.loads(SEED.read_text("utf-8")).items()}
DAY = date(2026, 11, 22)

LABS = {
    "anc": {"value": 3.2, "unit": "10^9/L"},
    "plt": {"value": 180, "unit": "10^9/L"},
    "hb": {"value": 112, "unit": "g/L"},
    "alb": {"value": 38, "unit": "g/L"},
    "tbil": {"value": 12, "unit": "umol/L", "uln": 26},
    "alt": {"value": 22, "unit": "U/L", "uln": 50},
    "ast": {"value": 25, "unit": "U/L", "uln": 40},
    "alp": {"value": 80, "unit": "U/L", "uln": 125},
    "scr": {"value": 78, "unit": "umol/L"},
    "inr": {"value": 1, "unit": "ratio"},
    "aptt": {"value": 30, "unit": "s", "uln": 37},
}
PERSON = {
    "age_years": 62,
    "sex": "male",
    "diagnosis": "npc",
    "recurrence_sites": ["distant"],
    "systemic_progression": "yes",
    "ecog": 1,
    "weight_kg": 60,
    "hbv": "no",
}
ENGLISH = (
    "62M NPC, lung mets, progressed on GP + toripalimab, ECOG 1, ANC 3.2 PLT 180 Hb 112 g/L ALB 38 TBIL 12/26 "
    "ALT 22/50 AST 25/40 ALP 80/125 Cr 78 wt 60 INR 1.0 APTT 30/37 HBsAg-"
)
CHINESE = (
    "男，62岁，鼻咽癌肺转移，GP+特瑞普利后进展，ECOG 1分，中性粒3.2 血小板180 血红蛋白112g/L 白蛋白38 总胆红素12/26 "
    "谷丙22/50 谷草25/40 碱性磷酸酶80/125 肌酐78 体重60kg INR 1.0 APTT 30/37 乙肝表面抗原阴性"
)


def read(text: str) -> Report:
    return read_report(text, ANALYTES, DAY)


def found(text: str) -> dict[str, object]:
    return {fact: to_json(value) for fact, value in read(text).found.items()}


@pytest.mark.parametrize(("text", "drugs"), [(ENGLISH, "GP + toripalimab"), (CHINESE, "GP+特瑞普利")])
def test_the_doctors_message(text: str, drugs: str) -> None:
    report = read(text)
    assert {fact: to_json(value) for fact, value in report.found.items()} == PERSON | LABS
    assert (report.doubtful, report.unread, report.drugs) == ({}, (), drugs)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_any_order_and_several_lines(text: str) -> None:
    separator = ", " if text == ENGLISH else "，"
    backwards = "\n".join(reversed(text.split(separator)))
    assert found(backwards) == PERSON | LABS


def test_a_list_with_semicolons() -> None:
    text = (
        "ANC 3.2; PLT 210; Hb 125 g/L; ALB 41 g/L; TBIL 12/26 umol/L; ALT 22/50; AST 25/40; ALP 80/125; Cr "
        "80/97 umol/L; Wt 65; APTT 30/37; INR 1.0/1.2"
    )
    assert found(text)["scr"] == {"value": 80, "unit": "umol/L", "uln": 97}
    assert len(found(text)) == 12
    assert read(text).unread == ()


def test_a_copied_table() -> None:
    text = """化验日期：2026-11-10
1 白细胞计数 WBC 5.2 10^9/L 3.5-9.5
2 中性粒细胞绝对值 NEUT# 3.20 10^9/L 1.8-6.3
3 中性粒细胞百分比 NEUT% 61.5 % 40-75
4 血红蛋白 HGB 112 ↓ g/L 130-175
5 血小板 PLT 180 10^9/L 125-350
6 总胆红素 TBIL 12.3 umol/L 3.4-20.5
7 直接胆红素 DBIL 3.1 umol/L 0-6.8
8 丙氨酸氨基转移酶 ALT 22 U/L 9-50
9 肌酐 CREA 78 umol/L 57-97"""
    assert found(text) == {
        "lab_date": "2026-11-10",
        "anc": {"value": 3.2, "unit": "10^9/L"},
        "hb": {"value": 112, "unit": "g/L"},
        "plt": {"value": 180, "unit": "10^9/L"},
        "tbil": {"value": 12.3, "unit": "umol/L", "uln": 20.5},
        "alt": {"value": 22, "unit": "U/L", "uln": 50},
        "scr": {"value": 78, "unit": "umol/L", "uln": 97},
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "58-year-old woman, HNSCC, local recurrence",
            {"age_years": 58, "sex": "female", "diagnosis": "hnscc", "recurrence_sites": ["local"]},
        ),
        ("62F R/M NPC", {"age_years": 62, "sex": "female", "diagnosis": "npc"}),
        ("R/M NPC, PS 2", {"diagnosis": "npc", "ecog": 2}),
        (
            "女 55岁 喉鳞癌 颈部淋巴结复发 骨转移",
            {"age_years": 55, "sex": "female", "diagnosis": "hnscc", "recurrence_sites": ["regional", "distant"]},
        ),
        ("HBsAg- HBcAb+, HBV DNA <20 IU/mL", {"hbv": "core_ab_only", "hbv_dna": "below_detection"}),
        (
            "HBsAg(+) HBV DNA 1.2E+03 IU/mL anti-HCV(-)",
            {"hbv": "yes", "hbv_dna": {"value": 1200, "unit": "IU/mL"}, "hcv_ab": "negative"},
        ),
        ("labs 2026-11-10: Hb 112 g/L", {"lab_date": "2026-11-10", "hb": {"value": 112, "unit": "g/L"}}),
        ("no anticoagulants", {"anticoagulant": "none"}),
        ("未用抗凝药", {"anticoagulant": "none"}),
        ("肺、肝转移", {"recurrence_sites": ["distant"]}),
        ("Hb 112 g/L, Hb 112 g/L", {"hb": {"value": 112, "unit": "g/L"}}),
        ("62 yo man, diagnosed at age 58", {"age_years": 62, "sex": "male"}),
        ("乙肝小三阳", {"hbv": "yes"}),
        ("乙肝阴性", {"hbv": "no"}),
        ("乙肝（-）", {"hbv": "no"}),
        (
            "女 48岁 下咽鳞癌 颈部复发 未用抗凝药 ECOG 1 乙肝小三阳 HBV-DNA 600IU/mL",
            {
                "sex": "female",
                "age_years": 48,
                "diagnosis": "hnscc",
                "recurrence_sites": ["regional"],
                "anticoagulant": "none",
                "ecog": 1,
                "hbv": "yes",
                "hbv_dna": {"value": 600, "unit": "IU/mL"},
            },
        ),
        ("肺转移 无肝转移", {"recurrence_sites": ["distant"]}),
        ("HGB L 98 | PLT | 180", {"hb": {"value": 98, "unit": "g/L"}, "plt": {"value": 180, "unit": "10^9/L"}}),
        ("大三阳，丙肝抗体阴性", {"hbv": "yes", "hcv_ab": "negative"}),
        ("HBV/HCV negative", {"hbv": "no", "hcv_ab": "negative"}),
        ("乙肝丙肝阴性", {"hbv": "no", "hcv_ab": "negative"}),
        ("乙肝、丙肝均阴性", {"hbv": "no", "hcv_ab": "negative"}),
        ("HBsAg 0.01 阴性 HBcAb 8.5 阳性", {"hbv": "core_ab_only"}),
        ("laryngeal squamous cell carcinoma", {"diagnosis": "hnscc"}),
        ("squamous cell carcinoma of the larynx", {"diagnosis": "hnscc"}),
        ("喉鳞癌", {"diagnosis": "hnscc"}),
        ("舌根中分化鳞状细胞癌", {"diagnosis": "hnscc"}),
        ("下咽鳞癌", {"diagnosis": "hnscc"}),
        ("口咽癌（鳞癌）", {"diagnosis": "hnscc"}),
        ("鼻咽鳞癌", {"diagnosis": "npc"}),
        ("患者父亲鼻咽癌，患者 58岁 女 舌癌（鳞癌）", {"age_years": 58, "sex": "female", "diagnosis": "hnscc"}),
        (
            "ALT 22 (ULN 50), AST 25 (ULN 40)",
            {"alt": {"value": 22, "unit": "U/L", "uln": 50}, "ast": {"value": 25, "unit": "U/L", "uln": 40}},
        ),
    ],
)
def test_facts(text: str, expected: dict[str, object]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "no lung mets",
        "no lung, liver or bone mets",
        "无肺转移",
        "未见 肺转移",
        "未见明显 肺转移",
        "无肺转移 肝转移",
        "肺转移 可疑",
        "肝转移待排 骨转移",
        "父亲 鼻咽癌",
        "母亲乙肝 鼻咽癌",
        "prednisone 20mg/d",
        "泼尼松5mg qd",
        "泼尼松 5mg bid",
        "2026年3月放疗结束",
        "RT ended 2026-02",
        "无肺、肝、骨转移",
        "未见肝转移",
        "lung mets?",
        "肺转移待排",
        "rule out NPC",
        "mother had NPC",
        "no progression on GP",
        "progressed after RT",
        "放疗后进展",
        "GP治疗后未进展",
        "WBC 5.2, PT 12.1 s, EBV DNA 500, CrCl 90",
        "CR for 6 months",
        "his daughter is 30",
        "weight loss 5 kg",
        "KPS 80",
        "HBcAb 0.01",
        "HBsAg 0.01-0.05",
        "非小三阳",
        "小三阳转阴",
        "食管鳞癌",
        "皮肤鳞癌",
        "喉鳞癌待排",
        "age 62 at diagnosis",
        "62岁时确诊",
        "ECOG PS 80",
    ],
)
def test_never_a_finding(text: str) -> None:
    report = read(text)
    assert (report.found, report.doubtful) == ({}, {})
    assert report.unread == (text.strip(" ?"),) or report.unread


@pytest.mark.parametrize(
    ("text", "fact", "reason"),
    [
        ("TBIL 12", "tbil", "unit_needed"),
        ("Hb 112, Hb 98", "hb", "ambiguous_number"),
        ("Hb 112, last week 98", "hb", "ambiguous_number"),
        ("ALT/AST 22/25", "ast", "ambiguous_number"),
        ("ALT 22 50", "alt", "ambiguous_number"),
        ("wt 130", "weight_kg", "unit_needed"),
        ("ECOG 0-1", "ecog", "ambiguous_number"),
        ("ECOG 7", "ecog", "out_of_range"),
        ("Hb 400 g/L", "hb", "out_of_range"),
        ("62M, 58岁", "age_years", "ambiguous_number"),
        ("NPC and HNSCC", "diagnosis", "ambiguous_choice"),
        ("虚岁62岁", "age_years", "nominal_age"),
        ("progressed after CCRT and GP", "systemic_progression", "ambiguous_choice"),
        ("labs 2027-01-01", "lab_date", "future_date"),
        ("HBcAb+", "hbv", "ambiguous_choice"),
        ("HBV/HCV positive", "hbv", "ambiguous_choice"),
        ("HBV/HCV positive", "hcv_ab", "ambiguous_choice"),
        ("Hb 112 (2026-10-01), 98 (2026-11-10)", "hb", "ambiguous_number"),
        ("Hb 98；112", "hb", "ambiguous_number"),
        ("Hb 11.2→10.8", "hb", "ambiguous_number"),
        ("wt 60->58kg", "weight_kg", "ambiguous_number"),
        ("TBIL 12/6", "tbil", "unusual"),
        ("PLT 180 350", "plt", "ambiguous_number"),
        ("INR 2.5 (2-3)", "inr", "ambiguous_number"),
        ("ALT 22 ↑ 0-40", "alt", "ambiguous_number"),
        ("中性粒细胞 3.2 65.3%", "anc", "wrong_test"),
    ],
)
def test_doubtful(text: str, fact: str, reason: str) -> None:
    report = read(text)
    said = report.doubtful[fact]
    assert fact not in report.found
    why = said.doubt if isinstance(said, Reading) else said.reason
    assert why is not None and why.value == reason


def test_an_unusual_value_is_asked() -> None:
    value = Quantity(Decimal(45), "g/L")
    assert read("Hb 45 g/L").doubtful == {"hb": Reading(value, Doubt.UNUSUAL)}


def test_a_text_longer_than_a_message_is_unread() -> None:
    text = "Hb 112 " * LONGEST_MESSAGE
    assert read(text) == Report({}, {}, (text,))


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from([*ENGLISH.split(), *CHINESE.split(), "\n", "/", "-", "😀"])).map(" ".join),
    )
)
def test_any_message_is_sorted(text: str) -> None:
    for fact, value in read(text).found.items():
        assert not isinstance(value, Quantity) or ANALYTES[fact].canonical(value.value, value.unit) in ANALYTES[fact].hard


def test_a_word_that_contradicts_its_value_makes_it_doubtful() -> None:
    for text in ("ALT 120 正常, Hb 112 g/L", "ALT 120 U/L (normal), Hb 112 g/L"):
        report = read_report(text, ANALYTES, DAY)
        assert "alt" in report.doubtful and "hb" in report.found
