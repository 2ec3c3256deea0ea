"""The shipped trial says what the record says, no more and no less, and a trial that does not hold together is refused."""

import pytest

import seeds
from flows.checks import problems
from flows.definition import TrialError, compile_trial
from i18n import LANGUAGES
from i18n.catalogue import general, keys

TRIAL = seeds.load()
FILES = seeds.read_files(seeds.DEFAULT_TRIAL)
RECORD = FILES["registry.txt"]

IDS = """
    I1 I2 I3 I4 I5 I6 I7 I8 I9a I9b I9c I9d I9e I9f I9g I10 I11 I12
    E1 E2 E3 E4 E5 E6 E6a E6b E6c E6d E7a E7b E7c E7d E7e E9 E10 E11 E12 E13 E14 E15 E16 E17
""".split()
HEADINGS = ["9. Good organ function: meet the following requirements:", "7. Received any of the following treatments:"]


def sentences():
    """The lines of the two criteria lists of the record."""
    inclusion = RECORD.split("\nInclusion Criteria\n")[1].split("\nExclusion Criteria\n")[0]
    exclusion = RECORD.split("\nExclusion Criteria\n")[1].split("\nMinimum Eligible Age\n")[0]
    return [line.strip() for line in (inclusion + exclusion).splitlines() if line.strip()]


def test_there_are_42_criteria_in_the_order_of_the_record_and_no_e8():
    assert list(TRIAL.criteria) == IDS
    assert len(IDS) == 42 and "E8" not in IDS


@pytest.mark.parametrize("id", IDS)
def test_a_quote_is_a_literal_part_of_the_record(id):
    assert TRIAL.criteria[id].quote in RECORD


def test_the_quotes_follow_each_other_in_the_record():
    places = [RECORD.index(criterion.quote) for criterion in TRIAL.criteria.values()]
    assert places == sorted(set(places))


def test_no_sentence_of_the_criteria_lists_is_left_without_a_criterion():
    left = []
    for sentence in sentences():
        for criterion in TRIAL.criteria.values():
            sentence = sentence.replace(criterion.quote, "", 1)
        left += [sentence.strip()] if sentence.strip() else []
    assert left == HEADINGS


def test_the_lists_have_as_many_sentences_as_their_numbers_say():
    assert len(sentences()) == 12 + 7 + 16 + 5  # E8 is missing in the record


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", IDS)
def test_every_criterion_has_its_words_in_both_languages(id, language):
    words = seeds.words(language)
    assert all(words(f"{id}.{part}").strip() for part in ("label", "plain", "need", "find"))


def test_who_settles_what_is_unknown():
    hospital = "I6 I7 I9a I9b I9c I9d I9e I9f I9g I10 E4 E14 E17".split()
    assert [id for id in IDS if TRIAL.criteria[id].settled_at_hospital] == hospital


def test_patients_and_families_are_never_asked_about_survival():
    asked = [question.roles for question in TRIAL.questions if "survival_gt_3m" in question.sets()]
    assert asked == [("clinician",)]


def found(*changes):
    """The problems of a copy of the files with these changes: file, text, and what to write instead."""
    files = dict(FILES)
    for name, old, new in changes:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    labels = seeds.wordings(seeds.wording_files(files))
    words = {}
    for language in LANGUAGES:
        texts = [general(language), *seeds.wording_files(files, language)]
        words[language] = {key: used for text in texts for key, used in keys(text).items()}
    try:
        return problems(compile_trial(files, labels), words)
    except TrialError as error:
        return list(error.problems)


RULE = "failed when willing is no ; personal"
MET = "met    when willing is yes"
NEXT = '\n[[question]]\nid = "Q04"\n'
SHOES = '\n[[question]]\nid = "Q99"\nfact = "shoe_size"\n'

BROKEN = {
    "criteria.toml I1: no such fact: wiling in: failed when wiling is no ; personal": [
        ("criteria.toml", RULE, "failed when wiling is no ; personal")
    ],
    "criteria.toml I1: willing is never perhaps in: failed when willing is perhaps ; personal": [
        ("criteria.toml", RULE, "failed when willing is perhaps ; personal")
    ],
    "criteria.toml I9a: mg/dL is no unit of anc in: review when anc < 1.5 mg/dL ; old_report": [
        ("criteria.toml", "review when anc < 1.5 10^9/L", "review when anc < 1.5 mg/dL")
    ],
    "criteria.toml E6c: no such fact: heart in: failed when mi_date within 1 year ; temporary until heart + 1 year": [
        ("criteria.toml", "temporary until mi_date", "temporary until heart")
    ],
    "criteria.toml I1: a failure may not rest on something not known in: failed when possibly(willing is no) ; personal": [
        ("criteria.toml", RULE, "failed when possibly(willing is no) ; personal")
    ],
    "criteria.toml I1: a failure may not rest on something not known in: failed when missing(willing) ; personal": [
        ("criteria.toml", RULE, "failed when missing(willing) ; personal")
    ],
    "criteria.toml I1: decided when every fact is unknown (family): met when missing(willing)": [
        ("criteria.toml", MET, "met when missing(willing)")
    ],
    "criteria.toml I2: the quote is not in registry.txt": [("criteria.toml", "2. Aged ≥18 years", "2. Aged ≥ 18 years")],
    "zh: no words for I1.find": [("zh/criteria.ftl", "\nI1 =\n", "\nI1x =\n")],
    "en: no words for Q03-yes": [("en/questions.ftl", "\nQ03-yes =", "\nQ03-yess =")],
    "en: no words for because-old_report.clinician": [("en/criteria.ftl", "\nbecause-old_report =", "\nbecause-older =")],
    "questions.toml Q99: no rule uses it": [
        ("questions.toml", NEXT, SHOES + NEXT),
        ("facts.toml", "\nsex = ", "\nshoe_size = { number = [1, 60] }\nsex = "),
    ],
    "criteria.toml I1: no question settles it": [("questions.toml", 'fact = "willing"', 'fact = "other_concerns"')],
    "questions.toml closing: willing opens no such question: Q033": [("questions.toml", '["Q03"]', '["Q033"]')],
    "questions.toml Q01: twice": [("questions.toml", 'id = "Q02"', 'id = "Q01"')],
    "questions.toml Q41b: after Q41.hff: no such option": [("questions.toml", 'after = "Q41.hf"', 'after = "Q41.hff"')],
    "questions.toml Q12: 3 sets ecog: 7 is outside its limits": [("questions.toml", "{ ecog = 3 }", "{ ecog = 7 }")],
    "questions.toml Q12: 3 sets no such fact: egoc": [("questions.toml", "{ ecog = 3 }", "{ egoc = 3 }")],
    "questions.toml Q52: sex is never mail": [("questions.toml", 'ask = "sex is male"', 'ask = "sex is mail"')],
    "trial.toml age_gate: adult is never yess": [("trial.toml", "adult is yes", "adult is yess")],
    "criteria.toml E1: prior_drugs is never E1-exlude in: failed when prior_drugs marked E1-exlude ; permanent": [
        ("criteria.toml", "failed when prior_drugs marked E1-exclude", "failed when prior_drugs marked E1-exlude")
    ],
    "criteria.toml E13: no such fact: tb_full_treatmnt in: failed when tb is past_active and tb_last_active within 1 year "
    "; temporary until tb_last_active + 1 year if tb_full_treatmnt is yes": [
        ("criteria.toml", "if tb_full_treatment is yes", "if tb_full_treatmnt is yes")
    ],
    "criteria.toml E4: bleed_factors is a list and cannot be asked that way (bleed_factors is ['none']) "
    "in: met when bleed_factors is none": [
        ("criteria.toml", "met    when bleed_factors has only none", "met when bleed_factors is none")
    ],
    "questions.toml Q05: typical: no such option: histolgy": [
        ("questions.toml", 'typical = "histology"', 'typical = "histolgy"')
    ],
    "facts.toml creatinine_clearance: no such formula: cockroft": [("facts.toml", '"cockcroft_gault"', '"cockroft"')],
    "facts.toml rt_relapse: no such fact: rt_start": [("facts.toml", 'not_before = "rt_end"', 'not_before = "rt_start"')],
    "facts.toml adult: no such fact: age": [("facts.toml", 'counts = "missing(age_years)"', 'counts = "missing(age)"')],
}

UNREADABLE = {
    "trial.toml: ": [("trial.toml", "[age_gate]", "[age_gate")],
    "criteria.toml I8: expected a number, found 'four' in: ecog >= four": [("criteria.toml", "ecog >= 4", "ecog >= four")],
    "criteria.toml E4 settled_by: ": [
        ("criteria.toml", 'settled_by = "investigator"\nrule = """\nreview', 'rule = """\nreview')
    ],
    "criteria.toml E6d: can this failure change? ": [("criteria.toml", "needs_intervention ; temporary", "needs_intervention")],
    "facts.toml ecog: needs exactly one of ": [
        ("facts.toml", "ecog = { number = [0, 4], whole = true }", "ecog = { whole = true }")
    ],
    "questions.toml Q54 comments: Extra inputs are not permitted": [("questions.toml", "comment = true", "comments = true")],
    "questions.toml Q02: 'sexx'": [("questions.toml", 'fact = "sex"', 'fact = "sexx"')],
    "trial.toml phase: Field required": [("trial.toml", 'phase = "2"', "")],
    "trial.toml age_gate: ": [("trial.toml", "age_years >= 18 or", "age_years >== 18 or")],
    "drugs.tsv: ": [("drugs.tsv", "ipilimumab\t", "ipilimumab ")],
    "analytes.toml hb: 'hard' is missing or not known": [("analytes.toml", "hard = [2, 25]", "")],
    "questions.toml Q41b: after: expected question.option, found 'Q41'": [("questions.toml", '"Q41.hf"', '"Q41"')],
    "criteria.toml I12: expected a number, found 'NaN' in: ": [
        ("criteria.toml", "failed when sex is male and sterilised is no", "failed when age_years > NaN and sterilised is no")
    ],
    "criteria.toml E5: expected a whole number, found 1.5 in: ": [
        (
            "criteria.toml",
            "other_cancer_free_since within 3 years ; temporary",
            "other_cancer_free_since within 1.5 years ; temporary",
        ),
    ],
}


def test_the_shipped_trial_holds_together():
    assert found() == []


@pytest.mark.parametrize("problem", BROKEN)
def test_a_trial_whose_parts_do_not_fit_is_refused_with_the_place(problem):
    assert problem in found(*BROKEN[problem])


@pytest.mark.parametrize("problem", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(problem):
    [first] = [line for line in found(*UNREADABLE[problem]) if line.startswith(problem)]
    assert "\n" not in first


def test_all_problems_are_reported_at_once():
    together = [problem for problem in BROKEN if "I1:" not in problem and "3 sets no such" not in problem]
    assert len(together) > 12
    lines = found(*(change for problem in together for change in BROKEN[problem]))
    assert [problem for problem in together if problem not in lines] == []


def test_all_unreadable_parts_are_reported_at_once():
    parts = [problem for problem in UNREADABLE if problem not in ("trial.toml: ", "trial.toml age_gate: ")]
    lines = found(*(change for problem in parts for change in UNREADABLE[problem]))
    assert [problem for problem in parts if not any(line.startswith(problem) for line in lines)] == []


def test_all_files_that_are_not_toml_are_reported_at_once():
    lines = found(("trial.toml", "[age_gate]", "[age_gate"), ("facts.toml", "sex = {", "sex = {{"))
    assert sorted(line.split(":")[0] for line in lines) == ["facts.toml", "trial.toml"]
