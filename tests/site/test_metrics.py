"""The numbers for those who watch: they count, they name nobody, and they are for programs of the operator alone."""

import pytest
from django.db import DatabaseError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from refnet.consultations.terms import State
from refnet.journal.models import Parked
from refnet.journal.queries import list_history
from refnet.site.metrics import FEWEST
from tests.following import follow
from tests.world import NOON, World

TOKEN = "a-token-of-the-operator"
HERE = {"HTTP_HOST": "127.0.0.1:8000"}
AWAY = {"REMOTE_ADDR": "192.0.2.7"}


def asked(**how):
    return Client().get("/metrics", **how)


def numbers():
    """Return each number by its name and its labels, in the order of their names."""
    families = text_string_to_metric_families(asked(**HERE).content.decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


@pytest.mark.parametrize(
    ("how", "status"),
    [
        (HERE, 200),
        ({"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"}, 200),
        ({**HERE, **AWAY}, 404),
        ({}, 404),  # by the name under which the world knows the site
        ({**HERE, "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, 404),  # a proxy on this machine asks for others
        ({**AWAY, "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, 200),
        ({**AWAY, "HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"}, 404),
        ({**AWAY, "HTTP_AUTHORIZATION": "Bearer "}, 404),
        ({**AWAY, "HTTP_AUTHORIZATION": "Bearer \u00e9"}, 404),
    ],
)
def test_it_opens_to_this_machine_or_to_the_token(db, settings, how, status):
    settings.REFNET_METRICS_TOKEN = TOKEN
    assert asked(**how).status_code == status


def test_without_a_token_nobody_comes_in_with_none(db):
    assert asked(**AWAY, HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_requests_are_counted_by_route_and_never_by_address(world):
    case = world.case()
    before = numbers().get(("refnet_requests_total", "GET", "desk:case", "302"), 0)
    Client().get(f"/cases/{case}/")
    Client().get(f"/nowhere/{case}/")
    Client().generic("BREW", "/health")
    now = numbers()
    assert now["refnet_requests_total", "GET", "desk:case", "302"] == before + 1
    assert now["refnet_request_seconds_count", "desk:case"] >= 1
    assert ("refnet_requests_total", "GET", "none", "404") in now
    assert ("refnet_requests_total", "other", "health", "405") in now
    assert str(case) not in asked(**HERE).content.decode()


def test_consultations_are_counted_by_state_and_only_boards_that_many_ask_are_named(world):
    for _ in range(FEWEST - 1):
        world.consultation(State.SUBMITTED)
    assert numbers()["refnet_consultations", "submitted"] == FEWEST - 1
    assert world.kidney.code not in asked(**HERE).content.decode()
    world.consultation(State.ACCEPTED)
    now = numbers()
    assert (now["refnet_consultations", "accepted"], now["refnet_consultations", "submitted"]) == (1, FEWEST - 1)
    assert now["refnet_board_consultations", world.kidney.code] == FEWEST


@pytest.mark.django_db(transaction=True)
def test_what_the_follower_has_not_read_and_what_is_parked_shows():
    world = World()
    consultation = world.consultation(State.SUBMITTED)
    before = numbers()
    assert before["refnet_follower_behind",] > 0
    assert before["refnet_follower_lag_seconds",] > 0
    follow()
    Parked.objects.create(entry_id=list_history(consultation)[0].id, reaction="x", fault="ValueError", at=NOON)
    now = numbers()
    assert [now[name,] for name in ("refnet_follower_behind", "refnet_follower_up", "refnet_reactions_parked")] == [
        0,
        0,
        1,
    ]


def test_where_the_database_is_away_it_says_so_and_no_more(monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr("refnet.site.watching.sql.following", away)
    now = numbers()
    assert now["refnet_database_up",] == 0
    assert {name for name, *_ in now if name.startswith(("refnet_follower", "refnet_consultations"))} == set()


def test_no_number_names_a_person_a_record_or_a_child(world):
    for _ in range(FEWEST):
        world.consultation(State.DELIVERED)
    text = asked(**HERE).content.decode()
    labels = {
        label
        for family in text_string_to_metric_families(text)
        for one in family.samples
        for label in one.labels
        if one.name.startswith("refnet_")
    }
    assert labels <= {"route", "method", "status", "le", "state", "board"}
