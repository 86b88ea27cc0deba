"""Until when advice is due, and whose turn took how long."""

from datetime import UTC, datetime, timedelta

import pytest

from refnet.consultations import commands
from refnet.consultations.clocks import advice_due_at
from refnet.consultations.queries import open_consultation
from refnet.consultations.terms import State, Urgency
from tests.world import DAY, NOON, TODAY

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NONE = timedelta()


@pytest.mark.parametrize(
    ("urgency", "submitted", "stood", "due"),
    [
        (Urgency.ROUTINE, MONDAY, NONE, MONDAY + 9 * DAY),  # seven working days: over one weekend
        (Urgency.ROUTINE, MONDAY + 4 * DAY, NONE, MONDAY + 15 * DAY),  # from a Friday over two
        (Urgency.ROUTINE, MONDAY + 5 * DAY, NONE, MONDAY + 15 * DAY),  # a Saturday counts as the Friday before
        (Urgency.ROUTINE, MONDAY, 2 * DAY, MONDAY + 11 * DAY),
        (Urgency.URGENT, MONDAY + 4 * DAY, NONE, MONDAY + 6 * DAY),  # every hour counts, on a weekend too
        (Urgency.URGENT, MONDAY, 5 * HOUR, MONDAY + 2 * DAY + 5 * HOUR),
    ],
)
def test_routine_counts_working_days_and_urgent_every_hour(urgency, submitted, stood, due):
    assert advice_due_at(submitted_at=submitted, urgency=urgency, routine_days=7, urgent_hours=48, stood=stood) == due


def test_while_the_centre_is_asked_the_boards_clock_stands(world):
    key = world.consultation(State.IN_DISCUSSION)
    before = open_consultation(world.chair, key, at=NOON).advice_due_at
    request = commands.ask_for_information(
        world.expert, key, what="Slides", why="Anaplasia", by_on=TODAY + DAY, from_whom="Pathology", at=NOON
    )
    waiting = open_consultation(world.chair, key, at=NOON + 2 * HOUR)
    commands.answer_request(world.referrer, request, answer="Sent.", at=NOON + 3 * HOUR)
    after = open_consultation(world.chair, key, at=NOON + 4 * HOUR)

    assert (waiting.advice_due_at, waiting.clock.standing) == (None, True)
    assert after.advice_due_at == before + 3 * HOUR
    assert (after.clock.board, after.clock.requester) == (HOUR, 3 * HOUR)


def test_nothing_is_due_before_it_is_asked_or_after_it_came(world):
    states = (State.DRAFT, State.DELIVERED)

    assert [open_consultation(world.referrer, world.consultation(one), at=NOON).advice_due_at for one in states] == [
        None
    ] * 2
