"""A clinician drops a hospital's data, fills in what is missing, records consent and goes on to ask a board."""

import base64

import pytest

from refnet.cases.queries import list_own_cases, open_own_case
from refnet.consent.queries import open_consent
from refnet.consent.terms import Scope
from tests.fhir.intake.children import sample
from tests.stories.browsing import chromium, signs_in  # noqa: F401
from tests.world import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """
([place, files]) => {
  const carried = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, { type: "application/json" }));
  }
  document.querySelector(place).dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true }));
}
"""


def drop(person, files):
    """Drop files on the page as from the desktop."""
    packed = [(name, base64.b64encode(content).decode()) for name, content in files]
    person.page.evaluate(DROP, ["[data-drop]", packed])


def presses_and_is_refused(person, name):
    """Press a button whose answer is a refusal; the browser says so on its console."""
    person.page.get_by_role("button", name=name, exact=True).first.click()
    person.page.wait_for_load_state()
    person.said.clear()
    person.looks()


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "wide"])
def test_a_clinician_brings_a_case(world, signs_in, width):  # noqa: F811
    clinician = signs_in(world.referrer, width=width)

    # Given a clinician with an export of the hospital's system
    clinician.opens("/cases/").follows("From your hospital’s data")

    # When something else is dropped, the page says what is wrong with it
    drop(clinician, [("letter.json", b"Dear colleague")])
    presses_and_is_refused(clinician, "Open the case")
    assert "The file is not JSON" in clinician.reads()

    # When the export is dropped, the case is there
    files = sample("lithuania/lt_69")
    drop(clinician, files)
    assert clinician.page.locator("[data-drop] li").count() == len(files)
    clinician.presses("Open the case")
    (line,) = list_own_cases(world.referrer, at=NOON).lines
    name = open_own_case(world.referrer, line.id, at=NOON).person.display
    shown = clinician.reads()
    assert ("Read from FHIR R4, 10 resources" in shown, name in shown, "Vincristine" in shown) == (True, True, True)

    # Then only what is missing is asked for, and what cannot be is said
    clinician.writes(**{"missing-topography": "Q48"})
    presses_and_is_refused(clinician, "Save")
    assert "“Q48” is not an ICD-O-3 topography" in clinician.reads()
    clinician.writes(**{"missing-topography": "C480", "missing-stage": "III"}).presses("Save")
    assert ("C48.0 Retroperitoneum" in clinician.reads(), "What is missing" in clinician.reads()) == (True, False)

    # And a board will see neither name nor date
    clinician.follows("See it as a board sees it")
    seen = clinician.reads()
    assert [part for part in (*name.split(), "2016-06-10") if part in seen] == []
    clinician.follows("Back to the case")

    # And the family's consent is recorded
    clinician.ticks("Asking an advisory board for advice").ticks("Telling the experts how it went on")
    clinician.chooses(signer="mother", assent="given").presses("Record the consent")
    agreed = open_consent(world.referrer, line.id, at=NOON)
    assert (agreed.covers(Scope.CARE), agreed.covers(Scope.FOLLOW_UP), agreed.covers(Scope.TEACHING)) == (
        True,
        True,
        False,
    )

    # And the next step is to choose a board
    clinician.page.get_by_role("button", name="Ask a board").click()
    clinician.page.wait_for_url("**/prepare/")


def test_every_fold_of_a_case_can_be_opened(world, signs_in):  # noqa: F811
    clinician = signs_in(world.referrer, width=390)
    clinician.opens("/fhir/import/")
    drop(clinician, sample("belgium"))
    clinician.presses("Open the case")

    clinician.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")

    clinician.looks()


def test_a_case_without_data_and_the_step_before_a_death_is_recorded(world, signs_in):  # noqa: F811
    clinician = signs_in(world.referrer)
    clinician.opens("/fhir/import/").follows("Begin without data")

    clinician.writes(given="Anna", family="Berg", born="2020-01", text="Retinoblastoma").ticks("female")
    clinician.presses("Open the case")
    assert ("Anna Berg" in clinician.reads(), "Retinoblastoma" in clinician.reads()) == (True, True)

    clinician.page.get_by_text("Other", exact=True).click()
    clinician.follows("Record that the child has died").follows("Back to the case")
    (line,) = list_own_cases(world.referrer, at=NOON).lines
    assert open_own_case(world.referrer, line.id, at=NOON).died is False
