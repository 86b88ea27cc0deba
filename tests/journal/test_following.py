"""The follower: every event once and in order, also when transactions end in another order than they began."""

from threading import Event as Signal
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from refnet.cases.events import ChildDied
from refnet.journal import following
from refnet.journal.commands import append
from refnet.journal.models import Parked, Position
from refnet.journal.queries import list_parked
from tests.following import follow
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard(monkeypatch):
    """A reaction that notes what it hears, in place of the product's own."""
    subjects = []

    def hear(line):
        subjects.append(line.subject)

    monkeypatch.setattr(following, "reactions", {ChildDied.kind: [hear]})
    return subjects


def happen(subject: UUID) -> None:
    append([ChildDied(subject)], actor=uuid4(), at=NOON)


def test_each_event_is_heard_once_and_in_order(heard):
    subjects = [uuid4() for _ in range(3)]
    for subject in subjects:
        happen(subject)

    assert [follow(), follow()] == [3, 0]
    assert heard == subjects


def test_an_event_of_a_slow_transaction_is_not_passed_over(heard):
    slow, fast = uuid4(), uuid4()
    begun, go_on = Signal(), Signal()

    def write_slowly():
        try:
            with transaction.atomic():
                happen(slow)
                begun.set()
                go_on.wait(10)
        finally:
            connection.close()

    writer = Thread(target=write_slowly)
    writer.start()
    begun.wait(10)
    happen(fast)

    assert following.follow_once(at=lambda: NOON) == 0  # the slow one began before and is not final yet
    go_on.set()
    writer.join()
    assert follow() == 2
    assert heard == [slow, fast]


def test_a_failing_reaction_is_parked_and_the_others_go_on(heard, monkeypatch):
    def fail(line):
        raise ZeroDivisionError

    monkeypatch.setitem(following.reactions, ChildDied.kind, [fail, *following.reactions[ChildDied.kind]])
    subject = uuid4()
    happen(subject)

    assert follow() == 1
    assert heard == [subject]
    assert [(kind, fault) for _, kind, fault in list_parked()] == [(ChildDied.kind, "ZeroDivisionError")]
    assert Parked.objects.count() == 1


def test_a_follower_that_died_before_noting_its_place_hears_the_event_again(heard):
    subject = uuid4()
    happen(subject)
    follow()

    Position.objects.all().delete()
    follow()

    assert heard[-1] == subject
    assert heard.count(subject) == 2


def test_only_one_follower_works_at_a_time():
    from_elsewhere = []

    def try_it():
        try:
            with following.only_follower() as held:
                from_elsewhere.append(held)
        finally:
            connection.close()

    with following.only_follower() as held:
        other = Thread(target=try_it)
        other.start()
        other.join()

    assert (held, from_elsewhere) == (True, [False])
