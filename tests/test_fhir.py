"""HL7 FHIR R4: valid for a library from outside, in both languages, and true: what FHIR calls enabled was asked."""

import json

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from office import SECRET, people_in
from script import NOW

from bot.exports import pieces
from bot.exports.questionnaire import questionnaire
from bot.rulings import rule

ANSWER_OF = {
    "choice": {"valueCoding"},
    "open-choice": {"valueCoding", "valueString"},
    "date": {"valueDate"},
    "decimal": {"valueDecimal"},
    "quantity": {"valueQuantity"},
    "boolean": {"valueBoolean"},
}


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    with people_in(tmp_path_factory.mktemp("data")) as found:
        typed = {"Q01": "62", "Q12": "1", "Q06": "distant and local", "Q37": "none of these", "recent": "=steroid,infection"}
        steroid = {
            "Q17": "=systemic",
            "Q17b": "dexamethasone",
            "Q17c": "4",
            "Q17d": "2026-10",
            "Q42": "=severe",
            "Q42b": "=ongoing",
        }
        viruses = {"hepatitis": "=hbv,hcv", "Q35": "=yes", "Q35b": "=below_detection", "Q36": "=positive", "Q36b": "=negative"}
        found.finish("typed", **typed, **steroid, **viruses, Q42c="=no", Q14="immune drug, cisplatin, 仑伐替尼", Q02="=female")
        found.finish("nothing known", Q14="=unknown", Q06="=unknown", Q04="=unknown", Q01="62")
        rule(found.store, found.trial, "prior_pd1", "allowed", found.coordinator(), "", NOW)
        yield found


@pytest.fixture(scope="module")
def bundle(people):
    return json.loads("".join(pieces("fhir", people.source())))


@pytest.fixture(scope="module")
def asked(bundle):
    return bundle["entry"][0]["resource"]


@pytest.fixture(scope="module")
def responses(bundle):
    return [entry["resource"] for entry in bundle["entry"][1:]]


def of(people, responses, name):
    response = next(r for r in responses if r["identifier"]["value"] == people.code(name))
    return {item["linkId"]: item["answer"] for item in response["item"]}


def everything(items):
    for item in items:
        yield item
        yield from everything(item.get("item", ()))


def test_a_library_from_outside_finds_every_resource_valid(bundle, asked, responses):
    assert Questionnaire.model_validate(asked).status == "draft"
    assert len(responses) == 8
    for response in responses:
        QuestionnaireResponse.model_validate(response)
    assert len(Bundle.model_validate(bundle).entry) == 9


def test_every_question_is_there_once_with_its_help_and_both_languages(people, asked):
    ids = [item["linkId"] for item in everything(asked["item"])]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if "." not in id] == ["Q00", *(question.id for question in people.trial.questions)]
    for item in everything(asked["item"]):
        texts = [item["_text"], *(option["valueCoding"]["_display"] for option in item.get("answerOption", ()))]
        for translated in texts:
            [translation] = translated["extension"]
            assert translation["extension"][0] == {"url": "lang", "valueCode": "zh-CN"}
            assert translation["extension"][1]["valueString"]


def test_every_choice_of_a_question_is_offered(people, asked):
    by_id = {item["linkId"]: item for item in asked["item"]}
    for question in people.trial.questions:
        items = [by_id[id] for id in (question.id, f"{question.id}.word") if id in by_id]
        offered = set().union(*(codes(item) for item in items))
        assert offered == {option.value for option in question.options}, question.id


def codes(item):
    return {option["valueCoding"]["code"] for option in item.get("answerOption", ())}


def test_units_are_ucum(asked):
    options = [e["valueCoding"] for item in asked["item"] for e in item.get("extension", ()) if "valueCoding" in e]
    assert {o["system"] for o in options} == {"http://unitsofmeasure.org"}
    assert {o["display"]: o["code"] for o in options} == {
        **{unit: unit for unit in ("/uL", "g/dL", "g/L", "mmol/L", "umol/L", "mg/dL", "U/L", "ukat/L", "s", "kg")},
        "10^9/L": "10*9/L",
        "10^3/uL": "10*3/uL",
        "万/uL": "10*4/uL",
        "IU/mL": "[IU]/mL",
        "copies/mL": "{copies}/mL",
        "ratio": "{ratio}",
        "mg": "mg/d",
    }


def test_conditions_that_fhir_can_say_are_said_and_the_others_stand_in_a_note(asked):
    by_id = {item["linkId"]: item for item in asked["item"]}

    def when(id):
        return [(w["question"], w["operator"], w.get("answerCoding", {}).get("code")) for w in by_id[id].get("enableWhen", ())]

    assert when("Q35b") == [("Q35", "=", "yes"), ("Q35", "=", "core_ab_only")] and by_id["Q35b"]["enableBehavior"] == "any"
    assert when("Q40d") == [("Q40", "=", "yes"), ("Q40c", "=", "yes")] and by_id["Q40d"]["enableBehavior"] == "all"
    assert when("Q41b") == [("Q41", "=", "hf")]
    assert when("Q09b") == [("Q09", "exists", None)] and by_id["Q09b"]["enableWhen"][0]["answerBoolean"] is True
    assert when("Q42c") == [("Q42", "=", "severe"), ("Q42b.word", "=", "ongoing")]
    assert when("Q08") == []
    [note] = [e["valueMarkdown"] for e in by_id["Q08"]["extension"] if e["url"].endswith("designNote")]
    assert note.startswith("asked when possibly(not systemic_progression is yes)")
    [note] = [e["valueMarkdown"] for e in by_id["Q15"]["extension"] if e["url"].endswith("designNote")]
    assert note == "behind the gate recent = study; or when prior_drugs marked E7a-check"


def test_every_answer_fits_its_question(asked, responses):
    by_id = {item["linkId"]: item for item in asked["item"]}
    for response in responses:
        ids = [item["linkId"] for item in response["item"]]
        assert ids == [id for id in by_id if id in ids]
        for item in response["item"]:
            question = by_id[item["linkId"]]
            assert item["answer"], item
            assert len(item["answer"]) == 1 or question.get("repeats")
            for answer in item["answer"]:
                assert answer.keys() <= ANSWER_OF[question["type"]]
                if "valueCoding" in answer:
                    assert answer["valueCoding"]["code"] in codes(question)


def test_every_answered_question_was_enabled(asked, responses):
    by_id = {item["linkId"]: item for item in asked["item"]}
    for response in responses:
        answers = {item["linkId"]: item["answer"] for item in response["item"]}
        for id in answers:
            held = [holds(condition, answers) for condition in by_id[id].get("enableWhen", ())]
            assert not held or (all if by_id[id].get("enableBehavior") == "all" else any)(held), id


def holds(condition, answers):
    given = answers.get(condition["question"], [])
    if condition["operator"] == "exists":
        return bool(given) is condition["answerBoolean"]
    return any(answer["valueCoding"]["code"] == condition["answerCoding"]["code"] for answer in given)


def test_what_was_typed_and_what_was_ticked_are_told_alike(people, responses):
    found = of(people, responses, "typed")
    code = lambda id: [answer["valueCoding"]["code"] for answer in found[id]]  # noqa: E731
    assert found["Q01"] == [{"valueDecimal": 62}]
    assert code("Q12") == ["1"] and code("Q37") == ["none"] and set(code("Q06")) == {"local", "distant"}
    assert code("Q35b.word") == ["below_detection"] and "Q35b" not in found
    assert found["Q17b"] == [{"valueString": "dexamethasone"}]
    assert found["Q17c"] == [
        {"valueQuantity": {"value": 4, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg/d"}}
    ]
    assert found["Q17d"] == [{"valueDate": "2026-10"}]
    assert {"valueString": "cisplatin"} in found["Q14"]


def test_laboratory_values_keep_their_unit_and_their_upper_limit(people, responses):
    found = of(people, responses, "doctor")
    [value], [limit] = found["Q26"], found["Q26.uln"]
    assert value["valueQuantity"] == {"value": 12, "unit": "umol/L", "system": "http://unitsofmeasure.org", "code": "umol/L"}
    assert limit["valueQuantity"]["value"] == 20.5
    assert found["Q22"][0]["valueQuantity"]["code"] == "10*9/L"


def test_the_result_stands_beside_the_one_under_the_rulings(people, responses):
    found = of(people, responses, "pd1")
    both = [found[f"result.{name}"][0]["valueCoding"]["code"] for name in ("outcome", "ruled_outcome")]
    assert both == ["needs_confirmation", "likely_eligible"]
    found = of(people, responses, "vaccine")
    assert found["result.not_now"] == [{"valueBoolean": True}]
    assert found["result.earliest"] == [{"valueDate": "2026-12-09"}]


def test_a_response_says_where_it_stands_and_in_which_language(people, responses):
    status = {r["identifier"]["value"]: (r["status"], r["language"]) for r in responses}
    assert status[people.code("fits")] == ("completed", "en")
    assert status[people.code("waiting")] == ("in-progress", "zh-CN")
    assert status[people.code("left")] == ("stopped", "en")


def test_nobody_is_named(bundle, people):
    written = json.dumps(bundle, ensure_ascii=False)
    assert SECRET not in written and people.code("secret") not in written
    assert {key for entry in bundle["entry"] for key in entry["resource"]} & {"subject", "author", "source"} == set()


def test_addresses_and_link_ids_are_the_same_at_every_export(people, asked):
    again = questionnaire(people.source("zh")).as_json()
    assert again == asked
    assert asked["url"] == "urn:uuid:" + asked["url"].removeprefix("urn:uuid:") and asked["version"] == people.trial.digest
