"""Who guesses passwords gets nowhere, and keeps nobody out of their own account; who asks for a code learns nothing."""

import pytest
from django.core import mail
from django.core.cache import cache

from .network import PASSWORD, give_password
from .test_signing_in import sign_in

FORGOTTEN = "/accounts/password/forgotten/"
ONE, SIX = "clinician.one@example.org", "clinician.six@example.org"


@pytest.fixture(autouse=True)
def _nobody_tried_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clinician(network):
    key = network.clinician()
    give_password(key)
    return key


def guess(client, address, times):
    for _ in range(times):
        answer = client.post("/accounts/login/", {"login": ONE, "password": "wrong horse battery"}, REMOTE_ADDR=address)
    return answer


def test_nobody_can_lock_another_out_from_elsewhere(clinician, client):
    for stranger in range(8):
        guess(client, f"192.0.2.{stranger}", 5)

    assert sign_in(client)["Location"] == "/"


def test_who_guesses_at_one_address_is_stopped_there(clinician, client):
    guess(client, "192.0.2.1", 5)

    answer = client.post("/accounts/login/", {"login": ONE, "password": PASSWORD}, REMOTE_ADDR="192.0.2.1")
    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)


def test_the_more_is_guessed_the_later_the_answer_is_wrong_or_right(clinician, client):
    first = guess(client, "192.0.2.1", 1)
    for stranger in range(2, 5):
        guess(client, f"192.0.2.{stranger}", 3)
    later = guess(client, "192.0.2.9", 1)
    right = sign_in(client)

    said = [float(answer.headers.get("refnet-not-before", 0)) for answer in (first, later, right)]
    assert said == [0.0, 2.0, pytest.approx(2.2)]


def test_whoever_asks_for_a_code_gets_one_answer_at_one_time_whether_there_is_an_account_or_not(clinician, client):
    answers = [client.post(FORGOTTEN, {"email": email}) for email in (ONE, SIX)]

    assert len(mail.outbox) == 1
    assert {(one.status_code, one["Location"], one["refnet-not-before"]) for one in answers} == {
        (302, f"{FORGOTTEN}code/", "1.0")
    }


def test_also_where_no_letter_can_be_put_down(clinician, client, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.REFNET_VAR = "refnet.site.mail.Outbox", tmp_path
    (tmp_path / "mail").write_text("a file where the folder should be")

    assert [client.post(FORGOTTEN, {"email": email}).status_code for email in (ONE, SIX)] == [302, 302]
