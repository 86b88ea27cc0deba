"""Two centres, two boards and the office that may give everybody a role."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from refnet.access.actors import SYSTEM, Role
from refnet.centres.commands import add_board, add_centre
from refnet.centres.terms import Level
from refnet.people.commands import add_account, invitation_path, join_centre, set_password, take_seat

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)
PASSWORD = "seven otters sing at dusk"


@dataclass
class Network:
    """What happens in it happens by the same commands as in life."""

    vienna: UUID
    lisbon: UUID
    kidney: UUID
    sarcoma: UUID

    def person(self, name="Clinician One", *, centre=None, role=None, seats=(), email=None, **facts):
        address = email or f"{name.lower().replace(' ', '.')}@example.org"
        key = add_account(SYSTEM, email=address, name=name, at=NOON, **facts)
        if role:
            join_centre(SYSTEM, key, centre_id=centre, role=role, from_on=TODAY, at=NOON)
        for board, seat in seats:
            take_seat(SYSTEM, key, board_id=board, role=seat, from_on=TODAY, at=NOON)
        return key

    def clinician(self, name="Clinician One", **facts):
        return self.person(name, centre=self.vienna, role=Role.CLINICIAN, **facts)


def make_network():
    return Network(
        add_centre(SYSTEM, code="AT-VIE-1", name="Vienna", city="Vienna", country="AT", at=NOON),
        add_centre(SYSTEM, code="PT-LIS-1", name="Lisbon", city="Lisbon", country="PT", at=NOON),
        add_board(SYSTEM, code="EU-KID", name="Renal tumours", level=Level.EUROPEAN, at=NOON),
        add_board(SYSTEM, code="EU-SAR", name="Sarcoma", level=Level.EUROPEAN, at=NOON),
    )


def give_password(account_id):
    """Set a person's password, as the link of an invitation does."""
    token = invitation_path(account_id).rpartition("token=")[2]
    set_password(account_id, token=token, password=PASSWORD, at=NOON)
