"""People at their browsers: Chromium against the running site, each page looked at for who cannot see or point."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.people.entering import enter

AXE = (Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js").read_text
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def apart(act):
    """Do something in a thread of its own: the browser's driver keeps a loop running here, and sealing needs one."""

    def alone():
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


class Person:
    """Somebody signed in, at a page. Every page that is opened is checked before one goes on."""

    def __init__(self, chromium, address, actor, *, width=1280):
        client = enter(Client(), actor.id)
        self.address = address
        self.context = chromium.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
        self.page = self.context.new_page()
        self.said = []
        self.page.on("console", lambda message: self.said.append(message.text))

    def opens(self, path):
        self.page.goto(self.address + path)
        return self.looks()

    def follows(self, name):
        self.page.get_by_role("link", name=name).first.click()
        return self.looks()

    def takes_the_first(self):
        """Open the first of a list of consultations."""
        self.page.locator(".worklist a").first.click()
        return self.looks()

    def presses(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.looks()

    def writes(self, **texts):
        for name, text in texts.items():
            self.page.locator(f"[name='{name.replace('__', '-')}']").fill(text)
        return self

    def chooses(self, **values):
        for name, value in values.items():
            self.page.locator(f"select[name='{name.replace('__', '-')}']").select_option(value)
        return self

    def ticks(self, name):
        self.page.get_by_label(name, exact=False).first.check()
        return self

    def downloads(self, name):
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).click()
        return Path(waiting.value.path()).read_bytes()

    def looks(self):
        """Look at the page: nothing that bars anyone, nothing on the console, nothing to scroll sideways for."""
        self.page.wait_for_load_state()
        # At its end nothing of the page lies under the button that stays at the foot of a phone.
        self.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        self.page.evaluate(AXE(encoding="utf-8"))
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found = {"faults": faults, "said on the console": self.said, "too wide": wide}
        assert not any(found.values()), f"{self.page.url}: {found}"
        return self

    def reads(self):
        return self.page.locator("main").inner_text()


@pytest.fixture(scope="module")
def chromium():
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver keeps a loop running in this thread
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        connections.close_all()  # with that loop came connections of its own
        browser.close()


@pytest.fixture
def signs_in(chromium, live_server):
    """Sign a person in at a browser of their own: `signs_in(actor, width=390)`."""
    people = []

    def sign_in(actor, **more):
        people.append(Person(chromium, live_server.url, actor, **more))
        return people[-1]

    yield sign_in
    for person in people:
        person.context.close()
