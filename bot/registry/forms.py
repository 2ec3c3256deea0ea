"""Reads a record from what was downloaded: the text of an aggregator's page, or JSON of ClinicalTrials.gov's API version 2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.registry.record import Person, RegistryRecord, plain, sentences

SIZE_LIMIT = 5_000_000
"""The largest file taken, in bytes."""
_NCT = re.compile(r"NCT\d{8}")


class UnreadableRecord(ValueError):
    """A file that is no record of this trial. `why` has words: `registry-<why>`, with the values given."""

    def __init__(self, why: str, **values: str) -> None:
        super().__init__(why)
        self.why, self.values = why, values


def read_record(path: Path, nct: str) -> RegistryRecord:
    """The record of the trial `nct` in a file. Raises UnreadableRecord, never anything else, for whatever is in it."""
    record = parse_record(_text(path))
    if record.nct != nct:
        raise UnreadableRecord("other_trial", found=record.nct or "?", wanted=nct)
    if not record.sentences:
        raise UnreadableRecord("no_criteria")
    return record


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise UnreadableRecord("too_large", limit=str(SIZE_LIMIT))
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableRecord("no_file", reason=error.strerror or str(error)) from error
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableRecord("not_text") from None
    if "\0" in text:
        raise UnreadableRecord("not_text")
    if not text.strip():
        raise UnreadableRecord("empty")
    return text


def parse_record(text: str) -> RegistryRecord:
    """The record in a text of either form. Raises UnreadableRecord."""
    if not text.lstrip().startswith(("{", "[")):
        return _from_page(text)
    try:
        return _from_api(_study(json.loads(text)))
    except (json.JSONDecodeError, RecursionError):
        raise UnreadableRecord("not_json") from None
    except (AttributeError, TypeError, KeyError, IndexError):
        raise UnreadableRecord("not_a_study") from None


# ClinicalTrials.gov's API, version 2


def _study(found: Any) -> dict[str, Any]:
    """One study, also out of an answer with a list of them."""
    while not (isinstance(found, dict) and "protocolSection" in found):
        found = found[0] if isinstance(found, list) else found["studies"]
    study: dict[str, Any] = found["protocolSection"]
    return study


_API_FIELDS = {
    "updated": ("statusModule", "lastUpdatePostDateStruct", "date"),
    "status": ("statusModule", "overallStatus"),
    "start": ("statusModule", "startDateStruct", "date"),
    "completion": ("statusModule", "completionDateStruct", "date"),
    "size": ("designModule", "enrollmentInfo", "count"),
    "minimum_age": ("eligibilityModule", "minimumAge"),
    "maximum_age": ("eligibilityModule", "maximumAge"),
    "sex": ("eligibilityModule", "sex"),
    "summary": ("descriptionModule", "briefSummary"),
}


def _from_api(study: dict[str, Any]) -> RegistryRecord:
    identified, places = study["identificationModule"], study.get("contactsLocationsModule", {})
    fields = {name: str(value) for name, path in _API_FIELDS.items() if (value := _at(study, path)) not in (None, "")}
    fields |= _joined("phase", study.get("designModule", {}).get("phases", ()))
    fields |= _joined("conditions", study.get("conditionsModule", {}).get("conditions", ()))
    sites = places.get("locations", [])
    fields |= _joined("site_status", dict.fromkeys(site["status"] for site in sites if site.get("status")))
    people = [*places.get("centralContacts", []), *(person for site in sites for person in site.get("contacts", []))]
    return RegistryRecord(
        nct=str(identified["nctId"]),
        fields=fields,
        titles=tuple(str(identified[name]) for name in ("briefTitle", "officialTitle") if identified.get(name)),
        contacts=tuple(Person(str(p.get("name", "")), str(p.get("phone", "")), str(p.get("phoneExt", ""))) for p in people),
        sentences=sentences(str(study.get("eligibilityModule", {}).get("eligibilityCriteria", ""))),
    )


def _at(found: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        found = found.get(name) if found is not None else None
    return found


def _joined(name: str, values: Any) -> dict[str, str]:
    return {name: ", ".join(map(str, values))} if values else {}


# The text of an aggregator's page


_PAGE_FIELDS = {
    "status": "Recruitment Status",
    "phase": "Clinical Phase",
    "size": "Total Enrollment",
    "start": "Study Start Date",
    "completion": "Study Completion Date",
    "minimum_age": "Minimum Eligible Age",
    "maximum_age": "Maximum Eligible Age",
    "sex": "Eligible Sex",
}
_CRITERIA, _AFTER_CRITERIA = (
    "Eligibility Criteria",
    ("Minimum Eligible Age", "Maximum Eligible Age", "Eligible Sex", "Sponsors"),
)
_PHONE = re.compile(r"(?P<phone>\+?[\d\s()-]{6,})(?:\s*(?:ext\.?|转)\s*(?P<extension>\d+))?", re.IGNORECASE)


def _from_page(text: str) -> RegistryRecord:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = re.search(r"NCT ID:\s*(NCT\d{8})", text) or _NCT.search(text)
    fields = {name: lines[lines.index(label) + 1] for name, label in _PAGE_FIELDS.items() if label in lines[:-1]}
    if "size" in fields:
        fields["size"] = fields["size"].split()[0]
    updated = re.search(r"^Last Updated:\s*(\S+)", text, re.MULTILINE)
    fields |= {"updated": updated[1]} if updated else {}
    sites = re.findall(r"^Site Status\s+(\S+)", text, re.MULTILINE)
    fields |= _joined("site_status", dict.fromkeys(sites))
    summary = [*_between(lines, "Brief Summary", ("Detailed Description", "Conditions"))][1:]
    fields |= {"summary": " ".join(summary)} if summary else {}
    conditions = [*_between(lines, "Conditions", ("Study Design",))][1:]
    fields |= _joined("conditions", conditions)
    found = named[0] if named else ""
    return RegistryRecord(
        nct=found[-11:],
        fields=fields,
        titles=(plain(lines[0]),),
        contacts=tuple(_people(lines)),
        sentences=sentences("\n".join(_between(lines, _CRITERIA, _AFTER_CRITERIA))),
    )


def _between(lines: list[str], heading: str, ends: tuple[str, ...]) -> Iterator[str]:
    """The lines from behind a heading to before the next one; those of a page begin with a line that explains it."""
    if heading in lines:
        for line in lines[lines.index(heading) + 1 :]:
            if line in ends:
                return
            yield line


def _people(lines: list[str]) -> Iterator[Person]:
    for heading, ends in (("Central Contacts", ("Facility Contacts", "References")), ("Facility Contacts", ("References",))):
        name = ""
        for line in _between(lines, heading, ends):
            phone = _PHONE.fullmatch(line)
            if phone:
                yield Person(name, phone["phone"].strip(), phone["extension"] or "")
            elif not line.startswith("Role:"):
                name = line
