"""Every form in which hospitals export FHIR R4 gives the same case."""

import json

import pytest

from refnet.fhir.intake import read
from tests.fhir.intake.children import bundle, files, patient, tumour

PAIR = (patient(), tumour())
SAME = read(files(*PAIR))


@pytest.mark.parametrize("kind", ["collection", "searchset", "transaction", "batch", "document", "message"])
def test_a_bundle_of_any_type(kind):
    found = read(files(bundle(*PAIR, kind=kind)))

    assert (found.record, found.source_format) == (SAME.record, f"FHIR R4 Bundle ({kind})")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("\n".join(map(json.dumps, PAIR)).encode(), "FHIR R4 NDJSON"),
        (json.dumps(PAIR).encode(), "FHIR R4 list of resources"),
        (b"\xef\xbb\xbf" + json.dumps(bundle(*PAIR)).encode(), "FHIR R4 Bundle (collection)"),
        (json.dumps(bundle(*PAIR), ensure_ascii=False).encode("utf-16"), "FHIR R4 Bundle (collection)"),
        (b"\xfe\xff" + json.dumps(bundle(*PAIR)).encode("utf-16-be"), "FHIR R4 Bundle (collection)"),
        (json.dumps(bundle(bundle(*PAIR))).encode(), "FHIR R4 Bundle (collection)"),
        (
            json.dumps({"resourceType": "Parameters", "parameter": [{"resource": bundle(*PAIR)}]}).encode(),
            "FHIR R4 resource",
        ),
    ],
)
def test_other_forms(content, form):
    found = read([("child.json", content)])

    assert (found.record, found.source_format) == (SAME.record, form)


def test_a_folder_may_hold_the_systems_own_files_and_says_that_they_were_not_read():
    found = read([(".DS_Store", b"\x00\x01"), *files(*PAIR)])

    assert [item.reason for item in found.record.leftovers] == [
        "A file of the system, not of the record; it was not read."
    ]


def test_the_same_resource_twice_counts_once():
    assert read(files(*PAIR, *PAIR)).record == SAME.record


def test_a_history_gives_its_newest_version():
    older = tumour(morphology="8000/3")
    found = read(files(bundle(patient(), tumour(), older, kind="history")))

    assert found.record.main == SAME.record.main
    assert [item.reason for item in found.record.leftovers] == ["An older version; the newest was taken."]


def test_references_by_uuid_absolute_address_version_and_containment():
    by_uuid = bundle(
        patient(), tumour(id="x", subject={"reference": "urn:uuid:1-2"}), urls=("urn:uuid:1-2", "urn:uuid:3-4")
    )
    absolute = bundle(
        patient(),
        tumour(subject={"reference": "https://a.example/fhir/Patient/p/_history/3"}),
        urls=("https://a.example/fhir/Patient/p", "https://a.example/fhir/Condition/c"),
    )
    contained = tumour(subject={"reference": "#p"}, contained=[patient()])

    assert [read(files(given)).record.main for given in (by_uuid, absolute, contained)] == [SAME.record.main] * 3


def test_a_patient_named_by_number_alone_is_ours_if_the_number_is():
    numbered = patient(identifier=[{"system": "urn:a", "value": "4711"}])
    found = read(files(numbered, tumour(subject={"identifier": {"system": "urn:a", "value": "4711"}})))

    assert found.record.main == SAME.record.main


def test_two_copies_of_one_contained_patient_are_one_child():
    inside = [
        tumour(subject={"reference": "#p"}, contained=[patient()]),
        tumour(id="d", morphology="9510/3", site="C69.2", subject={"reference": "#p"}, contained=[patient()]),
    ]

    assert [item.morphology.value for item in read(files(*inside)).record.tumours] == ["9500/3", "9510/3"]
