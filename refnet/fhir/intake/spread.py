"""Stage, markers and metastases, put with the tumour that they belong to."""

import re

from refnet.cases.terms import Fact, Marker, Metastasis, Stage, When
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import Coding, Concept, concept
from refnet.fhir.intake.conditions import body_sites, is_icd10, is_icdo, topography_in, with_side
from refnet.fhir.intake.icdo import UNSPECIFIC, is_iccc, site_disagrees
from refnet.fhir.intake.observations import Finding, finding_of
from refnet.fhir.intake.tracking import Node, Resource
from refnet.fhir.intake.tumour import Draft
from refnet.vocabulary.names import topography_name

SECONDARY = re.compile(r"C7[789](\.\d)?")

# Source: ICD-10, C77 to C79, secondary and unspecified malignant neoplasms; short names of our own.
SECONDARY_SITES = {
    "C77": "lymph nodes",
    "C77.0": "lymph nodes of head, face and neck",
    "C77.1": "lymph nodes in the chest",
    "C77.2": "lymph nodes in the abdomen",
    "C77.3": "lymph nodes of armpit and arm",
    "C77.4": "lymph nodes of groin and leg",
    "C77.5": "lymph nodes in the pelvis",
    "C77.8": "lymph nodes of several regions",
    "C77.9": "lymph nodes",
    "C78.0": "lung",
    "C78.1": "mediastinum",
    "C78.2": "pleura",
    "C78.3": "other respiratory organs",
    "C78.4": "small intestine",
    "C78.5": "large intestine and rectum",
    "C78.6": "retroperitoneum and peritoneum",
    "C78.7": "liver",
    "C78.8": "other digestive organs",
    "C79.0": "kidney and renal pelvis",
    "C79.1": "bladder and other urinary organs",
    "C79.2": "skin",
    "C79.3": "brain and meninges",
    "C79.4": "other parts of the nervous system",
    "C79.5": "bone and bone marrow",
    "C79.6": "ovary",
    "C79.7": "adrenal gland",
    "C79.8": "other specified sites",
    "C79.9": "unspecified site",
}


def add_evidence(chart: Chart, draft: Draft) -> None:
    """Put with a tumour what its own Condition says of stage and evidence."""
    node = draft.resource.root
    for stage in node.each("stage"):
        _add_stage(chart, draft, stage)
    for proof in node.each("evidence"):
        codes = [said for item in proof.each("code") if (said := concept(item))]
        details = [text for item in proof.each("detail") if (text := item.text("display"))]
        for item in proof.each("detail"):
            _add_detail(chart, draft, item)
        for said in codes:
            if not any(is_iccc(coding) for coding in said.codings):
                _add_evidence_marker(chart, draft, said, details)
    _add_notes(draft, node)


def _add_evidence_marker(chart: Chart, draft: Draft, said: Concept, details: list[str]) -> None:
    kind = next((coding.name for coding in said.codings if coding.name), "")
    value = "; ".join(text for text in (said.text, *details) if text)
    if said.node is None:
        return
    if not value:
        chart.note(said.node, reasons.NO_WORDS)
    draft.markers.append(Marker(kind or said.name, value, codes=said.codes, origin=said.node.origin))


def _add_stage(chart: Chart, draft: Draft, stage: Node) -> None:
    summary = concept(stage.child("summary"))
    system = concept(stage.child("type")).name
    found = [target for item in stage.each("assessment") if (target := chart.follow(item))]
    for target in found:
        add_finding(chart, draft, target)
    if summary and not any(known.value == summary.name for known in draft.stages):
        draft.stages.append(Stage(summary.name, system, origin=stage.child("summary").origin))


def _add_detail(chart: Chart, draft: Draft, item: Node) -> None:
    target = chart.follow(item)
    if target and target.kind == "Observation":
        add_finding(chart, draft, target)


def add_finding(chart: Chart, draft: Draft, resource: Resource) -> None:
    """Put an Observation with a tumour, as its stage or one of its markers, once."""
    if resource.taken or resource.kind != "Observation":
        return
    resource.taken = True
    finding = finding_of(chart, resource)
    if finding:
        place(draft, finding)


def place(draft: Draft, finding: Finding) -> None:
    marker = finding.marker
    known = draft.morphology.value
    if finding.morphology and (known is None or known[:4] in UNSPECIFIC):
        draft.morphology = Fact(finding.morphology, origin=marker.origin)
    if finding.staging:
        draft.stages.append(Stage(marker.value, marker.name, marker.when, marker.origin))
    else:
        draft.markers.append(marker)


def _add_notes(draft: Draft, node: Node) -> None:
    for note in node.each("note"):
        if note.child("text").path in node.resource.read:
            continue
        text = note.text("text")
        if text and draft.text.value != text:
            draft.markers.append(Marker("Note", text, origin=note.child("text").origin))


def add_spread(chart: Chart, resource: Resource, drafts: list[Draft]) -> None:
    """Put the metastases of a secondary-cancer Condition with the tumour that it names, or with the main one."""
    node = resource.root
    draft = _tumour_of(chart, node, drafts)
    when, _ = chart.calendar.occurrence(node, "onset")
    for item in node.extensions("condition-assertedDate"):
        when = when or chart.calendar.when(item.child("valueDateTime"))
    places = body_sites(node)
    for said in places or [concept(node.child("code"))]:
        if said:
            _add_place(chart, draft, said, when)
    if places:
        concept(node.child("code"))
    for note in node.each("note"):
        if text := note.text("text"):
            draft.markers.append(Marker("Metastases, note", text, origin=note.child("text").origin))


def _tumour_of(chart: Chart, node: Node, drafts: list[Draft]) -> Draft:
    for item in node.extensions("condition-related"):
        target = chart.follow(item.child("valueReference"))
        for draft in drafts:
            if draft.resource is target:
                return draft
    return drafts[0]


def _add_place(chart: Chart, draft: Draft, said: Concept, when: When | None) -> None:
    topography, secondary = "", ""
    for coding in said.codings:
        code = coding.code.code.upper()
        secondary = secondary or SECONDARY_SITES.get(code, "") if _is_secondary(coding) else secondary
        found = topography_in(code) if is_icdo(coding) else None
        if found and site_disagrees(coding):
            chart.note(coding.node.child("code"), reasons.SITE_DISAGREES)
        elif found:
            topography = topography or found.code
        elif is_icdo(coding) and code:
            chart.note(coding.node.child("code"), reasons.SECONDARY_SITE if secondary else reasons.NOT_ICDO)
    name = said.words or secondary or topography_name(topography) or said.name
    if said.node:
        place_name = with_side(said, name)
        draft.metastases.append(Metastasis(place_name, topography, when=when, origin=said.node.origin))


def _is_secondary(coding: Coding) -> bool:
    return bool(re.fullmatch(r"C7[789](\.\d)?", coding.code.code.upper())) and (
        is_icd10(coding.code.system) or is_icdo(coding)
    )
