"""Following the journal in a test, to its end."""

import time

from refnet.journal import following
from refnet.journal.models import Entry, Position
from tests.world import NOON

PATIENCE = 300.0  # entries become final when all older transactions of the server have ended, other tests' too


def follow() -> int:
    """Follow until the journal has been read to its end, and return how many entries were read."""
    end = time.monotonic() + PATIENCE
    read = 0
    while True:
        read += following.follow_once(at=lambda: NOON)
        place = Position.objects.first()
        last = Entry.objects.order_by("transaction", "id").values_list("id", flat=True).last()
        if last is None or (place and place.entry == last) or time.monotonic() > end:
            return read
        time.sleep(0.02)
