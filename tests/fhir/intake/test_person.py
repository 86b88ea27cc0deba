"""Which of a child's numbers are its own: for the cover sheet, and to know the child again."""

import pytest

from refnet.fhir.intake import read
from tests.fhir.intake.children import files, patient, tumour

V2 = "http://terminology.hl7.org/CodeSystem/v2-0203"


def number(value, use="", kind=""):
    typed = {"type": {"coding": [{"system": V2, "code": kind}]}} if kind else {}
    return {"system": f"urn:{kind or 'x'}", "value": value, **({"use": use} if use else {}), **typed}


def person(*numbers):
    return read(files(patient(identifier=list(numbers)), tumour())).person


@pytest.mark.parametrize(
    ("numbers", "own"),
    [
        ([number("1", use="temp"), number("2")], "2"),
        ([number("1", use="old"), number("2", kind="SS"), number("3", kind="MR")], "3"),
        ([number("1", use="old", kind="MR"), number("2", use="usual")], "2"),
        ([number("1", use="temp")], ""),
        ([], ""),
    ],
)
def test_the_childs_own_number_is_its_record_number_and_never_one_of_a_moment(numbers, own):
    assert person(*numbers).own_number == own


def test_by_a_number_that_is_over_nobody_is_known_again_and_yet_it_is_kept_out_of_texts():
    found = person(number("12345", use="old"), number("67890", kind="MR"))

    assert found.lasting == (("urn:MR", "67890"),)
    assert {value for _, value in found.numbers} == {"12345", "67890"}
