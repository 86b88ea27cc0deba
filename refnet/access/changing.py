"""Changing a patient record: decided first, recorded always, in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from refnet.access.actors import Actor, Purpose
from refnet.access.decisions import Decision, Refused
from refnet.access.doors import Undecided
from refnet.access.reading import Reading, reading
from refnet.access.records import PatientRecord, RecordQuerySet
from refnet.journal.commands import append
from refnet.journal.events import Event

R = TypeVar("R", bound=PatientRecord)


class SilentChange(RuntimeError):
    """A record was saved and no event recorded. A fault of the code."""


@dataclass(slots=True)
class Change:
    """One change under way: `lock`, `require`, save, `record`, in this order."""

    reading: Reading
    events: list[Event] = field(default_factory=list)

    def seen(self, model: type[PatientRecord]) -> RecordQuerySet:
        """Return the rows of `model` that the actor may see."""
        return self.reading.seen(model)

    def lock(self, model: type[R], id: UUID) -> R:
        """Load one record and hold it until the change is done. Raises `Unseen` as `Reading.one` does."""
        return self.reading.one(model, id, locked=True)

    def require(self, decision: Decision) -> None:
        """Go on only if `decision` allows; raise `Refused` with its reasons otherwise."""
        if not decision.allowed:
            self.reading.door.refuse()
            raise Refused(decision)
        self.reading.door.decided = True

    def add_many(self, records: Iterable[R], event: Event) -> int:
        """Insert many new records of one kind at once, after `require`, under one event for the batch."""
        if not self.reading.door.decided:
            raise Undecided("records were added before a policy decided")
        batch = list(records)
        if batch:
            rows: models.QuerySet[Any] = models.QuerySet(type(batch[0]))
            rows.bulk_create(batch, batch_size=500)
            self.reading.door.saved += len(batch)
            self.record(event)
        return len(batch)

    def record(self, event: Event) -> None:
        """Put `event` in the journal when the change commits."""
        self.events.append(event)

    def tell(self, event: Event) -> None:
        """Put `event` in the journal also where the change is refused: something was tried that others should know."""
        self.reading.door.book.told.append((event, self.reading.actor.id))


@contextmanager
def changing(actor: Actor, purpose: Purpose = Purpose.CARE, *, at: datetime) -> Iterator[Change]:
    """Open one change for `actor`: a reading, a transaction and a list of events.

    Raises
    ------
    SilentChange
        If a record was saved and nothing recorded; the transaction is rolled back.
    """
    with reading(actor, purpose, at=at) as opened, transaction.atomic():
        change = Change(opened)
        yield change
        if opened.door.saved and not change.events:
            raise SilentChange
        append(change.events, actor=actor.id, at=at)
