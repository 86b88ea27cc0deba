"""Reading the roadmap."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from refnet.centres.models import Agreement, Board, Centre
from refnet.centres.ranking import RankedBoard, rank
from refnet.centres.terms import BoardView, CentreView, Kind, Level, Life, Paper, Resource, Specialty


class NoSuchCentre(LookupError):
    """The roadmap has no such centre."""


class NoSuchBoard(LookupError):
    """The roadmap has no such board."""


def find_centre(code: str) -> CentreView:
    """Return a centre by its code. Raises `NoSuchCentre`."""
    row = Centre.objects.filter(code=code.strip().upper()).first() if code.isprintable() else None
    if row is None:
        raise NoSuchCentre(f"There is no centre {code!r} on the roadmap.")
    return _centre(row)


def open_centre(centre_id: UUID) -> CentreView:
    """Return a centre. Raises `NoSuchCentre`."""
    row = Centre.objects.filter(pk=centre_id).first()
    if row is None:
        raise NoSuchCentre
    return _centre(row)


def list_centres(*, country: str = "") -> tuple[CentreView, ...]:
    """Return all centres, or those of a country, by country and name."""
    rows = Centre.objects.filter(country=country) if country else Centre.objects.all()
    return tuple(_centre(row) for row in rows.order_by("country", "name"))


def find_centre_names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Centre.objects.filter(pk__in=ids).values_list("id", "name"))


def find_board(code: str) -> BoardView:
    """Return a board by its code. Raises `NoSuchBoard`."""
    row = Board.objects.filter(code=code.strip().upper()).first() if code.isprintable() else None
    if row is None:
        raise NoSuchBoard(f"There is no board {code!r} on the roadmap.")
    return _board(row)


def find_boards(*, level: Level | None = None, country: str = "", host_id: UUID | None = None) -> tuple[BoardView, ...]:
    """Return the boards of a level, of a country or of a centre, by name; without any of them all."""
    rows = Board.objects.order_by("name")
    if level:
        rows = rows.filter(level=level.value)
    if country:
        rows = rows.filter(country=country)
    if host_id:
        rows = rows.filter(host=host_id)
    return tuple(_board(row) for row in rows)


def find_board_names(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Board.objects.filter(pk__in=ids).values_list("id", "name"))


def open_board(board_id: UUID) -> BoardView:
    """Return a board. Raises `NoSuchBoard`."""
    row = Board.objects.filter(pk=board_id).first()
    if row is None:
        raise NoSuchBoard
    return _board(row)


def open_boards(ids: Iterable[UUID]) -> dict[UUID, BoardView]:
    """Return these boards by id."""
    return {row.id: _board(row) for row in Board.objects.filter(pk__in=set(ids))}


def list_boards() -> tuple[BoardView, ...]:
    """Return all boards, by name."""
    return find_boards()


def rank_boards(*, iccc3: str | None, country: str, language: str) -> tuple[RankedBoard, ...]:
    """Return all boards, best first for a tumour of a class, a country and a language; see `ranking.rank`."""
    return rank(list_boards(), iccc3=iccc3, country=country, language=language)


def list_missing_agreements(centre_id: UUID, *, on: date) -> tuple[Paper, ...]:
    """Return the papers that a centre lacks on a day; with none missing it may submit."""
    valid = Q(signed_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    held = set(Agreement.objects.filter(valid, centre=centre_id).values_list("paper", flat=True))
    return tuple(paper for paper in Paper if paper.value not in held)


def _centre(row: Centre) -> CentreView:
    return CentreView(
        id=row.id,
        code=row.code,
        name=row.name,
        city=row.city,
        country=row.country,
        kind=Kind(row.kind),
        life=Life(row.life),
        resources=tuple(Resource(one) for one in row.resources),
        languages=tuple(row.languages),
        invented=row.invented,
    )


def _board(row: Board) -> BoardView:
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
        host_id=row.host_id,
        trial_group=row.trial_group,
        invented=row.invented,
    )
