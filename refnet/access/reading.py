"""Reading a patient record: scoped to the actor, and entered in the ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from refnet.access import doors
from refnet.access.actors import Actor, Purpose
from refnet.access.decisions import Unseen
from refnet.access.models import LedgerLine
from refnet.access.records import PatientRecord, RecordQuerySet
from refnet.journal.commands import append

R = TypeVar("R", bound=PatientRecord)

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows of a list in its order, and the key to give for the rows after them, if there are any."""

    rows: tuple[R, ...]
    next: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Hands out the records that its actor may see."""

    actor: Actor
    door: doors.Door

    def seen(self, model: type[PatientRecord]) -> RecordQuerySet:
        return model.objects.filter(model.seen_by(self.actor))

    def one(self, model: type[R], id: UUID, *, locked: bool = False) -> R:
        """Return one record.

        Raises
        ------
        Unseen
            If there is no such record, or the actor may not see it: one answer for both. The attempt is
            in the ledger.
        """
        rows = self.seen(model).select_for_update(of=("self",)) if locked else self.seen(model)
        record: R | None = rows.filter(pk=id).first()
        if record is None:
            raise self.missed(model, id)
        return record

    def missed(self, model: type[PatientRecord], id: UUID) -> Unseen:
        """Enter in the ledger that the actor asked for what is not there for them, and return what to raise.

        For a record that is found by another than its own id, `id` is that by which it was asked for.
        """
        self.door.note(doors.Outcome.UNSEEN, id, model._meta.label_lower)
        return Unseen()

    def page(
        self,
        model: type[R],
        where: Q,
        *,
        by: str,
        after: tuple[str, str] | None = None,
        newest_first: bool = False,
        size: int = PAGE_SIZE,
    ) -> Page[R]:
        """Return one page of a list, ordered by the column `by` and then by id.

        A page is found by its key and not by its number, so that the last costs what the first does.

        Parameters
        ----------
        after
            The `next` of the page before; None for the first.
        """
        sign, than = ("-", "lt") if newest_first else ("", "gt")
        rows = self.seen(model).filter(where)
        if after:
            value, key = after
            # The bound comes alone first: an index can begin there, and cannot with the two ways of the choice.
            rows = rows.filter(**{f"{by}__{than}e": value})
            rows = rows.filter(Q(**{f"{by}__{than}": value}) | Q(**{f"pk__{than}": key}))
        found: list[Any] = list(rows.order_by(f"{sign}{by}", f"{sign}pk")[:size])
        more = len(found) == size and bool(found)
        last = found[-1] if more else None
        return Page(tuple(found), (_key(getattr(last, by)), str(last.pk)) if last else None)


@contextmanager
def reading(actor: Actor, purpose: Purpose, *, at: datetime) -> Iterator[Reading]:
    """Open patient records for `actor`, and write one ledger line for what was shown.

    The outermost reading writes the line, however it ends, in a transaction of its own: what was read stays
    in the ledger when a change is rolled back. An error in writing it is an error of the page: nothing is
    shown that is not there.
    """
    outer = doors.standing.get()
    door = doors.Door(actor, purpose, book=outer.book if outer else doors.Book())
    token = doors.standing.set(door)
    try:
        yield Reading(actor, door)
    finally:
        doors.standing.reset(token)
        if outer is None:
            _write(door.book, at)


def _write(book: doors.Book, at: datetime) -> None:
    if not book.lines and not book.told:
        return
    with transaction.atomic(durable=True):
        for event, who in book.told:
            append([event], actor=who, at=at)
        LedgerLine.objects.bulk_create(
            LedgerLine(
                at=at,
                actor=showing.actor.id,
                centre=showing.actor.centre_id,
                purpose=showing.purpose.value,
                outcome=showing.outcome.value,
                kinds=sorted(set(records.values())),
                records=list(records),
            )
            for showing, records in book.lines.items()
            if records
        )


def _key(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
