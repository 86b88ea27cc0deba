"""Every address of the site, and what each kind of person gets there, as a table that people review.

`routes.csv` has a row for each address and each method that it takes: the audience, and the answer to everyone who
walks (`tests.walking.Scene.people`). What is not in the table is not on the site, and the other way round.

A request is sent as a browser sends it: with a session, and to change something with the token against forgery. A
POST has an empty body; that is enough to see who is let in, and it must never end in a fault.

To have the table as the site stands written to a file, to compare and to paste from it what was reviewed:

    SHOW_ROUTES=now.csv pytest tests/test_routes.py -n0 -k table
"""

import csv
import logging
import os
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from tests.walking import Route, Scene, browser, routes, undone

pytestmark = pytest.mark.xdist_group("routes")  # the walk is made once, by one worker
TABLE = Path(__file__).with_name("routes.csv")
FACTS = ("name", "path", "audience", "method")
TOKEN = "t" * 32
FAULT = "500"
NOT_ASKED = "-"
# Where a redirect leads, in a word.
LEADS = {
    r"/accounts/login/": "sign-in",
    r"/accounts/second-factor/(set-up|give-again)/": "factor",
    r"/people/me/": "account",
}
# Everybody may come here. A new line is a decision: it opens a page to the world.
PUBLIC = {
    "health",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "mfa_authenticate",
    "people:welcome",
    "people:enter",
    "people:enter_as",
    "centres:centres",
    "centres:boards",
    "centres:board",
    "centres:centre",
    "desk:verify",
}
# Pages for members that show whoever comes no patient but their own centre's and their own boards'.
WITHOUT_PATIENTS = {
    "consultations:queue",
    "desk:cases",
    "desk:desk",
    "desk:notices",
    "kit:advice",
    "kit:consultation",
    "kit:desk",
    "kit:gallery",
}


def answer_of(response) -> str:
    """What came back, in a word: a status, or where one is sent."""
    if response.status_code == 302:
        found = [word for place, word in LEADS.items() if re.match(place, response.url)]
        return found[0] if found else "302"
    return str(response.status_code)


@dataclass(frozen=True, slots=True)
class Walk:
    """The answers to everyone at every address, by name and method; and beside them what the table has no room for."""

    answers: dict[tuple[str, str], dict[str, str]]
    without_token: dict[str, dict[str, str]]
    by_other_methods: dict[tuple[str, str], str]


@pytest.fixture
def walk(world):
    """The whole walk, once for all tests of this module: it leaves words alone behind."""
    if not _walked:
        logging.disable(logging.CRITICAL)  # thousands of lines that nobody reads
        try:
            _walked.append(walk_everywhere(Scene(world)))
        finally:
            logging.disable(logging.NOTSET)
    return _walked[0]


_walked: list[Walk] = []


def walk_everywhere(scene: Scene) -> Walk:
    steps = {"half": ("password",)}
    people = scene.people().items()
    cookies = {who: browser(actor, steps=steps.get(who, ("password", "mfa"))).cookies for who, actor in people}
    every = list(routes())
    return Walk(
        answers={
            (route.name, method): {
                who: ask(scene, route, method, held) if asks(who, route) else NOT_ASKED for who, held in cookies.items()
            }
            for route in every
            for method in route.methods
        },
        without_token={
            route.name: {
                who: ask(scene, route, "POST", cookies[who], token=False) for who in ("nobody", "clinician_own")
            }
            for route in every
            if "POST" in route.methods
        },
        by_other_methods={
            (route.name, method): ask(scene, route, method, cookies["chair"])
            for route in every
            if not hasattr(route.view, "view_class")  # those who wrote these pages let PUT in as POST, and say so
            for method in sorted({"GET", "POST", "PUT"} - set(route.methods))
        },
    )


def asks(who: str, route: Route) -> bool:
    """Whether somebody walks here: where the role makes no difference, one member walks for all."""
    return route.audience == "member" or who in {"nobody", "half", "no_role", "operator", "clinician_own"}


def ask(scene: Scene, route: Route, method: str, cookies, *, token: bool = True) -> str:
    """Send one request as a browser with these cookies, and take back what it changed."""
    client = browser(None, enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = copy(cookies)
    headers = {}
    if method != "GET" and token:
        client.cookies[settings.CSRF_COOKIE_NAME] = headers["X-CSRFToken"] = TOKEN
    with undone():
        return answer_of(client.generic(method, scene.address(route), headers=headers))


def rows_now(walk: Walk) -> Iterator[dict[str, str]]:
    for route in routes():
        for method in route.methods:
            facts = (route.name, route.path, route.audience, method)
            yield dict(zip(FACTS, facts, strict=True)) | walk.answers[route.name, method]


def rows_written() -> list[dict[str, str]]:
    return list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def as_line(row: dict[str, str]) -> str:
    return ",".join(row.values())


def test_the_table_is_what_the_site_answers(walk):
    now, written = list(rows_now(walk)), rows_written()
    if os.environ.get("SHOW_ROUTES"):
        Path(os.environ["SHOW_ROUTES"]).write_text("\n".join((",".join(now[0]), *map(as_line, now), "")))
    missing = [as_line(row) for row in now if row not in written]
    stale = [as_line(row) for row in written if row not in now]

    assert missing == [], "review these rows, then add them to tests/routes.csv"
    assert stale == [], "these rows of tests/routes.csv are not what the site answers"
    assert now == written, "the rows stand in another order than the addresses"


def test_nothing_is_public_that_is_not_listed_here():
    assert {route.name for route in routes() if route.audience == "public"} == PUBLIC


def test_nobody_is_let_in_where_it_is_not_public(walk):
    let_in = [
        (name, method)
        for (name, method), by in walk.answers.items()
        if name not in PUBLIC and (by["nobody"], by["half"]) not in {("sign-in", "factor"), ("403", "403")}
    ]
    half = {route.name for route in routes() if route.audience == "half-signed-in"}

    assert {name for name, _ in let_in} == half
    assert {by["nobody"] for (name, _), by in walk.answers.items() if name in half} == {"sign-in"}


def test_a_role_for_the_network_opens_no_patient_record(walk):
    members = {route.name for route in routes() if route.audience == "member"}
    opened = {name for (name, _), by in walk.answers.items() if name in members and by["operator"] == "200"}

    assert opened <= WITHOUT_PATIENTS


def test_nothing_ends_in_a_fault(walk):
    assert [(place, by) for place, by in walk.answers.items() if FAULT in by.values()] == []


def test_nothing_is_changed_without_the_token_against_forgery(walk):
    refused = {"nobody": "403", "clinician_own": "403"}

    assert {name: by for name, by in walk.without_token.items() if by != refused} == {}


def test_no_address_takes_a_method_that_it_does_not_say(walk):
    assert {place: got for place, got in walk.by_other_methods.items() if got != "405"} == {}


@pytest.mark.parametrize("who", ["clinician_other", "expert_off_panel", "chair_of_other_board"])
def test_who_does_not_see_a_record_cannot_tell_it_from_one_that_does_not_exist(walk, who):
    records = {route.name for route in routes() if route.audience == "member" and "_id>" in route.path}

    assert {place: by[who] for place, by in walk.answers.items() if place[0] in records and by[who] != "404"} == {}
