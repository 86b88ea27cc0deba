"""What PostgreSQL alone can say of transactions; by hand, since Django has no words for it. No patient table."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection  # noqa: TID251 -- this module is one of those that may

from refnet.journal.models import Entry, Position

FOLLOWER_LOCK = 0x7265666E
"""The advisory lock that keeps followers to one at a time ("refn")."""

SETTLED = """
    select id from journal_entry
    where (transaction, id) > (%s::text::xid8, %s) and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction, id limit %s
"""


def list_settled(position: Position, *, most: int) -> list[Entry]:
    """Return the next entries in the order in which they became final.

    Only entries of transactions below the oldest one still running are read, so that none can slip in
    before what was read already.
    """
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, [str(position.transaction), position.entry, most])
        keys = [key for (key,) in cursor.fetchall()]
    found = Entry.objects.in_bulk(keys)
    return [found[key] for key in keys]


@contextmanager
def only_follower() -> Iterator[bool]:
    """Hold the followers' lock for the length of a session; yields False where another follower holds it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [FOLLOWER_LOCK])
        (held,) = cursor.fetchone()
        try:
            yield held
        finally:
            if held:
                cursor.execute("select pg_advisory_unlock(%s)", [FOLLOWER_LOCK])
