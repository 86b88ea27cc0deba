"""Reading one's notices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.notices.models import Notice
from refnet.notices.table import TABLE

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What a person is told: the sentence, of which consultation, when, and whether it was read."""

    id: int
    sentence: str
    subject: UUID
    at: datetime
    read: bool


def list_notices(actor: Actor, *, after: int | None = None, most: int = 20) -> tuple[NoticeView, ...]:
    """List a person's own notices, newest first; `after` is the id of the last one of the page before."""
    rows = Notice.objects.filter(account=actor.id).select_related("board").order_by("-id")
    if after is not None:
        rows = rows.filter(id__lt=after)
    return tuple(
        NoticeView(
            id=row.pk,
            sentence=str(TABLE[row.kind].sentence) % {"board": row.board.name if row.board else ""},
            subject=row.subject,
            at=row.at,
            read=row.read_at is not None,
        )
        for row in rows[:most]
    )


def count_unread(actor: Actor) -> int:
    """Return how many notices a person has not read; after 99 nobody counts."""
    return Notice.objects.filter(account=actor.id, read_at=None)[:MOST_COUNTED].count()
