"""To whom pages open: closed is the default."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.urls import get_resolver
from django.utils import timezone, translation

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.access.public import Audience, audience_of, is_public, opens_to, public
from refnet.people import sessions
from refnet.people.commands import leave
from refnet.people.middleware import NOBODY, KnowTheActor

from .entering import change, enter
from .network import NOON

CLOSED = "/people/me/"


def test_a_page_that_says_nothing_opens_to_members_alone():
    def page(request):
        return HttpResponse()

    assert (audience_of(page), is_public(page)) == (Audience.MEMBERS, False)
    assert is_public(public(page))


def test_a_visitor_is_sent_to_sign_in_and_comes_back_to_the_page_they_asked_for(network, client):
    response = client.get(CLOSED, {"a": "1"})

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/people/me/%3Fa%3D1")


def test_a_visitor_who_sends_something_is_sent_to_sign_in_and_nothing_is_done(network, client):
    response = client.post("/people/me/centre/", {"centre": str(network.vienna)})

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/")


def test_a_password_alone_opens_no_page_but_those_of_the_second_factor(network, client):
    enter(client, network.clinician(), steps=("password",))

    response = client.get(CLOSED)

    assert (response.status_code, response["Location"]) == (302, "/accounts/second-factor/set-up/")


def test_both_factors_open_the_pages(network, client):
    enter(client, network.clinician())

    assert client.get(CLOSED).status_code == 200


def asked(network, client, rf, view, key, *, steps=("password", "mfa")):
    """Ask for a page of one's own making, as the middleware lets it be asked for."""
    enter(client, key, steps=steps)
    request = rf.get("/")
    request.session = client.session
    request.user = client_user(client)
    seen = []

    def respond(request):
        refused = door.process_view(request, view, (), {})
        seen.append((request.actor, request.audience))
        return refused or view(request)

    door = KnowTheActor(respond)
    return door(request), *seen[0]


def client_user(client):
    from refnet.people.models import Account  # noqa: PLC0415

    return Account.objects.get(pk=client.session["_auth_user_id"])


def members_page(request):
    return HttpResponse("for members")


def test_whoever_has_no_role_sees_their_own_account_and_nothing_else(network, client, rf):
    key = network.person()

    response, actor, audience = asked(network, client, rf, members_page, key)
    own, _, _ = asked(network, client, rf, opens_to(Audience.ACCOUNTS)(lambda _: HttpResponse("own")), key)

    assert (response.status_code, response["Location"]) == (302, "/people/me/")
    assert (actor, audience, own.content) == (Actor(key), Audience.ACCOUNTS, b"own")


@pytest.mark.parametrize("seats", [True, False])
def test_a_role_at_a_centre_or_a_seat_on_a_board_makes_a_member(network, client, rf, seats):
    key = network.person(seats=[(network.kidney, Role.EXPERT)]) if seats else network.person()
    if not seats:
        key = network.person("Clinician Two", centre=network.vienna, role=Role.CLINICIAN)
    start = datetime.now(UTC).date()
    assert start >= NOON.date(), "the clock of this machine stands before the roles of this test begin"

    response, actor, _ = asked(network, client, rf, members_page, key)

    assert response.content == b"for members"
    assert (bool(actor.seats), bool(actor.roles)) == (seats, not seats)


def test_without_the_second_factor_there_is_no_role_even_on_a_public_page(network, client, rf):
    key = network.clinician()

    response, actor, _ = asked(network, client, rf, public(lambda _: HttpResponse("all")), key, steps=("password",))

    assert (response.content, actor) == (b"all", Actor(key))


def test_a_visitor_is_nobody(network, client):
    response = client.get("/accounts/login/")

    assert response.wsgi_request.actor == NOBODY


def test_the_flag_of_the_demonstration_opens_nothing_elsewhere(network, client):
    key = network.clinician(invented=True)
    enter(client, key, steps=("password",))
    change(client, **{sessions.DEMONSTRATION: True})

    assert client.get(CLOSED)["Location"] == "/accounts/second-factor/set-up/"


def test_half_an_hour_without_activity_signs_out(network, client):
    enter(client, network.clinician())
    now = datetime.now(UTC)
    change(client, began_at=now.isoformat(), seen_at=(now - timedelta(minutes=31)).isoformat())

    assert client.get(CLOSED).status_code == 302
    assert "_auth_user_id" not in client.session


def test_half_a_day_signs_out_however_busy_one_is(network, client):
    enter(client, network.clinician())
    now = datetime.now(UTC)
    change(client, began_at=(now - timedelta(hours=12)).isoformat(), seen_at=now.isoformat())

    assert client.get(CLOSED).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_busy_session_goes_on(network, client):
    enter(client, network.clinician())
    now = datetime.now(UTC)
    began = (now - timedelta(hours=11)).isoformat()
    change(client, began_at=began, seen_at=(now - timedelta(minutes=29)).isoformat())

    assert client.get(CLOSED).status_code == 200
    assert client.session["began_at"] == began
    assert datetime.fromisoformat(client.session["seen_at"]) >= now


def test_the_visit_is_noted_once_a_minute_and_not_with_each_page():
    session = {}
    sessions.note_visit(session, NOON)
    sessions.note_visit(session, NOON + timedelta(seconds=59))
    first = dict(session)
    sessions.note_visit(session, NOON + timedelta(seconds=60))

    assert (first["seen_at"], session["seen_at"]) == (NOON.isoformat(), (NOON + timedelta(minutes=1)).isoformat())


def test_leaving_the_network_ends_what_one_is_signed_in_with(network, client):
    key = network.clinician()
    enter(client, key)
    leave(SYSTEM, key, at=NOON)

    assert client.get(CLOSED)["Location"] == "/accounts/login/?next=/people/me/"


def test_pages_speak_the_readers_language_and_time_only_while_they_are_made(network, client, rf):
    key = network.clinician(time_zone="Europe/Lisbon")
    seen = []

    def page(request):
        seen.append((timezone.get_current_timezone_name(), translation.get_language(), request.at.tzinfo))
        return HttpResponse()

    asked(network, client, rf, page, key)

    assert seen == [("Europe/Lisbon", "en", UTC)]
    assert timezone.get_current_timezone_name() == "UTC"


def test_whoever_works_at_two_centres_chooses_on_their_page(network, client):
    from refnet.people.commands import join_centre  # noqa: PLC0415

    key = network.clinician()
    join_centre(SYSTEM, key, centre_id=network.lisbon, role=Role.CLINICIAN, from_on=NOON.date(), at=NOON)
    enter(client, key)

    client.post("/people/me/centre/", {"centre": str(network.lisbon)})
    response = client.get(CLOSED)

    assert response.wsgi_request.actor.centre_id == network.lisbon


PUBLIC_HERE = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "mfa_authenticate",
}


def test_of_the_pages_of_signing_in_only_these_are_public():
    accounts = next(part for part in get_resolver().url_patterns if str(part.pattern) == "accounts/")

    assert {page.name for page in accounts.url_patterns if is_public(page.callback)} == PUBLIC_HERE
