"""Who may give whom a role, and what the journal keeps of it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.access.decisions import Refused
from refnet.journal.models import Entry
from refnet.people.commands import AddressTaken, add_account, invite, join_centre, leave, take_seat
from refnet.people.models import Membership, Seat
from refnet.people.queries import NoSuchAccount, actor_of, find_account

from .network import DAY, NOON, TODAY


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.decision.codes


def manager_of(network):
    return actor_of(network.person("Manager One", centre=network.vienna, role=Role.CENTRE_MANAGER), on=TODAY)


def test_a_centre_manager_gives_roles_at_their_own_centre(network):
    key = network.person()

    join_centre(manager_of(network), key, centre_id=network.vienna, role=Role.ASSISTANT, from_on=TODAY, at=NOON)

    assert actor_of(key, on=TODAY).roles == {Role.ASSISTANT}


def test_a_centre_manager_gives_no_role_at_another_centre_and_none_for_the_network(network):
    key, manager = network.person(), manager_of(network)

    def at_lisbon():
        join_centre(manager, key, centre_id=network.lisbon, role=Role.CLINICIAN, from_on=TODAY, at=NOON)

    def for_all():
        join_centre(manager, key, centre_id=None, role=Role.NETWORK_COORDINATOR, from_on=TODAY, at=NOON)

    assert refusal(at_lisbon) == ("not-your-people",)
    assert refusal(for_all) == ("not-the-office",)
    assert actor_of(key, on=TODAY) == Actor(key)


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.ASSISTANT, Role.EXPERT, Role.CHAIR])
def test_clinicians_and_experts_give_nobody_anything(network, role):
    key = network.person()
    actor = Actor(key, network.vienna, frozenset({role}), frozenset({(network.sarcoma, Role.CHAIR)}))

    def membership():
        join_centre(actor, key, centre_id=network.vienna, role=Role.CLINICIAN, from_on=TODAY, at=NOON)

    def seat():
        take_seat(actor, key, board_id=network.kidney, role=Role.CHAIR, from_on=TODAY, at=NOON)

    def account():
        add_account(actor, email="two@example.org", name="Clinician Two", at=NOON)

    assert [refusal(act) for act in (membership, seat, account)] == [
        ("not-your-people",),
        ("not-your-board",),
        ("not-the-office",),
    ]


def test_the_chair_gives_seats_on_their_own_board(network):
    key = network.person()
    chair = replace(Actor(key), seats=frozenset({(network.kidney, Role.CHAIR)}))

    take_seat(chair, key, board_id=network.kidney, role=Role.EXPERT, from_on=TODAY, at=NOON)

    assert actor_of(key, on=TODAY).seats == {(network.kidney, Role.EXPERT)}


def test_a_role_stands_where_it_belongs(network):
    key = network.person()

    def chair_of_a_centre():
        join_centre(SYSTEM, key, centre_id=network.vienna, role=Role.CHAIR, from_on=TODAY, at=NOON)

    def clinician_of_no_centre():
        join_centre(SYSTEM, key, centre_id=None, role=Role.CLINICIAN, from_on=TODAY, at=NOON)

    def system_of_a_board():
        take_seat(SYSTEM, key, board_id=network.kidney, role=Role.SYSTEM, from_on=TODAY, at=NOON)

    assert [refusal(act) for act in (chair_of_a_centre, clinician_of_no_centre, system_of_a_board)] == [
        ("not-at-a-centre",),
        ("not-for-the-network",),
        ("not-on-a-board",),
    ]


@pytest.mark.parametrize(
    ("kind", "facts", "name"),
    [
        (Membership, {"role": "system"}, "membership_role_known"),
        (Membership, {"role": "clinician"}, "membership_centre_given"),
        (Membership, {"role": "auditor", "until_on": TODAY - DAY}, "membership_ends_after_it_begins"),
        (Seat, {"role": "clinician"}, "seat_role_on_board"),
        (Seat, {"role": "expert", "until_on": TODAY - DAY}, "seat_ends_after_it_begins"),
    ],
)
def test_the_tables_keep_their_own_promises(network, kind, facts, name):
    row = kind(account_id=network.person(), from_on=TODAY, **facts)
    if kind is Seat:
        row.board_id = network.kidney

    with pytest.raises(IntegrityError, match=name):
        row.save()


def test_nobody_is_their_own_deputy(network):
    key = network.person()

    with pytest.raises(IntegrityError, match="seat_deputy_of_another"):
        take_seat(SYSTEM, key, board_id=network.kidney, role=Role.CHAIR, deputy_of=key, from_on=TODAY, at=NOON)


def test_an_address_is_one_account_however_it_is_written(network):
    key = network.person(email="One@Example.org")

    with pytest.raises(AddressTaken):
        add_account(SYSTEM, email="oNE@example.ORG", name="Clinician Two", at=NOON)

    assert find_account(" ONE@example.org ") == key


def test_the_journal_says_who_gave_which_role_and_names_nobody(network):
    manager = manager_of(network)
    key = invite(
        manager, email="two@example.org", name="Clinician Two", centre_id=network.vienna, role=Role.CLINICIAN, at=NOON
    ).account_id
    leave(SYSTEM, key, at=NOON)

    entries = list(Entry.objects.filter(subject=key).order_by("id"))

    assert [(entry.kind, entry.actor) for entry in entries] == [
        ("people.account-added", manager.id),
        ("people.role-taken", manager.id),
        ("people.person-invited", manager.id),
        ("people.person-left", SYSTEM.id),
    ]
    assert [entry.facts for entry in entries if "Clinician" in str(entry.facts) or "@" in str(entry.facts)] == []


def test_one_may_leave_oneself_but_close_nobody_elses_account(network):
    key, other = network.clinician(), network.clinician("Clinician Two")
    me = actor_of(key, on=TODAY)

    assert refusal(lambda: leave(me, other, at=NOON)) == ("not-the-office",)
    leave(me, key, at=NOON)
    with pytest.raises(NoSuchAccount):
        leave(SYSTEM, key, at=NOON)


def test_leaving_ends_roles_that_run_and_drops_those_to_come(network):
    key = network.clinician(seats=[(network.kidney, Role.EXPERT)])
    join_centre(SYSTEM, key, centre_id=network.lisbon, role=Role.CLINICIAN, from_on=TODAY + DAY, at=NOON)

    leave(SYSTEM, key, at=NOON)

    ends = [*Membership.objects.values_list("until_on", flat=True), *Seat.objects.values_list("until_on", flat=True)]
    assert ends == [TODAY, TODAY]
