"""Courses of radiotherapy: field, dose, fractions, technique, also where they stand in several resources."""

from dataclasses import dataclass, replace

from refnet.cases.terms import Origin, Radiotherapy
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import concept, notes_of
from refnet.fhir.intake.conditions import body_sites, with_side
from refnet.fhir.intake.drugs import read_dose_observation
from refnet.fhir.intake.tracking import Node, Resource
from refnet.fhir.intake.values import amount

UNITS = {"Gy": 1.0, "gy": 1.0, "cGy": 0.01, "mGy": 0.001}
TOTALS = ("445461008", "445565002")


@dataclass(frozen=True, slots=True)
class Course:
    """A course with the resource that told it, until parts and wholes are put together."""

    resource: Resource
    part_of: Resource | None
    told: tuple[Radiotherapy, ...]


def courses_of(chart: Chart, resources: list[Resource]) -> list[Radiotherapy]:
    """Return the courses. A whole without field and dose lends its days and technique to its parts, and is not
    told twice.
    """
    courses = [_course(chart, resource) for resource in resources]
    told: list[Radiotherapy] = []
    for course in courses:
        parts = [part for part in courses if part.part_of is course.resource]
        whole = course.told[0]
        if parts and len(course.told) == 1 and whole.dose_gy is None and not whole.field:
            continue
        parent = next((one for one in courses if one.resource is course.part_of), None)
        told += [_completed(one, parent) for one in course.told]
    return told


def _completed(one: Radiotherapy, parent: Course | None) -> Radiotherapy:
    """A part takes days and technique from a whole that has no field or dose of its own: the whole is only its
    frame.
    """
    if parent is None or parent.told[0].dose_gy is not None or parent.told[0].field:
        return one
    whole = parent.told[0]
    techniques = dict.fromkeys(part for part in (*one.technique.split("; "), *whole.technique.split("; ")) if part)
    return replace(
        one,
        start=one.start or whole.start,
        end=one.end or (whole.end if one.start is None else None),
        technique="; ".join(techniques),
    )


def _course(chart: Chart, resource: Resource) -> Course:
    node = resource.root
    part_of = next((found for item in node.each("partOf") if (found := chart.follow(item))), None)
    concept(node.child("category"))
    code = concept(node.child("code"))
    start, end = chart.calendar.occurrence(node, "performed")
    dose, origin = _dose(chart, node)
    plain = Radiotherapy(
        field="; ".join(dict.fromkeys(with_side(said, said.name) for said in body_sites(node))),
        dose_gy=dose,
        fractions=_fractions(node),
        technique="; ".join(_technique(node, code.words)),
        start=start,
        end=end,
        codes=code.codes,
        origin=origin or node.child("code").origin,
    )
    volumes = _volumes(chart, node, plain)
    return Course(resource, part_of, volumes or (plain,))


def _technique(node: Node, name: str) -> list[str]:
    parts = [name, *(said.name for item in node.each("usedCode") if (said := concept(item)))]
    for holder in node.extensions("mcode-radiotherapy-modality-and-technique"):
        named = holder.extensions("mcode-radiotherapy-modality", "mcode-radiotherapy-technique")
        parts += [concept(extension.child("valueCodeableConcept")).name for extension in named]
    parts += [text for text, _ in notes_of(node)]
    return list(dict.fromkeys(part for part in parts if part))


def _fractions(node: Node) -> int | None:
    for extension in node.extensions("procedure-performedTiming", "mcode-radiotherapy-sessions"):
        count = extension.child("valueTiming").child("repeat").number("count") or extension.number("valueUnsignedInt")
        if count is not None and count == int(count) and count > 0:
            return int(count)
    return None


def _dose(chart: Chart, node: Node) -> tuple[float | None, Origin | None]:
    found: float | None = None
    origin: Origin | None = None
    for extension in node.extensions("resource-relatedInfo"):
        target = chart.follow(extension.child("valueReference"))
        if target is None or target.kind != "Observation":
            continue
        target.taken = True
        read_dose_observation(target.root)
        concept(target.root.child("bodySite"))
        quantity = target.root.child("valueQuantity")
        dose = gray(chart, quantity)
        if dose is not None and found is not None:
            chart.note(quantity, reasons.DOSE_SECOND)
        elif dose is not None:
            found, origin = dose, quantity.origin
    return found, origin


def gray(chart: Chart, node: Node) -> float | None:
    """Return a radiation dose in Gy; 6000 cGy are 60 Gy."""
    if not node:
        return None
    measured = amount(node)
    if measured.value is None:
        chart.note(node, reasons.DOSE_EMPTY)
    elif measured.bound:
        chart.note(node, reasons.DOSE_BOUND)
    elif measured.unit not in UNITS:
        chart.note(node, reasons.DOSE_UNIT)
    else:
        return round(measured.value * UNITS[measured.unit], 6)
    return None


def _volumes(chart: Chart, node: Node, plain: Radiotherapy) -> tuple[Radiotherapy, ...]:
    """One course for each volume that mCODE tells apart, each with its own dose and fractions."""
    told = []
    for holder in node.extensions("mcode-radiotherapy-dose-delivered-to-volume"):
        named = {item.child("url").text(): item for item in holder.each("extension")}
        volume = named.get("volume")
        delivered = named.get("totalDoseDelivered")
        fractions = named["fractionsDelivered"].number("valueUnsignedInt") if "fractionsDelivered" in named else None
        told.append(
            replace(
                plain,
                field=(_volume(chart, volume) if volume else "") or plain.field,
                dose_gy=gray(chart, delivered.child("valueQuantity")) if delivered else None,
                fractions=int(fractions) if fractions and fractions == int(fractions) else plain.fractions,
                origin=holder.origin,
            )
        )
    return tuple(told)


def _volume(chart: Chart, node: Node) -> str:
    reference = node.child("valueReference")
    target = chart.follow(reference)
    if target is None:
        return reference.text("display")
    target.taken = True
    body = target.root
    parts = [body.text("description"), concept(body.child("location")).name]
    parts += [said.name for item in body.each("locationQualifier") if (said := concept(item))]
    concept(body.child("morphology"))
    return ", ".join(part for part in dict.fromkeys(parts) if part)
