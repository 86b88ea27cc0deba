"""A tumour as a FHIR R4 Condition. Source: https://hl7.org/fhir/R4/condition.html."""

from typing import Any

from refnet.cases.phrases import LATERALITIES
from refnet.cases.terms import Laterality, Record, Tumour
from refnet.consultations.terms import Presentation
from refnet.fhir.elements import ICCC3, ICDO3, Resource, age, coding, concept, filled, plain, reference
from refnet.vocabulary.classification import Classification
from refnet.vocabulary.names import morphology_name, topography_name

CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"
CLINICAL_STATUS = dict.fromkeys(Presentation, "active") | {Presentation.RELAPSE: "relapse"}


def conditions(
    record: Record,
    classification: Classification | None,
    presentation: Presentation,
    *,
    subject: Resource,
    ids: tuple[str, ...],
) -> list[Resource]:
    """Return the tumours of a case, the one that it is about first. `ids` has an id for each."""
    return [
        _condition(
            tumour,
            classification if place == 0 else None,
            CLINICAL_STATUS[presentation] if place == 0 else "active",
            subject=subject,
            id=ids[place],
            onset=age(record.age_at_diagnosis, "onset") if place == 0 and record.age_at_diagnosis else {},
        )
        for place, tumour in enumerate(record.tumours)
    ]


def _condition(
    tumour: Tumour,
    classification: Classification | None,
    clinical_status: str,
    *,
    subject: Resource,
    id: str,
    onset: dict[str, Any],
) -> Resource:
    return {
        "resourceType": "Condition",
        "id": id,
        "clinicalStatus": concept(coding(CLINICAL, clinical_status)),
        "category": [concept(coding(CATEGORY, "problem-list-item", "Problem List Item"))],
        "code": _code(tumour, classification),
        **filled(bodySite=_sites(tumour), stage=_stages(tumour)),
        "subject": reference(subject),
        **onset,
    }


def _code(tumour: Tumour, classification: Classification | None) -> dict[str, Any]:
    morphology = tumour.morphology.value or ""
    name = morphology_name(morphology) or ""
    named = classification.name if classification else ""
    codings = [coding(ICDO3, morphology, name)]
    if classification:
        codings.append(coding(ICCC3, classification.code, named))
    return concept(*codings, text=tumour.text.value or name or named or "Tumour")


def _sites(tumour: Tumour) -> list[dict[str, Any]]:
    topography, side = tumour.topography.value or "", tumour.laterality.value
    name = topography_name(topography) or ""
    told = str(LATERALITIES[side]) if side and side is not Laterality.NOT_APPLICABLE else ""
    site = concept(coding(ICDO3, topography, name), text=", ".join(part for part in (name, told) if part))
    return [site] if site else []


def _stages(tumour: Tumour) -> list[dict[str, Any]]:
    """Return stages as the hospital wrote them, with the name of the system where it gave one."""
    return [
        filled(summary=concept(text=stage.value), type=concept(text=stage.system))
        for stage in tumour.stages
        if plain(stage.value)
    ]
