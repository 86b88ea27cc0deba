"""What is shown is in the ledger, what is refused too; and a list costs the same with one row as with three.

The pages are those of the route walk: every address for members that names a record.
"""

from dataclasses import replace

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
from tests.walked import Showing, walk_of
from tests.walking import browser, routes
from tests.world import NOON

pytestmark = pytest.mark.xdist_group("routes")  # the walk is made once, by one worker
# Addresses whose empty POST is answered before any record is opened: it names no act, and so asks for nothing.
NAMES_NO_ACT = {"consultations:move", "consultations:advice-move", "desk:withdraw-consent"}
OUTCOMES = {"200": "seen", "302": "seen", "422": "seen", "409": "seen", "403": "refused", "404": "unseen"}


@pytest.fixture
def showings(world):
    """The requests of members for records, but for those that name no act."""
    members = {route.name for route in routes() if route.audience == "member"}
    return [
        one
        for one in walk_of(world).showings
        if one.route in members and one.answer in OUTCOMES and (one.method == "GET" or one.route not in NAMES_NO_ACT)
    ]


def kept(one: Showing) -> bool:
    """Whether the ledger says of the record in the address that it was seen, refused or not there to see.

    What is not there to see may lie behind what is: the child's name behind the advice.
    """
    looked_for = one.around if one.answer == "404" else {one.subject}
    return any(outcome == OUTCOMES[one.answer] and looked_for & set(records) for outcome, records in one.lines)


def lacking(showings: list[Showing], answers: set[str]) -> list[tuple[str, str, str, str]]:
    return [(one.who, one.route, one.method, one.answer) for one in showings if one.answer in answers and not kept(one)]


def test_what_is_shown_of_a_record_is_in_the_ledger(showings):
    shown = {answer for answer, outcome in OUTCOMES.items() if outcome == "seen"}

    assert lacking(showings, shown) == []
    assert sum(one.answer in shown for one in showings) > 100


def test_who_asks_for_what_they_may_not_see_is_in_the_ledger(showings):
    assert lacking(showings, {"404"}) == []
    assert sum(one.answer == "404" for one in showings) > 100


def test_a_refused_act_is_in_the_ledger(showings):
    assert lacking(showings, {"403"}) == []
    assert sum(one.answer == "403" for one in showings) > 5


def test_it_notices_a_showing_that_is_not_in_the_ledger(showings):
    one = next(one for one in showings if one.answer == "200")

    assert (kept(one), kept(replace(one, lines=()))) == (True, False)
    assert not kept(replace(one, lines=tuple(("unseen", records) for _, records in one.lines)))


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
    entries, before = Entry.objects.count(), LedgerLine.objects.order_by("id").last().id

    response = browser(actor).post(reverse("consultations:move", args=[key]), {"move": move})

    # The page that says why shows the record once more, which is a line of its own.
    lines = LedgerLine.objects.filter(id__gt=before, actor=actor.id, records__contains=[key]).order_by("id")
    assert (response.status_code, [line.outcome for line in lines]) == (403, ["refused", "seen"])
    assert Entry.objects.count() == entries


def test_an_operator_leaves_no_line_of_a_record_seen(showings):
    lines = [outcome for one in showings if one.who == "operator" for outcome, _ in one.lines]

    assert set(lines) == {"unseen"}
    assert len(lines) > 20


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
