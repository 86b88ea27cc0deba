"""What every answer has in common: nothing is kept of what somebody signed in was shown, and HEAD is answered."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from psycopg import errors

from refnet.access.public import public
from refnet.consultations.terms import State
from refnet.identity.keyring import LostKey
from refnet.site.faults import failed
from refnet.site.middleware import HeadAsGet
from refnet.site.urls import handler500  # noqa: F401 -- this module is a site of its own, failing as the site does
from tests.walked import cookies_of, send


@pytest.mark.parametrize("steps", [("password",), ("password", "mfa")])
def test_no_copy_is_kept_of_what_is_shown_to_somebody_signed_in(world, steps):
    answers = [send(page, cookies_of(world.referrer, steps=steps)) for page in ("/", "/centres/", "/cases/")]

    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 3


def test_a_page_for_everybody_may_be_kept(db):
    assert "Cache-Control" not in send("/centres/", cookies_of(None)).headers


def test_whoever_asks_for_the_head_alone_gets_it(world):
    key = world.consultation(State.SUBMITTED)
    page, cookies = f"/consultations/{key}/", cookies_of(world.referrer)
    whole, head = send(page, cookies), send(page, cookies, method="HEAD")

    assert (whole.status_code, head.status_code, head.content) == (200, 200, b"")
    assert int(head.headers["Content-Length"]) > 1000
    assert send("/people/me/centre/", cookies, method="HEAD").status_code == 405


def test_the_head_of_a_stream_has_no_body():
    head = HeadAsGet(lambda request: StreamingHttpResponse([b"a", request.method.encode()]))

    assert b"".join(head(RequestFactory().head("/"))) == b""


def page_of(error):
    try:
        raise error
    except type(error):
        return failed(RequestFactory().get("/"))


def behind(cause):
    error = OperationalError("with values")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("cause", [errors.DeadlockDetected("x"), errors.SerializationFailure("x")])
def test_who_came_second_is_told_to_try_again(cause):
    page = page_of(behind(cause))

    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Somebody else changed this at the same moment; nothing of yours was saved" in page.content.decode()


@pytest.mark.parametrize(
    "error", [behind(errors.AdminShutdown("x")), OperationalError("no connection"), InterfaceError("closed")]
)
def test_a_database_that_is_away_is_told(error):
    page = page_of(error)

    assert (page.status_code, "The database cannot be reached" in page.content.decode()) == (503, True)


@pytest.mark.parametrize("error", [ValueError("Anna"), behind(errors.LockNotAvailable("Anna"))])
def test_any_other_fault_is_one_of_ours_and_quotes_nothing(error):
    page = page_of(error)

    assert (page.status_code, "Anna" in page.content.decode()) == (500, False)
    assert "Something went wrong on our side" in page.content.decode()


def test_a_lost_key_sends_the_reader_to_whoever_runs_the_site():
    page = page_of(LostKey("the key ring identity-keys.json is missing"))

    assert (page.status_code, "the site’s log says what it is" in page.content.decode()) == (500, True)


@public
def deadlocked(_request):
    raise behind(errors.DeadlockDetected("x"))


urlpatterns = [path("deadlocked/", deadlocked)]


def test_the_site_answers_so_when_a_view_fails(db, settings):
    settings.ROOT_URLCONF = __name__

    assert Client(raise_request_exception=False).get("/deadlocked/").status_code == 503
