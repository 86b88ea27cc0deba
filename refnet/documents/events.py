"""What the journal says of documents. The subject is the case."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class DocumentAdded(Event):
    """A document was added to a case."""

    kind: ClassVar[str] = "documents.document-added"
    document: UUID
