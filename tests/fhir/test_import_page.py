"""Bringing a child's data in on the page: what comes of it, and what is said where it cannot be."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from refnet.cases.queries import list_own_cases
from refnet.documents.queries import list_documents
from refnet.fhir.intake import LIMIT
from tests.fhir.intake.children import PEOPLE, sample
from tests.people.entering import enter
from tests.world import NOON

PATIENT = {"resourceType": "Patient", "id": "p", "name": [{"family": "Winterstein"}], "birthDate": "2020-02-03"}
CONDITION = {
    "resourceType": "Condition",
    "id": "c",
    "subject": {"reference": "Patient/p"},
    "code": {"text": "Nephroblastoma", "coding": [{"system": "http://snomed.info/sct", "code": "302849000"}]},
    "onsetDateTime": "2024-05-06",
}


@pytest.fixture
def bring(world, client):
    """Send files to the page as Vienna's clinician, and return what comes back."""

    def send(*files, who=None, **more):
        enter(client, (who or world.referrer).id)
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        return client.post(reverse("fhir:import"), {"chosen": uploads, **more})

    return send


def bundle(*resources):
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}
    )


def own_cases(world):
    return list_own_cases(world.referrer, at=NOON).lines


def test_a_child_whom_the_centre_knows_is_shown_with_its_case_and_not_opened_again(world, bring, client):
    data = ("child.json", bundle(PATIENT, CONDITION).encode())
    opened = bring(data)

    asked = bring(data)

    assert (asked.status_code, len(own_cases(world))) == (409, 1)
    assert "This child has a case at your centre already" in asked.text
    assert (f'href="{opened.url}"' in asked.text, 'name="again"' in asked.text) == (True, True)

    meant = bring(data, again="on")

    assert (meant.status_code, len(own_cases(world))) == (302, 2)


def test_a_first_import_asks_nothing_about_another_case(world, client):
    enter(client, world.referrer.id)

    assert 'name="again"' not in client.get(reverse("fhir:import")).text


def test_another_centre_is_told_nothing_of_the_child(world, bring):
    data = ("child.json", bundle(PATIENT, CONDITION).encode())
    bring(data)

    assert bring(data, who=world.stranger).status_code == 302


@pytest.mark.parametrize("name", PEOPLE)
def test_every_sample_patient_comes_in_by_the_page(world, bring, client, name):
    response = bring(*sample(name))

    (line,) = own_cases(world)
    assert (response.status_code, response.url) == (302, reverse("desk:case", args=[line.id]))
    assert client.get(response.url).status_code == 200


def test_the_page_of_the_case_says_what_came_in(bring, client):
    response = bring(("child.json", bundle(PATIENT, CONDITION).encode()))

    page = client.get(response.url)

    assert [str(message) for message in page.context["messages"]] == [
        "Read from FHIR R4 Bundle (collection): 1 tumour."
    ]


def test_documents_come_in_with_the_data(world, bring):
    bring(*sample("belgium"))

    (line,) = own_cases(world)
    assert len(list_documents(world.referrer, line.id, at=NOON)) == 12


def test_a_death_that_the_data_tell_of_is_shown_and_not_recorded(bring, client):
    response = bring(("child.json", bundle({**PATIENT, "deceasedBoolean": True}, CONDITION).encode()))

    page = client.get(response.url)

    assert "The data say that the child has died." in page.text
    assert page.context["case"].died is False


def test_a_folder_is_as_good_as_files(world, client):
    enter(client, world.referrer.id)
    files = [
        SimpleUploadedFile("patient.json", json.dumps(PATIENT).encode()),
        SimpleUploadedFile("condition.json", json.dumps(CONDITION).encode()),
    ]

    client.post(reverse("fhir:import"), {"folder": files})

    assert len(own_cases(world)) == 1


def test_lines_of_ndjson_come_in(world, bring):
    bring(("child.ndjson", b"\n".join(json.dumps(one).encode() for one in (PATIENT, CONDITION))))

    assert len(own_cases(world)) == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("child.json", b"{")], "The file is not JSON"),
        ([("child.json", b"<Bundle/>")], "The file is XML. Please export the data as FHIR R4 in JSON. (child.json)"),
        ([("child.json", bundle(CONDITION).encode())], "The data hold no patient."),
        ([("child.json", bundle(PATIENT, {**PATIENT, "id": "q"}).encode())], "The data hold 2 patients."),
        ([("child.json", bundle(PATIENT).encode())], "The data hold no tumour"),
        ([("child.json", b'{"a": 1}')], "This is JSON, but not FHIR: there is no resourceType. (child.json)"),
        ([], "Choose at least one file."),
    ],
)
def test_bad_data_get_a_sentence_and_nothing_is_saved(world, bring, files, sentence):
    response = bring(*files)

    assert (response.status_code, sentence in response.text) == (422, True)
    assert own_cases(world) == ()


def test_too_much_gets_a_sentence(world, bring):
    response = bring(("one.json", b" " * (LIMIT // 2)), ("other.json", b" " * (LIMIT // 2 + 1)))

    assert (response.status_code, "larger than 60 MB" in response.text) == (422, True)
    assert own_cases(world) == ()


def test_a_large_file_comes_in_too(world, bring):
    """Beyond what an upload keeps in memory."""
    filler = {"resourceType": "Basic", "id": "b", "code": {"text": "x" * 4_000_000}}

    bring(("child.json", bundle(PATIENT, CONDITION, filler).encode()))

    assert len(own_cases(world)) == 1


def test_an_odd_type_of_bundle_still_opens_a_case(world, bring):
    odd = json.loads(bundle(PATIENT, CONDITION)) | {"type": "x" * 100}

    bring(("child.json", json.dumps(odd).encode()))

    assert len(own_cases(world)) == 1


@pytest.mark.parametrize("who", ["expert", "dispatcher"])
def test_without_a_clinical_centre_one_is_told_why(world, bring, client, who):
    response = bring(("child.json", bundle(PATIENT, CONDITION).encode()), who=getattr(world, who))

    assert (response.status_code, "Only clinicians and their assistants open cases." in response.text) == (403, True)
    assert client.get(reverse("fhir:import")).status_code == 403
    assert own_cases(world) == ()


def test_an_assistant_brings_data_in(world, bring):
    bring(("child.json", bundle(PATIENT, CONDITION).encode()), who=world.assistant)

    assert len(own_cases(world)) == 1


def test_a_forged_request_changes_nothing(world):
    from django.test import Client  # noqa: PLC0415

    browser = enter(Client(enforce_csrf_checks=True), world.referrer.id)
    file = SimpleUploadedFile("child.json", bundle(PATIENT, CONDITION).encode())

    response = browser.post(reverse("fhir:import"), {"chosen": [file]})

    assert (response.status_code, own_cases(world)) == (403, ())
