"""The documents that go along with a consultation."""

from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import reading
from refnet.consultations.models import Consultation
from refnet.documents.queries import HarmlessFile, open_harmless_document


def open_document_for_board(actor: Actor, consultation_id: UUID, document_id: UUID, *, at: datetime) -> HarmlessFile:
    """Open a checked document of the case that a consultation is about.

    Raises
    ------
    Unseen
        If there is no such consultation, or no such document of its case has passed the check for this reader.
    documents.storing.Missing, documents.storing.Damaged
        If the stored file is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        row = records.one(Consultation, consultation_id)
        found = open_harmless_document(actor, document_id, at=at)
        if found.case_id != row.case_id:
            raise records.missed(Consultation, document_id)
    return found
