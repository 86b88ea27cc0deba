"""The pages that matter most, read in German and in Romanian: whole, open to everyone, and on a phone."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.people.entering import enter
from tests.stories.test_every_page import SITE, TYPES, faults_of, too_wide
from tests.test_languages import TRANSLATED, pairs
from tests.walking import Scene, routes

PAGES = {
    "clinician_own": (
        "desk:desk",
        "desk:cases",
        "desk:case",
        "desk:begin-case",
        "consultations:prepare",
        "fhir:import",
    ),
    "chair": ("consultations:queue", "consultations:consultation", "consultations:advice"),
    "nobody": ("account_login", "centres:centres", "desk:ask-code", "desk:verify"),
}
# What a clinician and a board of the small world have written themselves.
WRITTEN = {"Nephroblastoma", "Renal tumours"}


class Words(HTMLParser):
    """What a page says, piece by piece, without what is not shown."""

    def __init__(self):
        super().__init__()
        self.found, self.hidden = set(), 0

    def handle_starttag(self, tag, attrs):
        in_its_own_language = tag != "html" and "lang" in dict(attrs)
        self.hidden += tag in {"script", "style"} or in_its_own_language

    def handle_endtag(self, tag):
        self.hidden = 0

    def handle_data(self, data):
        if data.strip() and not self.hidden:
            self.found.add(" ".join(data.split()))


def left_in_english(language, page):
    words = Words()
    words.feed(page)
    known = {ids[0]: strings[0] for ids, strings in pairs(language)}
    translations = {one for _ids, strings in pairs(language) for one in strings}
    return {one for one in words.found if known.get(one, one) != one and one not in translations | WRITTEN}


@pytest.fixture
def scene(world):
    return Scene(world)


def pages_in(scene, language):
    """Each page as its reader gets it, gathered before the browser's driver keeps a loop running here."""
    people, gathered = scene.people(), {}
    for who, names in PAGES.items():
        client = Client(headers={"accept-language": language})
        if who != "nobody":
            enter(client, people[who].id)
        for route in routes():
            if route.name in names and "GET" in route.methods:
                gathered[scene.address(route)] = client.get(scene.address(route))
    return gathered


@pytest.fixture
def open_pages():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def look_at(page, answers):
    def answer(route):
        asked = route.request.url.removeprefix(SITE)
        if asked.startswith("/static/"):
            file = Path(finders.find(asked.removeprefix("/static/")))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            route.fulfill(body=answers[asked].content, headers=dict(answers[asked].items()))

    page.route("**/*", answer)
    for address in answers:
        page.goto(SITE + address)
        yield address, faults_of(page), too_wide(page)


@pytest.mark.browser
@pytest.mark.parametrize("language", TRANSLATED)
def test_the_pages_read_well_in_every_language(scene, language, request):
    answers = pages_in(scene, language)
    assert {address: page.status_code for address, page in answers.items()} == dict.fromkeys(answers, 200)
    assert len(answers) == 13

    english = {address: left_in_english(language, page.content.decode()) for address, page in answers.items()}
    wrong = [seen for seen in look_at(request.getfixturevalue("open_pages"), answers) if seen[1:] != ([], False)]

    assert {address: left for address, left in english.items() if left} == {}
    assert wrong == []
