"""People as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from refnet.access.actors import Role
from refnet.centres.phrases import SPECIALTIES
from refnet.centres.terms import Specialty
from refnet.kit.pieces import Column, Fact, Table
from refnet.people.phrases import DUTIES, ROLES
from refnet.people.terms import AccountView, RoleView
from refnet.vocabulary.languages import language_name

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One invented person on the page where one enters a demonstration."""

    id: UUID
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """The invented people of one role, with what they do here."""

    role: Role
    heading: Words
    duty: Words
    people: tuple[Line, ...]


def show_people(groups: dict[Role, tuple[AccountView, ...]]) -> tuple[Group, ...]:
    """Return people by role, each with specialty and place."""
    return tuple(
        Group(role, ROLES[role], DUTIES[role], tuple(_line(role, person) for person in people))
        for role, people in groups.items()
    )


def account_facts(me: AccountView) -> tuple[Fact, ...]:
    """Return what the account page says of its owner."""
    reader = get_language() or "en"
    return (
        Fact(_("Name"), f"{me.title} {me.name}".strip()),
        Fact(_("E-mail address"), me.email),
        Fact(_("Specialty"), specialty_name(me.specialty), missing="" if me.specialty else _("not stated")),
        Fact(
            _("Languages"),
            ", ".join(language_name(code, reader) for code in me.languages),
            missing="" if me.languages else _("not stated"),
        ),
        Fact(_("Pages are in"), language_name(me.language, reader)),
        Fact(_("Times are in"), me.time_zone),
    )


def role_table(me: AccountView) -> Table:
    """Return the roles that a person holds."""
    return Table(
        _("What you may act as"),
        (Column(_("Role")), Column(_("Where")), Column(_("From")), Column(_("Until"))),
        tuple(
            (ROLES[line.role], line.place or _("the whole network"), _day(line.from_on), _until(line))
            for line in me.roles
        ),
    )


def specialty_name(code: str) -> Words:
    """Return a specialty in words; a code that we do not know stays as it is written."""
    known = {one.value for one in Specialty}
    return SPECIALTIES[Specialty(code)] if code in known else code


def _until(line: RoleView) -> Words:
    return _day(line.until_on) if line.until_on else _("open end")


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _line(role: Role, person: AccountView) -> Line:
    place = next((line.place for line in person.roles if line.role is role), "")
    centre = next((line.place for line in person.roles if line.centre_id), "")
    words = [str(specialty_name(person.specialty)), place, centre if centre != place else ""]
    return Line(person.id, f"{person.title} {person.name}".strip(), " · ".join(word for word in words if word))
