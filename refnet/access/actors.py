"""The one who acts."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is at their centre, on a board or for the network. Source: docs/glossary.md#roles."""

    CLINICIAN = "clinician"
    ASSISTANT = "assistant"
    CENTRE_MANAGER = "centre-manager"
    DATA_STEWARD = "data-steward"
    DISPATCHER = "dispatcher"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    EXPERT = "expert"
    NETWORK_COORDINATOR = "network-coordinator"
    AUTHORITY = "authority"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    FAMILY = "family"
    SYSTEM = "system"


class Purpose(StrEnum):
    """Why a record is opened; kept in the ledger with every access."""

    CARE = "care"
    COORDINATION = "coordination"
    QUALITY = "quality"
    OWN_RECORD = "own-record"
    SYSTEM = "system"


CLINICAL = frozenset({Role.CLINICIAN, Role.ASSISTANT})
"""Roles at a centre that work with its patients' records."""

STEERING = frozenset({Role.DISPATCHER, Role.COORDINATOR, Role.CHAIR})
"""Roles on a board that see every consultation put before it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the system itself, in the roles held for this request.

    `roles` are those at the centre `centre_id` and for the network; `seats` are pairs of a board and a role on it.
    """

    id: UUID
    centre_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    seats: frozenset[tuple[UUID, Role]] = frozenset()

    @property
    def boards(self) -> frozenset[UUID]:
        """All boards on which the actor has any seat."""
        return frozenset(board for board, _ in self.seats)

    @property
    def is_system(self) -> bool:
        return Role.SYSTEM in self.roles

    @property
    def clinical_centre_id(self) -> UUID | None:
        """The centre whose patients' records the actor works with, if any."""
        return self.centre_id if self.roles & CLINICAL else None

    def boards_as(self, *roles: Role) -> frozenset[UUID]:
        """The boards on which the actor has one of these roles."""
        return frozenset(board for board, role in self.seats if role in roles)

    def sits(self, board_id: UUID | None, *roles: Role) -> bool:
        """Whether the actor has one of these roles on this board."""
        return any((board_id, role) in self.seats for role in roles)


SYSTEM = Actor(UUID(int=0), roles=frozenset({Role.SYSTEM}))
"""The system itself, as reactions act."""
