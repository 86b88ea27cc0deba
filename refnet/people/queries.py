"""Reading who people are and what they may act as."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.db.models import Q

from refnet.access.actors import Actor, Role
from refnet.centres.queries import find_board_names
from refnet.people.models import Account, Membership, Seat
from refnet.people.terms import AccountView, ExpertView, PersonView, RoleView

__all__ = [
    "NoSuchAccount",
    "PersonView",
    "actor_of",
    "find_account",
    "find_experts",
    "find_people",
    "is_link_valid",
    "list_clinicians",
    "list_demo_people",
    "list_seated",
    "open_account",
]


class NoSuchAccount(LookupError):
    """There is no such account, or its owner has left."""


def actor_of(account_id: UUID, *, on: date, centre_id: UUID | None = None) -> Actor:
    """Return what a person may act as on a day. Who has left, or is nobody, has no role at all.

    Parameters
    ----------
    centre_id
        For people of several centres: the one that they act for; else the first that they joined.
    """
    here = _valid(on) & Q(account=account_id, account__left_at=None)
    memberships = list(Membership.objects.filter(here).order_by("from_on", "id"))
    centres = [row.centre_id for row in memberships if row.centre_id]
    acting_for = centre_id if centre_id in centres else next(iter(centres), None)
    seats = Seat.objects.filter(here)
    return Actor(
        account_id,
        centre_id=acting_for,
        roles=frozenset(Role(row.role) for row in memberships if row.centre_id in {None, acting_for}),
        seats=frozenset((row.board_id, Role(row.role)) for row in seats),
    )


def find_account(email: str) -> UUID:
    """Return the account with an e-mail address, in whatever case it is written. Raises `NoSuchAccount`."""
    key = Account.objects.filter(email__iexact=email.strip(), left_at=None).values_list("id", flat=True).first()
    if key is None:
        raise NoSuchAccount
    return key


def open_account(account_id: UUID, *, on: date) -> AccountView:
    """Return a person as they see themselves, with the roles that they hold on a day. Raises `NoSuchAccount`."""
    row = Account.objects.filter(pk=account_id, left_at=None).first()
    if row is None:
        raise NoSuchAccount
    return _account(row, _roles([row.id], on=on).get(row.id, ()))


def is_link_valid(account_id: UUID, token: str) -> bool:
    """Whether the link of an invitation still sets a password: it ends when it is used, and after three days."""
    row = Account.objects.filter(pk=account_id, left_at=None).first()
    return row is not None and default_token_generator.check_token(row, token)


def find_people(ids: Iterable[UUID]) -> dict[UUID, PersonView]:
    """Return these people by id, each with the centre that they joined first. Who has left keeps their name."""
    wanted = set(ids)
    places = Membership.objects.filter(account__in=wanted, centre__isnull=False).select_related("centre")
    centres = {row.account_id: row.centre for row in places.order_by("-from_on", "-id")}
    people = {}
    for row in Account.objects.filter(pk__in=wanted):
        centre = centres.get(row.id)
        people[row.id] = PersonView(
            id=row.id,
            name=row.name,
            specialty=row.specialty,
            centre_id=centre.id if centre else None,
            centre=centre.name if centre else "",
            country=centre.country if centre else "",
            title=row.title,
        )
    return people


def list_seated(board_id: UUID, *roles: Role, on: date) -> tuple[UUID, ...]:
    """Return the people who have one of these roles on a board on a day, each once, the longest seated first."""
    rows = Seat.objects.filter(_valid(on), board=board_id, role__in=[role.value for role in roles])
    return tuple(dict.fromkeys(rows.order_by("from_on", "id").values_list("account", flat=True)))


def find_experts(board_id: UUID, *, on: date) -> tuple[ExpertView, ...]:
    """Return everyone with a seat on a board on a day, by specialty and name: from them a panel is invited."""
    seats = Seat.objects.filter(_valid(on), board=board_id, account__left_at=None).select_related("account")
    held: dict[UUID, set[Role]] = {}
    accounts = {}
    for seat in seats:
        accounts[seat.account_id] = seat.account
        held.setdefault(seat.account_id, set()).add(Role(seat.role))
    people = find_people(accounts)
    return tuple(
        ExpertView(
            id=key,
            name=person.name,
            title=person.title,
            specialty=person.specialty,
            languages=tuple(accounts[key].languages),
            centre_id=person.centre_id,
            centre=person.centre,
            country=person.country,
            roles=tuple(sorted(held[key])),
        )
        for key, person in sorted(people.items(), key=lambda item: (item[1].specialty, item[1].name))
    )


def list_clinicians(centre_id: UUID, *, on: date) -> tuple[UUID, ...]:
    """Return the clinicians of a centre on a day, by name."""
    rows = Membership.objects.filter(
        _valid(on), centre=centre_id, role=Role.CLINICIAN.value, account__left_at=None
    ).order_by("account__name", "account")
    return tuple(dict.fromkeys(rows.values_list("account", flat=True)))


def list_demo_people(*, on: date) -> tuple[AccountView, ...]:
    """Return the invented people who hold a role on a day, by name: one may enter as any of them in a demonstration."""
    rows = list(Account.objects.filter(invented=True, left_at=None).order_by("name"))
    roles = _roles([row.id for row in rows], on=on)
    return tuple(_account(row, roles[row.id]) for row in rows if row.id in roles)


def _roles(ids: list[UUID], *, on: date) -> dict[UUID, tuple[RoleView, ...]]:
    memberships = list(
        Membership.objects.filter(_valid(on), account__in=ids).select_related("centre").order_by("from_on", "id")
    )
    seats = list(Seat.objects.filter(_valid(on), account__in=ids).order_by("from_on", "id"))
    boards = find_board_names({seat.board_id for seat in seats})
    held: dict[UUID, tuple[RoleView, ...]] = {}
    for row in memberships:
        place = row.centre.name if row.centre else ""
        view = RoleView(Role(row.role), row.centre_id, None, place, row.from_on, row.until_on)
        held[row.account_id] = (*held.get(row.account_id, ()), view)
    for seat in seats:
        view = RoleView(Role(seat.role), None, seat.board_id, boards[seat.board_id], seat.from_on, seat.until_on)
        held[seat.account_id] = (*held.get(seat.account_id, ()), view)
    return held


def _account(row: Account, roles: tuple[RoleView, ...]) -> AccountView:
    return AccountView(
        id=row.id,
        email=row.email,
        name=row.name,
        title=row.title,
        specialty=row.specialty,
        languages=tuple(row.languages),
        language=row.language,
        time_zone=row.time_zone,
        joined_at=row.joined_at,
        invented=row.invented,
        roles=roles,
    )


def _valid(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
