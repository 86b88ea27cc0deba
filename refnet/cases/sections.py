"""The case as rows to read: the same for page, print and export."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.utils.translation import gettext as _

from refnet.cases.chronology import Teller
from refnet.cases.classifying import is_computed
from refnet.cases.phrases import ABSENCES, LATERALITIES, SEXES, WAYS, age_in_words, figure
from refnet.cases.pictures import Row, Section, Text
from refnet.cases.remarks import is_placeholder
from refnet.cases.terms import (
    Drug,
    Fact,
    Marker,
    Origin,
    Phase,
    Radiotherapy,
    Record,
    Tumour,
    Way,
    When,
)
from refnet.vocabulary.classification import Classification
from refnet.vocabulary.phrases import morphology_name, topography_name

T = TypeVar("T")
DOSE_IN_WORDS = re.compile(r"\d\s*(?:[mµ]?g|mcg|IE|IU|UI|U|ml)\b", re.IGNORECASE)
"""A dose that stands in the name itself, where the treatment was told in words only."""


def sections_of(record: Record, classification: Classification | None, tell: Teller) -> tuple[Section, ...]:
    """Return what is known of an illness, by section; moments are told by `tell`. Empty sections are left out."""
    built = [
        Section("child", _("The child"), _child(record)),
        *_tumours(record, classification, tell),
        Section("so-far", _("What has been done so far, and findings that matter"), _so_far(record)),
        Section("phases", _("Lines of treatment"), _phases(record, tell)),
        Section("drugs", _("Medicines"), tuple(_drug(drug, tell) for drug in record.drugs)),
        Section("radiotherapy", _("Radiotherapy"), tuple(_field(course, tell) for course in record.radiotherapy)),
        Section("surgery", _("Operations and procedures"), _operations(record, tell)),
        Section("transplants", _("Stem cell transplantation"), _transplants(record, tell)),
        Section("toxicities", _("Complications and other conditions"), _toxicities(record, tell)),
        Section("findings", _("Findings"), tuple(_marker(finding, tell) for finding in record.findings)),
    ]
    return tuple(section for section in built if section.rows)


def origin_in_words(origin: Origin | None) -> str:
    """Return where a fact came from: FHIR resource type and path, or who else put it there."""
    if origin is None:
        return ""
    if origin.way is not Way.IMPORTED:
        return str(WAYS[origin.way])
    path = ".".join(part for part in (origin.resource, origin.path) if part) or str(WAYS[origin.way])
    return f"{path} ({origin.place})" if origin.place else path


def _child(record: Record) -> tuple[Row, ...]:
    age = record.age_at_diagnosis
    return (
        _fact(_("Sex"), record.sex, lambda sex: SEXES[sex]),
        Row(_("Age at diagnosis"), age_in_words(age), origin=_age_origin(record), absent=age is None),
    )


def _age_origin(record: Record) -> str:
    """From what the age was computed: the day of birth and that of diagnosis, by where they stand."""
    main = record.main
    if main is None or record.age_at_diagnosis is None:
        return ""
    from_ = [origin_in_words(fact.origin) for fact in (record.born, main.diagnosed)]
    return " · ".join(word for word in from_ if word)


def _so_far(record: Record) -> tuple[Row, ...]:
    return (Row(_("As the centre tells it"), record.so_far, origin=str(WAYS[Way.TYPED])),) if record.so_far else ()


def _tumours(record: Record, classification: Classification | None, tell: Teller) -> Iterable[Section]:
    for place, tumour in enumerate(record.tumours):
        title = _("Diagnosis") if place == 0 else _("Further tumour")
        rows = _tumour(tumour, classification if place == 0 else None, tell)
        yield Section("diagnosis" if place == 0 else f"tumour-{place + 1}", title, rows)


def _tumour(tumour: Tumour, classification: Classification | None, tell: Teller) -> tuple[Row, ...]:
    rows = [
        _fact(_("Diagnosis as written"), tumour.text),
        _fact(_("Morphology (ICD-O-3)"), tumour.morphology, _named(morphology_name)),
        _fact(_("Topography (ICD-O-3)"), tumour.topography, _named(topography_name)),
        _fact(_("Side"), tumour.laterality, lambda side: LATERALITIES[side]),
        _fact(_("Diagnosed"), tumour.diagnosed, tell),
    ]
    if tumour.text.value is None:
        rows.pop(0)
    if tumour.site:
        rows.append(Row(_("Place as written"), tumour.site))
    if classification:
        rows.append(_classified(tumour, classification))
    rows += [
        Row(
            _("Stage as written") + (f" ({stage.system})" if stage.system else ""),
            stage.value,
            tell(stage.when),
            origin_in_words(stage.origin),
        )
        for stage in tumour.stages
    ]
    rows += [
        Row(
            _("Metastasis") if spread.present else _("No metastasis"),
            f"{spread.place} ({spread.topography})" if spread.topography else spread.place,
            tell(spread.when),
            origin_in_words(spread.origin),
        )
        for spread in tumour.metastases
    ]
    rows += [_marker(marker, tell) for marker in sorted(tumour.markers, key=_is_not_of_spread)]
    return tuple(rows)


def _is_not_of_spread(marker: Marker) -> bool:
    """What is noted of the metastases stands beside them."""
    return not marker.name.startswith("Metastas")


def _classified(tumour: Tumour, classification: Classification) -> Row:
    """Say whether the class was computed from codes or is the one that the hospital sent, and by what."""
    label, value = _("ICCC-3 (IARC 2017)"), f"{classification.code} {_(classification.name)}"
    if is_computed(tumour, classification):
        source = _(
            "ICCC-3, third edition (IARC 2017), from morphology and topography. What is computed asks to be checked."
        )
        return Row(label, value, _("computed"), source)
    sent = _("The hospital sent the class %(code)s.") % {"code": tumour.iccc3.value or "–"}
    return Row(label, value, _("as the hospital classed it"), f"{sent} {origin_in_words(tumour.iccc3.origin)}".strip())


def _phases(record: Record, tell: Teller) -> tuple[Row, ...]:
    return tuple(
        Row(
            phase.name or _("Treatment"),
            " · ".join(part for part in (phase.protocol, _outcome(phase)) if part) or "–",
            _span(phase.start, phase.end, tell),
            origin_in_words(phase.origin),
        )
        for phase in record.phases
    )


def _outcome(phase: Phase) -> str:
    return _("Outcome: %(outcome)s") % {"outcome": phase.outcome} if phase.outcome else ""


def _drug(drug: Drug, tell: Teller) -> Row:
    parts = (_dose(drug), drug.route, drug.schedule)
    name = f"{drug.name} ({drug.atc})" if drug.atc and drug.atc not in drug.name else drug.name
    unknown = drug.dose is None and not DOSE_IN_WORDS.search(drug.name)
    value = " · ".join(part for part in parts if part)
    return Row(name, value, _span(drug.start, drug.end, tell), origin_in_words(drug.origin), unknown)


def _dose(drug: Drug) -> str:
    if drug.dose is None:
        told = _("dose as written") if DOSE_IN_WORDS.search(drug.name) else _("dose not given")
    else:
        told = f"{figure(drug.dose)} {drug.unit}".strip()
        told = _("%(dose)s cumulative") % {"dose": told} if drug.cumulative else told
        if is_placeholder(drug.dose):
            told = _("%(dose)s as sent; please check") % {"dose": told}
    return _("%(dose)s, ordered") % {"dose": told} if drug.planned else told


def _field(course: Radiotherapy, tell: Teller) -> Row:
    parts = [f"{figure(course.dose_gy)} Gy" if course.dose_gy is not None else _("dose not given")]
    if course.fractions:
        parts.append(_("%(number)s fractions") % {"number": course.fractions})
    if course.technique:
        parts.append(course.technique)
    return Row(
        course.field or _("Field not given"),
        " · ".join(parts),
        _span(course.start, course.end, tell),
        origin_in_words(course.origin),
        course.dose_gy is None,
    )


def _operations(record: Record, tell: Teller) -> tuple[Row, ...]:
    return tuple(
        Row(operation.name, operation.site or "–", tell(operation.when), origin_in_words(operation.origin))
        for operation in record.surgery
    )


def _transplants(record: Record, tell: Teller) -> tuple[Row, ...]:
    return tuple(
        Row(graft.kind, graft.source or "–", tell(graft.when), origin_in_words(graft.origin))
        for graft in record.transplants
    )


def _toxicities(record: Record, tell: Teller) -> tuple[Row, ...]:
    def state(grade: str, resolved: bool | None) -> str:
        parts = [_("grade %(grade)s") % {"grade": grade}] if grade else []
        if resolved is not None:
            parts.append(_("resolved") if resolved else _("ongoing"))
        return " · ".join(parts) or "–"

    return tuple(
        Row(harm.name, state(harm.grade, harm.resolved), tell(harm.when), origin_in_words(harm.origin))
        for harm in record.toxicities
    )


def _marker(marker: Marker, tell: Teller) -> Row:
    value = f"{marker.value} {marker.unit}".strip() or "–"
    return Row(marker.name, value, tell(marker.when), origin_in_words(marker.origin))


def _fact(label: Text, fact: Fact[T], words: Callable[[T], Text] = str) -> Row:
    if fact.value is not None:
        return Row(label, words(fact.value), origin=origin_in_words(fact.origin))
    reason = ABSENCES[fact.absent] if fact.absent else ""
    return Row(label, reason, origin=origin_in_words(fact.origin), absent=True)


def _named(name_of: Callable[[str], Text | None]) -> Callable[[str], str]:
    def words(code: str) -> str:
        name = name_of(code)
        return f"{code} {name}" if name else code

    return words


def _span(start: When | None, end: When | None, tell: Teller) -> str:
    if start and end and start != end:
        return _("%(start)s to %(end)s") % {"start": tell(start), "end": tell(end)} if tell(start) else ""
    if end and not start:
        return _("until %(end)s") % {"end": tell(end)} if tell(end) else ""
    return tell(start)
