"""Every address of the site, found by walking the resolver; and a small world in which each has something to show."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from refnet.access.actors import SYSTEM, Actor, Purpose, Role
from refnet.access.public import Audience, audience_of
from refnet.access.reading import reading
from refnet.consultations import commands
from refnet.consultations.models import Addendum
from refnet.consultations.queries import open_advice
from refnet.consultations.terms import State
from refnet.documents.commands import add_document
from refnet.journal.models import Entry
from refnet.journal.queries import line_of
from refnet.notices.commands import tell
from refnet.notices.models import Notice
from refnet.people.models import Account, Membership
from tests.house import method_check
from tests.people.entering import enter
from tests.world import DAY, NOON, TODAY, World, account, seated

AUDIENCES = {
    Audience.EVERYBODY: "public",
    Audience.HALF_SIGNED_IN: "half-signed-in",
    Audience.ACCOUNTS: "account",
    Audience.MEMBERS: "member",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name, its path with the arguments in angle brackets, and the view behind it."""

    name: str
    path: str
    view: Callable[..., Any]

    @property
    def audience(self) -> str:
        return AUDIENCES[audience_of(self.view)]

    @property
    def methods(self) -> tuple[str, ...]:
        return method_check(self.view)


def routes(resolver: URLResolver | None = None, before: str = "/", spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    """Every address below a resolver; of the whole site where none is given."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(":".join((*spaces, entry.name or path)), path, entry.callback)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry, path, inner)


@dataclass
class Scene:
    """A consultation with all that its addresses name: delivered advice with an addition, a question, a document."""

    world: World

    def __post_init__(self) -> None:
        world = self.world
        self.case_id = world.case()
        self.document_id = add_document(
            world.referrer,
            self.case_id,
            title="Histology",
            content_type="text/plain",
            content=b"Nephroblastoma, favourable histology.",
            at=NOON,
        )
        self.consultation_id = world.consultation(State.IN_DISCUSSION, case_id=self.case_id)
        self.post_id = commands.post_message(
            world.expert, self.consultation_id, text="Which side?", assigned_id=world.referrer.id, at=NOON
        )
        self.request_id = commands.ask_for_information(
            world.expert, self.consultation_id, what="Slides", why="To see", by_on=TODAY + DAY, from_whom="Lab", at=NOON
        )
        commands.answer_request(world.referrer, self.request_id, answer="Sent.", at=NOON)
        for state in (State.ADVICE_DRAFTED, State.IN_REVIEW, State.SIGNED, State.DELIVERED):
            step(world, self.consultation_id, state)
        self.advice_id = world.advice(self.consultation_id)
        commands.sign_addendum(world.chair, self.advice_id, text="Weigh the child weekly.", at=NOON)
        self.code = open_advice(world.chair, self.advice_id, at=NOON).sheet.code
        self.addendum_id = first(Addendum)
        self.notice_id = _notice(world, self.consultation_id)

    def arguments(self, route: Route) -> dict[str, object]:
        """What stands in a route's angle brackets here, by the name that it has there."""
        by_route: dict[str, dict[str, object]] = {
            "desk:verify": {"code": self.code},
            "consultations:act": {"name": "return"},
            "consultations:advice-act": {"name": "reopen"},
            "centres:board": {"code": self.world.kidney.code},
            "centres:centre": {"code": self.world.vienna.code},
        }
        here = {
            "case_id": self.case_id,
            "consultation_id": self.consultation_id,
            "advice_id": self.advice_id,
            "addendum_id": self.addendum_id,
            "request_id": self.request_id,
            "post_id": self.post_id,
            "document_id": self.document_id,
            "page": 0,
            "notice_id": self.notice_id,
            "account_id": self.world.expert.id,
            "board_id": self.world.kidney.id,
            "centre_id": self.world.vienna.id,
        }
        return {**here, **by_route.get(route.name, {})}

    def address(self, route: Route) -> str:
        """The address of a route here.

        Raises
        ------
        KeyError
            If nothing is known for one of its arguments: give it one above.
        """
        known = self.arguments(route)
        names = get_arguments(route)
        missing = [name for name in names if name not in known]
        if missing:
            raise KeyError(f"{route.path}: say in tests/walking.py what <{missing[0]}> is in the scene")
        return reverse(route.name, kwargs={name: known[name] for name in names})

    def people(self) -> dict[str, Actor | None]:
        """Who walks: one of each that the table has a column for. `nobody` has not signed in."""
        world = self.world
        return {
            "nobody": None,
            "half": world.referrer,
            "no_role": account("Nobody In Particular", world.vienna, None),
            "operator": for_the_network("Operator One", Role.OPERATOR),
            "clinician_own": world.referrer,
            "assistant_own": world.assistant,
            "clinician_other": world.stranger,
            "dispatcher": world.dispatcher,
            "coordinator": seated(account("Coordinator One", world.lisbon, None), world.kidney, Role.COORDINATOR),
            "chair": world.chair,
            "expert_on_panel": world.expert,
            "expert_off_panel": world.bystander,
            "chair_of_other_board": seated(account("Chair Three", world.lisbon, None), world.sarcoma, Role.CHAIR),
        }


def step(world: World, key: UUID, state: State) -> None:
    """Bring a consultation from the state before to this one, by those whose turn it is."""
    getattr(world, f"_to_{state.name.lower()}")(key)


def get_arguments(route: Route) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", route.path)


def for_the_network(name: str, role: Role) -> Actor:
    """A person with a role for the network and at no centre."""
    person = Account.objects.create(email=f"{uuid4()}@example.org", name=name)
    Membership.objects.create(account=person, centre=None, role=role.value, from_on=TODAY - DAY)
    return Actor(person.id, roles=frozenset({role}))


def browser(who: Actor | None, *, steps: tuple[str, ...] = ("password", "mfa"), **options: Any) -> Client:
    """A browser in which somebody has signed in, or nobody has."""
    client = Client(**options)
    return enter(client, who.id, steps=steps) if who else client


@contextmanager
def undone() -> Iterator[None]:
    """Take back what a request has written. A savepoint without a block, since the ledger's own is durable."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def first(table: Any) -> UUID:
    """The id of a row of a patient table that has only one."""
    with reading(SYSTEM, Purpose.SYSTEM, at=NOON) as records:
        return records.seen(table)[0].pk


def _notice(world: World, subject: UUID) -> int:
    entry = Entry.objects.filter(subject=subject, kind="consultations.advice-delivered").get()
    tell([world.referrer.id, world.expert.id], line_of(entry), board_id=world.kidney.id)
    return Notice.objects.get(account=world.referrer.id).pk
