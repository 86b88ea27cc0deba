"""What refers to what: the patient, whose every resource has to be, and the resources that others name."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refnet.cases.terms import Leftover
from refnet.fhir.intake import reasons
from refnet.fhir.intake.loading import Loaded
from refnet.fhir.intake.terms import BadIntake
from refnet.fhir.intake.tracking import Node, Resource

TAIL = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/([A-Za-z0-9.\-]{1,64})(?:/_history/[^/]+)?$")


@dataclass(slots=True)
class Pool:
    """All resources, found by their addresses; `patient` is the one that all others are about."""

    resources: list[Resource]
    patient: Resource
    by_url: dict[str, Resource] = field(default_factory=dict)
    by_id: dict[tuple[str, str], Resource] = field(default_factory=dict)
    contained: dict[tuple[int, str], Resource] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.kind in kinds and not resource.set_aside]

    def find(self, node: Node) -> Resource | None:
        """Return what a Reference leads to; None where it leads nowhere, which the leftovers tell."""
        written = node.text("reference")
        return self.look_up(written, node.resource) if written else None

    def look_up(self, written: str, near: Resource) -> Resource | None:
        holder = near.container or near
        if written.startswith("#"):
            return holder if written == "#" else self.contained.get((id(holder), written[1:]))
        if written in self.by_url:
            return self.by_url[written]
        match = TAIL.search(written)
        return self.by_id.get((match[1], match[2])) if match else None


def pooled(loaded: Loaded) -> tuple[Pool, list[Leftover]]:
    """Return the resources by address, with the one patient, and the leftovers of putting them together.

    Raises
    ------
    BadIntake
        If there is no patient or more than one, two resources with one id, or a reference that can only be meant
        within the data and is not there.
    """
    kept, leftovers = _unique(loaded)
    contained = [inner for resource in kept for inner in _contained(resource)]
    addressed = {(id(inner.container), inner.id): inner for inner in contained if inner.id}
    urls = {resource.full_url: resource for resource in kept if resource.full_url}
    ids = {(resource.kind, resource.id): resource for resource in reversed(kept) if resource.id}
    pool = Pool([*kept, *contained], Resource({}, ""), urls, ids, addressed)
    pool.patient = _patient(pool, kept)
    for resource in pool.resources:
        leftovers += _belonging(pool, resource)
        _refuse_dead_references(pool, resource)
    return pool, leftovers


def _unique(loaded: Loaded) -> tuple[list[Resource], list[Leftover]]:
    seen: dict[tuple[str, str], Resource] = {}
    kept: list[Resource] = []
    leftovers: list[Leftover] = []
    for resource in loaded.resources:
        key = (resource.kind, resource.id or f"{resource.full_url or id(resource)}")
        first = seen.get(key)
        if first is None or _elsewhere(first, resource):
            seen.setdefault(key, resource)
            kept.append(resource)
        elif not _same(first, resource):
            if not loaded.history:
                raise BadIntake(reasons.TWO_VERSIONS, resource.file, resource.path, kind=resource.kind)
            leftovers.append(Leftover(resource.kind, "", reasons.OLDER_VERSION))
    return kept, leftovers


def _elsewhere(one: Resource, other: Resource) -> bool:
    """Two servers may both have a Condition/1."""
    bases = [url.removesuffix(f"{one.kind}/{one.id}") for url in (one.full_url, other.full_url)]
    return all(bases) and bases[0] != bases[1]


def _same(one: Resource, other: Resource) -> bool:
    bare = [{name: value for name, value in each.data.items() if name != "meta"} for each in (one, other)]
    return bare[0] == bare[1]


def _contained(resource: Resource) -> Iterator[Resource]:
    for node in resource.root.each("contained"):
        kind = node.value.get("resourceType") if isinstance(node.value, dict) else None
        if isinstance(kind, str) and kind.isalpha():
            node.take()
            path = f"{resource.path}.{node.label}"
            yield Resource(node.value, kind, resource.file, path, container=resource)


def _patient(pool: Pool, kept: list[Resource]) -> Resource:
    patients = [resource for resource in kept if resource.kind == "Patient"]
    patients += _contained_patients(pool, patients)
    keyed = {_person_key(patient) if patient.container else id(patient): patient for patient in patients}
    different = list(keyed.values())
    if not different:
        raise BadIntake(reasons.NO_PATIENT)
    if len(different) > 1:
        raise BadIntake(reasons.MANY_PATIENTS, number=len(different))
    return different[0]


def _contained_patients(pool: Pool, patients: list[Resource]) -> list[Resource]:
    """Patients within other resources, where those resources are about them; one who is also apart is not counted
    again.
    """
    known = {_person_key(patient) for patient in patients}
    found = []
    for resource in pool.resources:
        for _, node in _subjects(resource):
            target = pool.look_up(node.child("reference").peek(), resource)
            if target and target.container and target.kind == "Patient" and _person_key(target) not in known:
                found.append(target)
    return found


def _person_key(patient: Resource) -> str:
    facts = [patient.data.get(name) for name in ("identifier", "name", "birthDate")]
    return json.dumps(facts, sort_keys=True, default=str)


def _subjects(resource: Resource) -> Iterator[tuple[str, Node]]:
    for name in ("subject", "patient"):
        node = resource.root.child(name)
        if isinstance(node.value, dict):
            yield f"{resource.kind}.{name}", node


def _belonging(pool: Pool, resource: Resource) -> list[Leftover]:
    """Check that a resource is about the patient; set it aside where it is about something else."""
    subjects = list(_subjects(resource))
    if resource.kind in OWNED and not subjects and resource.container is None:
        return [Leftover(resource.kind, "subject", reasons.NOBODYS)]
    for element, node in subjects:
        written = node.child("reference").peek()
        target = pool.look_up(written, resource) if written else None
        if not written:
            _refuse_other_number(pool, resource, element, node)
        elif target is None and not _names_another_kind(written):
            raise BadIntake(reasons.OTHER_PATIENT, resource.file, resource.path, element=element)
        elif target is not None and target.kind == "Patient":
            if target is not pool.patient and target.container is None:
                raise BadIntake(reasons.MANY_PATIENTS, resource.file, resource.path, number=2)
        else:
            resource.set_aside = True
            return [Leftover(resource.kind, element.partition(".")[2], reasons.NOT_ABOUT_CHILD)]
    return []


def _names_another_kind(written: str) -> bool:
    match = TAIL.search(written)
    return match is not None and match[1] != "Patient"


def _refuse_other_number(pool: Pool, resource: Resource, element: str, node: Node) -> None:
    """A patient named by a number alone has to be ours where the number's system is one of ours."""
    system, value = (node.child("identifier").child(name).peek() for name in ("system", "value"))
    numbers = [(n.child("system").peek(), n.child("value").peek()) for n in pool.patient.root.each("identifier")]
    if system and value and system in {known for known, _ in numbers} and (system, value) not in numbers:
        raise BadIntake(reasons.OTHER_PATIENT, resource.file, resource.path, element=element)


def _refuse_dead_references(pool: Pool, resource: Resource) -> None:
    """A reference to a contained resource, or by UUID, can only be meant within the data."""
    for node in references_in(resource):
        written = node.value
        inward = written.startswith(("#", "urn:uuid:", "urn:oid:"))
        if inward and pool.look_up(written, resource) is None:
            element = f"{resource.kind}.{node.label}".removesuffix(".reference")
            raise BadIntake(reasons.DEAD_REFERENCE, resource.file, resource.path, element=element)


def references_in(resource: Resource) -> Iterator[Node]:
    """Yield the address of every Reference of a resource, those of its contained resources apart."""
    pending: list[Node] = [resource.root]
    while pending:
        node = pending.pop()
        if isinstance(node.value, list):
            items = [Node(resource, item, (*node.path, index)) for index, item in enumerate(node.value)]
            pending += reversed(items)
        elif isinstance(node.value, dict):
            if isinstance(node.value.get("reference"), str):
                yield node.child("reference")
            pending += [node.child(name) for name in reversed(node.value) if name != "contained"]


OWNED = {
    "Condition",
    "Observation",
    "Procedure",
    "MedicationAdministration",
    "MedicationStatement",
    "MedicationRequest",
    "DiagnosticReport",
    "DocumentReference",
    "AllergyIntolerance",
    "FamilyMemberHistory",
}
"""Resources that have to say whose they are."""
