"""Coming by invitation: a link that sets one password, once."""

from datetime import datetime, timedelta
from unittest import mock

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from refnet.access.actors import SYSTEM, Role
from refnet.people.commands import invite, leave
from refnet.people.models import Account

from .network import NOON, PASSWORD

NEW = {"password": PASSWORD, "again": PASSWORD}


def invited(network):
    return invite(
        SYSTEM, email="new@example.org", name="Clinician New", centre_id=network.vienna, role=Role.CLINICIAN, at=NOON
    )


def test_an_account_has_no_password_until_its_owner_sets_one(network, client):
    invitation = invited(network)
    before = Account.objects.get(pk=invitation.account_id).has_usable_password()

    response = client.post(invitation.path, NEW)

    assert (before, response["Location"]) == (False, "/accounts/login/")
    assert Account.objects.get(pk=invitation.account_id).check_password(PASSWORD)


def test_a_link_works_once(network, client):
    path = invited(network).path
    client.post(path, NEW)

    again = client.post(path, {"password": "another otter sings at dawn", "again": "another otter sings at dawn"})

    assert again.status_code == 410
    assert Account.objects.get(email="new@example.org").check_password(PASSWORD)


def test_a_link_ends_after_three_days(network, client):
    path = invited(network).path
    later = datetime.now() + timedelta(days=3, seconds=5)  # noqa: DTZ005 -- as Django's generator reads it

    with mock.patch.object(PasswordResetTokenGenerator, "_now", return_value=later):
        assert client.get(path).status_code == 410
    assert client.get(path).status_code == 200


def test_a_link_of_one_person_does_not_open_another(network, client):
    path = invited(network).path
    other = network.clinician()

    assert client.get(path.replace(str(Account.objects.get(email="new@example.org").id), str(other))).status_code == 410


def test_a_link_of_whoever_has_left_has_ended(network, client):
    invitation = invited(network)
    leave(SYSTEM, invitation.account_id, at=NOON)

    assert client.get(invitation.path).status_code == 410


def test_a_link_that_is_none_says_so(db, client):
    assert [client.get(path).status_code for path in ("/people/welcome/", "/people/welcome/?who=x&token=y")] == [
        410,
        410,
    ]


def test_weak_and_mistyped_passwords_are_refused(network, client):
    path = invited(network).path

    def fault(password, again):
        return set(client.post(path, {"password": password, "again": again}).context["form"].errors)

    assert fault("short", "short") == {"password"}
    assert fault("administrator", "administrator") == {"password"}
    assert fault(PASSWORD, PASSWORD + "x") == {"again"}
    assert not Account.objects.get(email="new@example.org").has_usable_password()


def test_the_token_stands_in_the_query_which_no_log_keeps(network):
    path, _, query = invited(network).path.partition("?")

    assert (path, "token=" in query) == ("/people/welcome/", True)
