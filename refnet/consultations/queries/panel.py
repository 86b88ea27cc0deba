"""The panel as its readers see it."""

from collections.abc import Collection
from uuid import UUID

from refnet.consultations.facts import Panel
from refnet.consultations.pictures import SeatView
from refnet.consultations.queries.people import gather_people


def seat_views(panel: Panel, countersigned: Collection[UUID] = ()) -> tuple[SeatView, ...]:
    """Return the panel by name."""
    people = gather_people(seat.account_id for seat in panel.seats)
    return tuple(
        SeatView(
            person=people[seat.account_id],
            standing=seat.standing,
            counts=seat.counts,
            opinion=seat.opinion,
            countersigned=seat.account_id in countersigned,
        )
        for seat in panel.seats
    )
