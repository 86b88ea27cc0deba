"""Which edition of FHIR the data are: R4 and R4B are read, others refused, but only where a sign is sure.

Source: https://hl7.org/fhir/R4/diff.html, https://hl7.org/fhir/R5/diff.html and the lists of resources of each edition.
"""

from typing import Any

from refnet.fhir.intake import reasons
from refnet.fhir.intake.terms import BadIntake

KINDS = {
    "DSTU2": {
        "MedicationOrder",
        "DiagnosticOrder",
        "DeviceUseRequest",
        "Conformance",
        "Order",
        "OrderResponse",
    },
    "STU3": {"ExpansionProfile", "Sequence"},
    "DSTU2 or STU3": {
        "ProcedureRequest",
        "ReferralRequest",
        "BodySite",
        "DataElement",
        "EligibilityRequest",
        "EligibilityResponse",
        "ProcessRequest",
    },
    "R5": {
        "ActorDefinition",
        "ArtifactAssessment",
        "BiologicallyDerivedProductDispense",
        "ConditionDefinition",
        "DeviceAssociation",
        "DeviceDispense",
        "DeviceUsage",
        "EncounterHistory",
        "FormularyItem",
        "GenomicStudy",
        "ImagingSelection",
        "InventoryItem",
        "InventoryReport",
        "NutritionIntake",
        "Permission",
        "RequestOrchestration",
        "Requirements",
        "TestPlan",
        "Transport",
    },
}

# Elements that only one edition has; an element in R4 must never stand here.
ELEMENTS = {
    "DSTU2": {
        "Condition": ("patient", "dateRecorded"),
        "Observation": ("comments",),
        "MedicationAdministration": ("wasNotGiven", "effectiveTimeDateTime", "effectiveTimePeriod", "patient"),
        "MedicationStatement": ("wasNotTaken", "patient"),
        "Encounter": ("patient",),
        "Patient": ("careProvider",),
    },
    "STU3": {
        "Condition": ("assertedDate", "context"),
        "Observation": ("context",),
        "Procedure": ("context", "notDone", "notDoneReason"),
        "MedicationAdministration": ("notGiven", "prescription"),
        "MedicationStatement": ("taken",),
    },
    "DSTU2 or STU3": {"Patient": ("animal",), "Observation": ("comment", "related"), "DocumentReference": ("indexed",)},
    "R5": {
        "Condition": ("participant",),
        "Procedure": ("occurrenceDateTime", "occurrencePeriod", "reportedBoolean", "recorded"),
        "MedicationAdministration": ("medication", "occurenceDateTime", "occurencePeriod"),
        "MedicationStatement": ("medication", "adherence"),
        "MedicationRequest": ("medication",),
        "Observation": ("triggeredBy", "instantiatesCanonical", "bodyStructure"),
        "Encounter": ("actualPeriod", "plannedStartDate"),
        "BiologicallyDerivedProduct": ("productStatus", "biologicalSourceEvent"),
    },
}

# Elements that R4 wants as an object or not at all, and an earlier edition as plain text.
PLAIN_TEXT = {"Condition": ("clinicalStatus", "verificationStatus")}

VERSIONS = {"1.0": "DSTU2", "3.0": "STU3", "5.0": "R5", "6.0": "R6"}


def refuse_other_editions(data: dict[str, Any], kind: str, file: str, path: str) -> None:
    """Refuse a resource that is surely of another edition than R4.

    Raises
    ------
    BadIntake
        With the edition and the sign by which it was known.
    """
    for edition, kinds in KINDS.items():
        if kind in kinds:
            raise BadIntake(reasons.OTHER_EDITION, file, path, edition=edition, sign=kind)
    for edition, elements in ELEMENTS.items():
        for name in elements.get(kind, ()):
            if name in data:
                raise BadIntake(reasons.OTHER_EDITION, file, path, edition=edition, sign=f"{kind}.{name}")
    for name in PLAIN_TEXT.get(kind, ()):
        if isinstance(data.get(name), str):
            sign = f"{kind}.{name}"
            raise BadIntake(reasons.OTHER_EDITION, file, path, edition="DSTU2 or STU3", sign=sign)
    _refuse_stated(data, kind, file, path)


def _refuse_stated(data: dict[str, Any], kind: str, file: str, path: str) -> None:
    """Where the data themselves say which edition they are, in a version or in a profile's address."""
    stated = data.get("fhirVersion")
    if isinstance(stated, str) and stated[:3] in VERSIONS:
        edition = VERSIONS[stated[:3]]
        raise BadIntake(reasons.OTHER_EDITION, file, path, edition=edition, sign=f"{kind}.fhirVersion")
    meta = data.get("meta")
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    for profile in profiles if isinstance(profiles, list) else ():
        for version, edition in VERSIONS.items():
            if isinstance(profile, str) and profile.startswith(f"http://hl7.org/fhir/{version}/"):
                raise BadIntake(reasons.OTHER_EDITION, file, path, edition=edition, sign=f"{kind}.meta.profile")
