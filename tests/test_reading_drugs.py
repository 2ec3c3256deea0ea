"""Drugs in people's own words: every row of the corpus, every name of the lexicon, and what must never be taken."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import UNKNOWN, Reading, Reason, Rejection
from flows.reading.drugs import Lexicon, read_drug, read_drugs

HERE = Path(__file__).parent
TSV = (HERE.parent / "seeds/nct06494995/drugs.tsv").read_text("utf-8")
LEXICON = Lexicon.from_tsv(TSV)
ROWS = [line.split("\t") for line in (HERE / "reading_drugs.tsv").read_text("utf-8").splitlines()[1:]]
STEROID = frozenset({"E7c-steroid"})
IMMUNOSUPPRESSANT = frozenset({"E7c-immunosuppressant", "E7c-context"})
TYPED = st.one_of(
    st.text(max_size=60),
    st.text("K药O+Y顺铂没用过单抗替尼PD-1 ,、(cis)5FU\u200f\u202e\x00😀", max_size=40),
    st.text("药x1,没", min_size=1, max_size=3).map(lambda part: part * 5000),
)


def names() -> list[tuple[str, str, str]]:
    """Every name of the table with its row and the tokens of the row."""
    found = []
    for line in TSV.strip().split("\n")[1:]:
        name, _, *cells, matters = line.split("\t")
        aliases = [alias.strip().removesuffix("?") for cell in (name, *cells) for alias in cell.split(";")]
        found += [(alias, name, matters) for alias in aliases if alias]
    return found


def shown(found: Reading | Rejection) -> str:
    if isinstance(found, Rejection):
        return f"!{found.reason.value}"
    return " | ".join(found.value) or "()" if isinstance(found.value, tuple) else "unknown"


@pytest.mark.parametrize(("text", "expected", "marks"), ROWS)
def test_what_people_type(text: str, expected: str, marks: str) -> None:
    assert shown(read_drugs(text, LEXICON)) == expected
    assert " ".join(sorted(LEXICON.marks(text))) == marks


def test_every_name_of_the_table_is_read_as_its_own_row() -> None:
    assert len({alias.casefold() for alias, _, _ in names()}) == 2019
    for alias, name, matters in names():
        (mention,) = LEXICON.find(alias)
        assert mention.drug is not None and mention.drug.name == name, alias
        assert LEXICON.marks(alias) == set(matters.split("; ")), alias
        if alias != "双抗":
            assert read_drugs(alias, LEXICON) == Reading((alias,))


def test_spaces_hyphens_and_letter_case_do_not_matter() -> None:
    for text in ("AK104", "AK-104", "ak 104", "Ａｋ１０４", "AK\u200b104"):
        assert LEXICON.marks(text) == {"E1-exclude"}


def test_the_longest_name_wins() -> None:
    assert [m.drug.name for m in LEXICON.find("艾帕洛利托沃瑞利单抗") if m.drug] == ["iparomlimab/tuvonralimab"]
    assert [m.drug.name for m in LEXICON.find("nivolumab and relatlimab") if m.drug] == ["relatlimab"]
    assert [m.drug.name for m in LEXICON.find("西妥昔单抗β") if m.drug] == ["cetuximab beta"]


def test_a_class_word_beside_its_drug_says_nothing_new() -> None:
    assert LEXICON.marks("尼妥珠单抗（靶向药）") == {"none"}
    assert LEXICON.marks("尼妥珠单抗，PD-1") == {"none", "E1-review"}
    assert LEXICON.marks("西妥昔单抗 TKI") == {"none", "E1-exclude"}


def test_a_short_name_is_no_part_of_a_longer_code() -> None:
    for text in ("SG404", "CT-041", "M701", "MK-3475A", "SHR-A1811", "XX-EV"):
        assert LEXICON.marks(text) == {"unrecognised"}, text


def test_a_denied_drug_is_asked_back_with_its_words() -> None:
    assert read_drugs("顺铂六个周期，安罗替尼没用过", LEXICON) == Rejection(Reason.NEGATED_DRUG, detail="安罗替尼")
    assert LEXICON.marks("安罗替尼没用过") == {"negated"}


def test_a_slip_of_the_pen_is_only_proposed() -> None:
    asked = read_drugs("帕博利株单抗", LEXICON)
    assert asked == Rejection(Reason.DID_YOU_MEAN, ("帕博利珠单抗",), "帕博利株单抗")
    assert read_drugs("帕博利株单抗", LEXICON, as_typed=True) == Reading(("帕博利株单抗",))


def test_both_meanings_are_offered() -> None:
    choices = ("bispecific antibody", "dual antiplatelet therapy")
    assert read_drugs("双抗", LEXICON) == Rejection(Reason.AMBIGUOUS_DRUG, choices, "双抗")
    assert read_drugs("bispecific antibody", LEXICON) == Reading(("bispecific antibody",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地塞米松", Reading("地塞米松")),
        ("Medrol 4 mg", Reading("Medrol")),
        ("强的松片 每天2片", Reading("强的松")),
        ("不知道", Reading(UNKNOWN)),
        ("没有", Rejection(Reason.NOT_A_DRUG)),
        ("顺铂", Rejection(Reason.NOT_A_DRUG)),
        ("奥美拉唑", Rejection(Reason.NOT_A_DRUG)),
        ("布地奈德", Rejection(Reason.NOT_A_DRUG)),
        ("泼尼松和地塞米松", Rejection(Reason.AMBIGUOUS_DRUG, ("泼尼松", "地塞米松"))),
        ("dexamethason", Rejection(Reason.DID_YOU_MEAN, ("dexamethasone",), "dexamethason")),
    ],
)
def test_which_steroid(text: str, expected: Reading | Rejection) -> None:
    assert read_drug(text, LEXICON, STEROID) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他克莫司", Reading("他克莫司")),
        ("methotrexate weekly", Reading("methotrexate")),
        ("没有", Reading("none")),
        ("no", Reading("none")),
        ("没用过", Reading("none")),
        ("没用过他克莫司", Rejection(Reason.NEGATED_DRUG, detail="他克莫司")),
        ("顺铂", Rejection(Reason.NOT_A_DRUG)),
    ],
)
def test_which_immunosuppressant(text: str, expected: Reading | Rejection) -> None:
    assert read_drug(text, LEXICON, IMMUNOSUPPRESSANT, takes_none=True) == expected


def test_what_is_no_answer() -> None:
    assert read_drugs("", LEXICON) == Rejection(Reason.EMPTY)
    assert read_drugs("顺铂" * 1001, LEXICON) == Rejection(Reason.TOO_LONG)
    assert read_drugs("123", LEXICON) == Rejection(Reason.NOT_A_DRUG)


def test_a_name_of_two_rows_is_refused() -> None:
    twice = "\n".join(["h", "a\tc\t\t\t\tsame\tnone", "b\tc\t\t\t\tsame\tnone"])
    with pytest.raises(ValueError, match="same"):
        Lexicon.from_tsv(twice)


@settings(max_examples=400, deadline=None)
@given(TYPED)
def test_names_are_only_ever_what_was_typed(text: str) -> None:
    found = read_drugs(text, LEXICON)
    LEXICON.marks(text[:2000])
    if isinstance(found, Reading) and found.value is not UNKNOWN:
        assert isinstance(found.value, tuple) and all(isinstance(name, str) and name.strip() for name in found.value)
    single = read_drug(text, LEXICON, STEROID)
    if isinstance(single, Reading) and single.value is not UNKNOWN:
        assert LEXICON.marks(str(single.value)) & STEROID
