"""Reading the roadmap."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from refnet.centres.models import Agreement, Board, Centre
from refnet.centres.terms import BoardView, CentreView, Level, Paper, Specialty


class NoSuchCentre(LookupError):
    """The roadmap has no centre of this code."""


class NoSuchBoard(LookupError):
    """The roadmap has no such board."""


def find_centre(code: str) -> CentreView:
    """Return a centre by its code. Raises `NoSuchCentre`."""
    row = Centre.objects.filter(code=code.strip().upper()).first()
    if row is None:
        raise NoSuchCentre(f"There is no centre {code!r} on the roadmap.")
    return CentreView(row.id, row.code, row.name, row.city, row.country)


def find_centre_names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Centre.objects.filter(pk__in=ids).values_list("id", "name"))


def find_board_names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Board.objects.filter(pk__in=ids).values_list("id", "name"))


def open_board(board_id: UUID) -> BoardView:
    """Return a board. Raises `NoSuchBoard`."""
    row = Board.objects.filter(pk=board_id).first()
    if row is None:
        raise NoSuchBoard
    return _view(row)


def list_boards() -> tuple[BoardView, ...]:
    """Return all boards, by name."""
    return tuple(_view(row) for row in Board.objects.order_by("name"))


def list_missing_agreements(centre_id: UUID, *, on: date) -> tuple[Paper, ...]:
    """Return the papers that a centre lacks on a day; with none missing it may submit."""
    valid = Q(signed_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    held = set(Agreement.objects.filter(valid, centre=centre_id).values_list("paper", flat=True))
    return tuple(paper for paper in Paper if paper.value not in held)


def _view(row: Board) -> BoardView:
    return BoardView(
        id=row.id,
        code=row.code,
        name=row.name,
        level=Level(row.level),
        country=row.country,
        entities=tuple(row.entities),
        very_rare=row.very_rare,
        languages=tuple(row.languages),
        countries_served=tuple(row.countries_served),
        quorum=row.quorum,
        required_specialties=tuple(Specialty(one) for one in row.required_specialties),
        acknowledge_hours=row.acknowledge_hours,
        routine_days=row.routine_days,
        urgent_hours=row.urgent_hours,
        follow_up_days=row.follow_up_days,
        urgent_service=row.urgent_service,
        ring=row.ring,
    )
