"""Whatever a hospital sends is in the case or in the list of leftovers; and who the child is, in neither."""

import json
import re

import pytest
from anyascii import anyascii

from refnet.cases.coding import from_plain, to_plain
from refnet.fhir.intake import read
from tests.fhir.intake.children import OURS, PEOPLE, SCT, files, patient, said, sample, texts, tumour

STRANGE = {"resourceType": "ImagingStudy", "id": "i", "subject": OURS, "status": "available"}


def leftovers(*resources):
    return [(item.resource, item.path, item.reason) for item in read(files(*resources)).record.leftovers]


def identity_words(person):
    stated = [text for name in person.names for text in (name.family, *name.given, name.text)]
    stated += [*person.addresses, *person.telecoms, *person.contacts, person.birth_place, person.birth_date]
    stated += [value for _, value in person.numbers]
    folded = " ".join(anyascii(text).casefold() for text in stated)
    return {word for word in re.findall(r"[a-z0-9]{3,}", folded) if not word.isdigit() or len(word) > 4}


@pytest.mark.parametrize("name", PEOPLE)
def test_no_word_of_the_child_is_in_its_record(name):
    intake = read(sample(name))
    record = " ".join(anyascii(text).casefold() for text in texts(to_plain(intake.record)))

    assert identity_words(intake.person) & set(re.findall(r"[a-z0-9]{3,}", record)) == set()


@pytest.mark.parametrize("name", PEOPLE)
def test_no_id_of_a_resource_is_in_the_record(name):
    given = [json.loads(content) for _, content in sample(name)]
    resources = [entry["resource"] for item in given for entry in item.get("entry", [{"resource": item}])]
    words = set(re.findall(r"[\w-]+", " ".join(texts(to_plain(read(sample(name)).record)))))

    assert {resource["id"] for resource in resources} & words == set()


@pytest.mark.parametrize("name", PEOPLE)
def test_the_record_survives_being_written_down(name):
    record = read(sample(name)).record

    assert from_plain(json.loads(json.dumps(to_plain(record)))) == record


@pytest.mark.parametrize("name", PEOPLE)
def test_every_fact_says_where_it_came_from(name):
    record = read(sample(name)).record
    items = [*record.drugs, *record.radiotherapy, *record.surgery, *record.transplants, *record.toxicities]
    items += [*record.phases, *record.findings, *record.main.markers, *record.main.stages, *record.main.metastases]

    assert [item for item in items if item.origin is None or not item.origin.path] == []


@pytest.mark.parametrize("name", PEOPLE)
def test_the_list_is_short_enough_to_read(name):
    assert len(read(sample(name)).record.leftovers) < 20


def test_a_resource_of_another_kind_is_listed():
    assert leftovers(patient(), tumour(), STRANGE, STRANGE | {"id": "j"}) == [
        ("ImagingStudy", "× 2", "This kind of resource is not taken over.")
    ]


def test_an_element_that_nobody_reads_is_listed_by_its_place_and_never_by_its_value():
    strange = {"url": "http://a.example/tumour-size", "valueQuantity": {"value": 47, "unit": "mm"}}
    given = tumour()
    given["extension"].append(strange)

    assert leftovers(patient(), given) == [("Condition", "extension(tumour-size)", "Not taken over.")]


def test_a_value_of_the_wrong_type_is_listed():
    assert leftovers(patient(gender=5), tumour(stage="IV")) == [
        ("Patient", "gender", "Not taken over."),
        ("Condition", "stage", "Not taken over."),
    ]


def test_references_that_lead_nowhere_are_listed():
    given = tumour(encounter={"reference": "Encounter/9"}, asserter={"reference": "Practitioner/9"})

    assert leftovers(patient(), given) == [
        ("Condition", "encounter", "Refers to something that is not in the data."),
        ("Condition", "asserter", "Refers to something that is not in the data."),
    ]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"status": "entered-in-error"}, "The sender marked this as entered in error."),
        ({"status": "not-done"}, "The sender says that this did not take place."),
        (
            {"modifierExtension": [{"url": "http://a.example/maybe", "valueBoolean": True}]},
            "Carries a modifier that may change its meaning and is not known here; not taken over.",
        ),
        ({"subject": {"reference": "Device/1"}}, "This is not about the child itself."),
    ],
)
def test_what_did_not_happen_to_the_child_is_no_operation(more, reason):
    given = {"resourceType": "Procedure", "id": "o", "subject": OURS, "code": said(SCT, "65801008", "Excision")}
    record = read(files(patient(), tumour(), given | more)).record

    assert ([item.reason for item in record.leftovers], record.surgery) == ([reason], ())


def test_a_form_that_was_never_filled_in_is_no_transplant():
    given = {"resourceType": "Procedure", "id": "t", "subject": OURS, "category": said(SCT, "77465005")}
    record = read(files(patient(), tumour(), given)).record

    assert record.transplants == ()
    assert [item.reason for item in record.leftovers] == [
        "Says nothing but its kind: no name, day or detail. Please check whether it took place."
    ]


def test_the_childs_name_is_blanked_out_of_every_text_and_the_place_is_listed():
    given = tumour(
        code={"text": "Neuroblastom bei ÅSA lindqvist, geb. 05.03.2015"},
        note=[{"text": "Maj-Britt hat Schmerzen"}],
        stage=[{"summary": {"text": "IV (Lindqvist)"}}],
    )
    record = read(files(patient(), given)).record

    assert record.main.text.value == "Neuroblastom bei […] […], geb. […]"
    assert record.main.stages[0].value == "IV ([…])"
    assert [marker.value for marker in record.main.markers] == ["[…] hat Schmerzen"]
    assert [(item.path, item.reason) for item in record.leftovers] == [
        ("code", "Something here could have named the child and was blanked out."),
        ("stage.summary", "Something here could have named the child and was blanked out."),
        ("note.text", "Something here could have named the child and was blanked out."),
    ]


def test_numbers_and_addresses_of_the_child_are_blanked_out():
    given = patient(
        identifier=[{"system": "urn:a", "value": "AB-4711-X"}],
        telecom=[{"system": "phone", "value": "+46 70 123 45 67"}],
        address=[{"line": ["Storgatan 5"], "city": "Uppsala"}],
        contact=[{"name": {"family": "Bergqvist"}}],
    )
    text = "AB4711X, Tel. +46701234567, Storgatan, Mutter Bergqvist: rezidiv"
    record = read(files(given, tumour(code={"text": text}))).record

    assert record.main.text.value == "[…], Tel. […], […], Mutter […]: rezidiv"


def test_who_the_child_is_goes_to_identity():
    given = patient(
        identifier=[{"type": {"text": "Record number"}, "value": "4711"}],
        telecom=[{"system": "phone", "value": "123456"}],
        address=[{"line": ["Storgatan 5"], "postalCode": "75310", "city": "Uppsala", "country": "SE"}],
        contact=[{"name": {"family": "Bergqvist", "given": ["Eva"]}, "telecom": [{"value": "99887"}]}],
        extension=[
            {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueAddress": {"city": "Umeå"}},
            {"url": "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName", "valueString": "Ek"},
        ],
        deceasedBoolean=False,
    )
    intake = read(files(given, tumour()))
    person = intake.person

    assert [str(name) for name in person.names] == ["Åsa Maj-Britt Lindqvist", "Ek"]
    assert (person.birth_date, person.numbers) == ("2015-03-05", (("Record number", "4711"),))
    assert (person.addresses, person.telecoms) == (("Storgatan 5, 75310, Uppsala, SE",), ("123456", "99887"))
    assert (person.contacts, person.birth_place) == (("Eva Bergqvist",), "Umeå")
    assert (intake.deceased, intake.record.leftovers) == (False, ())
