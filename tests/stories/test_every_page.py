"""Every page that the site has, looked at in Chromium: for all who cannot see or point, and on a phone."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

from refnet.consultations.views.advice import ACTS as ADVICE_ACTS
from refnet.consultations.views.steering import ACTS
from tests.stories.browsing import AXE, RULES
from tests.walked import cookies_of, send
from tests.walking import Scene, routes

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
READERS = ("clinician_own", "chair", "dispatcher", "expert_on_panel", "no_role", "half", "nobody")
SITE = "http://localhost"


@pytest.fixture
def scene(world):
    return Scene(world)


@pytest.fixture
def cookies(scene):
    people = {who: scene.people()[who] for who in READERS}
    return {
        who: cookies_of(actor, steps=("password",) if who == "half" else ("password", "mfa"))
        for who, actor in people.items()
    }


def addresses(scene):
    """Every address that is asked for by GET, and those of all acts."""
    for route in routes():
        if "GET" in route.methods and not route.name.startswith("kit:"):
            yield scene.address(route)
    yield from (f"/consultations/{scene.consultation_id}/act/{name}/" for name in ACTS)
    yield from (f"/consultations/advice/{scene.advice_id}/act/{name}/" for name in ADVICE_ACTS)
    yield from ("/no/such/page/", "/verify/NONSENSE", "/consultations/?turn=ended", "/notices/?after=1")


def pages_of(scene, cookies):
    """Each page as the first reader gets it who may; of the acts what the chair sees, who may do most of them."""
    for address in dict.fromkeys(addresses(scene)):
        order = ("chair", *READERS) if "/act/" in address else READERS
        for who in order:
            response = send(address, cookies[who])
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            if is_page and (response.status_code == 200 or (who == "nobody" and response.status_code in {404, 410})):
                yield who, address, response
                break


@pytest.fixture
def answers(scene, cookies):
    """Each page as the first reader gets it who may; gathered before the browser's driver keeps a loop running here."""
    return list(pages_of(scene, cookies))


@pytest.fixture
def page(answers):
    """A browser that is answered by what has been gathered, and by the site's static files."""
    bodies = {address: response for _who, address, response in answers}

    def answer(route):
        asked = route.request.url.removeprefix(SITE)
        if asked.startswith("/static/"):
            file = Path(finders.find(asked.removeprefix("/static/")))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            response = bodies[asked]
            route.fulfill(status=response.status_code, body=response.content, headers=dict(response.items()))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.said = []
        opened.on("console", lambda message: opened.said.append(message.text))
        opened.route("**/*", answer)
        yield opened
        browser.close()


def faults_of(page):
    page.evaluate(AXE(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]


def too_wide(page):
    page.set_viewport_size({"width": 360, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wide


@pytest.mark.browser
def test_every_page_is_open_to_everyone_and_fits_a_phone(answers, page):
    wrong, looked_at = [], 0
    for who, address, _response in answers:
        page.said.clear()
        page.goto(SITE + address)
        # A page that is not there says so on the console too.
        said = [text for text in page.said if "status of 404" not in text and "status of 410" not in text]
        seen = (faults_of(page), said, too_wide(page))
        looked_at += 1
        if seen != ([], [], False):
            wrong.append((who, address, *seen))

    assert wrong == []
    assert looked_at > 45
