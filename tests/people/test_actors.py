"""What a person may act as on a day."""

from uuid import uuid4

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.people.commands import join_centre, leave, take_seat
from refnet.people.queries import actor_of, find_experts, find_people, list_clinicians, list_seated

from .network import DAY, NOON, TODAY


def join(network, key, centre, role, from_on, until_on=None):
    join_centre(SYSTEM, key, centre_id=centre, role=role, from_on=from_on, until_on=until_on, at=NOON)


def test_a_clinician_acts_for_the_centre_where_they_work(network):
    key = network.clinician()

    assert actor_of(key, on=TODAY) == Actor(key, network.vienna, frozenset({Role.CLINICIAN}))


def test_a_role_counts_from_its_first_day_to_its_last_and_no_longer(network):
    key = network.person()
    join(network, key, network.vienna, Role.CLINICIAN, TODAY, TODAY + DAY)

    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]

    assert [actor_of(key, on=day).roles for day in days] == [
        frozenset(),
        {Role.CLINICIAN},
        {Role.CLINICIAN},
        frozenset(),
    ]


def test_a_seat_counts_from_its_first_day_to_its_last_and_no_longer(network):
    key = network.person()
    take_seat(SYSTEM, key, board_id=network.kidney, role=Role.EXPERT, from_on=TODAY, until_on=TODAY + DAY, at=NOON)

    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]

    assert [actor_of(key, on=day).boards for day in days] == [set(), {network.kidney}, {network.kidney}, set()]


def test_whoever_works_at_two_centres_acts_for_the_one_chosen_and_for_one_at_a_time(network):
    key = network.clinician()
    join(network, key, network.lisbon, Role.ASSISTANT, TODAY - DAY)

    first = actor_of(key, on=TODAY)
    chosen = actor_of(key, on=TODAY, centre_id=network.vienna)

    assert (first.centre_id, first.roles) == (network.lisbon, {Role.ASSISTANT})
    assert (chosen.centre_id, chosen.roles) == (network.vienna, {Role.CLINICIAN})


def test_a_centre_where_one_has_no_role_cannot_be_chosen(network):
    key = network.clinician()

    assert actor_of(key, on=TODAY, centre_id=network.lisbon) == actor_of(key, on=TODAY)


def test_a_role_for_the_network_counts_at_every_centre(network):
    key = network.clinician()
    join(network, key, None, Role.AUDITOR, TODAY)

    assert actor_of(key, on=TODAY).roles == {Role.CLINICIAN, Role.AUDITOR}


def test_nobody_and_whoever_has_left_have_no_role(network):
    key, nobody = network.clinician(seats=[(network.kidney, Role.EXPERT)]), uuid4()

    leave(SYSTEM, key, at=NOON)

    assert actor_of(key, on=TODAY) == Actor(key)
    assert actor_of(nobody, on=TODAY) == Actor(nobody)


def test_whoever_has_left_keeps_their_name_on_what_they_signed(network):
    key = network.clinician("Expert One")
    leave(SYSTEM, key, at=NOON)

    assert find_people([key])[key].name == "Expert One"


def test_a_person_is_shown_with_the_centre_that_they_joined_first(network):
    key = network.clinician()
    join(network, key, network.lisbon, Role.CLINICIAN, TODAY + DAY)

    assert (find_people([key])[key].centre, find_people([key])[key].country) == ("Vienna", "AT")


def test_the_experts_of_a_board_are_those_seated_on_it_today(network):
    seated = network.clinician("Expert One", seats=[(network.kidney, Role.EXPERT), (network.kidney, Role.CHAIR)])
    network.clinician("Expert Two", seats=[(network.sarcoma, Role.EXPERT)])
    gone = network.clinician("Expert Three", seats=[(network.kidney, Role.EXPERT)])
    leave(SYSTEM, gone, at=NOON)

    experts = find_experts(network.kidney, on=TODAY)

    assert [(one.id, one.centre, one.country, one.roles) for one in experts] == [
        (seated, "Vienna", "AT", (Role.CHAIR, Role.EXPERT))
    ]


def test_each_is_listed_once_however_many_seats_they_have(network):
    key = network.person(seats=[(network.kidney, Role.CHAIR), (network.kidney, Role.DISPATCHER)])
    network.person("Expert Two", seats=[(network.kidney, Role.EXPERT)])

    assert list_seated(network.kidney, Role.CHAIR, Role.DISPATCHER, on=TODAY) == (key,)


def test_the_clinicians_of_a_centre_are_neither_its_assistants_nor_those_elsewhere(network):
    key = network.clinician()
    network.person("Assistant One", centre=network.vienna, role=Role.ASSISTANT)
    network.person("Clinician Two", centre=network.lisbon, role=Role.CLINICIAN)

    assert list_clinicians(network.vienna, on=TODAY) == (key,)


def test_knowing_an_actor_costs_two_queries(network, django_assert_num_queries):
    key = network.clinician(seats=[(network.kidney, Role.EXPERT)])

    with django_assert_num_queries(2):
        actor_of(key, on=TODAY)


def test_finding_many_people_costs_no_more_queries_than_finding_one(network, django_assert_num_queries):
    people = [network.clinician(f"Expert {number}") for number in range(3)]

    with django_assert_num_queries(2):
        find_people(people[:1])
    with django_assert_num_queries(2):
        find_people(people)
