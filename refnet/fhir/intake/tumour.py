"""A tumour as one Condition describes it: what grew, where, on which side, since when."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from anyascii import anyascii

from refnet.cases.terms import Absence, Code, Fact, Laterality, Marker, Metastasis, Stage, Tumour, Way, When
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import Concept, concept
from refnet.fhir.intake.conditions import QUALIFIERS
from refnet.fhir.intake.dates import Days, days_at_age
from refnet.fhir.intake.icdo import Reading, read_codes
from refnet.fhir.intake.tracking import Node, Resource

SIDES = {
    "24028007": Laterality.RIGHT,
    "7771000": Laterality.LEFT,
    "51440002": Laterality.BILATERAL,
    "66459002": Laterality.UNILATERAL,
    "399488007": Laterality.MIDLINE,
    "not-applicable": Laterality.NOT_APPLICABLE,
}
"""Source: mCODE laterality qualifier value set (SNOMED CT); `not-applicable` as hospitals send it under any system."""

RELAPSED = ("relapse", "recurrence")
UNCONFIRMED = ("unconfirmed", "provisional", "differential")


@dataclass(slots=True, eq=False)
class Draft:
    """A tumour under way; stages, markers and metastases arrive from other resources too."""

    resource: Resource
    morphology: Fact[str]
    topography: Fact[str]
    iccc3: Fact[str]
    laterality: Fact[Laterality]
    text: Fact[str]
    days: Days | None
    days_node: Node | None
    site: str = ""
    codes: tuple[Code, ...] = ()
    relapse: bool = False
    stages: list[Stage] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    metastases: list[Metastasis] = field(default_factory=list)

    def finished(self, chart: Chart) -> Tumour:
        when: When | None = chart.calendar.count(self.days) if self.days else None
        diagnosed: Fact[When] = unsent(None)
        if when and self.days_node:
            diagnosed = Fact(when, origin=self.days_node.origin)
        return Tumour(
            morphology=self.morphology,
            topography=self.topography,
            laterality=self.laterality,
            text=self.text,
            diagnosed=diagnosed,
            iccc3=self.iccc3,
            stages=tuple(dict.fromkeys(self.stages)),
            markers=tuple(self.markers),
            metastases=tuple(dict.fromkeys(self.metastases)),
            site=self.site,
            codes=self.codes,
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two Conditions the same diagnosis; their words may differ in signs only."""
        facts = (self.morphology, self.topography, self.laterality, self.iccc3)
        if self.days is None or self.relapse:
            return (id(self),)
        return (*(fact.value for fact in facts), self.days, bare(self.text.value or ""))


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", anyascii(text)).casefold().strip()


def draft_of(chart: Chart, resource: Resource, born: Days | None, written_on: Days | None) -> Draft:
    """Return the tumour of one Condition."""
    node = resource.root
    reading = read_codes(chart, node)
    days, days_node = _diagnosed(chart, node, born, written_on)
    text = _text(node, reading)
    draft = Draft(
        resource=resource,
        morphology=fact(reading.morphology, reading.absent),
        topography=fact(reading.topography, reading.site_absent),
        iccc3=_class(reading),
        laterality=_laterality(node),
        text=text,
        days=days,
        days_node=days_node,
        site=_site(reading, text.value or ""),
        codes=tuple(dict.fromkeys(reading.codes)),
    )
    _course(chart, draft)
    return draft


def _class(reading: Reading) -> Fact[str]:
    """The class as sent; else, for a tumour without a type, the one that its diagnosis code stands for."""
    if reading.iccc3 or reading.morphology or not reading.meant:
        return fact(reading.iccc3, None)
    value, node = reading.meant
    return Fact(value, origin=replace(node.origin, way=Way.COMPUTED))


def fact(found: tuple[str, Node] | None, absent: Absence | None) -> Fact[str]:
    if found is None:
        return unsent(absent)
    value, node = found
    return Fact(value, origin=node.origin)


def unsent(absent: Absence | None) -> Fact[Any]:
    return Fact(absent=absent or Absence.NOT_SENT)


def _diagnosed(chart: Chart, node: Node, born: Days | None, written_on: Days | None) -> tuple[Days | None, Node | None]:
    """The day of diagnosis: as asserted, else the onset, else the day of the diagnosis in the evidence."""
    for found in _diagnosis_nodes(chart, node):
        days = days_at_age(found, born) if isinstance(found.value, dict) else chart.calendar.days(found)
        if days and written_on and days.first > written_on.last:
            chart.note(found, reasons.IN_FUTURE)
        elif days:
            return days, found
    return None, None


def _diagnosis_nodes(chart: Chart, node: Node) -> list[Node]:
    found = [item.child("valueDateTime") for item in node.extensions("condition-assertedDate")]
    form, onset = node.choice("onset")
    if form == "Period":
        onset = onset.child("start")
    if form in ("DateTime", "Period", "Age"):
        found.append(onset)
    for proof in node.each("evidence"):
        for detail in proof.each("detail"):
            target = chart.follow(detail)
            if target and target.kind == "Observation" and "29308-4" in str(target.data.get("code")):
                found.append(target.root.child("effectiveDateTime"))
    return [item for item in found if item]


def _text(node: Node, reading: Reading) -> Fact[str]:
    """The diagnosis in the hospital's words: of the Condition's code, of its histology, of its note, of its site."""
    code = concept(node.child("code"))
    parts: list[tuple[str, Node]] = [(code.written, node.child("code"))]
    parts += [
        (item.written, item.node or node) for item in reading.histologies if not code.written or not reading.morphology
    ]
    words = [(text, place) for text, place in parts if text]
    if not words:
        words = [(text, note) for note in node.each("note") if (text := note.text("text"))]
    if not words and not reading.codes:
        words = [(item.written, item.node or node) for item in reading.sites if item.written]
    if not words and not (reading.morphology or reading.iccc3) and code:
        words = [(code.name, node.child("code"))]
    if not words:
        return unsent(code.absent)
    return Fact("; ".join(dict.fromkeys(text for text, _ in words)), origin=words[0][1].origin)


def _site(reading: Reading, text: str) -> str:
    """The place in the hospital's words, where it says more than the diagnosis does."""
    words = dict.fromkeys(item.written or (item.name if not reading.topography else "") for item in reading.sites)
    return "; ".join(word for word in words if word and bare(word) != bare(text))


def _laterality(node: Node) -> Fact[Laterality]:
    absent: Absence | None = None
    sites = node.each("bodySite")
    for place in (node, *sites, *(coding for site in sites for coding in site.each("coding"))):
        for extension in place.extensions(*QUALIFIERS):
            said = concept(extension.child("valueCodeableConcept"))
            for coding in said.codings:
                if coding.code.code in SIDES:
                    return Fact(SIDES[coding.code.code], origin=extension.origin)
            if said.absent is Absence.NOT_APPLICABLE:
                return Fact(Laterality.NOT_APPLICABLE, origin=extension.origin)
            absent = said.absent or absent
    return unsent(absent)


def _course(chart: Chart, draft: Draft) -> None:
    """Where the tumour stands: active, in remission, a relapse and of which kind."""
    node = draft.resource.root
    status = concept(node.child("clinicalStatus"))
    draft.relapse = status.has(*RELAPSED)
    _mark(draft, "Clinical status", status)
    verified = concept(node.child("verificationStatus"))
    if verified.has(*UNCONFIRMED):
        chart.note(node.child("verificationStatus"), reasons.PROVISIONAL)
        _mark(draft, "Certainty", verified)
    for category in node.each("category"):
        concept(category)
    for extension in node.extensions("condition-relapseType"):
        draft.relapse = True
        _mark(draft, "Relapse", concept(extension.child("valueCodeableConcept")))
    for extension in node.extensions("condition-previousStatus"):
        _mark(draft, "Status before", concept(extension.child("valueCodeableConcept")))
    for extension in node.extensions("condition-occurredFollowing"):
        draft.relapse = True
        chart.follow(extension.child("valueReference"))


def _mark(draft: Draft, name: str, said: Concept) -> None:
    if said and said.node:
        draft.markers.append(Marker(name, said.name, codes=said.codes, origin=said.node.origin))
