"""No way to a patient record but through the door."""

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError
from django.db.models import Max

from refnet.access.actors import Purpose
from refnet.access.changing import SilentChange, changing
from refnet.access.decisions import Decision, Reason, Refused, Unseen
from refnet.access.doors import ClosedRecord, Undecided
from refnet.access.models import LedgerLine
from refnet.access.queries import list_accesses
from refnet.access.reading import reading
from refnet.cases.events import ChildDied
from refnet.cases.models import Case
from refnet.consultations.models import Consultation, Waiver
from refnet.consultations.terms import State
from refnet.journal.models import Entry
from tests.world import NOON

NO = Decision((Reason("no", "No."),))


@pytest.mark.parametrize(
    "load",
    [
        pytest.param(lambda key: Case.objects.get(pk=key), id="get"),
        pytest.param(lambda key: list(Case.objects.all()), id="list"),
        pytest.param(lambda key: list(Case.objects.values("pseudonym")), id="values"),
        pytest.param(lambda key: list(Case.objects.values_list("pseudonym")), id="values_list"),
        pytest.param(lambda key: list(Case.objects.raw("select * from cases_case")), id="raw"),
        pytest.param(lambda key: list(Case.objects.iterator()), id="iterator"),
        pytest.param(lambda key: Case.objects.in_bulk([key]), id="in_bulk"),
        pytest.param(lambda key: list(Consultation._base_manager.select_related("case")), id="related"),
        pytest.param(lambda key: Case(pk=key).refresh_from_db(), id="refresh"),
        pytest.param(lambda key: Case.objects.update(entity=""), id="update"),
        pytest.param(lambda key: Case.objects.all().delete(), id="delete"),
        pytest.param(lambda key: Case.objects.aggregate(Max("entity")), id="aggregate"),
        pytest.param(lambda key: Case.objects.bulk_create([]), id="bulk_create"),
    ],
)
def test_a_record_is_closed_outside_a_reading(world, load):
    case = world.case()
    world.draft(case)

    with pytest.raises(ClosedRecord):
        load(case)


def test_loading_lazily_after_the_reading_is_refused(world):
    key = world.draft()
    with reading(world.referrer, Purpose.CARE, at=NOON) as records:
        consultation = records.one(Consultation, key)

    with pytest.raises(ClosedRecord):
        consultation.case  # noqa: B018 -- loads lazily


def test_one_showing_is_one_line_with_all_its_records(world):
    key = world.draft()
    before = LedgerLine.objects.count()

    with reading(world.referrer, Purpose.CARE, at=NOON) as records:
        case = records.one(Consultation, key).case

    line = LedgerLine.objects.order_by("id").last()
    assert LedgerLine.objects.count() == before + 1
    assert (line.actor, line.centre, line.purpose, line.outcome, line.at) == (
        world.referrer.id,
        world.vienna.id,
        "care",
        "seen",
        NOON,
    )
    assert (line.kinds, set(line.records)) == (["cases.case", "consultations.consultation"], {key, case.id})


def test_an_attempt_to_see_what_one_may_not_is_in_the_ledger(world):
    key = world.case()

    with pytest.raises(Unseen), reading(world.stranger, Purpose.CARE, at=NOON) as records:
        records.one(Case, key)

    line = LedgerLine.objects.order_by("id").last()
    assert (line.actor, line.outcome, line.records) == (world.stranger.id, "unseen", [key])


def test_what_was_read_to_refuse_is_in_the_ledger_as_refused(world):
    key = world.case()

    with pytest.raises(Refused), changing(world.referrer, at=NOON) as change:
        change.lock(Case, key)
        change.require(NO)

    line = LedgerLine.objects.order_by("id").last()
    assert (line.outcome, line.records) == ("refused", [key])


def test_the_ledger_outlives_a_reading_that_fails(world):
    key = world.case()

    with pytest.raises(ZeroDivisionError), reading(world.referrer, Purpose.CARE, at=NOON) as records:
        records.one(Case, key)
        raise ZeroDivisionError

    assert LedgerLine.objects.order_by("id").last().records == [key]


def test_who_opened_a_record_can_be_listed(world):
    key = world.case()
    with reading(world.referrer, Purpose.CARE, at=NOON) as records:
        records.one(Case, key)

    assert {access.actor for access in list_accesses([key])} == {world.referrer.id}


def test_saving_before_a_decision_is_refused(world):
    key = world.case()

    with pytest.raises(Undecided), changing(world.referrer, at=NOON) as change:
        change.lock(Case, key).save()


def test_adding_many_before_a_decision_is_refused(world):
    key = world.draft()

    with pytest.raises(Undecided), changing(world.referrer, at=NOON) as change:
        change.add_many([Waiver(consultation_id=key)], ChildDied(key))


def test_many_are_added_under_one_event(world):
    key = world.consultation(State.IN_DISCUSSION)
    before = Entry.objects.count()

    with changing(world.chair, at=NOON) as change:
        change.require(Decision())
        rows = [Waiver(consultation_id=key, specialty=name, reason="none", at=NOON) for name in ("a", "b")]
        added = change.add_many(rows, ChildDied(key))

    assert (added, Entry.objects.count()) == (2, before + 1)


def test_a_change_without_an_event_is_rolled_back(world):
    key = world.case()

    with pytest.raises(SilentChange), changing(world.referrer, at=NOON) as change:
        case = change.lock(Case, key)
        change.require(Decision())
        case.entity = "Ia"
        case.save()

    with reading(world.referrer, Purpose.CARE, at=NOON) as records:
        assert records.one(Case, key).entity == "VIa"


@pytest.mark.parametrize("book", [LedgerLine, Entry])
def test_a_line_in_a_book_can_be_neither_changed_nor_deleted(world, book, transactional_db):
    with reading(world.referrer, Purpose.CARE, at=NOON) as records:
        records.one(Case, world.case())

    with pytest.raises(DatabaseError, match="append-only"):
        book.objects.update(at=NOON)
    with pytest.raises(DatabaseError, match="append-only"):
        book.objects.all().delete()


def test_a_list_goes_on_where_its_page_ended(world):
    made = [world.draft(world.case()) for _ in range(5)]

    with reading(world.referrer, Purpose.CARE, at=NOON) as records:
        first = records.page(Consultation, Consultation.seen_by(world.referrer), by="since", size=3)
        rest = records.page(Consultation, Consultation.seen_by(world.referrer), by="since", after=first.next, size=3)

    assert sorted(row.id for row in (*first.rows, *rest.rows)) == sorted(made)
    assert rest.next is None


def test_every_record_says_who_sees_it_and_how_private_it_is():
    assert run_checks() == []
