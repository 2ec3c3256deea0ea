"""HL7 FHIR R4: the few elements of Questionnaire, QuestionnaireResponse and Bundle that we emit, and no others.

Field names are FHIR's own. `code` systems: UCUM for units, ClinicalTrials.gov for the trial's number.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

UCUM = "http://unitsofmeasure.org"
REGISTRY = "https://clinicaltrials.gov"
LANGUAGE_TAGS = {"en": "en", "zh": "zh-CN"}
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
UNIT_OPTION = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption"
ITEM_CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
ITEM_CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
DESIGN_NOTE = "http://hl7.org/fhir/StructureDefinition/designNote"

ItemType = Literal["boolean", "choice", "open-choice", "date", "decimal", "integer", "quantity", "string", "group", "display"]


class Element(BaseModel):
    """A part of a resource; what is None or empty is not written."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)

    def as_json(self) -> dict[str, Any]:
        """The FHIR JSON form."""
        written: dict[str, Any] = _without_nothing(self.model_dump(by_alias=True, mode="json"))
        return written


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(part) for key, part in value.items() if part is not None and part != []}
    return [_without_nothing(part) for part in value] if isinstance(value, list) else value


class Coding(Element):
    system: str
    code: str
    display: str | None = None
    display_element: Translated | None = Field(default=None, alias="_display")


class CodeableConcept(Element):
    coding: tuple[Coding, ...]


class Extension(Element):
    url: str
    extension: tuple[Extension, ...] = ()
    value_code: str | None = None
    value_string: str | None = None
    value_markdown: str | None = None
    value_coding: Coding | None = None
    value_codeable_concept: CodeableConcept | None = None


class Translated(Element):
    """The sibling of a text (`_text`) that holds its translations."""

    extension: tuple[Extension, ...]


class Quantity(Element):
    value: float
    unit: str
    system: Literal["http://unitsofmeasure.org"] = "http://unitsofmeasure.org"
    code: str


class Identifier(Element):
    system: str
    value: str


class AnswerOption(Element):
    value_coding: Coding


class EnableWhen(Element):
    question: str
    operator: Literal["=", "exists"]
    answer_boolean: bool | None = None
    answer_coding: Coding | None = None


class Item(Element):
    """A question, or its help."""

    extension: tuple[Extension, ...] = ()
    link_id: str
    text: str
    text_element: Translated | None = Field(default=None, alias="_text")
    type: ItemType
    enable_when: tuple[EnableWhen, ...] = ()
    enable_behavior: Literal["all", "any"] | None = None
    repeats: bool | None = None
    read_only: bool | None = None
    answer_option: tuple[AnswerOption, ...] = ()
    item: tuple[Item, ...] = ()


class Questionnaire(Element):
    resource_type: Literal["Questionnaire"] = "Questionnaire"
    language: str
    url: str
    identifier: tuple[Identifier, ...]
    version: str
    name: str
    title: str
    title_element: Translated | None = Field(default=None, alias="_title")
    status: Literal["draft"] = "draft"
    experimental: bool = False
    subject_type: tuple[Literal["Patient"], ...] = ("Patient",)
    date: str
    description: str
    item: tuple[Item, ...]


class Answer(Element):
    value_boolean: bool | None = None
    value_coding: Coding | None = None
    value_date: str | None = None
    value_decimal: float | None = None
    value_integer: int | None = None
    value_quantity: Quantity | None = None
    value_string: str | None = None


class ResponseItem(Element):
    link_id: str
    answer: tuple[Answer, ...] = ()


class QuestionnaireResponse(Element):
    resource_type: Literal["QuestionnaireResponse"] = "QuestionnaireResponse"
    language: str | None
    identifier: Identifier
    questionnaire: str
    status: Literal["in-progress", "completed", "stopped"]
    authored: str
    item: tuple[ResponseItem, ...]
