"""What cannot become a case is refused with one sentence that says what is wrong and where."""

import json

import pytest

from refnet.fhir.intake import LIMIT, BadIntake, read
from tests.fhir.intake.children import OURS, bundle, files, patient, tumour

GOOD = files(patient(), tumour())


def refusal(given):
    with pytest.raises(BadIntake) as caught:
        read(given)
    return caught.value


def one(content, name="child.json"):
    return [(name, content if isinstance(content, bytes) else json.dumps(content).encode())]


def test_good_data_are_not_refused():
    assert read(GOOD).record.main.morphology.value == "9500/3"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "There is no file to read."),
        (one(b""), "The file is empty."),
        (one(b" \n\t "), "The file is empty."),
        (one("äöü".encode("latin-1")), "The file is not text in UTF-8, as FHIR JSON has to be."),
        (one(b'<Bundle xmlns="http://hl7.org/fhir"/>'), "The file is XML. Please export the data as FHIR R4 in JSON."),
        (one(b"[" * 300 + b"]" * 300), "The data are nested deeper than any FHIR resource."),
        (one(b"[" * 5000 + b"]" * 5000), "The data are nested deeper than any FHIR resource."),
        (one({"hello": 1}), "This is JSON, but not FHIR: there is no resourceType."),
        (one(b"5"), "This is JSON, but not FHIR: there is no resourceType."),
        (one({"resourceType": 5}), "This is JSON, but not FHIR: there is no resourceType."),
        (one({"resourceType": "Bundle", "entry": "x"}), "The Bundle is damaged: its entries are not resources."),
        (one({"resourceType": "Bundle", "entry": [5]}), "The Bundle is damaged: its entries are not resources."),
        (
            one({"resourceType": "OperationOutcome", "issue": []}),
            "The file holds only the error message of a FHIR server, and no data.",
        ),
        (one(bundle()), "The data hold no patient."),
        (one(tumour()), "The data hold no patient."),
        (one(patient()), "The data hold no tumour: no Condition says which."),
        (
            files(patient(), tumour(), patient(id="q")),
            "The data hold 2 patients. A case is about one child: please send one at a time.",
        ),
        (
            files(patient(), tumour(), tumour(id="d", subject={"reference": "Patient/q"})),
            "Condition.subject refers to a patient who is not in the data.",
        ),
        (
            files(patient(), tumour(), tumour(id="d", subject={"reference": "urn:uuid:0-0"})),
            "Condition.subject refers to a patient who is not in the data.",
        ),
        (
            files(
                patient(identifier=[{"system": "urn:a", "value": "1"}]),
                tumour(subject={"identifier": {"system": "urn:a", "value": "2"}}),
            ),
            "Condition.subject refers to a patient who is not in the data.",
        ),
        (
            files(
                patient(),
                tumour(),
                {"resourceType": "MedicationStatement", "subject": OURS, "medicationReference": {"reference": "#m"}},
            ),
            "MedicationStatement.medicationReference refers to a resource that should be within the data, and is not.",
        ),
        (
            files(patient(), tumour(), tumour(on="2019-01-01")),
            "Two resources of type Condition have the same id and different content.",
        ),
    ],
)
def test_each_fault_has_its_sentence(given, sentence):
    assert refusal(given).sentence == sentence


def test_a_fault_in_json_is_told_by_line_and_column():
    fault = refusal(one(b'{\n  "resourceType": "Patient",\n  "id": NaN\n}'))

    assert fault.sentence.startswith("The file is not JSON: line 3, column ")
    assert fault.where == ("child.json", "")


def test_a_fault_in_a_line_of_ndjson_is_told_by_its_line():
    lines = b'{"resourceType":"Patient","id":"p"}\n{"resourceType":}\n'

    assert refusal(one(lines, "child.ndjson")).sentence.startswith("The file is not JSON: line 2, column ")


def test_the_place_is_told_with_file_and_path():
    fault = refusal(one(bundle(patient(), tumour(), tumour(id="d", subject={"reference": "Patient/q"}))))

    assert fault.where == ("child.json", "Bundle.entry[2]: Condition")
    assert str(fault).endswith("(child.json, Bundle.entry[2]: Condition)")


def test_more_than_60_megabytes_are_refused_before_they_are_read():
    fault = refusal([*GOOD, ("large.json", b" " * LIMIT)])

    assert fault.sentence.startswith("The data are larger than 60 MB.")


@pytest.mark.parametrize(
    ("resource", "edition", "sign"),
    [
        ({"resourceType": "MedicationOrder"}, "DSTU2", "MedicationOrder"),
        ({"resourceType": "Condition", "patient": OURS}, "DSTU2", "Condition.patient"),
        (
            {"resourceType": "Condition", "subject": OURS, "clinicalStatus": "active"},
            "DSTU2 or STU3",
            "Condition.clinicalStatus",
        ),
        ({"resourceType": "Condition", "subject": OURS, "assertedDate": "2016"}, "STU3", "Condition.assertedDate"),
        ({"resourceType": "Procedure", "subject": OURS, "notDone": False}, "STU3", "Procedure.notDone"),
        ({"resourceType": "Observation", "comment": "x"}, "DSTU2 or STU3", "Observation.comment"),
        (
            {"resourceType": "MedicationStatement", "medication": {"concept": {}}},
            "R5",
            "MedicationStatement.medication",
        ),
        ({"resourceType": "Procedure", "occurrenceDateTime": "2020"}, "R5", "Procedure.occurrenceDateTime"),
        ({"resourceType": "GenomicStudy"}, "R5", "GenomicStudy"),
        ({"resourceType": "CapabilityStatement", "fhirVersion": "3.0.2"}, "STU3", "CapabilityStatement.fhirVersion"),
        (
            {"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/Patient"]}},
            "R5",
            "Patient.meta.profile",
        ),
    ],
)
def test_other_editions_of_fhir_are_known_by_a_sure_sign(resource, edition, sign):
    fault = refusal(one(bundle(patient(), tumour(), resource)))

    assert fault.sentence == f"The data are FHIR {edition} ({sign}), not R4. Please export them as FHIR R4."


def test_r4b_is_read():
    statement = {"resourceType": "CapabilityStatement", "fhirVersion": "4.3.0"}

    assert read(files(patient(), tumour(), statement)).record.main is not None


def test_a_refusal_never_names_the_child():
    faults = [
        refusal(files(patient(), tumour(), patient(id="Lindqvist"))),
        refusal(files(patient(), tumour(), tumour(id="d", subject={"reference": "Patient/Lindqvist"}))),
        refusal(files(patient(), tumour(), tumour(note=[{"text": "Lindqvist"}]))),
    ]

    assert [fault for fault in faults if "lindqvist" in str(fault).lower()] == []
