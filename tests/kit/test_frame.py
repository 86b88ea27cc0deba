"""The frame of every page: who is signed in, where one is, and who is responsible."""

import pytest
from django.http import HttpResponseServerError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error
from pytest_django.asserts import assertInHTML

from refnet.access.decisions import Decision, Reason
from refnet.kit.pieces import NavigationItem, Who

SIGNED_IN = {
    "who": Who("Dr Expert Two", "Expert", "Invented Hospital of Lyon"),
    "sign_out_url": "/out/",
    "navigation": [NavigationItem("Desk", "/", current=True, count=3), NavigationItem("Cases", "/cases/")],
}


@pytest.fixture(autouse=True)
def _alone(settings):
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"OPTIONS": {"context_processors": []}}]


def frame(**context):
    return render_to_string("kit/page.html", context, request=RequestFactory().get("/"))


def test_navigation_says_where_one_is_and_what_waits():
    assertInHTML(
        '<ul><li><a href="/" aria-current="page">Desk <span class="count">3<span class="unseen"> waiting</span></span>'
        '</a></li><li><a href="/cases/">Cases</a></li></ul>',
        frame(**SIGNED_IN),
    )


def test_signing_out_is_an_act_and_not_a_link():
    html = frame(**SIGNED_IN)

    assert ('<form method="post" action="/out/">' in html, 'href="/out/"' in html) == (True, False)


def test_whoever_is_not_signed_in_is_shown_the_way():
    html = frame(sign_in_url="/in/")

    assert ('href="/in/"' in html, '<details class="account"' in html, "<nav" in html) == (True, False, False)


@pytest.mark.parametrize("context", [{}, SIGNED_IN])
def test_every_page_says_who_decides(context):
    assertInHTML('<p class="footer-word">The treating physician decides; a board advises.</p>', frame(**context))


def test_the_page_names_its_language():
    with translation.override("de"):
        html = frame()

    assert '<html lang="de">' in html


def test_a_refusal_gives_its_reasons():
    html = render_to_string("kit/refused.html", {"decision": Decision((Reason("late", "It is too late."),))})

    assertInHTML("<ul><li>It is too late.</li></ul>", html)


@pytest.mark.parametrize(
    ("view", "status", "heading"),
    [
        (page_not_found, 404, "There is nothing here for you"),
        (permission_denied, 403, "This page is not open to you"),
        (bad_request, 400, "This request could not be read"),
    ],
)
def test_each_fault_has_its_page(view, status, heading):
    answer = view(RequestFactory().get("/"), Exception("what went wrong is not told"))

    assert (answer.status_code, f"<h1>{heading}</h1>" in answer.text, "not told" in answer.text) == (
        status,
        True,
        False,
    )


def test_a_failure_of_ours_has_a_page_that_needs_nothing():
    answer = server_error(RequestFactory().get("/"))

    assert (type(answer), "ring the board" in answer.text) == (HttpResponseServerError, True)
