"""Signing in and the roadmap in a browser: readable for everybody, at every width, within the policy."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from playwright.sync_api import sync_playwright

from refnet.access.actors import SYSTEM, Role
from refnet.centres.commands import add_board, add_centre
from refnet.centres.terms import Level, Life, Resource, Specialty

from .entering import enter
from .network import NOON, give_password

AXE = Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
PUBLIC = ("/accounts/login/", "/accounts/password/forgotten/", "/people/enter/", "/centres/", "/centres/boards/")
ENTRIES = ("/centres/AT-GRZ-1/", "/centres/boards/EU-NBL/")
OWN = ("/people/me/", "/accounts/second-factor/", "/accounts/recovery-codes/new/", "/accounts/password/change/")
WIDTHS = {"phone": 360, "wide": 1440}


@pytest.fixture(scope="module", autouse=True)
def chromium():
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver keeps a loop running in this thread
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        connections.close_all()  # with that loop came connections of its own
        browser.close()


@pytest.fixture
def somebody(chromium, network, settings):
    settings.REFNET_MODE = "demo"
    host = add_centre(
        SYSTEM,
        code="AT-GRZ-1",
        name="Invented University Hospital of Graz",
        city="Graz",
        country="AT",
        life=Life.ATTESTED,
        languages=("de", "en"),
        resources=(Resource.MRI, Resource.PHOTONS, Resource.AUTOLOGOUS_HSCT),
        invented=True,
        at=NOON,
    )
    neuro = add_board(
        SYSTEM,
        code="EU-NBL",
        name="European board for neuroblastoma",
        level=Level.EUROPEAN,
        host_id=host,
        entities=("IVa",),
        trial_group="SIOPEN",
        languages=("en", "de"),
        required_specialties=(Specialty.ONCOLOGY, Specialty.RADIOLOGY),
        urgent_service=True,
        ring="+00 000 0000 (invented)",
        invented=True,
        at=NOON,
    )
    titled = {"title": "Dr", "specialty": Specialty.ONCOLOGY, "languages": ("de", "en"), "invented": True}
    key = network.person("Expert One", centre=host, role=Role.CLINICIAN, seats=[(neuro, Role.EXPERT)], **titled)
    network.person("Clinician One", centre=network.vienna, role=Role.CLINICIAN, **titled)
    network.person(
        "Dispatcher One", centre=network.lisbon, role=Role.CLINICIAN, seats=[(neuro, Role.DISPATCHER)], **titled
    )
    give_password(key)
    return key


def open_page(browser, client, path, **context):
    """Open a page that the site answers without a server, with the policy that the site gives it."""
    response = client.get(path, follow=True)
    page = browser.new_page(**context)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))

    def answer(route):
        asked = route.request.url.removeprefix("http://localhost")
        if asked.startswith("/static/"):
            file = Path(finders.find(asked.removeprefix("/static/")))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            route.fulfill(status=response.status_code, body=response.content, headers=dict(response.items()))

    page.route("**/*", answer)
    page.goto(f"http://localhost{path}")
    return page


def faults(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found["violations"]]


def too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def check(page):
    assert (faults(page), page.said, too_wide(page)) == ([], [], False)
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", [*PUBLIC, *ENTRIES])
def test_what_everybody_sees(somebody, chromium, path, width):
    check(open_page(chromium, Client(), path, viewport={"width": width, "height": 900}))


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", OWN)
def test_what_one_sees_of_oneself(somebody, chromium, path, width):
    check(open_page(chromium, enter(Client(), somebody), path, viewport={"width": width, "height": 900}))


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_setting_up_the_second_factor(somebody, chromium, width):
    client = Client()
    client.post("/accounts/login/", {"login": "expert.one@example.org", "password": "seven otters sing at dusk"})

    check(open_page(chromium, client, "/people/me/", viewport={"width": width, "height": 900}))
