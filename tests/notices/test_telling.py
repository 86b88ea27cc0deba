"""Who is told what: by the follower, each once."""

import pytest

from refnet.cases.commands import record_death
from refnet.consent.commands import withdraw_consent
from refnet.consent.queries import open_consent
from refnet.consent.terms import Scope
from refnet.consultations.phrases import EVENTS
from refnet.consultations.queries import open_consultation
from refnet.consultations.terms import State
from refnet.journal.following import load_reactions
from refnet.journal.models import Position
from refnet.notices.commands import mark_read
from refnet.notices.queries import count_unread, list_notices
from refnet.notices.reactions import URGENT
from refnet.notices.table import TABLE
from tests.following import follow
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    load_reactions()
    return World()


def told(actor):
    return [notice.sentence for notice in list_notices(actor)]


def test_the_dispatcher_is_told_of_a_new_case_and_nobody_of_another_board(world):
    world.consultation(State.SUBMITTED)

    follow()

    assert told(world.dispatcher) == ["A new case waits for Renal tumours."]
    assert told(world.other_dispatcher) == told(world.referrer) == []


def test_each_turn_is_told_to_whose_turn_it_is(world):
    world.consultation(State.DELIVERED)

    follow()

    assert told(world.referrer)[0] == "The advice of Renal tumours has arrived."
    assert "Advice of Renal tumours waits for your countersignature." not in told(world.bystander)
    assert told(world.expert)[-1] == "You are invited to a panel of Renal tumours."


def test_reading_the_journal_again_tells_nobody_twice(world):
    world.consultation(State.SUBMITTED)
    follow()

    Position.objects.all().delete()
    follow()

    assert len(told(world.dispatcher)) == 1


def test_a_notice_is_read_by_its_own_reader_alone(world):
    world.consultation(State.SUBMITTED)
    follow()
    notice = list_notices(world.dispatcher)[0]

    mark_read(world.other_dispatcher, notice.id, at=NOON)
    unread = count_unread(world.dispatcher)
    mark_read(world.dispatcher, notice.id, at=NOON)

    assert (unread, count_unread(world.dispatcher)) == (1, 0)


def test_consent_taken_back_closes_the_case_to_the_board(world):
    case = world.case()
    key = world.consultation(State.IN_DISCUSSION, case_id=case)
    consent = next(one for one in open_consent(world.referrer, case, at=NOON).given if one.scope is Scope.CARE)

    withdraw_consent(world.referrer, consent.id, at=NOON)
    follow()

    assert open_consultation(world.referrer, key, at=NOON).state == State.WITHDRAWN


def test_when_a_child_has_died_open_consultations_end(world):
    case = world.case()
    key = world.consultation(State.IN_DISCUSSION, case_id=case)

    record_death(world.referrer, case, at=NOON)
    follow()

    assert open_consultation(world.referrer, key, at=NOON).state == State.DIED
    assert list_notices(world.expert)[0].sentence == "A child whose case is before Renal tumours has died."


def test_the_table_speaks_of_events_that_exist():
    assert {kind.removesuffix(URGENT) for kind in TABLE} <= set(EVENTS)
