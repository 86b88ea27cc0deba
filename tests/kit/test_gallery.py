"""The gallery in a browser: readable for everybody, at every width, and nothing that the policy refuses."""

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import sync_playwright

PAGES = ("/kit/", "/kit/desk/", "/kit/consultation/", "/kit/advice/")
AXE = Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"


@pytest.fixture(autouse=True)
def _alone(settings):
    """The gallery without the rest of the site: no database, nobody signed in."""
    settings.ROOT_URLCONF = "tests.kit.addresses"
    settings.MIDDLEWARE = []
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"OPTIONS": {"context_processors": ["django.template.context_processors.request"]}}]
    settings.FORM_RENDERER = "refnet.kit.renderer.KitRenderer"


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def answer(route):
    """Answer the browser from the site itself, without a server."""
    path = route.request.url.removeprefix("http://gallery.test")
    if path.startswith("/static/"):
        file = Path(finders.find(path.removeprefix("/static/")))
        route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
    else:
        route.fulfill(
            body=Client().get(path).content, content_type="text/html", headers={"Content-Security-Policy": POLICY}
        )


def open_page(browser, path, **context):
    page = browser.new_page(**context)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.route("**/*", answer)
    page.goto(f"http://gallery.test{path}")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_each_page_of_the_gallery_is_drawn(path):
    assert Client().get(path).status_code == 200


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 900, 2560])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_or_breaks_the_policy(chromium, path, width):
    page = open_page(chromium, path, viewport={"width": width, "height": 900})

    assert (page.evaluate("document.documentElement.scrollWidth"), page.said) == (width, [])
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(chromium, path, scheme, width):
    if not AXE.exists() and "CI" not in os.environ:
        pytest.skip("axe-core is not installed under tests/node; make setup-test installs it")
    page = open_page(chromium, path, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]

    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []
    page.close()


@pytest.mark.browser
def test_the_keyboard_reaches_the_content_first(chromium):
    page = open_page(chromium, "/kit/desk/")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert (first, page.evaluate("document.activeElement.id")) == ("Skip to the content", "main")
    page.close()


@pytest.mark.browser
def test_after_a_refused_form_the_list_of_faults_has_the_focus(chromium):
    page = open_page(chromium, "/kit/")

    assert page.evaluate("document.activeElement.className") == "errors"
    page.close()


@pytest.mark.browser
def test_dropped_files_are_listed(chromium):
    page = open_page(chromium, "/kit/")
    page.set_input_files("#id_papers", [{"name": "child.json", "mimeType": "application/json", "buffer": b"x" * 2048}])

    assert page.locator("[data-list] li").all_text_contents() == ["child.json · 2 kB"]
    page.close()
