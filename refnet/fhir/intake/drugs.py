"""Medicines that were given, are taken or are ordered."""

import re
from dataclasses import dataclass

from refnet.cases.remarks import is_placeholder
from refnet.cases.terms import Drug, Leftover, Marker, When
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import Concept, concept, notes_of
from refnet.fhir.intake.tracking import Node, Resource
from refnet.fhir.intake.values import amount, written
from refnet.vocabulary.names import drug_name

GIVEN = ("MedicationAdministration", "MedicationStatement", "MedicationRequest")
ATC = re.compile(r"[A-Z]\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?")
ATC_IN_WORDS = re.compile(r"([A-Z]\d\d[A-Z]{2}\d\d)\b")
DEAD_ORDERS = ("stopped", "draft", "on-hold", "unknown")
SIGNS = {">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most "}
UNIT_WORDS = {"d": "days", "wk": "weeks", "w": "weeks", "mo": "months", "a": "years", "h": "hours"}


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as written: cumulative where the data say so."""

    value: float | None = None
    unit: str = ""
    cumulative: bool = False


def drugs_of(chart: Chart) -> tuple[list[Drug], list[Marker]]:
    """Return all medicines, and what was noted beside them."""
    drugs: list[Drug] = []
    notes: list[Marker] = []
    for resource in chart.sound(*GIVEN):
        drug = _drug(chart, resource)
        if drug is None:
            chart.leftovers.append(Leftover(resource.kind, "medication", reasons.DRUG_UNNAMED))
            continue
        drugs.append(drug)
        notes += [
            Marker(f"Note: {drug.name}", text, when=drug.start, origin=place.origin)
            for text, place in notes_of(resource.root)
        ]
    return drugs, notes


def _drug(chart: Chart, resource: Resource) -> Drug | None:
    node = resource.root
    said = _medicine(chart, node)
    name, atc = _named(chart, said)
    if not name or said.node is None:
        return None
    dose = _cumulative(chart, node) or _single(chart, node)
    start, end = _when(chart, node)
    for category in [node.child("category"), *node.each("category")]:
        concept(category)
    routes = [route for item in _dosages(node) if (route := concept(item.child("route")).name)]
    status = node.child("status").peek()
    planned = resource.kind == "MedicationRequest" or status == "intended"
    schedule = [text for item in _dosages(node) if (text := _schedule(item))]
    if planned and status in DEAD_ORDERS:
        schedule.insert(0, f"order {status}")
    return Drug(
        name=name,
        atc=atc,
        dose=dose.value,
        unit=dose.unit,
        cumulative=dose.cumulative,
        planned=planned,
        start=start,
        end=end,
        codes=said.codes,
        origin=said.node.origin,
        route="; ".join(dict.fromkeys(routes)),
        schedule="; ".join(dict.fromkeys(schedule)),
    )


def _medicine(chart: Chart, node: Node) -> Concept:
    form, found = node.choice("medication")
    if form == "CodeableConcept":
        return concept(found)
    if form != "Reference":
        return Concept()
    target = chart.follow(found)
    if target is None:
        words = found.text("display")
        return Concept(text=words, node=found)
    target.taken = True
    said = concept(target.root.child("code"))
    if said:
        return said
    parts = [concept(item.child("itemCodeableConcept")) for item in target.root.each("ingredient")]
    codings = tuple(coding for part in parts for coding in part.codings)
    return Concept(codings, " + ".join(part.name for part in parts if part), node=target.root.child("ingredient"))


def _named(chart: Chart, said: Concept) -> tuple[str, str]:
    """Return name and ATC code. Where code and words name different medicines, the words are kept and the code is
    not.
    """
    codes = [
        (coding, coding.code.code.upper())
        for coding in said.codings
        if ATC.fullmatch(coding.code.code.upper()) and (coding.key == "atc" or "atc" in coding.code.system.lower())
    ]
    atc = max((code for _, code in codes), key=len, default="")
    in_words = ATC_IN_WORDS.search(said.text.upper())
    if in_words and atc and not in_words[1].startswith(atc):
        chart.note(codes[0][0].node.child("code"), reasons.DRUG_DISAGREES)
        return said.text, ""
    if in_words and said.node and in_words[1] != atc:
        chart.note(said.node.child("text"), reasons.DRUG_FROM_WORDS)
        atc = in_words[1]
    return said.words or drug_name(atc) or said.name, atc


def _cumulative(chart: Chart, node: Node) -> Dose | None:
    """The cumulative dose in the Observation that the medicine refers to."""
    found: Dose | None = None
    for extension in node.extensions("resource-relatedInfo"):
        target = chart.follow(extension.child("valueReference"))
        if target is None or target.kind != "Observation":
            continue
        target.taken = True
        dose = _measured(chart, target.root.child("valueQuantity"), cumulative=True)
        read_dose_observation(target.root)
        if found and dose:
            chart.note(extension, reasons.DOSE_SECOND)
        found = found or dose
    return found


def read_dose_observation(node: Node) -> None:
    """Mark as read what says of an Observation only that it is a dose."""
    for name in ("code", "method"):
        concept(node.child(name))
    for category in node.each("category"):
        concept(category)


def _measured(chart: Chart, node: Node, *, cumulative: bool) -> Dose | None:
    if not node:
        return None
    measured = amount(node)
    if measured.value is None:
        chart.note(node, reasons.DOSE_EMPTY)
        return None
    if measured.bound:
        chart.note(node, reasons.DOSE_BOUND)
        return None
    if not measured.unit:
        chart.note(node, reasons.DOSE_UNITLESS)
    if is_placeholder(measured.value):
        chart.note(node, reasons.DOSE_PLACEHOLDER)
    return Dose(measured.value, measured.unit, cumulative)


def _dosages(node: Node) -> list[Node]:
    """FHIR has one dosage for an administration and a list of them for a statement or an order."""
    return [*node.each("dosage"), *node.each("dosageInstruction")]


def _single(chart: Chart, node: Node) -> Dose:
    """The dose of one administration or order; the first, where several are given."""
    found: list[Dose] = []
    for item in _dosages(node):
        places = [item.child("dose"), item.child("doseQuantity")]
        for rate in item.each("doseAndRate"):
            places += [rate.child("doseQuantity"), rate.child("rateQuantity")]
        found += [dose for place in places if (dose := _measured(chart, place, cumulative=False))]
    if len(found) > 1:
        chart.note(node.child("dosage") or node.child("dosageInstruction"), reasons.DOSE_SECOND)
    return found[0] if found else Dose()


def _schedule(item: Node) -> str:
    parts = [item.text("text"), concept(item.child("timing").child("code")).name]
    repeat = item.child("timing").child("repeat")
    count = repeat.number("count")
    if count is not None:
        parts.append(f"{written(count)} times")
    bound = repeat.child("boundsDuration")
    if bound:
        parts.append(_duration(bound))
    frequency, period = repeat.number("frequency"), repeat.number("period")
    if frequency is not None and period is not None:
        unit = repeat.text("periodUnit")
        parts.append(f"{written(frequency)} × per {written(period)} {UNIT_WORDS.get(unit, unit)}")
    parts += [concept(extra).name for extra in item.each("additionalInstruction")]
    return "; ".join(part for part in parts if part)


def _duration(node: Node) -> str:
    length = amount(node)
    if length.value is None:
        return ""
    return f"{SIGNS.get(length.bound, '')}{written(length.value)} {UNIT_WORDS.get(length.unit, length.unit)}".strip()


def _when(chart: Chart, node: Node) -> tuple[When | None, When | None]:
    start, end = chart.calendar.occurrence(node, "effective")
    for item in _dosages(node):
        bounds = item.child("timing").child("repeat").child("boundsPeriod")
        first, last = chart.calendar.period(bounds) if bounds else (None, None)
        start, end = start or first, end or last
    ordered = node.child("authoredOn")
    return start or (chart.calendar.when(ordered) if ordered else None), end
