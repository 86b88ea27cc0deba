"""Reading what other systems are given."""

from datetime import datetime
from typing import Any
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.decisions import Unseen
from refnet.consultations.queries import open_sheet
from refnet.fhir.document import advice_document


def open_advice_document(actor: Actor, advice_id: UUID, *, at: datetime) -> dict[str, Any]:
    """Open one signed version of the advice as a FHIR R4 document Bundle.

    Raises
    ------
    Unseen
        If there is no such advice, the actor may not see it, or it is not signed.
    """
    sheet = open_sheet(actor, advice_id, at=at)
    if not sheet.code:
        raise Unseen
    return advice_document(sheet)
