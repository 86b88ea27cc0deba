"""What the journal says of people. The subject is the account; no names, no addresses."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from refnet.access.actors import Role
from refnet.journal.events import Event


@dataclass(frozen=True, slots=True)
class AccountAdded(Event):
    """A person was given an account."""

    kind: ClassVar[str] = "people.account-added"


@dataclass(frozen=True, slots=True)
class PersonInvited(Event):
    """A person was sent a link under which they set a password."""

    kind: ClassVar[str] = "people.person-invited"


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """A person set a password under the link that they were sent."""

    kind: ClassVar[str] = "people.password-set"


@dataclass(frozen=True, slots=True)
class RoleTaken(Event):
    """A person took a role at a centre or for the network."""

    kind: ClassVar[str] = "people.role-taken"
    role: Role
    centre: UUID | None
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class SeatTaken(Event):
    """A person took a seat on a board."""

    kind: ClassVar[str] = "people.seat-taken"
    role: Role
    board: UUID
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PersonLeft(Event):
    """A person left the network: their account is closed."""

    kind: ClassVar[str] = "people.person-left"
