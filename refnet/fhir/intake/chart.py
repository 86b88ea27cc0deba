"""The chart on the desk while a child's data are read: what refers to what, the calendar, and what was noted."""

from dataclasses import dataclass, field

from refnet.cases.terms import Leftover
from refnet.fhir.intake import reasons
from refnet.fhir.intake.dates import Calendar
from refnet.fhir.intake.references import Pool
from refnet.fhir.intake.tracking import Node, Resource

VOID = {"entered-in-error": reasons.ERRONEOUS}
UNDONE = {"not-done": reasons.NOT_DONE, "not-taken": reasons.NOT_DONE, "cancelled": reasons.CANCELLED}
VERDICTS = {"refuted": reasons.REFUTED, "entered-in-error": reasons.ERRONEOUS}


@dataclass(slots=True)
class Chart:
    """What all readers of a child's data share."""

    pool: Pool
    calendar: Calendar
    leftovers: list[Leftover] = field(default_factory=list)

    def note(self, node: Node, reason: str) -> None:
        self.leftovers.append(Leftover(node.resource.kind, node.label, reason))

    def follow(self, node: Node) -> Resource | None:
        """Return the resource that a Reference leads to, if it is in the data and may be used."""
        found = self.pool.find(node)
        if found is None or found.set_aside:
            return None
        reason = unsound(found)
        if reason:
            found.set_aside = True
            self.leftovers.append(Leftover(found.kind, "", reason))
            return None
        return found

    def sound(self, *kinds: str) -> list[Resource]:
        """Return the resources of these kinds that say something valid, marked as taken; others are noted."""
        kept = []
        for resource in self.pool.of_kind(*kinds):
            reason = unsound(resource)
            if reason:
                resource.set_aside = True
                self.leftovers.append(Leftover(resource.kind, "", reason))
            elif not resource.taken:
                resource.taken = True
                kept.append(resource)
        return kept


def unsound(resource: Resource) -> str:
    """Return why a resource must not be used, or nothing."""
    if resource.root.each("modifierExtension"):
        return reasons.MODIFIED
    status = resource.root.child("status").peek()
    if status in VOID:
        return VOID[status]
    if status in UNDONE:
        return UNDONE[status]
    if resource.root.child("doNotPerform").value is True:
        return reasons.NOT_DONE
    for coding in resource.root.child("verificationStatus").each("coding"):
        if coding.child("code").peek() in VERDICTS:
            return VERDICTS[coding.child("code").peek()]
    return ""
