"""The facts on which consultation policies decide: gathered by commands and queries, judged by `policies`."""

from dataclasses import dataclass
from uuid import UUID

from refnet.consultations.terms import AdviceState, Standing, State


@dataclass(frozen=True, slots=True)
class Seat:
    """One expert on the panel, as far as quorum is concerned."""

    account_id: UUID
    specialty: str
    standing: Standing
    from_requesting_centre: bool
    opinion: bool = False

    @property
    def counts(self) -> bool:
        """Whether this expert counts towards the quorum: joined, without conflict, not of the requesting centre."""
        return self.standing is Standing.JOINED and not self.from_requesting_centre


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel against what the board asks of it: a quorum of opinions, and its required specialties or a waiver."""

    seats: tuple[Seat, ...]
    quorum: int
    required: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()

    def seat(self, account_id: UUID) -> Seat | None:
        return next((seat for seat in self.seats if seat.account_id == account_id), None)

    def in_conflict(self, account_id: UUID) -> bool:
        """Whether somebody declared a conflict of interest."""
        seat = self.seat(account_id)
        return seat is not None and seat.standing is Standing.CONFLICTED

    @property
    def opinions(self) -> int:
        """How many opinions count towards the quorum."""
        return sum(seat.counts and seat.opinion for seat in self.seats)

    @property
    def joined(self) -> int:
        return sum(seat.counts for seat in self.seats)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Required specialties that neither answered nor were waived."""
        answered = {seat.specialty for seat in self.seats if seat.counts and seat.opinion}
        return tuple(sorted(self.required - answered - self.waived))


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a consultation stands, as far as its policies ask."""

    centre_id: UUID
    board_id: UUID | None
    state: State
    open_to_board: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """Where one version of the advice stands, as far as its policies ask."""

    state: AdviceState
    assessment: bool
    recommendations: int
    unresolved: int
    none_reason: bool
    newest: bool = True
    countersigned: frozenset[UUID] = frozenset()
