"""Entering as an invented person with one click: only in a demonstration, and only from this machine."""

from ipaddress import ip_address
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login

from refnet.access.actors import Role
from refnet.people.models import Account
from refnet.people.queries import NoSuchAccount, list_demo_people
from refnet.people.sessions import note_demonstration
from refnet.people.terms import AccountView, telling_role

SHOWN = (Role.CLINICIAN, Role.ASSISTANT, Role.DISPATCHER, Role.EXPERT, Role.CHAIR, Role.COORDINATOR)


def is_open(request: Any) -> bool:
    """Whether one may enter as an invented person: in a demonstration, from the machine on which it runs."""
    address = request.META.get("REMOTE_ADDR", "")
    return settings.REFNET_MODE == "demo" and bool(address) and ip_address(address).is_loopback


def enter(request: Any, account_id: UUID) -> None:
    """Sign in as an invented person.

    Raises
    ------
    NoSuchAccount
        If this is nobody, somebody real, or somebody without a role.
    """
    if account_id not in {person.id for person in list_demo_people(on=request.at.date())}:
        raise NoSuchAccount
    login(request, Account.objects.get(pk=account_id), backend="allauth.account.auth_backends.AuthenticationBackend")
    note_demonstration(request.session)


def group(people: tuple[AccountView, ...]) -> dict[Role, tuple[AccountView, ...]]:
    """Sort people under the role that says most about what they can do here."""
    groups: dict[Role, tuple[AccountView, ...]] = dict.fromkeys((*SHOWN, *Role), ())
    for person in people:
        role = telling_role({line.role for line in person.roles})
        if role:
            groups[role] = (*groups[role], person)
    return {role: found for role, found in groups.items() if found}
