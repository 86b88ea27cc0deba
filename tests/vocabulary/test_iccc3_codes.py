"""ICCC-3 codes that hospitals send are read with every list that has them; only facts choose between readings."""

import pytest

from refnet.vocabulary.iccc3 import AmbiguousCode, Listing, Unclassified, of_code, readings_of
from refnet.vocabulary.iccc3_codes import read_codes
from refnet.vocabulary.iccc3_table import rows
from refnet.vocabulary.icdo3 import parse_morphology, parse_topography
from refnet.vocabulary.load import BadFacts

HEAD = "# source: a book\n# edition: 3\n# licence: facts\n# read_on: 2026-11-25\n"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("VI", "VI"),
        ("vi", "VI"),
        ("VIa", "VIa"),
        ("VI(a)", "VIa"),
        ("VIa.1", "VIa.1"),
        ("VIa1", "VIa.1"),
        (" IXd.11 ", "IXd.11"),
        ("V", "V"),
        ("VIa.4", "VIa"),  # a division of 2005 that the edition of 2017 has not: the subgroup is still right
        ("017", "IIIa.1"),
        ("17", "IIIa.1"),
    ],
)
def test_a_class_is_understood_as_it_is_written(written, code):
    assert of_code(written).code == code


def test_every_class_understands_its_own_code():
    classes = {row.classification for row in rows()}

    assert {of_code(found.code) for found in classes} == classes


def test_one_number_means_different_classes_in_different_lists():
    assert [(reading.classification.code, reading.listings) for reading in readings_of("045")] == [
        ("VIIc", (Listing.EXTENDED_2017,)),
        ("VIIIa", (Listing.EXTENDED_2005,)),
    ]


@pytest.mark.parametrize(
    ("written", "known", "code"),
    [
        ("033", {"topography": parse_topography("C48.0")}, "IVa"),
        ("035", {"topography": parse_topography("C75.1")}, "IIIe"),
        ("035", {"topography": parse_topography("C69.2")}, "V"),
        ("045", {"morphology": parse_morphology("M9183/2")}, "VIIIa"),
        ("045", {"words": "Kairio blauzdikaulio teleangiektazinė osteosarkoma"}, "VIIIa"),
        ("054", {"morphology": parse_morphology("M8900/3")}, "IXa"),
        ("054", {"words": "Retroperitoninio tarpo embrioninė rabdomiosarkoma"}, "IXa"),
    ],
)
def test_what_else_is_known_chooses_between_the_readings(written, known, code):
    assert of_code(written, **known).code == code


def test_a_number_with_several_meanings_is_refused_with_all_of_them():
    with pytest.raises(AmbiguousCode) as refused:
        of_code("035")

    assert str(refused.value) == (
        "ICCC-3 code 035 can be read in more than one way: IIIe (Other specified intracranial and intraspinal "
        "neoplasms) as main recode; V (Retinoblastoma) as extended recode of 2017 and extended recode of 2005"
    )


@pytest.mark.parametrize("written", ["", "Va", "XIII", "999", "leukaemia", "VIz", "9500/3"])
def test_what_is_no_code_is_refused(written):
    with pytest.raises(Unclassified) as refused:
        of_code(written)

    assert str(refused.value) == (
        f"“{written}” is not an ICCC-3 code: expected a class such as VIa.1, or its number such as 017"
    )


def test_a_file_of_recodes_is_refused_with_all_its_faults(tmp_path):
    file = tmp_path / "recodes.csv"
    file.write_text(HEAD + "recode,iccc3\n001,Ia.1\n002,XX\n,Ia.1\n", encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read_codes(file, "recode")

    assert str(refused.value).splitlines() == [
        "recodes.csv: line 7: 002: ICCC-3 has no class XX",
        "recodes.csv: line 8: the recode is empty",
    ]
