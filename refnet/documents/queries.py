"""Reading documents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import reading
from refnet.documents.models import Document
from refnet.documents.storing import fetch
from refnet.identity.queries import open_file_key


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list of a case. `size` is in bytes."""

    id: UUID
    title: str
    content_type: str
    language: str
    size: int
    origin: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document with what is in it."""

    case_id: UUID
    title: str
    content_type: str
    content: bytes


def list_documents(actor: Actor, case_id: UUID, *, at: datetime) -> tuple[DocumentLine, ...]:
    """List the documents of a case that the actor may see. Raises nothing: none is an answer."""
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = list(records.seen(Document).filter(case=case_id).order_by("added_at", "id"))
    return tuple(
        DocumentLine(row.id, row.title, row.content_type, row.language, row.size, row.origin, row.added_at)
        for row in rows
    )


def open_document(actor: Actor, document_id: UUID, *, at: datetime) -> DocumentFile:
    """Open one document with its content.

    Raises
    ------
    Unseen
        If there is no such document, or the actor may not see it.
    documents.storing.Missing, documents.storing.Damaged
        If the stored file is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        row = records.one(Document, document_id)
        key = open_file_key(actor, row.case_id, at=at)
    return DocumentFile(row.case_id, row.title, row.content_type, fetch(row.file, key=key))
