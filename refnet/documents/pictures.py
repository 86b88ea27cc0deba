"""Documents as they leave this capability: frozen, made for one page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.decisions import Decision
from refnet.documents.terms import Box, CheckState, Place, Ruling
from refnet.identity.terms import TraceKind


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in the list of its case. `size` is in bytes; `hits` wait for a decision; `reason` is a code."""

    id: UUID
    title: str
    content_type: str
    language: str
    size: int
    origin: str
    added_at: datetime
    state: CheckState = CheckState.WAITING
    reason: str = ""
    hits: int = 0


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document with what is in it."""

    case_id: UUID
    title: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A checked document as a board has it: a number in place of its title."""

    document_id: UUID
    number: int
    scan: bool
    pages: int


@dataclass(frozen=True, slots=True)
class HarmlessFile:
    """The harmless form of a checked document, as PDF."""

    case_id: UUID
    number: int
    scan: bool
    content: bytes


@dataclass(frozen=True, slots=True)
class HitView:
    """A place that may give the child away, or was ruled on. `words` is what stands there; nothing once it is black."""

    id: UUID
    place: Place
    what: TraceKind | None
    words: str
    ruling: Ruling
    reason: str
    ruled_at: datetime | None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with the boxes that still wait for a decision. Sizes are in pixels."""

    number: int
    width: int
    height: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The check of one document, for its own centre. `done` of `pages` pages are read."""

    document_id: UUID
    case_id: UUID
    title: str
    number: int
    scan: bool
    state: CheckState
    reason: str
    done: int
    pages: tuple[PageView, ...]
    open: tuple[HitView, ...]
    ruled: tuple[HitView, ...]
    blacking_out: Decision
    overruling: Decision
    vouching: Decision
    checking_again: Decision
