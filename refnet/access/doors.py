"""The door in front of the patient records: shut, open for reading, or open for one decided change."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db import models

from refnet.access.actors import Actor, Purpose
from refnet.journal.events import Event


class ClosedRecord(RuntimeError):
    """A patient record was loaded, or nearly, past the ledger. A fault of the code, never of the user."""


class Undecided(RuntimeError):
    """A patient record was saved before any policy had decided. A fault of the code."""


class Outcome(StrEnum):
    """How a showing ended."""

    SEEN = "seen"
    REFUSED = "refused"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Showing:
    """One line of the ledger in the making: who, why, and how it ended."""

    actor: Actor
    purpose: Purpose
    outcome: Outcome


@dataclass(slots=True)
class Book:
    """What one page or act has shown so far: ids of records under the line that they belong to, each once."""

    lines: dict[Showing, dict[UUID, str]] = field(default_factory=dict)
    told: list[tuple[Event, UUID]] = field(default_factory=list)
    """Events that are journaled however the act ends, each with who caused it."""

    def note(self, showing: Showing, records: Iterable[tuple[UUID, str]]) -> None:
        self.lines.setdefault(showing, {}).update(records)


@dataclass(slots=True)
class Door:
    """Who opened it, why, and what passed through. A door within a door writes into the same book."""

    actor: Actor
    purpose: Purpose
    book: Book = field(default_factory=Book)
    writing: bool = False
    decided: bool = False
    saved: int = 0

    def note(self, outcome: Outcome, record: UUID, label: str) -> None:
        self.book.note(Showing(self.actor, self.purpose, outcome), [(record, label)])

    def refuse(self) -> None:
        """Turn all that was seen through this door into what was read to refuse."""
        seen = self.book.lines.pop(Showing(self.actor, self.purpose, Outcome.SEEN), {})
        self.book.note(Showing(self.actor, self.purpose, Outcome.REFUSED), seen.items())


standing: ContextVar[Door | None] = ContextVar("door", default=None)


def let_out(record: models.Model) -> None:
    """Note a record on its way out of the database."""
    door = standing.get()
    if door is None:
        raise ClosedRecord(f"{record._meta.label} was loaded outside `reading` and `changing`")
    door.note(Outcome.SEEN, record.pk, record._meta.label_lower)


def let_in(record: models.Model) -> None:
    """Note a record on its way into the database."""
    door = standing.get()
    if door is None or not door.decided:
        raise Undecided(f"{record._meta.label} was saved before a policy decided")
    door.saved += 1
