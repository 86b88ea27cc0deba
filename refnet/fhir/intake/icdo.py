"""ICD-O-3 and ICCC-3 codes of a Condition, also where they stand in one another's place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refnet.cases.terms import Absence, Code
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.classes import class_meant
from refnet.fhir.intake.codes import Coding, Concept, concept
from refnet.fhir.intake.conditions import body_sites, is_icd10, is_icdo, morphology_in, topography_in
from refnet.fhir.intake.tracking import Node
from refnet.vocabulary.icdo3 import Morphology
from refnet.vocabulary.names import morphology_name

UNSPECIFIC = ("8000", "8001")
SECONDARY = re.compile(r"C7[789]")
BRACKETED = re.compile(r"\[\s*(C\d\d)(?:\.\d)?\b")
ICCC_NUMBER = re.compile(r"0\d\d|1[01]\d")
MORPHOLOGY_FORM = re.compile(r"M-?\s?\d{4}.*|\d{4}\s?/\s?\d.*", re.IGNORECASE)
SAME_IN_ICD10 = re.compile(r"C(?:[0-3]\d|4[01789]|5\d|6\d|7[0-5])")
"""Sites that ICD-10 and ICD-O-3 share; not melanoma (C43), mesothelioma (C45) and Kaposi sarcoma (C46)."""


@dataclass(slots=True)
class Reading:
    """What the codes of one Condition say, each with the place where it was read.

    `meant` is the ICCC-3 class that a diagnosis code of another system stands for.
    """

    morphology: tuple[str, Node] | None = None
    topography: tuple[str, Node] | None = None
    iccc3: tuple[str, Node] | None = None
    meant: tuple[str, Node] | None = None
    absent: Absence | None = None
    site_absent: Absence | None = None
    histologies: list[Concept] = field(default_factory=list)
    sites: list[Concept] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)


def read_codes(chart: Chart, node: Node) -> Reading:
    """Return morphology, topography and ICCC-3 class, each taken from its own place or, where certain, from
    another's.
    """
    reading = Reading()
    named = concept(node.child("code"))
    histologies = [
        concept(item.child("valueCodeableConcept")) for item in node.extensions("mcode-histology-morphology-behavior")
    ]
    reading.sites = body_sites(node)
    reading.histologies = [item for item in histologies if item]
    reading.absent = next((item.absent for item in histologies if item.absent), None)
    site_concepts = [concept(site) for site in node.each("bodySite")]
    reading.site_absent = next((site.absent for site in site_concepts if site.absent), None)
    types = [coding for item in (*histologies, named) for coding in item.codings]
    sites = [coding for item in reading.sites for coding in item.codings]
    reading.codes = [coding.code for coding in (*types, *sites) if coding.code.code]
    _classes(chart, reading, [*_evidence_codes(node), *types, *sites])
    _morphology(chart, reading, types, sites)
    _topography(chart, reading, sites, types)
    reading.meant = next(((found, coding.node) for coding in named.codings if (found := class_meant(coding))), None)
    _not_understood(chart, [coding for item in histologies for coding in item.codings], sites)
    return reading


def _evidence_codes(node: Node) -> Iterator[Coding]:
    for proof in node.each("evidence"):
        for item in proof.each("code"):
            if any("iccc" in code.child("system").peek().lower() for code in item.each("coding")):
                yield from concept(item).codings


def is_iccc(coding: Coding) -> bool:
    return coding.key == "iccc-3" or "iccc" in coding.code.system.lower()


def _classes(chart: Chart, reading: Reading, codings: list[Coding]) -> None:
    for coding in codings:
        misplaced = is_icdo(coding) and bool(ICCC_NUMBER.fullmatch(coding.code.code))
        if not coding.code.code or not (is_iccc(coding) or misplaced):
            continue
        if misplaced:
            chart.note(coding.node.child("code"), reasons.ICCC_MISPLACED)
        if reading.iccc3 is None:
            reading.iccc3 = (coding.code.code, coding.node)
        elif reading.iccc3[0] != coding.code.code:
            chart.note(coding.node.child("code"), reasons.ICCC_SECOND)


def _morphology(chart: Chart, reading: Reading, types: list[Coding], sites: list[Coding]) -> None:
    placed = [(found, coding) for coding in types if (found := _as_morphology(coding))]
    misplaced = [(found, coding) for coding in sites if (found := _as_morphology(coding))]
    candidates = placed + misplaced
    if not candidates:
        return
    chosen = next((pair for pair in candidates if pair[0].histology not in UNSPECIFIC), candidates[0])
    morphology, coding = chosen
    reading.morphology = (str(morphology), coding.node)
    if chosen in misplaced:
        chart.note(coding.node.child("code"), reasons.MORPHOLOGY_BETTER if placed else reasons.MORPHOLOGY_MISPLACED)
    for other, place in candidates:
        if other != morphology:
            less = other.histology in UNSPECIFIC
            chart.note(place.node.child("code"), reasons.MORPHOLOGY_LESS if less else reasons.MORPHOLOGY_SECOND)
    if _unusual(morphology):
        chart.note(coding.node.child("code"), reasons.BEHAVIOUR_UNUSUAL)


def _as_morphology(coding: Coding) -> Morphology | None:
    code = coding.code.code
    if not (is_icdo(coding) or MORPHOLOGY_FORM.fullmatch(code)) or is_iccc(coding):
        return None
    return morphology_in(code)


def _unusual(morphology: Morphology) -> bool:
    """A behaviour that the list does not have with this histology, where it has the histology as malignant."""
    if morphology.behaviour in (None, "3", "6", "9"):
        return False
    known = morphology_name(f"{morphology.histology}/3")
    return known is not None and morphology_name(str(morphology)) is None


def _topography(chart: Chart, reading: Reading, sites: list[Coding], types: list[Coding]) -> None:
    for coding, place in [*((coding, "site") for coding in sites), *((coding, "type") for coding in types)]:
        found = _as_topography(coding, place)
        if found is None:
            continue
        if site_disagrees(coding):
            chart.note(coding.node.child("code"), reasons.SITE_DISAGREES)
        elif reading.topography is None:
            reading.topography = (found, coding.node)
            if place == "type":
                icd10 = is_icd10(coding.code.system)
                reason = reasons.TOPOGRAPHY_ICD10 if icd10 else reasons.TOPOGRAPHY_MISPLACED
                chart.note(coding.node.child("code"), reason)
        elif place == "site" and reading.topography[0] != found:
            chart.note(coding.node.child("code"), reasons.TOPOGRAPHY_SECOND)


def _as_topography(coding: Coding, place: str) -> str | None:
    code = coding.code.code
    icd10 = is_icd10(coding.code.system)
    if icd10 and not SAME_IN_ICD10.match(code.upper()):
        return None
    if not (icd10 or is_icdo(coding) or (place == "site" and not coding.key)):
        return None
    found = topography_in(code)
    return found.code if found else None


def site_disagrees(coding: Coding) -> bool:
    """Whether the display names another site in brackets than the code is: `C71` with “temporal bone [C41 …]”."""
    named = BRACKETED.search(coding.code.display.upper())
    return named is not None and named[1] != coding.code.code.upper().replace(".", "")[:3]


def _not_understood(chart: Chart, histologies: list[Coding], sites: list[Coding]) -> None:
    for coding in (*histologies, *sites):
        code = coding.code.code
        known = morphology_in(code) or topography_in(code) or ICCC_NUMBER.fullmatch(code)
        if is_icdo(coding) and code and not known:
            secondary = SECONDARY.match(code.upper())
            chart.note(coding.node.child("code"), reasons.SECONDARY_SITE if secondary else reasons.NOT_ICDO)
