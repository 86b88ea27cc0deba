"""Entering as an invented person: only in a demonstration, only from this machine."""

import pytest

from refnet.access.actors import Role


@pytest.fixture
def demonstration(settings):
    settings.REFNET_MODE = "demo"


def way_in(key):
    return f"/people/enter/{key}/"


def test_one_click_signs_in_as_an_invented_person_without_a_second_factor(network, demonstration, client):
    key = network.clinician(invented=True)

    response = client.post(way_in(key))
    page = client.get("/people/me/")

    assert (response["Location"], page.status_code, page.wsgi_request.actor.id) == ("/", 200, key)


@pytest.mark.parametrize("mode", ["production", "test"])
def test_elsewhere_there_is_no_such_page(network, settings, client, mode):
    settings.REFNET_MODE = mode
    key = network.clinician(invented=True)

    assert (client.get("/people/enter/").status_code, client.post(way_in(key)).status_code) == (404, 404)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", ""])
def test_from_another_machine_there_is_no_such_page(network, demonstration, client, address):
    key = network.clinician(invented=True)

    answers = (client.get("/people/enter/", REMOTE_ADDR=address), client.post(way_in(key), REMOTE_ADDR=address))

    assert [answer.status_code for answer in answers] == [404, 404]


def test_nobody_enters_as_a_real_person_or_as_one_without_a_role(network, demonstration, client):
    real, idle = network.clinician(), network.person("Clinician Two", invented=True)

    assert [client.post(way_in(key)).status_code for key in (real, idle)] == [404, 404]
    assert "_auth_user_id" not in client.session


def test_a_session_that_entered_so_ends_with_the_demonstration(network, settings, client):
    settings.REFNET_MODE = "demo"
    client.post(way_in(network.clinician(invented=True)))
    settings.REFNET_MODE = "production"

    assert client.get("/people/me/")["Location"] == "/accounts/second-factor/set-up/"


def test_a_link_to_enter_does_nothing(network, demonstration, client):
    assert client.get(way_in(network.clinician(invented=True))).status_code == 405


def test_entering_as_another_leaves_nothing_of_the_first(network, demonstration, client):
    first, second = network.clinician(invented=True), network.clinician("Clinician Two", invented=True)
    client.post(way_in(first))
    client.post("/people/me/centre/", {"centre": str(network.vienna)})

    client.post(way_in(second))

    assert (client.session["_auth_user_id"], client.session.get("centre")) == (str(second), None)


def test_people_stand_under_what_they_can_do_here(network, demonstration, client):
    network.clinician(invented=True)
    network.clinician("Chair One", invented=True, seats=[(network.kidney, Role.CHAIR), (network.kidney, Role.EXPERT)])
    network.clinician("Expert One", invented=True, seats=[(network.kidney, Role.EXPERT)])
    network.clinician("Clinician Real")

    groups = client.get("/people/enter/").context["groups"]

    assert [(group.role, [line.name for line in group.people]) for group in groups] == [
        (Role.CLINICIAN, ["Clinician One"]),
        (Role.EXPERT, ["Expert One"]),
        (Role.CHAIR, ["Chair One"]),
    ]


def test_the_page_of_signing_in_leads_there_only_in_a_demonstration(network, settings, client):
    elsewhere = client.get("/accounts/login/").content
    settings.REFNET_MODE = "demo"
    here = client.get("/accounts/login/").content

    assert (b"/people/enter/" in elsewhere, b"/people/enter/" in here) == (False, True)
