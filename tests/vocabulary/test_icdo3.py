"""ICD-O-3 codes are understood as hospitals write them, and refused with a sentence that helps."""

import pytest

from refnet.vocabulary.icdo3 import (
    MalformedCode,
    Morphology,
    Topography,
    UnknownCode,
    known_topographies,
    parse_behaviour,
    parse_morphology,
    parse_topography,
    read_topographies,
    subsites,
)
from refnet.vocabulary.load import BadFacts

HEAD = "# source: a book\n# edition: 3\n# licence: codes only\n# read_on: 2026-11-25\n"


@pytest.mark.parametrize("written", ["C42.1", "C421", "c42.1", " C42.1 ", "c421", "T-C42.1", "C42,1"])
def test_one_site_is_written_in_many_ways(written):
    assert parse_topography(written) == Topography("C42.1")


def test_a_site_without_its_subsite_stays_whole():
    assert (parse_topography("C42"), parse_topography("C42").whole) == (Topography("C42"), True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("9836", Morphology("9836")),
        ("9836/3", Morphology("9836", "3")),
        ("M9836/3", Morphology("9836", "3")),
        ("M-9836/3", Morphology("9836", "3")),
        ("m9836/3", Morphology("9836", "3")),
        ("98363", Morphology("9836", "3")),
        (" 9836 / 3 ", Morphology("9836", "3")),
        ("9836/36", Morphology("9836", "3")),
    ],
)
def test_one_tumour_type_is_written_in_many_ways(written, expected):
    assert parse_morphology(written) == expected


@pytest.mark.parametrize(
    ("written", "error", "sentence"),
    [
        ("C78.1", UnknownCode, "C78.1 is an ICD-10 code for a secondary tumour, not an ICD-O-3 topography: "
         "give the site of the primary tumour"),
        ("C43.1", UnknownCode, "C43.1 is not an ICD-O-3 topography: there is no site C43"),
        ("C42.9", UnknownCode, "C42.9 is not an ICD-O-3 topography: site C42 has C42.0, C42.1, C42.2, C42.3, C42.4"),
        ("9836/3", MalformedCode, "9836/3 is a morphology, not a topography: expected a site such as C42.1"),
        ("marrow", MalformedCode,
         "“marrow” is not an ICD-O-3 topography: expected the letter C and two or three digits, such as C42.1"),
        ("", MalformedCode, "no topography was given: expected an ICD-O-3 topography such as C42.1"),
    ],
)  # fmt: skip
def test_a_site_that_is_none_is_refused_with_the_reason(written, error, sentence):
    with pytest.raises(error) as refused:
        parse_topography(written)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("C42.1", "C42.1 is a topography, not a morphology: expected four digits and a behaviour, such as 9836/3"),
        ("ALL", "“ALL” is not an ICD-O-3 morphology: expected four digits and a behaviour, such as 9836/3"),
        ("", "no histology was given: expected four digits and a behaviour, such as 9836/3"),
        ("7999/3", "7999/3 is not an ICD-O-3 morphology: histologies run from 8000 to 9993"),
        ("9836/4", "4 is not an ICD-O-3 behaviour: expected one of 0, 1, 2, 3, 6, 9"),
    ],
)
def test_a_tumour_type_that_is_none_is_refused_with_the_reason(written, sentence):
    with pytest.raises(MalformedCode) as refused:
        parse_morphology(written)

    assert str(refused.value) == sentence


def test_a_behaviour_may_be_written_with_its_slash():
    assert parse_behaviour(" /3") == "3"


def test_a_site_and_a_tumour_type_are_never_equal():
    assert Topography("9836") != Morphology("9836")


def test_codes_are_shown_as_they_are_printed_in_the_book():
    assert (str(parse_topography("c421")), str(parse_morphology("98363"))) == ("C42.1", "9836/3")


def test_every_known_topography_is_understood():
    every = [topography for site in known_topographies().values() for topography in site]

    assert [parse_topography(topography.code.replace(".", "")) for topography in every] == every
    assert len(every) == 330


def test_a_site_that_icdo3_does_not_have_has_no_subsites():
    assert subsites("C43") == ()


def test_a_file_of_topographies_is_refused_with_all_its_faults(tmp_path):
    file = tmp_path / "topographies.csv"
    file.write_text(HEAD + "topography\nC421\nC42.1\nC42.x\nC42.2\n", encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read_topographies(file)

    assert str(refused.value).splitlines() == [
        "topographies.csv: line 6: C421 is not written as C42.1",
        "topographies.csv: line 8: C42.x is not written as C42.1",
    ]
