"""What the journal says of the roadmap."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from refnet.centres.terms import Level, Paper
from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class CentreAdded(Event):
    """A centre was put on the roadmap."""

    kind: ClassVar[str] = "centres.centre-added"
    country: str


@dataclass(frozen=True, slots=True)
class AgreementAdded(Event):
    """A paper between a centre and the network was put on record. The subject is the centre."""

    kind: ClassVar[str] = "centres.agreement-added"
    paper: Paper
    signed_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class BoardAdded(Event):
    """A board was put on the roadmap."""

    kind: ClassVar[str] = "centres.board-added"
    level: Level
