"""The words of people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from refnet.access.actors import Role

AT_CENTRES = (Role.CLINICIAN, Role.ASSISTANT, Role.CENTRE_MANAGER, Role.DATA_STEWARD)
FOR_NETWORK = (Role.NETWORK_COORDINATOR, Role.AUTHORITY, Role.AUDITOR, Role.OPERATOR)
# Someone with several roles is known by the first of these: a seat on a board says more than being a clinician.
TELLING = (Role.CHAIR, Role.DISPATCHER, Role.COORDINATOR, Role.EXPERT, Role.CLINICIAN)
ON_BOARDS = (Role.DISPATCHER, Role.COORDINATOR, Role.CHAIR, Role.EXPERT)


def telling_role(held: Collection[Role]) -> Role | None:
    """Return the role by which a person is known, of those that they hold."""
    return next((role for role in (*TELLING, *Role) if role in held), None)


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as others see them, with the centre where they work."""

    id: UUID
    name: str
    specialty: str
    centre_id: UUID | None
    centre: str
    country: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ExpertView:
    """Someone with a seat on a board, as whoever assembles a panel sees them."""

    id: UUID
    name: str
    title: str
    specialty: str
    languages: tuple[str, ...]
    centre_id: UUID | None
    centre: str
    country: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role that a person holds: at a centre, on a board, or (without either) for the network."""

    role: Role
    centre_id: UUID | None
    board_id: UUID | None
    place: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class AccountView:
    """A person as they see themselves."""

    id: UUID
    email: str
    name: str
    title: str
    specialty: str
    languages: tuple[str, ...]
    language: str
    time_zone: str
    joined_at: datetime
    invented: bool
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new account and the one-time path under which its owner sets a password."""

    account_id: UUID
    path: str
