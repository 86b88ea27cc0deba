"""What is shown is in the ledger, what is refused too; and a list costs the same with one row as with three.

The pages are those of the route walk: every address for members that names a record.
"""

import logging
from copy import copy
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from refnet.access.models import LedgerLine
from refnet.consultations import commands
from refnet.consultations.terms import State
from refnet.journal.models import Entry
from refnet.journal.queries import line_of
from refnet.notices.commands import tell
from tests.walking import Route, Scene, browser, get_arguments, routes, undone
from tests.world import NOON

READERS = ("clinician_own", "clinician_other", "dispatcher", "expert_on_panel")
# Addresses whose empty POST is answered before any record is opened: it names no act, and so asks for nothing.
NAMES_NO_ACT = {"consultations:move", "consultations:advice-move", "desk:withdraw-consent"}
OUTCOMES = {"200": "seen", "302": "seen", "422": "seen", "409": "seen", "403": "refused", "404": "unseen"}


@dataclass(frozen=True, slots=True)
class Showing:
    """One request, and what the ledger has of it by the one who asked."""

    place: tuple[str, str, str]
    status: str
    subject: UUID
    around: frozenset[object]
    lines: tuple[tuple[str, tuple[UUID, ...]], ...]

    @property
    def kept(self) -> bool:
        """Whether the ledger says of the record in the address that it was seen, refused or not there to see.

        What is not there to see may lie behind what is: the child's name behind the advice.
        """
        looked_for = self.around if self.status == "404" else {self.subject}
        return any(outcome == OUTCOMES[self.status] and looked_for & set(records) for outcome, records in self.lines)


_shown: list[Showing] = []


@pytest.fixture
def showings(world):
    """The walk through all that names a record, once for the tests of this module."""
    if not _shown:
        logging.disable(logging.CRITICAL)  # hundreds of lines that nobody reads
        try:
            _shown.extend(walk(Scene(world)))
        finally:
            logging.disable(logging.NOTSET)
    return _shown


def walk(scene: Scene):
    people = scene.people()
    for who in READERS:
        client = browser(people[who], raise_request_exception=False)
        for route in routes():
            if route.audience != "member" or not subject_of(route):
                continue
            for method in route.methods:
                if (route.name, method) not in {(name, "POST") for name in NAMES_NO_ACT}:
                    yield show(scene, client, people[who].id, who, route, method)


def subject_of(route: Route) -> str:
    """The argument that says which record is asked for: the last one in the address."""
    return next((name for name in reversed(get_arguments(route)) if name.endswith("_id")), "")


def show(scene: Scene, client, account: UUID, who: str, route: Route, method: str) -> Showing:
    cookies = copy(client.cookies)
    with undone():
        last = LedgerLine.objects.order_by("id").values_list("id", flat=True).last() or 0
        response = client.generic(method, scene.address(route))
        lines = tuple(
            (line.outcome, tuple(line.records))
            for line in LedgerLine.objects.filter(id__gt=last, actor=account).order_by("id")
        )
    client.cookies = cookies
    known = scene.arguments(route)
    return Showing(
        place=(who, route.name, method),
        status=str(response.status_code),
        subject=known[subject_of(route)],
        around=frozenset(known.values()),
        lines=lines,
    )


def test_what_is_shown_of_a_record_is_in_the_ledger(showings):
    shown = [one for one in showings if OUTCOMES.get(one.status) == "seen"]

    assert [one.place for one in shown if not one.kept] == []
    assert len(shown) > 60


def test_who_asks_for_what_they_may_not_see_is_in_the_ledger(showings):
    hidden = [one for one in showings if one.status == "404"]

    assert [(one.place, one.lines) for one in hidden if not one.kept] == []
    assert len(hidden) > 30


def test_a_refused_act_is_in_the_ledger(showings):
    refused = [one for one in showings if one.status == "403"]

    assert [(one.place, one.lines) for one in refused if not one.kept] == []
    assert len(refused) > 3


def test_every_answer_is_one_of_which_the_ledger_has_a_word(showings):
    assert {one.status for one in showings} <= set(OUTCOMES)


@pytest.mark.parametrize(
    ("who", "move", "state"),
    [
        ("referrer", "accept", State.SUBMITTED),
        ("dispatcher", "submit", State.RETURNED),
        ("expert", "open-discussion", State.ACCEPTED),
        ("chair", "accept", State.IN_DISCUSSION),
        ("assistant", "submit", State.DRAFT),
    ],
)
def test_a_move_that_the_policy_refuses_leaves_a_line_and_changes_nothing(world, who, move, state):
    actor, key = getattr(world, who), world.consultation(state)
    entries = Entry.objects.count()

    response = browser(actor).post(reverse("consultations:move", args=[key]), {"move": move})

    line = LedgerLine.objects.filter(actor=actor.id).order_by("id").last()
    assert (response.status_code, line.outcome) == (403, "refused")
    assert (key in line.records, Entry.objects.count()) == (True, entries)


def test_an_operator_leaves_no_line_of_a_record_seen(world):
    scene = Scene(world)
    operator = scene.people()["operator"]
    client = browser(operator)

    for route in routes():
        if route.audience == "member" and "GET" in route.methods:
            client.get(scene.address(route))

    lines = LedgerLine.objects.filter(actor=operator.id)
    assert {line.outcome for line in lines} == {"unseen"}
    assert lines.count() > 5


# Lists


def shown_on(address, actor) -> tuple[int, int]:
    """How many statements a page costs, and how many of a person's consultations or notices stand on it."""
    client = browser(actor)
    client.get(address)  # what is read once a process is read now
    with CaptureQueriesContext(connection) as queries:
        text = client.get(address).text
    return len(queries), text.count("/consultations/") + text.count("/cases/")


def tell_all(world, key):
    line = line_of(Entry.objects.filter(subject=key, kind="consultations.case-submitted").get())
    tell([world.referrer.id, world.dispatcher.id, world.expert.id], line, board_id=world.kidney.id)


LISTS = [
    ("desk:desk", "dispatcher", State.SUBMITTED),
    ("desk:desk", "referrer", State.RETURNED),
    ("desk:desk", "expert", State.IN_DISCUSSION),
    ("desk:desk", "chair", State.ADVICE_DRAFTED),
    ("desk:cases", "referrer", State.DRAFT),
    ("desk:notices", "dispatcher", State.SUBMITTED),
    ("consultations:queue", "referrer", State.RETURNED),
    ("consultations:queue", "dispatcher", State.SUBMITTED),
]


@pytest.mark.parametrize(("name", "who", "state"), LISTS)
def test_a_list_costs_the_same_with_one_row_as_with_three(world, name, who, state):
    def one_more():
        key = world.consultation(state)
        if state is not State.DRAFT:
            tell_all(world, key)

    one_more()
    one, rows_of_one = shown_on(reverse(name), getattr(world, who))
    one_more()
    one_more()
    three, rows_of_three = shown_on(reverse(name), getattr(world, who))

    assert (three, rows_of_three > rows_of_one) == (one, True)


def test_the_page_of_a_consultation_costs_the_same_with_one_post_as_with_three(world):
    key = world.consultation(State.IN_DISCUSSION)
    address = reverse("consultations:consultation", args=[key])

    def write(*people):
        for person in people:
            commands.post_message(person, key, text="Which side?", assigned_id=world.expert.id, at=NOON)
            world.opine(person, key)

    write(world.experts[0])
    one, _ = shown_on(address, world.dispatcher)
    write(*world.experts[1:])
    three, _ = shown_on(address, world.dispatcher)

    assert three == one


def test_the_page_of_a_case_costs_the_same_with_one_consultation_as_with_three(world):
    case = world.case()
    address = reverse("desk:case", args=[case])
    world.draft(case)
    one, _ = shown_on(address, world.referrer)
    world.draft(case)
    world.draft(case)
    three, _ = shown_on(address, world.referrer)

    assert three == one
