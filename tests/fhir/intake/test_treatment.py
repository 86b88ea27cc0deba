"""Habits of hospitals' systems in telling treatment and findings, on small invented children."""

import pytest

from refnet.cases.terms import When
from refnet.fhir.intake import read
from tests.fhir.intake.children import (
    ATC,
    ICDO,
    OURS,
    RELATED,
    SCT,
    files,
    patient,
    said,
    tumour,
)

LOINC = "http://loinc.org"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/"


def record(*resources, of=None):
    return read(files(of or patient(), *resources)).record


def reasons(found):
    return [item.reason for item in found.leftovers]


def given(kind, **more):
    return {"resourceType": kind, "id": f"{kind}-1", "subject": OURS, **more}


def observed(code, **more):
    return given("Observation", status="final", code=code, **more)


def medicine(**more):
    return given("MedicationAdministration", status="completed", effectiveDateTime="2020-08-01", **more)


def dose(**quantity):
    return given("Observation", valueQuantity=quantity)


LINK = [{"url": RELATED, "valueReference": {"reference": "Observation/Observation-1"}}]


def test_a_cumulative_dose_is_taken_as_written():
    (drug,) = record(
        tumour(),
        medicine(medicationCodeableConcept=said(ATC, "L01DB01"), extension=LINK),
        dose(value=450.5, code="mg/m2"),
    ).drugs

    assert (drug.name, drug.dose, drug.unit, drug.cumulative) == ("Doxorubicin", 450.5, "mg/m2", True)


@pytest.mark.parametrize(
    ("quantity", "reason"),
    [
        ({"code": "mg/m2"}, ["The dose has no number."]),
        (
            {"value": 5, "comparator": ">", "code": "mg"},
            ["The dose is only a bound (more or less than); it was left out."],
        ),
    ],
)
def test_a_dose_without_a_number_is_none(quantity, reason):
    told = record(tumour(), medicine(medicationCodeableConcept=said(ATC, "L01DB01"), extension=LINK), dose(**quantity))

    assert (told.drugs[0].dose, reasons(told)) == (None, reason)


def test_a_single_dose_is_not_cumulative():
    told = record(
        tumour(),
        medicine(
            medicationCodeableConcept=said(ATC, "L01BA01"),
            dosage={"dose": {"value": 12, "unit": "mg"}, "route": {"text": "intrathecal"}},
        ),
    )

    assert [(d.dose, d.unit, d.cumulative, d.route) for d in told.drugs] == [(12, "mg", False, "intrathecal")]


def test_an_order_is_planned_and_a_contained_medicine_is_named():
    told = record(
        tumour(),
        given(
            "MedicationRequest",
            status="active",
            intent="order",
            authoredOn="2020-08-01",
            contained=[{"resourceType": "Medication", "id": "m", "code": said(ATC, "L01CA02", "Vincristin")}],
            medicationReference={"reference": "#m"},
        ),
    )

    assert [(d.name, d.atc, d.planned, d.start) for d in told.drugs] == [("Vincristin", "L01CA02", True, When(15, 15))]
    assert told.leftovers == ()


def test_radiotherapy_of_mcode_is_told_for_each_volume_in_gray():
    def volume(name, dose_cgy, fractions):
        return {
            "url": MCODE + "mcode-radiotherapy-dose-delivered-to-volume",
            "extension": [
                {"url": "volume", "valueReference": {"reference": f"BodyStructure/{name}"}},
                {"url": "totalDoseDelivered", "valueQuantity": {"value": dose_cgy, "code": "cGy"}},
                {"url": "fractionsDelivered", "valueUnsignedInt": fractions},
            ],
        }

    told = record(
        tumour(),
        given(
            "Procedure",
            code=said(SCT, "1217123003"),
            extension=[volume("a", 6000, 30), volume("b", 3600, 20)],
        ),
        given("BodyStructure", description="Abdomen", patient=OURS) | {"id": "a"},
        given("BodyStructure", description="Chest", patient=OURS) | {"id": "b"},
    )

    assert [(r.field, r.dose_gy, r.fractions) for r in told.radiotherapy] == [("Abdomen", 60, 30), ("Chest", 36, 20)]


def test_observations_are_stages_markers_or_findings():
    told = record(
        tumour(None, None, code={"text": "neuroblastoma"}),
        observed({"text": "INRG staging system"}, valueCodeableConcept={"text": "MS"}) | {"id": "1"},
        observed(said(LOINC, "69548-6", "MYCN"), valueString="amplified") | {"id": "2"},
        observed(
            said(LOINC, "718-7", "Haemoglobin"),
            valueQuantity={"value": 6.7, "code": "g/dL"},
            effectiveDateTime="2020-07-18",
        )
        | {"id": "3"},
        observed(said(LOINC, "59847-4", "Histology"), valueCodeableConcept=said(ICDO, "9500/3", "NB")) | {"id": "4"},
        observed(said(LOINC, "1", "Empty")) | {"id": "5"},
    )

    assert [(s.system, s.value) for s in told.main.stages] == [("INRG staging system", "MS")]
    assert [(m.name, m.value) for m in told.main.markers] == [("MYCN", "amplified"), ("Histology", "NB")]
    assert [(m.name, m.value, m.unit, m.when) for m in told.findings] == [("Haemoglobin", "6.7", "g/dL", When(1, 1))]
    assert told.main.morphology.value == "9500/3"
    assert reasons(told) == ["An observation without a value."]


def test_relatives_are_told_by_relation_and_never_by_name():
    told = record(
        tumour(),
        {
            "resourceType": "FamilyMemberHistory",
            "patient": OURS,
            "name": "Gudrun",
            "relationship": {"text": "grandmother"},
            "condition": [{"code": {"text": "breast cancer"}, "onsetAge": {"value": 55, "code": "a"}}],
        },
    )

    assert [(m.name, m.value) for m in told.findings] == [("Family: grandmother", "breast cancer; at age 55 years")]


def test_a_protocol_in_the_data_is_named():
    plan = {"resourceType": "PlanDefinition", "id": "h", "url": "http://a.example/h", "title": "HR-NBL1"}
    told = record(
        tumour(),
        plan,
        given(
            "Procedure",
            category=said(SCT, "708255002", "First line treatment"),
            instantiatesCanonical=["http://a.example/h|1.8"],
            performedPeriod={"start": "2020-08-01", "end": "2021-08-01"},
        ),
    )

    assert [(p.protocol, p.start, p.end) for p in told.phases] == [("HR-NBL1", When(15, 15), When(380, 380))]
