"""One Observation as a finding: what was observed, its value, and whether it is a stage."""

import re
from dataclasses import dataclass

from refnet.cases.terms import Marker, Origin
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import concept
from refnet.fhir.intake.conditions import is_icdo, morphology_in
from refnet.fhir.intake.tracking import Node, Resource
from refnet.fhir.intake.values import value_of

# Source: LOINC codes of TNM categories and stage groups (mCODE 4.0.0).
STAGE_CODES = {
    "21908-9",
    "21902-2",
    "21914-7",
    "21905-5",
    "21906-3",
    "21907-1",
    "21899-0",
    "21900-6",
    "21901-4",
    "75620-5",
    "21911-3",
    "21912-1",
    "21913-9",
    "22041-8",
    "21917-0",
}
STAGE_WORDS = re.compile(r"\bstag(?:e|ing)\b|\brisk (?:group|assessment|classification)|tnm\b", re.IGNORECASE)
STAGE_PROFILES = re.compile(r"stage|tnm|risk-assessment|clinical-group")
# Source: LOINC, histology and behaviour of a tumour in ICD-O-3 or in words (mCODE 4.0.0, oBDS).
HISTOLOGY_CODES = {"31206-6", "59847-4", "31205-8", "21855-8", "29308-4"}
TUMOUR_CODES = {"69548-6", "51958-7", "101119-6", "33732-9", "97509-4", "21889-1", *HISTOLOGY_CODES}
TUMOUR_PROFILES = re.compile(r"genomic|variant|tumor-marker|tumou?r-size|histologic|disease-status|primary-?cancer")


@dataclass(frozen=True, slots=True)
class Finding:
    """An Observation as a marker; `staging` where it is a stage, `of_tumour` where it belongs to a tumour."""

    marker: Marker
    staging: bool
    of_tumour: bool
    morphology: str = ""


def finding_of(chart: Chart, resource: Resource) -> Finding | None:
    """Return what an Observation says; None, with a note, where it says nothing."""
    node = resource.root
    said = concept(node.child("code"))
    start, _ = chart.calendar.occurrence(node, "effective")
    value, unit = value_of(node)
    staging = bool(said.has(*STAGE_CODES) or STAGE_WORDS.search(said.words) or STAGE_PROFILES.search(resource.profiles))
    of_tumour = said.has(*TUMOUR_CODES) or bool(TUMOUR_PROFILES.search(resource.profiles))
    method = concept(node.child("method")).words if staging or of_tumour else ""
    more = [part for part in (*map(_component, node.each("component")), *_additions(node, value)) if part]
    if method and not staging:
        more.append(method)
    if more and unit:
        value, unit = f"{value} {unit}", ""
    value = "; ".join(part for part in (value, *more) if part)
    _read_rest(node)
    if not value:
        concept(node.child("dataAbsentReason"))
        chart.note(node.child("code"), reasons.NO_VALUE)
        return None
    if not said:
        chart.note(node.child("code"), reasons.NO_NAME)
    name = ", ".join(part for part in (said.name, method if staging else "") if part)
    marker = Marker(name or "Observation", value, unit, said.codes, start, _origin(node))
    return Finding(marker, staging, staging or of_tumour, _morphology(node) if said.has(*HISTOLOGY_CODES) else "")


def _origin(node: Node) -> Origin:
    form, found = node.choice("value")
    return (found if form else node.child("code")).origin


def _morphology(node: Node) -> str:
    """The tumour type that an Observation of the histology gives as a code of ICD-O-3."""
    for coding in concept(node.child("valueCodeableConcept")).codings:
        found = morphology_in(coding.code.code) if is_icdo(coding) else None
        if found:
            return str(found)
    return ""


def _component(node: Node) -> str:
    name = concept(node.child("code")).name
    value, unit = value_of(node)
    shown = f"{value} {unit}".strip()
    notes = [said.name for item in node.each("interpretation") if (said := concept(item))]
    shown = f"{shown} ({', '.join(notes)})" if notes and shown else shown
    return f"{name}: {shown}" if name and shown else shown


def _additions(node: Node, value: str) -> list[str]:
    """What the value would be misread without: its interpretation, where it was found, and notes."""
    found = [said.name for item in node.each("interpretation") if (said := concept(item))]
    found = [name for name in found if not (value and value in name)]
    site = concept(node.child("bodySite"))
    if site:
        found.append(site.name)
    return found + [text for note in node.each("note") if (text := note.text("text"))]


def _read_rest(node: Node) -> None:
    for category in node.each("category"):
        concept(category)
