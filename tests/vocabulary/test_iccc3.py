"""Every row of ICCC-3 is found by the tumours that it names; what the table does not hold is refused, not guessed."""

import csv
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refnet.vocabulary.classification import Classification
from refnet.vocabulary.iccc3 import Unclassified, Why, classify
from refnet.vocabulary.iccc3_table import COLUMNS, not_only_malignant, places, read_iccc3, rows
from refnet.vocabulary.icdo3 import known_topographies
from refnet.vocabulary.load import FOLDER, BadFacts

HEAD = "# source: a book\n# edition: 3\n# licence: facts\n# read_on: 2026-11-25\n"
TOPOGRAPHIES = [topography.code for site in known_topographies().values() for topography in site]


def written_rows() -> list[dict[str, str]]:
    """The rows as the file has them, read without the code under test."""
    lines = (FOLDER / "iccc3.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def ends(ranges: str) -> Iterator[str]:
    for part in ranges.split(";"):
        first, _, last = part.partition("-")
        yield first
        yield last or first


def test_the_table_has_its_144_rows_in_48_subgroups_and_115_classes():
    classes = {row.classification for row in rows()}

    assert (len(rows()), len({found.subgroup for found in classes}), len(classes)) == (144, 48, 115)


@pytest.mark.parametrize("row", written_rows(), ids=lambda row: f"row-{row['row']}")
def test_the_first_and_last_codes_of_each_range_lead_to_their_row(row):
    expected = (row["group"], row["subgroup"], row["division"] or None)

    found = {
        (answer.group, answer.subgroup, answer.division)
        for histology in ends(row["histologies"])
        for topography in ends(row["topographies"])
        for behaviour in row["behaviours"].split(";")
        for answer in [classify(histology, topography, behaviour)]
    }

    assert found == {expected}


def test_each_tumour_that_the_table_names_has_exactly_one_row():
    claims = [
        (histology, topography, behaviour)
        for row in rows()
        for histology in row.histologies
        for topography in row.topographies
        for behaviour in row.behaviours
    ]

    assert (len(claims), len(set(claims))) == (391_282, 391_282)


@given(st.sampled_from(sorted(places())), st.sampled_from(TOPOGRAPHIES), st.sampled_from("012369"))
def test_a_tumour_has_the_class_of_the_one_row_that_claims_it_or_none(histology, topography, behaviour):
    claiming = [
        row.classification
        for row in rows()
        if histology in row.histologies and topography in row.topographies and behaviour in row.behaviours
    ]

    try:
        found = [classify(histology, topography, behaviour)]
    except Unclassified:
        found = []

    assert found == claiming


@pytest.mark.parametrize("histology", ["9836", "9836/3", "M9836/3", "M-9836/3", "98363"])
@pytest.mark.parametrize("topography", ["C42", "C421", "C42.1", " c42.1 "])
def test_leukaemia_is_understood_however_its_codes_are_written(histology, topography):
    assert classify(histology, topography, "3") == Classification(
        "I",
        "Leukaemias, myeloproliferative diseases, and myelodysplastic diseases",
        "Ia",
        "Lymphoid leukemias",
        "Ia.1",
        "Precursor cell leukemias",
    )


def test_a_subgroup_that_is_not_divided_has_no_division():
    assert classify("9500/3", "C74.9").division is None


def test_a_site_without_its_subsite_is_read_as_not_otherwise_specified():
    assert (classify("9380/3", "C72").code, classify("8140/3", "C18").code) == ("IIId.2", "XIf.2")


def test_a_behaviour_may_be_left_out_where_it_cannot_change_the_answer():
    assert (classify("9500", "C74.9").code, classify("9421", "C71.6").code) == ("IVa", "IIIb")


@pytest.mark.parametrize(
    ("tumour", "why", "sentence"),
    [
        (("9836", "C42.1", "1"), Why.NO_ROW,
         "ICCC-3 has no row for 9836/1 at C42.1: it takes histology 9836 there only with behaviour 3"),
        (("8001", "C34.9", "0"), Why.NO_ROW,
         "ICCC-3 has no row for 8001/0 at C34.9: it takes histology 8001 there only with behaviour 3"),
        (("9205", "C40.0", "3"), Why.NO_ROW, "ICCC-3 has no row for histology 9205"),
        (("9231", "C42.1", "3"), Why.NO_ROW, "ICCC-3 has no row for histology 9231 at C42.1"),
        (("9836", "C43.9", "3"), Why.UNKNOWN_TOPOGRAPHY,
         "C43.9 is not an ICD-O-3 topography: there is no site C43"),
        (("9836", "42.1", "3"), Why.MALFORMED,
         "“42.1” is not an ICD-O-3 topography: expected the letter C and two or three digits, such as C42.1"),
        (("B-ALL", "C42.1", "3"), Why.MALFORMED,
         "“B-ALL” is not an ICD-O-3 morphology: expected four digits and a behaviour, such as 9836/3"),
        (("9836", "C42.1", "x"), Why.MALFORMED,
         "x is not an ICD-O-3 behaviour: expected one of 0, 1, 2, 3, 6, 9"),
        (("9836/3", "C42.1", "1"), Why.MALFORMED, "the histology says behaviour 3, but behaviour 1 is given"),
        (("9837/3", "C42", None), Why.SUBSITE_DECIDES,
         "the part of C42 decides the class of histology 9837: "
         "C42.0, C42.1, C42.3, C42.4 gives Ia.1; C42.2 gives IIb.1"),
        (("8960", "C64.9", None), Why.BEHAVIOUR_DECIDES,
         "the behaviour decides: histology 8960 at C64.9 belongs to VIa.1 only with behaviour 3, and none is given"),
    ],
)  # fmt: skip
def test_what_the_table_does_not_hold_is_refused_with_the_reason(tumour, why, sentence):
    with pytest.raises(Unclassified) as refused:
        classify(*tumour)

    assert (refused.value.why, str(refused.value)) == (why, sentence)


def test_the_histologies_that_are_not_only_malignant_hold_the_common_benign_ones():
    benign = {"8000", "8960", "9080", "9120", "9540"}

    assert not_only_malignant() & (benign | {"9500", "9836", "8910", "9260"}) == benign


def test_a_table_is_refused_with_all_its_faults(tmp_path):
    file = tmp_path / "iccc3.csv"
    lines = [
        ",".join(COLUMNS),
        "1,I,Leukaemias,Ia,Lymphoid,Ia.1,Precursor,9836,C000-C809,3,011,001",
        "2,I,Leukaemia,IIa,Lymphoid,,,9837,C421,3,011,001",
        "3,I,Leukaemias,Ia,Lymphoid,Ia.2,,9838,C421,3,011,001",
        "4,I,Leukaemias,Ia,Lymphoid,Ia.2,Mature,983,C421,3,011,001",
        "5,I,Leukaemias,Ia,Lymphoid,Ia.2,Mature,9838-9830,C421,3,011,001",
        "6,I,Leukaemias,Ia,Lymphoid,Ia.2,Mature,9838,C431,3,011,001",
        "7,I,Leukaemias,Ia,Lymphoid,Ia.2,Mature,9838,C421,3;4,011,001",
        "8,I,Leukaemias,Ia,,Ia.2,Mature,9838,C421,3,011,001",
        "9,I,Leukemias,Ia,Lymphoid,Ia.1,Precursor,9835-9836,C421,3,011,001",
    ]
    file.write_text(HEAD + "\n".join(lines), encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read_iccc3(file)

    assert str(refused.value).splitlines() == [
        "iccc3.csv: line 7: subgroup IIa is not within I",
        "iccc3.csv: line 8: a division has a name, and a name a division",
        "iccc3.csv: line 9: 983 is not a histology or a range of them",
        "iccc3.csv: line 10: range 9838-9830 does not rise",
        "iccc3.csv: line 11: C431 ends at C43.1, which ICD-O-3 does not have",
        "iccc3.csv: line 12: ICD-O-3 has no behaviour 4",
        "iccc3.csv: line 13: subgroup_name must not be empty",
        "iccc3.csv: row 9 stands where row 2 belongs",
        "iccc3.csv: row 9: I is called “Leukemias”, before “Leukaemias”",
        "iccc3.csv: rows 1 and 9 both claim 9836 at C42.1",
    ]


def test_a_table_must_say_where_it_comes_from(tmp_path):
    file = tmp_path / "iccc3.csv"
    file.write_text("# source: a book\ngroup\nI,II\n", encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read_iccc3(file)

    assert str(refused.value).splitlines() == [
        "iccc3.csv: the head does not say edition, licence, read_on",
        f"iccc3.csv: the columns are group, expected {','.join(COLUMNS)}",
    ]
