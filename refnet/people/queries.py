"""Reading who people are and what they may act as."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from refnet.access.actors import Actor, Role
from refnet.people.models import Account, Membership, Seat


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as others see them, with the centre where they work."""

    id: UUID
    name: str
    specialty: str
    centre_id: UUID | None
    centre: str
    country: str


def actor_of(account_id: UUID, *, on: date, centre_id: UUID | None = None) -> Actor:
    """Return what a person may act as on a day. Who has left, or is nobody, has no role at all.

    Parameters
    ----------
    centre_id
        For people of several centres: the one that they act for; else the first that they joined.
    """
    if not Account.objects.filter(pk=account_id, left_at=None).exists():
        return Actor(account_id)
    memberships = list(Membership.objects.filter(_valid(on), account=account_id).order_by("from_on", "id"))
    centres = [row.centre_id for row in memberships if row.centre_id]
    acting_for = centre_id if centre_id in centres else next(iter(centres), None)
    seats = Seat.objects.filter(_valid(on), account=account_id)
    return Actor(
        account_id,
        centre_id=acting_for,
        roles=frozenset(Role(row.role) for row in memberships if row.centre_id in {None, acting_for}),
        seats=frozenset((row.board_id, Role(row.role)) for row in seats),
    )


def find_people(ids: Iterable[UUID]) -> dict[UUID, PersonView]:
    """Return these people by id, each with the centre that they joined first."""
    wanted = set(ids)
    places = Membership.objects.filter(account__in=wanted, centre__isnull=False).select_related("centre")
    centres = {row.account_id: row.centre for row in places.order_by("-from_on", "-id")}
    people = {}
    for row in Account.objects.filter(pk__in=wanted):
        centre = centres.get(row.id)
        people[row.id] = PersonView(
            row.id,
            row.name,
            row.specialty,
            centre.id if centre else None,
            centre.name if centre else "",
            centre.country if centre else "",
        )
    return people


def list_seated(board_id: UUID, *roles: Role, on: date) -> tuple[UUID, ...]:
    """Return the people who have one of these roles on a board on a day."""
    rows = Seat.objects.filter(_valid(on), board=board_id, role__in=[role.value for role in roles])
    return tuple(rows.order_by("from_on", "id").values_list("account", flat=True).distinct())


def _valid(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
