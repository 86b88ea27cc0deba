"""The list of what was not taken over: whole resources, elements, references that lead nowhere."""

from collections import Counter
from collections.abc import Container, Iterable

from refnet.cases.terms import Leftover
from refnet.fhir.intake import reasons
from refnet.fhir.intake.references import Pool, references_in
from refnet.fhir.intake.tracking import Path, Resource, label_of, leaves

ADMINISTRATIVE = {
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "Location",
    "Encounter",
    "Composition",
    "Provenance",
    "AuditEvent",
    "OperationOutcome",
    "Endpoint",
    "List",
    "Group",
    "Consent",
    "Coverage",
    "Account",
    "Appointment",
    "EpisodeOfCare",
    "CareTeam",
    "MessageHeader",
    "Subscription",
    "PlanDefinition",
    "ActivityDefinition",
}

# Elements of any resource that carry nothing clinical: who wrote it, when, for which stay.
SILENT = {
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "language",
    "contained",
    "identifier",
    "status",
    "intent",
    "subject",
    "patient",
    "encounter",
    "context",
    "performer",
    "asserter",
    "recorder",
    "recordedDate",
    "recordedOn",
    "issued",
    "requester",
    "author",
    "authenticator",
    "custodian",
    "informationSource",
    "dateAsserted",
    "authoredOn",
    "date",
    "basedOn",
    "request",
    "location",
    "generalPractitioner",
    "managingOrganization",
    "docStatus",
    "masterIdentifier",
    "instantiatesUri",
    "resultsInterpreter",
    "priority",
    "reported",
    "eventHistory",
}

# Parts that mean nothing without what stands beside them.
SILENT_PARTS = {
    "id",
    "system",
    "version",
    "userSelected",
    "use",
    "type",
    "url",
    "author",
    "authorReference",
    "authorString",
    "time",
}

PARTS = {
    "coding",
    "code",
    "display",
    "text",
    "unit",
    "comparator",
    "low",
    "high",
    "numerator",
    "denominator",
    "reference",
    "extension",
}
DEEPEST = 3


def remaining(pool: Pool) -> Iterable[Leftover]:
    """Yield everything in the data that nobody has read, counted by kind and place."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for resource in pool.resources:
        if resource.set_aside:
            continue
        if not resource.taken:
            counted[resource.kind, "", _why_not(resource)] += 1
            continue
        links = {node.path: node for node in references_in(resource)}
        for place, reason in _unread(resource, links):
            counted[resource.kind, place, reason] += 1
        for node in links.values():
            if pool.look_up(node.value, resource) is None:
                counted[resource.kind, node.label.removesuffix(".reference"), reasons.ABSENT_TARGET] += 1
    for (kind, place, reason), times in counted.items():
        yield Leftover(kind, _counted(place, times), reason)


def merged(leftovers: Iterable[Leftover]) -> tuple[Leftover, ...]:
    """Return the leftovers in their order, those that say the same of the same place told once, with their number."""
    counted: Counter[Leftover] = Counter(leftovers)
    return tuple(Leftover(item.resource, _counted(item.path, times), item.reason) for item, times in counted.items())


def _counted(place: str, times: int) -> str:
    return f"{place} × {times}".strip() if times > 1 else place


def _why_not(resource: Resource) -> str:
    if resource.kind in ADMINISTRATIVE:
        return reasons.ADMINISTRATIVE
    return reasons.UNUSED_CONTAINED if resource.container else reasons.NOT_TAKEN


def _unread(resource: Resource, links: Container[Path]) -> set[tuple[str, str]]:
    """The unread places of one resource, each told once. A reference is a link and no fact of its own."""
    found: set[tuple[str, str]] = set()
    for path in leaves(resource):
        if path[0] in SILENT or _silent(path) or path in links:
            continue
        if path[:2] == ("text", "div"):
            found.add(("text", reasons.NARRATIVE))
        elif path[0] != "text":
            found.add((label_of(resource, _shortened(path)), reasons.UNREAD))
    return found


def _silent(path: Path) -> bool:
    names = [step for step in path if isinstance(step, str)]
    if len(names) > 1 and names[-1] in SILENT_PARTS:
        return True
    return any(name in ("author", "authorReference", "assigner") for name in names[1:])


def _shortened(path: Path) -> Path:
    """The place as a reader thinks of it: a concept, an amount, an extension, not its smallest parts."""
    while len(path) > 1 and _is_part(path):
        path = path[:-1]
    names = 0
    for index, step in enumerate(path):
        names += isinstance(step, str)
        if names > DEEPEST:
            return path[:index]
    return path


def _is_part(path: Path) -> bool:
    last = path[-1]
    if isinstance(last, int):
        return path[-2] != "extension"
    return last in PARTS or last.startswith("value")
