"""The desk and the consultation's page, as signed-in people see them, and the public page as everybody does."""

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse

from refnet.consultations.queries import open_advice, open_consultation
from refnet.consultations.terms import State
from refnet.people.models import Account
from tests.world import NOON


@pytest.fixture
def as_(client):
    """A browser in which the given actor is signed in with both factors."""

    def sign_in(actor):
        client.force_login(Account.objects.get(pk=actor.id))
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa"}]
        session.save()
        return client

    return sign_in


def page(key):
    return reverse("consultations:consultation", args=[key])


def test_the_desk_shows_what_waits(world, as_):
    world.consultation(State.SUBMITTED)

    response = as_(world.dispatcher).get(reverse("desk:desk"))

    assert [line.yours for line in response.context["yours"]] == [True]


def test_a_stranger_is_told_nothing(world, as_):
    key = world.consultation(State.SUBMITTED)

    assert as_(world.stranger).get(page(key)).status_code == 404


def test_nobody_is_sent_to_sign_in(world, client):
    key = world.consultation(State.SUBMITTED)

    response = client.get(page(key))

    assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/")


def test_the_dispatcher_accepts_on_the_page(world, as_):
    key = world.consultation(State.SUBMITTED)
    browser = as_(world.dispatcher)
    offered = browser.get(page(key))

    response = browser.post(reverse("consultations:move", args=[key]), {"move": "accept"})

    assert 'value="accept"' in offered.text
    assert (response.status_code, response.url) == (302, page(key))
    assert open_consultation(world.dispatcher, key, at=NOON).state == State.ACCEPTED


def test_what_is_refused_says_why(world, as_):
    key = world.consultation(State.DELIVERED)

    response = as_(world.dispatcher).post(reverse("consultations:move", args=[key]), {"move": "accept"})

    assert response.status_code == 403
    assert "This is not possible as the consultation stands now." in response.text


def test_an_expert_gives_an_opinion_on_the_page(world, as_):
    key = world.consultation(State.IN_DISCUSSION)
    typed = {
        "agreement": "agree",
        "options": "Chemotherapy first.",
        "evidence": "cohort",
        "confidence": "high",
        "minutes": "12",
    }

    as_(world.expert).post(reverse("consultations:opinion", args=[key]), typed)

    assert [one.minutes for one in open_consultation(world.chair, key, at=NOON).opinions] == [12]


def test_an_opinion_that_names_the_child_is_refused_and_kept_in_the_form(world, as_):
    key = world.consultation(State.IN_DISCUSSION)
    typed = {
        "agreement": "agree",
        "options": "Annelies needs chemotherapy first.",
        "evidence": "cohort",
        "confidence": "high",
        "minutes": "12",
    }

    response = as_(world.expert).post(reverse("consultations:opinion", args=[key]), typed)

    assert response.status_code == 403
    assert "The text names the child" in response.text
    assert "Annelies needs chemotherapy first." in response.text


def test_the_public_page_confirms_and_says_nothing_else(world, client):
    key = world.consultation(State.DELIVERED)
    sheet = open_advice(world.chair, world.advice(key), at=NOON).sheet

    response = client.get(reverse("desk:verify", args=[sheet.code]))

    assert response.status_code == 200
    assert "Renal tumours" in response.text
    assert sheet.case.pseudonym not in response.text
    assert client.get(reverse("desk:verify", args=["0" * 16])).status_code == 404


def test_signed_advice_is_downloaded_as_it_was_sealed(world, as_):
    key = world.consultation(State.DELIVERED)
    advice = world.advice(key)

    response = as_(world.referrer).get(reverse("consultations:print", args=[advice]))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
