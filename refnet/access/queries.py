"""Reading the ledger: who opened a patient's record. For auditors, and for the family its own record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Purpose
from refnet.access.doors import Outcome
from refnet.access.models import LedgerLine


@dataclass(frozen=True, slots=True)
class Access:
    """One showing, as the ledger has it."""

    at: datetime
    actor: UUID
    centre: UUID | None
    purpose: Purpose
    outcome: Outcome


def list_accesses(records: Collection[UUID], *, most: int = 200) -> tuple[Access, ...]:
    """Return who opened, or tried to open, any of these records, newest first.

    The caller has opened the record itself and so may know who else did.
    """
    lines = LedgerLine.objects.filter(records__overlap=list(records)).order_by("-id")[:most]
    return tuple(
        Access(line.at, line.actor, line.centre, Purpose(line.purpose), Outcome(line.outcome)) for line in lines
    )
