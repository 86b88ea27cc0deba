"""ICCC-3 codes that hospitals send are read with every list that has them; only facts choose between readings."""

import pytest

from refnet.vocabulary.iccc3 import AmbiguousCode, Listing, Unclassified, class_of, of_code, readings_of
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


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("9500/3", "C48.0", "", ""), "IVa"),
        (("9500/3", "C48.0", "045", "osteosarkoma"), "IVa"),  # histology and site decide, whatever else was sent
        (("8000/3", "C48.0", "033", "Retroperitoninio tarpo blogai diferencijuota neuroblastoma"), "IVa"),
        (("8000/3", "C71.4", "017", "Supratentorinė anaplastinė ependimoma"), "IIIa.1"),
        (("", "C69.2", "035", "Kairės akies retinoblastoma (G4), pT4"), "V"),
        (("9183/2", "", "045", "teleangiektazinė osteosarkoma"), "VIIIa"),
        (("8900/3", "", "054", ""), "IXa"),
        (("8000/3", "C48.0", "", "neuroblastoma"), "XIIb"),  # words alone never make a class
        (("8000/3", "C48.0", "nonsense", ""), "XIIb"),
        (("9837/3", "C42", "I", ""), "I"),
    ],
)
def test_a_tumour_has_its_class_from_all_that_the_hospital_told(told, code):
    morphology, topography, sent, words = told

    assert class_of(morphology, topography, sent=sent, words=words).code == code


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (("9205/3", "C40.2", "", ""), "ICCC-3 has no row for histology 9205"),
        (("9205/3", "C40.2", "nonsense", ""), "ICCC-3 has no row for histology 9205"),
        (("", "", "nonsense", ""),
         "“nonsense” is not an ICCC-3 code: expected a class such as VIa.1, or its number such as 017"),
    ],
)  # fmt: skip
def test_a_tumour_without_a_class_has_the_reason(told, sentence):
    morphology, topography, sent, words = told

    with pytest.raises(Unclassified) as refused:
        class_of(morphology, topography, sent=sent, words=words)

    assert str(refused.value) == sentence
