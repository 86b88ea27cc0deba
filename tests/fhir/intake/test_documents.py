"""Letters and reports that come inside the data."""

import base64
import hashlib

import pytest

from refnet.fhir.intake import read
from tests.fhir.intake.children import OURS, files, patient, tumour

PDF = b"%PDF-1.7 letter"
CODED = base64.b64encode(PDF).decode()


def taken(*resources):
    intake = read(files(patient(), tumour(), *resources))
    return intake.documents, [(item.path, item.reason) for item in intake.record.leftovers]


def reference(**attachment):
    return {"resourceType": "DocumentReference", "subject": OURS, "content": [{"attachment": attachment}]}


def test_a_document_with_its_title_language_and_type():
    (document,), left = taken(reference(data=CODED, contentType="application/pdf", language="sv", title="Letter"))

    assert (document.title, document.language, document.content_type) == ("Letter", "sv", "application/pdf")
    assert (document.content, document.origin.resource, left) == (PDF, "DocumentReference", [])


def test_a_report_brings_the_document_that_it_presents():
    report = {"resourceType": "DiagnosticReport", "subject": OURS, "code": {"text": "Pathology"}}
    documents, left = taken(report | {"presentedForm": [{"data": CODED}]})

    assert ([(d.title, d.content_type) for d in documents], left) == ([("Pathology", "application/pdf")], [])


def test_a_binary_is_taken_once_also_where_an_attachment_names_it():
    binary = {"resourceType": "Binary", "id": "b", "contentType": "application/pdf", "data": CODED}
    documents, left = taken(binary, reference(url="Binary/b", title="Letter"))

    assert ([d.title for d in documents], left) == (["Letter"], [])


@pytest.mark.parametrize(
    ("attachment", "left"),
    [
        (
            {"url": "https://a.example/1.pdf"},
            ("content.attachment", "The document itself is not in the data, only its address."),
        ),
        ({"data": "%%%"}, ("content.attachment.data", "The document is damaged: it is not Base64.")),
    ],
)
def test_a_document_that_is_not_there_is_listed(attachment, left):
    assert taken(reference(**attachment)) == ((), [left])


def test_a_document_of_another_type_than_it_says_is_taken_as_what_it_is():
    (document,), left = taken(reference(data=CODED, contentType="image/png"))

    assert document.content_type == "application/pdf"
    assert left == [
        ("content.attachment.data", "The document is not of the type that it says; its own type was taken.")
    ]


def test_a_wrong_checksum_is_listed():
    right = base64.b64encode(hashlib.sha1(PDF).digest()).decode()  # noqa: S324 -- FHIR R4 asks for SHA-1

    assert taken(reference(data=CODED, hash=right))[1] == []
    assert taken(reference(data=CODED, hash="AAAA"))[1] == [
        ("content.attachment.data", "The document does not match its checksum; it may be damaged.")
    ]
