"""What the journal says of cases."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from refnet.cases.terms import Way
from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    """A centre opened a case, from its data or by hand."""

    kind: ClassVar[str] = "cases.case-opened"
    centre: UUID
    way: Way


@dataclass(frozen=True, slots=True)
class CaseDescribed(Event):
    """The centre added to a case or corrected it. `fields` are names of fields, never values."""

    kind: ClassVar[str] = "cases.case-described"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseShared(Event):
    """A case was opened to a board."""

    kind: ClassVar[str] = "cases.case-shared"
    board: UUID


@dataclass(frozen=True, slots=True)
class ReaderAdmitted(Event):
    """One expert of a board may read the case."""

    kind: ClassVar[str] = "cases.reader-admitted"
    board: UUID
    account: UUID


@dataclass(frozen=True, slots=True)
class ReaderDismissed(Event):
    """One expert of a board may no longer read the case."""

    kind: ClassVar[str] = "cases.reader-dismissed"
    board: UUID
    account: UUID


@dataclass(frozen=True, slots=True)
class ShareClosed(Event):
    """A case was closed to a board and all its readers."""

    kind: ClassVar[str] = "cases.share-closed"
    board: UUID


@dataclass(frozen=True, slots=True)
class ChildDied(Event):
    """The treating centre recorded that the child has died."""

    kind: ClassVar[str] = "cases.child-died"
