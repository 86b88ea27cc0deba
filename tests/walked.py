"""The walk itself: every address asked for by everyone, once for all the tests that look at the answers.

A request is sent as a browser sends it, with a session and with the token against forgery, and is taken back when
it has been answered. What is left behind is plain words: the answers, and what the ledger had of each.
"""

import logging
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.test import RequestFactory
from django.test.client import ClientHandler

from refnet.access.actors import Actor
from refnet.access.models import LedgerLine
from tests.walking import Route, Scene, browser, get_arguments, routes, undone
from tests.world import World

TOKEN = "t" * 32
NOT_ASKED = "-"
# Where a redirect leads, in a word.
LEADS = {
    r"/accounts/login/": "sign-in",
    r"/accounts/second-factor/(set-up|give-again)/": "factor",
    r"/people/me/": "account",
}
# The site behind its middleware, with the guard against forgery; without the test client, which keeps every template.
SITE = ClientHandler(enforce_csrf_checks=True)


@dataclass(frozen=True, slots=True)
class Showing:
    """One request for a record, and what the ledger has of it by the one who asked.

    `subject` is the record that the address asks for, `around` all that the scene's addresses name.
    """

    who: str
    route: str
    method: str
    answer: str
    subject: UUID
    around: frozenset[object]
    lines: tuple[tuple[str, tuple[UUID, ...]], ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """The answers to everyone at every address, by name and method; and beside them what the table has no room for."""

    answers: dict[tuple[str, str], dict[str, str]]
    showings: list[Showing]
    without_token: dict[str, dict[str, str]]
    by_other_methods: dict[tuple[str, str], str]


_walked: list[Walk] = []


def walk_of(world: World) -> Walk:
    """Return the walk; the first who asks makes it."""
    if not _walked:
        logging.disable(logging.CRITICAL)  # thousands of lines that nobody reads
        try:
            _walked.append(_walk(Scene(world)))
        finally:
            logging.disable(logging.NOTSET)
    return _walked[0]


def answer_of(response) -> str:
    """What came back, in a word: a status, or where one is sent."""
    if response.status_code == 302:
        found = [word for place, word in LEADS.items() if re.match(place, response.url)]
        return found[0] if found else "302"
    return str(response.status_code)


def subject_of(route: Route) -> str:
    """The argument that says which record is asked for: the last one in the address."""
    return next((name for name in reversed(get_arguments(route)) if name.endswith("_id")), "")


def _walk(scene: Scene) -> Walk:
    steps = {"half": ("password",)}
    people = scene.people()
    cookies = {who: cookies_of(actor, steps=steps.get(who, ("password", "mfa"))) for who, actor in people.items()}
    every = list(routes())
    showings: list[Showing] = []

    def ask(who: str, route: Route, method: str) -> str:
        if not _asks(who, route):
            return NOT_ASKED
        with undone():
            last = LedgerLine.objects.order_by("id").values_list("id", flat=True).last() or 0
            answer = _send(scene, route, method, cookies[who])
            if people[who] and subject_of(route):
                lines = LedgerLine.objects.filter(id__gt=last, actor=people[who].id).order_by("id")
                found = tuple((line.outcome, tuple(line.records)) for line in lines)
                known = scene.arguments(route)
                showings.append(
                    Showing(who, route.name, method, answer, known[subject_of(route)], frozenset(known.values()), found)
                )
        return answer

    def alone(route: Route, method: str, held: str, **how: bool) -> str:
        with undone():
            return _send(scene, route, method, held, **how)

    return Walk(
        answers={
            (route.name, method): {who: ask(who, route, method) for who in people}
            for route in every
            for method in route.methods
        },
        showings=showings,
        without_token={
            route.name: {who: alone(route, "POST", cookies[who], token=False) for who in ("nobody", "clinician_own")}
            for route in every
            if "POST" in route.methods
        },
        by_other_methods={
            (route.name, method): alone(route, method, cookies["chair"])
            for route in every
            if not hasattr(route.view, "view_class")  # those who wrote these pages let PUT in as POST, and say so
            for method in sorted({"GET", "POST", "PUT"} - set(route.methods))
        },
    )


def _asks(who: str, route: Route) -> bool:
    """Whether somebody walks here: where the role makes no difference, one member walks for all."""
    return route.audience == "member" or who in {"nobody", "half", "no_role", "operator", "clinician_own"}


def _send(scene: Scene, route: Route, method: str, cookies: str, *, token: bool = True) -> str:
    """Send one request as a browser with these cookies."""
    return answer_of(send(scene.address(route), cookies, method=method, token=token))


def send(address: str, cookies: str, *, method: str = "GET", token: bool = True):
    """Send one request as a browser with these cookies, and return what came back."""
    headers = {"Cookie": cookies}
    if method != "GET" and token:
        headers |= {"Cookie": f"{cookies}; {settings.CSRF_COOKIE_NAME}={TOKEN}", "X-CSRFToken": TOKEN}
    return SITE(RequestFactory(headers=headers).generic(method, address).environ)


def cookies_of(who: Actor | None, **how: tuple[str, ...]) -> str:
    """What the browser of somebody who has signed in sends with each request."""
    return browser(who, **how).cookies.output(attrs=[], header="", sep=";")
