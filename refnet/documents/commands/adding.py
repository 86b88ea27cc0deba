"""Adding documents to a case."""

from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.cases.queries import open_readiness
from refnet.documents import policies
from refnet.documents.events import DocumentAdded
from refnet.documents.models import CheckedDocument, Document
from refnet.documents.storing import keep
from refnet.identity.queries import open_file_key


def add_document(
    actor: Actor,
    case_id: UUID,
    *,
    title: str,
    content_type: str,
    content: bytes,
    language: str = "",
    origin: str = "",
    at: datetime,
) -> UUID:
    """Add a document to a case, and return its id. The same content again is the same document.

    Parameters
    ----------
    content_type
        What the content is, by its own first bytes, as a media type.
    origin
        Where it came from: FHIR resource type and path, or the file's name.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If `policies.may_add` is against it.
    """
    with changing(actor, at=at) as change:
        centre_id = open_readiness(actor, case_id, at=at).centre_id
        change.require(policies.may_add(actor, centre_id, size=len(content)))
        name = keep(content, key=open_file_key(actor, case_id, at=at))
        before: Document | None = change.seen(Document).filter(case=case_id, file=name).first()
        if before is not None:
            return before.id
        document = Document(
            case_id=case_id,
            centre_id=centre_id,
            title=title[:200],
            content_type=content_type[:100],
            language=language[:10],
            size=len(content),
            file=name,
            origin=origin[:200],
            added_at=at,
        )
        document.save()
        CheckedDocument(
            document=document,
            case_id=case_id,
            centre_id=centre_id,
            number=change.seen(CheckedDocument).filter(case=case_id).count() + 1,
            scan=content_type.startswith("image/"),
            since=at,
        ).save()
        change.record(DocumentAdded(case_id, document=document.id))
        return document.id
