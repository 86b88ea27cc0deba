"""Who the child is: read for identity, and kept out of everything else."""

from collections.abc import Iterator

from refnet.cases.terms import Absence, Fact, Leftover, Sex
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import concept
from refnet.fhir.intake.dates import Days, days_of
from refnet.fhir.intake.tracking import Node
from refnet.identity.terms import Name, Person

PASSING = ("temp", "old")
"""Source: FHIR R4 identifier-use."""
RECORD_NUMBER = "MR"
"""Source: HL7 v2 table 0203, medical record number."""


def person_of(chart: Chart) -> Person:
    """Return who the child is."""
    node = chart.pool.patient.root
    chart.pool.patient.taken = True
    names = [name for item in node.each("name") if (name := _name(item))]
    for extension in node.extensions("patient-mothersMaidenName"):
        names += [Name(text=maiden)] if (maiden := extension.text("valueString")) else []
    contacts = [*_contacts(node), *_relatives(chart)]
    telecoms = [value for holder in (node, *node.each("contact")) for value in _telecoms(holder)]
    places = [_address(item.child("valueAddress")) for item in node.extensions("patient-birthPlace")]
    if node.each("photo"):
        chart.note(node.each("photo")[0], reasons.PHOTO)
        node.child("photo").take()
    _read_languages(node)
    return Person(
        names=tuple(dict.fromkeys(names)),
        birth_date=_birth_date(chart),
        numbers=tuple(dict.fromkeys(number for item in node.each("identifier") if (number := _number(item)))),
        lasting=tuple(dict.fromkeys((_peek(item, "system"), _peek(item, "value")) for item in _lasting(node))),
        main_number=_main_number(node),
        addresses=tuple(text for item in node.each("address") if (text := _address(item))),
        telecoms=tuple(dict.fromkeys(telecoms)),
        contacts=tuple(dict.fromkeys(contacts)),
        birth_place=next((place for place in places if place), ""),
    )


def born_on(chart: Chart) -> Days | None:
    """Return the days of the calendar on which the child may have been born."""
    return days_of(chart.pool.patient.root.child("birthDate").peek())


def sex_of(chart: Chart) -> Fact[Sex]:
    """Return the administrative sex."""
    node = chart.pool.patient.root
    written = node.child("gender").peek()
    if written in set(Sex):
        node.child("gender").take()
        return Fact(Sex(written), origin=node.child("gender").origin)
    if written:
        return Fact(absent=Absence.NOT_UNDERSTOOD, origin=node.child("gender").origin)
    return Fact(absent=node.absence("gender") or Absence.NOT_SENT)


def deceased(chart: Chart) -> bool | None:
    """Whether the data say that the child has died; None where they say nothing."""
    node = chart.pool.patient.root
    if node.text("deceasedDateTime"):
        return True
    return node.flag("deceasedBoolean")


def _birth_date(chart: Chart) -> str:
    node = chart.pool.patient.root.child("birthDate")
    written = node.text()
    if not written:
        return ""
    if days_of(written) is None or len(written) > len("2016-06-10"):
        chart.leftovers.append(Leftover("Patient", "birthDate", reasons.IMPOSSIBLE_DATE))
        return ""
    return written


def _name(item: Node) -> Name | None:
    family, text = item.text("family"), item.text("text")
    given = tuple(_texts(item, "given"))
    for name in ("use", "prefix", "suffix", "period"):
        item.child(name).take()
    return Name(family, given, text) if family or given or text else None


def _texts(node: Node, name: str) -> Iterator[str]:
    holder = node.child(name)
    values = holder.value if isinstance(holder.value, list) else [holder.value]
    for index, value in enumerate(values):
        if isinstance(value, str) and (text := Node(node.resource, value, (*holder.path, index)).text()):
            yield text
    if isinstance(holder.value, str):
        holder.take()


def _number(item: Node) -> tuple[str, str] | None:
    kind = concept(item.child("type")).name
    system, value = item.text("system"), item.text("value")
    for name in ("use", "period", "assigner"):
        item.child(name).take()
    return (kind or system, value) if value else None


def _peek(item: Node, name: str) -> str:
    return item.child(name).peek()


def _lasting(node: Node) -> list[Node]:
    """The numbers that stay the child's: not those of a moment, and none that is over."""
    found = [item for item in node.each("identifier") if _peek(item, "value")]
    return [item for item in found if _peek(item, "use") not in PASSING]


def _main_number(node: Node) -> str:
    """The number under which the hospital files the child: its record number where one is called so, else the first
    that lasts.
    """

    def rank(item: Node) -> bool:
        return RECORD_NUMBER not in [_peek(coding, "code") for coding in item.child("type").each("coding")]

    return next((_peek(item, "value") for item in sorted(_lasting(node), key=rank)), "")


def _address(item: Node) -> str:
    names = ("postalCode", "city", "district", "state", "country")
    parts = [*_texts(item, "line"), *(item.text(name) for name in names)]
    text = item.text("text")
    for name in ("use", "type", "period"):
        item.child(name).take()
    written = ", ".join(part for part in parts if part)
    return f"{written}; {text}" if written and text and text != written else written or text


def _telecoms(node: Node) -> list[str]:
    found = []
    for item in node.each("telecom"):
        for name in ("system", "use", "rank", "period"):
            item.child(name).take()
        if value := item.text("value"):
            found.append(value)
    return found


def _contacts(node: Node) -> Iterator[str]:
    """The names and addresses of parents and others who are written with the child."""
    for holder in node.each("contact"):
        for relation in holder.each("relationship"):
            concept(relation)
        holder.text("gender")
        name = _name(holder.child("name"))
        if name:
            yield " ".join(part for part in (*name.given, name.family, name.text) if part)
        if place := _address(holder.child("address")):
            yield place


def _relatives(chart: Chart) -> Iterator[str]:
    for resource in chart.sound("RelatedPerson"):
        resource.root.take()
        for item in resource.root.each("name"):
            if name := _name(item):
                yield " ".join(part for part in (*name.given, name.family, name.text) if part)
        yield from _telecoms(resource.root)
        yield from (place for item in resource.root.each("address") if (place := _address(item)))


def _read_languages(node: Node) -> None:
    node.child("communication").take()
    node.flag("active")
