"""Signing in: a password, then a code."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import NoReverseMatch, reverse

from refnet.access.actors import SYSTEM
from refnet.people.commands import leave
from refnet.people.models import Account

from .entering import code_for
from .network import NOON, PASSWORD, give_password

LOGIN, SET_UP, GIVE, OWN = (
    "/accounts/login/",
    "/accounts/second-factor/set-up/",
    "/accounts/second-factor/give/",
    "/people/me/",
)


def sign_in(client, email="clinician.one@example.org", password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def set_up(client):
    """Set up the second factor and return its secret."""
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_for(secret)})
    return secret


@pytest.fixture
def clinician(network):
    key = network.clinician()
    give_password(key)
    return key


def test_the_first_time_one_is_led_to_set_up_the_second_factor_and_then_comes_in(clinician, client):
    sign_in(client)
    before = client.get(OWN)
    set_up(client)
    after = client.get(OWN)

    assert (before.status_code, before["Location"]) == (302, SET_UP)
    assert (after.status_code, after.wsgi_request.actor.id) == (200, clinician)


def test_a_wrong_code_sets_up_nothing(clinician, client):
    sign_in(client)
    client.get(SET_UP)
    client.post(SET_UP, {"code": "000000"})

    assert client.get(OWN)["Location"] == SET_UP


def test_the_second_time_the_password_alone_signs_nobody_in(clinician, client):
    sign_in(client)
    set_up(client)
    client.post("/accounts/logout/")

    response = sign_in(client)

    assert response["Location"] == GIVE
    assert client.get(OWN)["Location"] == f"{LOGIN}?next={OWN}"


def test_the_code_completes_it(clinician, client):
    sign_in(client)
    secret = set_up(client)
    client.post("/accounts/logout/")
    sign_in(client)

    client.post(GIVE, {"code": code_for(secret)})

    assert client.get(OWN).status_code == 200


def test_a_recovery_code_signs_in_once(clinician, client):
    sign_in(client)
    set_up(client)
    code = client.get("/accounts/recovery-codes/").context["unused_codes"][0]

    def once():
        client.post("/accounts/logout/")
        sign_in(client)
        client.post(GIVE, {"code": code})
        return client.get(OWN).status_code

    assert (once(), once()) == (200, 302)


def test_without_the_old_telephone_pages_close_until_there_is_a_new_one(clinician, client):
    sign_in(client)
    set_up(client)

    client.post("/accounts/second-factor/take-away/")

    assert client.get(OWN)["Location"] == SET_UP
    assert not Authenticator.objects.exists()


def test_the_secret_is_kept_sealed(clinician, client):
    sign_in(client)
    secret = set_up(client)

    kept = Authenticator.objects.get(type="totp").data["secret"]

    assert kept.startswith("gAAAA")
    assert secret not in kept


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(clinician, client):
    def answer(email, password):
        page = sign_in(client, email, password).content.decode()
        return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page).replace(email, "")

    wrong = answer("clinician.one@example.org", "wrong horse battery staple")
    unknown = answer("clinician.six@example.org", "wrong horse battery staple")

    assert wrong == unknown
    assert "data-errors" in wrong


def test_guessing_ends_after_some_attempts_even_with_the_right_password(clinician, client):
    for _ in range(6):
        sign_in(client, password="wrong horse battery staple")

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_an_address_is_understood_in_whatever_case(clinician, client):
    assert sign_in(client, "CLINICIAN.One@example.org")["Location"] == "/"


def test_whoever_has_left_cannot_sign_in(clinician, client):
    leave(SYSTEM, clinician, at=NOON)

    assert sign_in(client)["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_there_is_no_page_to_sign_up(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/accounts/signup/").status_code == 404


def test_a_forgotten_password_is_replaced_with_a_code_from_the_mail_and_the_second_factor_stays(clinician, client):
    sign_in(client)
    secret = set_up(client)
    client.post("/accounts/logout/")
    mail.outbox.clear()

    client.post("/accounts/password/forgotten/", {"email": "clinician.one@example.org"})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.outbox[0].body, re.MULTILINE).group(1)
    client.post("/accounts/password/forgotten/code/", {"code": code})
    new = "nine herons wade at noon"
    client.post("/accounts/password/forgotten/new/", {"password1": new, "password2": new})
    step = sign_in(client, password=new)
    client.post(GIVE, {"code": code_for(secret)})

    assert step["Location"] == GIVE
    assert client.get(OWN).status_code == 200


def test_an_unknown_address_gets_no_mail_and_the_same_page(clinician, client):
    known = client.post("/accounts/password/forgotten/", {"email": "clinician.one@example.org"})
    sent = len(mail.outbox)
    unknown = client.post("/accounts/password/forgotten/", {"email": "clinician.six@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert (sent, len(mail.outbox)) == (1, 1)


def test_a_new_second_factor_is_told_to_its_owner_at_the_address_they_sign_in_with(clinician, rf):
    request = rf.get("/")

    with context.request_context(request):
        get_adapter(request).send_notification_mail("mfa/email/totp_activated", Account.objects.get(pk=clinician))

    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["clinician.one@example.org"], "refnet: Authenticator App Activated")
    ]


def test_signing_out_ends_the_session_in_the_database_too(clinician, client):
    sign_in(client)
    key = client.session.session_key
    client.post("/accounts/logout/")

    assert not Session.objects.filter(pk=key).exists()


PAGES = (
    "account_login",
    "account_reset_password",
    "people:account",
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "account_logout",
)


def test_each_page_is_drawn_in_the_frame_of_the_site(clinician, client):
    before = client.get(LOGIN)
    sign_in(client)
    set_up(client)
    pages = {name: client.get(reverse(name)) for name in PAGES[2:]}

    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(pages, 200)
    assert [name for name, page in {"login": before, **pages}.items() if b'class="wordmark"' not in page.content] == []
