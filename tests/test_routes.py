"""Every address of the site, and what each kind of person gets there, as a table that people review.

`routes.csv` has a row for each address and each method that it takes: the audience, and the answer to everyone who
walks (`tests.walking.Scene.people`). What is not in the table is not on the site, and the other way round.

A request is sent as a browser sends it: with a session, and to change something with the token against forgery. A
POST has an empty body; that is enough to see who is let in, and it must never end in a fault.

To have the table as the site stands written to a file, to compare and to paste from it what was reviewed:

    SHOW_ROUTES=now.csv pytest tests/test_routes.py -n0 -k table
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from refnet.consultations.terms import State
from refnet.consultations.views import advice, steering
from tests.walked import Walk, cookies_of, send, walk_of
from tests.walking import Scene, browser, routes

pytestmark = pytest.mark.xdist_group("routes")  # the walk is made once, by one worker
TABLE = Path(__file__).with_name("routes.csv")
FACTS = ("name", "path", "audience", "method")
FAULT = "500"
# Everybody may come here. A new line is a decision: it opens a page to the world.
PUBLIC = {
    "health",
    "metrics",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "mfa_authenticate",
    "people:welcome",
    "people:choose_language",
    "people:enter",
    "people:enter_as",
    "centres:centres",
    "centres:boards",
    "centres:board",
    "centres:centre",
    "desk:ask-code",
    "desk:authority",
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


@pytest.fixture
def walk(world):
    return walk_of(world)


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


NUL, LONG, SOMEBODY = "%00", "9" * 5000, "00000000-0000-4000-8000-000000000001"
ODD = [
    f"/centres/{NUL}/",
    f"/centres/boards/{NUL}/",
    f"/centres/?country={NUL}",
    f"/verify/{NUL}",
    f"/verify/{LONG}",
    f"/people/welcome/?who={NUL}&token={NUL}",
    f"/people/welcome/?who={SOMEBODY}&token={LONG}",
    f"/accounts/login/?next={NUL}",
    "/accounts/login/?next=//elsewhere.example/",
    f"/notices/?after={LONG}",
    "/notices/?after=-1",
    "/notices/?after=%D9%A3",
    f"/cases/?before=2026-01-01T00:00:00&id={SOMEBODY}",
    f"/cases/?before=2026-13-45T99:00:00&id={SOMEBODY}",
    f"/cases/?before=0001-01-01T00:00:00%2B14:00&id={SOMEBODY}",
    f"/cases/?before={NUL}&id={NUL}",
    f"/consultations/?of={NUL}&turn={NUL}&after={NUL}",
    f"/consultations/?of=centre&turn=requester&after=0001-01-01T00:00:00%2B14:00~{SOMEBODY}",
    f"/consultations/?of={SOMEBODY}",
    f"/consultations/{SOMEBODY}/act/{LONG}/",
]


def test_no_odd_address_ends_in_a_fault_or_leads_elsewhere(world):
    for cookies in (cookies_of(None), cookies_of(world.referrer)):
        for address in ODD:
            response = send(address, cookies)

            assert (address, response.status_code < 500) == (address, True)
            assert "elsewhere.example" not in response.headers.get("Location", "")


def test_no_page_that_asks_before_an_act_ends_in_a_fault(world):
    scene = Scene(world)
    pages = [reverse("consultations:act", args=[scene.consultation_id, name]) for name in steering.ACTS]
    pages += [reverse("consultations:advice-act", args=[scene.advice_id, name]) for name in advice.ACTS]

    for who, answer in ((world.referrer, 200), (world.dispatcher, 200), (world.expert, 200), (world.stranger, 404)):
        cookies = cookies_of(who)
        assert {send(page, cookies).status_code for page in pages} == {answer}


def test_an_addition_is_not_shown_under_other_advice_nor_a_print_that_is_not_there(world):
    mine, other = Scene(world), world.consultation(State.IN_REVIEW)
    unsigned = world.advice(other)
    cookies = cookies_of(world.chair)
    there = reverse("consultations:print-addition", args=[mine.advice_id, mine.addendum_id])
    elsewhere = reverse("consultations:print-addition", args=[unsigned, mine.addendum_id])

    assert [send(address, cookies).status_code for address in (there, elsewhere)] == [200, 404]
    assert send(reverse("consultations:print", args=[unsigned]), cookies).status_code == 404


def test_a_document_is_not_shown_under_another_case(world):
    mine, other = Scene(world), world.case()

    answers = [
        send(reverse("desk:document", args=[case, mine.document_id]), cookies_of(world.referrer)).status_code
        for case in (mine.case_id, other)
    ]

    assert answers == [200, 404]


@pytest.mark.parametrize(
    "version",
    [LONG, "-1", "\u0663", "x"],
)
def test_an_odd_version_of_a_case_does_not_end_in_a_fault(world, version):
    body = {"part": "correct", "correct-text": "Wilms tumour", "version": version}

    assert browser(world.referrer).post(reverse("desk:describe-case", args=[world.case()]), body).status_code < 500
