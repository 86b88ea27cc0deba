"""Where cases stand before boards."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import reading
from refnet.consultations.models import Consultation
from refnet.consultations.terms import State


def list_newest_states(actor: Actor, case_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, State]:
    """List the state of the newest consultation on each of some cases, as far as the actor may see it.

    Raises
    ------
    Nothing
        A case on which no board was asked is not among them.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = records.seen(Consultation).filter(case__in=list(case_ids))
        newest = list(rows.order_by("case", "-drafted_at", "-id").distinct("case"))
    return {row.case_id: State(row.state) for row in newest}
