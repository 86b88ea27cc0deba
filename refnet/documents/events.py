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


@dataclass(frozen=True, slots=True)
class DocumentPagesRead(Event):
    """The check of a document has read its first `pages` pages, and goes on."""

    kind: ClassVar[str] = "documents.pages-read"
    document: UUID
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentCheckDeferred(Event):
    """The check of a document let go first what else had happened; `turns` is how often."""

    kind: ClassVar[str] = "documents.check-deferred"
    document: UUID
    turns: int


@dataclass(frozen=True, slots=True)
class DocumentPassed(Event):
    """The check found nothing of the child in a document; boards see its harmless form."""

    kind: ClassVar[str] = "documents.document-passed"
    document: UUID


@dataclass(frozen=True, slots=True)
class DocumentHeld(Event):
    """The check found what may give the child away, in so many places."""

    kind: ClassVar[str] = "documents.document-held"
    document: UUID
    hits: int


@dataclass(frozen=True, slots=True)
class DocumentRefused(Event):
    """A document is refused, for a reason; it stays with its centre."""

    kind: ClassVar[str] = "documents.document-refused"
    document: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentLeftUnread(Event):
    """A document could not be read by machine; it stays with its centre."""

    kind: ClassVar[str] = "documents.document-left-unread"
    document: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class TraceBlackedOut(Event):
    """The treating centre blacked out a place of a document."""

    kind: ClassVar[str] = "documents.trace-blacked-out"
    document: UUID
    hit: UUID


@dataclass(frozen=True, slots=True)
class TraceOverruled(Event):
    """A clinician of the treating centre said that a hit is not the child; the reason is kept with the hit."""

    kind: ClassVar[str] = "documents.trace-overruled"
    document: UUID
    hit: UUID


@dataclass(frozen=True, slots=True)
class DocumentSettled(Event):
    """All that was found in a document is decided; it is searched again."""

    kind: ClassVar[str] = "documents.document-settled"
    document: UUID


@dataclass(frozen=True, slots=True)
class DocumentVouched(Event):
    """A clinician read a document that the machine could not read, and says that nothing in it names the child."""

    kind: ClassVar[str] = "documents.document-vouched"
    document: UUID


@dataclass(frozen=True, slots=True)
class DocumentCheckedAgain(Event):
    """The check of a document begins again; until it has passed, only its centre sees it."""

    kind: ClassVar[str] = "documents.check-again"
    document: UUID
