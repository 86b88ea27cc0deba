"""Reading the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from refnet.journal.models import Entry, Parked


@dataclass(frozen=True, slots=True)
class Line:
    """One event of a record's history."""

    id: int
    kind: str
    subject: UUID
    actor: UUID
    at: datetime
    facts: Mapping[str, Any]


def list_history(subject: UUID) -> tuple[Line, ...]:
    """Return what happened to one record, oldest first. Whoever may open the record may read its history."""
    return tuple(line_of(entry) for entry in Entry.objects.filter(subject=subject).order_by("id"))


def count_events(subject: UUID, kind: str, *, actor: UUID, since: datetime) -> int:
    """Return how often somebody has caused an event of a kind on one record since a moment."""
    return Entry.objects.filter(subject=subject, kind=kind, actor=actor, at__gte=since).count()


def list_parked() -> tuple[tuple[str, str, str], ...]:
    """Return the reactions that wait for an operator: reaction, kind of event, fault."""
    rows = Parked.objects.filter(done_at=None).order_by("id")
    return tuple(rows.values_list("reaction", "entry__kind", "fault"))


def line_of(entry: Entry) -> Line:
    return Line(entry.pk, entry.kind, entry.subject, entry.actor, entry.at, entry.facts)


def others_wait(after: int, *, beside: str) -> bool:
    """Whether anything newer than this entry waits, beside events whose kind begins so: for a reaction that is slow."""
    return Entry.objects.filter(id__gt=after).exclude(kind__startswith=beside).exists()
