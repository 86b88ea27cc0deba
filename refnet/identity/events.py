"""What the journal says of identity. The subject is the case."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class ChildRegistered(Event):
    """A centre put down who the child of a case is."""

    kind: ClassVar[str] = "identity.child-registered"
    centre: UUID


@dataclass(frozen=True, slots=True)
class IdentityCorrected(Event):
    """A centre corrected who the child is, or the day from which the case counts."""

    kind: ClassVar[str] = "identity.identity-corrected"
