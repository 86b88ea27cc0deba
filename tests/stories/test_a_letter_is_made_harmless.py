"""A letter that names the child is added, blacked out with clicks, and read by the board without the name."""

import os

import pytest

from refnet.consultations.terms import State
from refnet.documents import scanning
from refnet.documents.queries import open_check
from refnet.documents.terms import CheckState
from refnet.journal.following import load_reactions
from tests.documents import files
from tests.documents.test_check_pages import checked
from tests.following import follow
from tests.stories.browsing import apart, chromium, signs_in  # noqa: F401 -- fixtures
from tests.world import NOON, World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not scanning.can_read(), reason="tesseract is not installed"),
]


@pytest.fixture
def world(transactional_db):
    load_reactions()
    return World()


def look(person, name):
    if os.environ.get("SHOW_PAGES"):
        person.page.screenshot(path=f"{os.environ['SHOW_PAGES']}/{name}.png", full_page=True)


def test_a_letter_that_names_the_child_is_blacked_out_and_read_by_the_board(world, signs_in):  # noqa: F811
    case_id = apart(world.case)
    consultation = apart(lambda: world.consultation(State.IN_DISCUSSION, case_id=case_id))
    document = apart(lambda: checked(world, case_id, files.scan(files.NAMING), title="Dr Winterstein.png"))
    check = f"/cases/{case_id}/documents/{document}/check/"

    clinician = signs_in(world.referrer).opens(f"/cases/{case_id}/")
    look(clinician, "case")
    clinician.opens(check)
    look(clinician, "hits")
    phone = signs_in(world.referrer, width=360).opens(check)
    look(phone, "hits-phone")
    clinician.presses("Black out all of it")
    apart(follow)
    clinician.opens(check)
    look(clinician, "clean")

    clinician.page.get_by_text("in which nothing is open").click()
    clinician.page.locator("input[type=image]").click(position={"x": 90, "y": 60})
    assert apart(lambda: open_check(world.referrer, document, at=NOON)).state is CheckState.WAITING
    apart(follow)

    expert = signs_in(world.expert).opens(f"/consultations/{consultation}/")
    look(expert, "board")
    assert "Winterstein" not in expert.page.content()
    saved = expert.page.request.get(expert.address + f"/consultations/{consultation}/documents/{document}/?save")
    assert saved.headers["content-disposition"] == 'attachment; filename="Scan 1.pdf"'
    assert "Winterstein" not in files.words_of(saved.body())
