"""Resources that are almost FHIR R4: each is broken in one way, and named by it."""

from copy import deepcopy
from typing import Any

XHTML = "http://www.w3.org/1999/xhtml"
GOOD_PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "one",
    "gender": "female",
    "birthDate": "2023-04",
    "name": [{"family": "One", "given": ["Child"]}],
}
GOOD_CONDITION: dict[str, Any] = {
    "resourceType": "Condition",
    "clinicalStatus": {
        "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]
    },
    "subject": {"reference": "Patient/one"},
}
GOOD_OBSERVATION: dict[str, Any] = {
    "resourceType": "Observation",
    "status": "final",
    "code": {"text": "MYCN"},
    "valueString": "amplified",
}
GOOD_BUNDLE: dict[str, Any] = {
    "resourceType": "Bundle",
    "type": "document",
    "identifier": {"system": "urn:ietf:rfc:3986", "value": "urn:uuid:4b4d1c5e-0d5c-4b57-9f0b-7a3f2a1c9e01"},
    "timestamp": "2026-03-02T12:00:00Z",
    "entry": [
        {
            "fullUrl": "urn:uuid:4b4d1c5e-0d5c-4b57-9f0b-7a3f2a1c9e02",
            "resource": {
                "resourceType": "Composition",
                "status": "final",
                "type": {"text": "Consult note"},
                "date": "2026-03-02",
                "author": [{"reference": "urn:uuid:4b4d1c5e-0d5c-4b57-9f0b-7a3f2a1c9e03"}],
                "title": "Advice",
            },
        },
        {
            "fullUrl": "urn:uuid:4b4d1c5e-0d5c-4b57-9f0b-7a3f2a1c9e03",
            "resource": {"resourceType": "Organization", "name": "Board"},
        },
    ],
}
GOOD = {
    "patient": GOOD_PATIENT,
    "condition": GOOD_CONDITION,
    "observation": GOOD_OBSERVATION,
    "bundle": GOOD_BUNDLE,
}


def broken(good: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return deepcopy(good) | changes


def elsewhere() -> dict[str, Any]:
    bundle = deepcopy(GOOD_BUNDLE)
    bundle["entry"][0]["resource"]["author"][0]["reference"] = "urn:uuid:4b4d1c5e-0d5c-4b57-9f0b-7a3f2a1c9eff"
    return bundle


def turned_round() -> dict[str, Any]:
    bundle = deepcopy(GOOD_BUNDLE)
    bundle["entry"].reverse()
    return bundle


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "an element that does not exist": (broken(GOOD_PATIENT, hairColour="red"), "unknown"),
    "a word for a truth value": (broken(GOOD_PATIENT, active="yes"), "schema"),
    "a month that does not exist": (broken(GOOD_PATIENT, birthDate="2023-13-01"), "schema"),
    "a day that does not exist": (broken(GOOD_PATIENT, birthDate="2023-02-30"), "calendar"),
    "a code in another language": (broken(GOOD_PATIENT, gender="femme"), "codes"),
    "one where a list belongs": (broken(GOOD_PATIENT, name={"family": "One"}), "many"),
    "an empty object": (broken(GOOD_PATIENT, maritalStatus={}), "empty"),
    "an empty list": (broken(GOOD_PATIENT, name=[]), "empty"),
    "a null": (broken(GOOD_PATIENT, birthDate=None), "empty"),
    "an id with a space": (broken(GOOD_PATIENT, id="one two"), "schema"),
    "a contact without anything": (
        broken(GOOD_PATIENT, contact=[{"relationship": [{"text": "mother"}]}]),
        "pat-1",
    ),
    "two values of one choice": (
        broken(GOOD_PATIENT, deceasedBoolean=True, deceasedDateTime="2026-01-01"),
        "choice",
    ),
    "an extension that says nothing": (
        broken(GOOD_PATIENT, extension=[{"url": "http://example.org/nothing"}]),
        "ext-1",
    ),
    "a script in the narrative": (
        broken(
            GOOD_PATIENT,
            text={"status": "generated", "div": f'<div xmlns="{XHTML}"><script>alert(1)</script></div>'},
        ),
        "txt-1",
    ),
    "a narrative that grows": (
        broken(
            GOOD_PATIENT,
            text={"status": "generated", "div": f'<!DOCTYPE a [<!ENTITY b "c">]><div xmlns="{XHTML}">&b;</div>'},
        ),
        "txt-1",
    ),
    "contained within contained": (
        broken(
            GOOD_CONDITION,
            contained=[
                {
                    "resourceType": "Patient",
                    "id": "p",
                    "contained": [{"resourceType": "Organization", "id": "o", "name": "O"}],
                }
            ],
            subject={"reference": "#p"},
        ),
        "dom-2",
    ),
    "abated and still active": (broken(GOOD_CONDITION, abatementDateTime="2026-01-01"), "con-4"),
    "a subject that is a drug": (broken(GOOD_CONDITION, subject={"reference": "Medication/one"}), "target"),
    "a contained subject that is not there": (broken(GOOD_CONDITION, subject={"reference": "#p"}), "target"),
    "a status of one's own": (
        broken(GOOD_CONDITION, clinicalStatus={"coding": [{"system": "urn:own", "code": "active"}]}),
        "codes",
    ),
    "no status": ({key: GOOD_OBSERVATION[key] for key in ("resourceType", "code")}, "missing"),
    "two results": (broken(GOOD_OBSERVATION, valueBoolean=True), "choice"),
    "an end before the beginning": (
        broken(GOOD_OBSERVATION, effectivePeriod={"start": "2026-02-02", "end": "2026-01-01"}),
        "per-1",
    ),
    "a range upside down": (
        {key: value for key, value in GOOD_OBSERVATION.items() if key != "valueString"}
        | {"valueRange": {"low": {"value": 3, "unit": "mg"}, "high": {"value": 1, "unit": "mg"}}},
        "rng-2",
    ),
    "a reference that leads nowhere": (elsewhere(), "reference"),
    "a document that does not begin with its note": (turned_round(), "bdl-11"),
    "a document without a time": (
        {key: value for key, value in GOOD_BUNDLE.items() if key != "timestamp"},
        "bdl-10",
    ),
    "no resource at all": ({"resourceType": "Tumour"}, "type"),
}
