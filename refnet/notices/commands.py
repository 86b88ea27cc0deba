"""Telling people, and noting that they have read it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.journal.queries import Line
from refnet.notices.models import Notice


def tell(accounts: Iterable[UUID], line: Line, *, board_id: UUID | None) -> None:
    """Tell each of these people of an event, once, but for the one who did it."""
    Notice.objects.bulk_create(
        (
            Notice(account_id=one, entry=line.id, kind=line.kind, subject=line.subject, board_id=board_id, at=line.at)
            for one in sorted(set(accounts) - {line.actor})
        ),
        ignore_conflicts=True,
    )


def mark_read(actor: Actor, notice_id: int, *, at: datetime) -> None:
    """Note that a person has read a notice; another's notice stays as it is."""
    Notice.objects.filter(pk=notice_id, account=actor.id, read_at=None).update(read_at=at)


def mark_all_read(actor: Actor, *, at: datetime) -> None:
    """Note that a person has read all that they were told."""
    Notice.objects.filter(account=actor.id, read_at=None).update(read_at=at)
