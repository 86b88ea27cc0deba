"""What the journal says of consent. The subject is the case."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from refnet.consent.terms import Basis, Scope
from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """The treating centre recorded a consent, or the ground that stands in its place."""

    kind: ClassVar[str] = "consent.consent-given"
    consent: UUID
    scope: Scope
    basis: Basis


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """The family took a consent back."""

    kind: ClassVar[str] = "consent.consent-withdrawn"
    consent: UUID
    scope: Scope
