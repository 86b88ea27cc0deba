"""Writing who people are and what they may act as."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from refnet.access.actors import Actor, Role
from refnet.access.decisions import Decision, Refused
from refnet.centres.terms import Specialty
from refnet.journal.commands import append
from refnet.people.events import AccountAdded, PasswordSet, PersonInvited, PersonLeft, RoleTaken, SeatTaken
from refnet.people.models import Account, Membership, Seat
from refnet.people.policies import may_add_accounts, may_close_account, may_give_role, may_give_seat
from refnet.people.queries import NoSuchAccount
from refnet.people.terms import Invitation


class AddressTaken(ValueError):
    """Somebody has an account with this e-mail address already."""


class LinkNotValid(ValueError):
    """The link to set a password is false, was used before or is too old."""


def add_account(
    actor: Actor,
    *,
    email: str,
    name: str,
    title: str = "",
    specialty: Specialty | None = None,
    languages: Collection[str] = (),
    language: str = "en",
    time_zone: str = "Europe/Brussels",
    invented: bool = False,
    at: datetime,
) -> UUID:
    """Give a person an account, without a password, and return its id.

    Raises
    ------
    Refused
        If the actor may give nobody an account.
    AddressTaken
        If there is an account with this address, in whatever case it is written.
    ZoneInfoNotFoundError
        If there is no such time zone.
    """
    _require(may_add_accounts(actor))
    address = email.strip().lower()
    if Account.objects.filter(email__iexact=address).exists():
        raise AddressTaken
    account = Account(
        id=uuid4(),
        email=address,
        name=name.strip(),
        title=title.strip(),
        specialty=specialty.value if specialty else "",
        languages=[one.strip().lower() for one in languages],
        language=language,
        time_zone=ZoneInfo(time_zone).key,
        invented=invented,
        joined_at=at,
    )
    account.set_unusable_password()
    with transaction.atomic():
        account.save(force_insert=True)
        append([AccountAdded(account.id)], actor=actor.id, at=at)
    return account.id


def join_centre(
    actor: Actor,
    account_id: UUID,
    *,
    centre_id: UUID | None,
    role: Role,
    from_on: date,
    until_on: date | None = None,
    at: datetime,
) -> UUID:
    """Give a person a role at a centre, or (without a centre) for the network, and return the membership's id.

    Raises
    ------
    Refused
        If the role is not one of a centre or of the network, or the actor may not give it.
    """
    _require(may_give_role(actor, centre_id, role))
    membership = Membership(
        id=uuid4(), account_id=account_id, centre_id=centre_id, role=role.value, from_on=from_on, until_on=until_on
    )
    with transaction.atomic():
        membership.save(force_insert=True)
        append([RoleTaken(account_id, role, centre_id, from_on, until_on)], actor=actor.id, at=at)
    return membership.id


def take_seat(
    actor: Actor,
    account_id: UUID,
    *,
    board_id: UUID,
    role: Role,
    from_on: date,
    until_on: date | None = None,
    deputy_of: UUID | None = None,
    at: datetime,
) -> UUID:
    """Give a person a seat on a board, perhaps as somebody's deputy, and return the seat's id.

    Raises
    ------
    Refused
        If the role is not one of a board, or the actor may not give it.
    """
    _require(may_give_seat(actor, board_id, role))
    seat = Seat(
        id=uuid4(),
        account_id=account_id,
        board_id=board_id,
        role=role.value,
        deputy_of_id=deputy_of,
        from_on=from_on,
        until_on=until_on,
    )
    with transaction.atomic():
        seat.save(force_insert=True)
        append([SeatTaken(account_id, role, board_id, from_on, until_on)], actor=actor.id, at=at)
    return seat.id


def invite(
    actor: Actor, *, email: str, name: str, centre_id: UUID | None, role: Role, title: str = "", at: datetime
) -> Invitation:
    """Give a person an account and a role from today, and return the one-time path where they set a password.

    Raises
    ------
    Refused
        If the actor may not give this role.
    AddressTaken
        If there is an account with this address.
    """
    _require(may_give_role(actor, centre_id, role))
    with transaction.atomic():
        key = add_account(actor, email=email, name=name, title=title, at=at)
        join_centre(actor, key, centre_id=centre_id, role=role, from_on=at.date(), at=at)
        append([PersonInvited(key)], actor=actor.id, at=at)
    return Invitation(key, invitation_path(key))


def invitation_path(account_id: UUID) -> str:
    """Return the path where a person sets a password. It ends when it is used, and after three days.

    Raises
    ------
    NoSuchAccount
        If there is no such account or its owner has left.
    """
    account = Account.objects.filter(pk=account_id, left_at=None).first()
    if account is None:
        raise NoSuchAccount
    # In the query, which no log keeps.
    link = urlencode({"who": str(account.id), "token": default_token_generator.make_token(account)})
    return f"{reverse('people:welcome')}?{link}"


def set_password(account_id: UUID, *, token: str, password: str, at: datetime) -> None:
    """Set a person's password under the link that they were sent. The link is its own permission, and ends with this.

    Raises
    ------
    LinkNotValid
        If the link is false, was used before or is too old.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=account_id, left_at=None).first()
        if account is None or not default_token_generator.check_token(account, token):
            raise LinkNotValid
        account.set_password(password)
        account.save(update_fields=["password"])
        append([PasswordSet(account.id)], actor=account.id, at=at)


def choose_language(actor: Actor, language: str) -> None:
    """Remember in which language a person reads; letters to them are in it as well. Nobody has no account."""
    Account.objects.filter(pk=actor.id, left_at=None).update(language=language)


def leave(actor: Actor, account_id: UUID, *, at: datetime) -> None:
    """Close a person's account: they cannot sign in, and whatever they are signed in with ends. Their name stays.

    Raises
    ------
    Refused
        If the actor is neither the person nor the office.
    NoSuchAccount
        If there is no such account or its owner has left already.
    """
    _require(may_close_account(actor, account_id))
    ends = Q(account=account_id) & (Q(until_on=None) | Q(until_on__gt=at.date()))
    with transaction.atomic():
        if not Account.objects.filter(pk=account_id, left_at=None).update(left_at=at):
            raise NoSuchAccount
        for held in (Membership, Seat):
            begun = held.objects.filter(ends, from_on__lte=at.date())
            held.objects.filter(ends, from_on__gt=at.date()).delete()
            begun.update(until_on=at.date())
        append([PersonLeft(account_id)], actor=actor.id, at=at)


def _require(decision: Decision) -> None:
    if not decision.allowed:
        raise Refused(decision)
