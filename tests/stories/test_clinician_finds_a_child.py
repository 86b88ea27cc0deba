"""A clinician finds a child of the own centre by name, and is asked before a second case is opened."""

import json

import pytest

from tests.fhir.intake.children import sample
from tests.stories.browsing import chromium, signs_in  # noqa: F401
from tests.stories.test_clinician_brings_a_case import drop, presses_and_is_refused
from tests.world import PERSON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KNOWN = [
    {
        "resourceType": "Patient",
        "id": "p",
        "name": [{"family": PERSON.names[0].family, "given": list(PERSON.names[0].given)}],
        "birthDate": PERSON.birth_date,
    },
    {
        "resourceType": "Condition",
        "id": "c",
        "subject": {"reference": "Patient/p"},
        "code": {"text": "Nephroblastoma"},
        "onsetDateTime": "2026-01-15",
    },
]


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "wide"])
def test_a_clinician_finds_a_child_and_is_asked_before_a_second_case(world, signs_in, width):  # noqa: F811
    # Given a child with a case
    world.case()
    clinician = signs_in(world.referrer, width=width)

    # When the clinician looks for the family name, the child is there, and nobody else
    clinician.opens("/cases/").writes(sought="winterstein").presses("Find")
    assert clinician.page.get_by_role("link", name="Annelies Rosa Winterstein").count() == 1
    clinician.writes(sought="Sommerfeld").presses("Find")
    assert "No case of your centre is called so" in clinician.reads()

    # When data of the same child are brought, the page shows the case that is there and asks
    clinician.opens("/fhir/import/")
    data = [("child.json", json.dumps(KNOWN).encode())]
    drop(clinician, data)
    presses_and_is_refused(clinician, "Open the case")
    assert "This child has a case at your centre already" in clinician.reads()

    # When another case is meant, it opens
    drop(clinician, data)
    clinician.ticks("Open another case for this child").presses("Open the case")
    assert "Read from FHIR R4" in clinician.reads()


def test_what_asks_to_be_checked_stands_on_top(world, signs_in):  # noqa: F811
    clinician = signs_in(world.referrer)

    clinician.opens("/fhir/import/")
    drop(clinician, sample("lithuania/lt_87"))
    clinician.presses("Open the case")

    assert "The morphology 8000/3 is unspecified" in clinician.reads()
