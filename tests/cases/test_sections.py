"""The case as rows: what must not be misread or overlooked, and what is for the own centre alone."""

from dataclasses import replace

import pytest

from refnet.cases.chronology import tell_days
from refnet.cases.coding import from_plain, to_plain
from refnet.cases.commands import describe_case, share_case
from refnet.cases.describing import Description
from refnet.cases.parts import placeless
from refnet.cases.phrases import THIN, diagnosis_in_words, figure
from refnet.cases.queries import open_own_case, open_shared_case
from refnet.cases.remarks import remarks_of
from refnet.cases.sections import sections_of
from refnet.cases.terms import Drug, Fact, Metastasis, Origin, Phase, Stage, Surgery, Way, When
from refnet.desk.casework.queries import open_board_sight
from refnet.desk.casework.showing import sections_shown
from refnet.fhir.intake import read, reasons
from tests.fhir.intake.children import bundle, files, patient, sample, tumour
from tests.world import NOON, RECORD

PLACED = Origin(Way.IMPORTED, "Condition", "code", "anna.json, Bundle.entry[3]")


def rows(record, key):
    return next(section.rows for section in sections_of(record, None, tell_days(record)) if section.key == key)


def with_tumour(**changes):
    return replace(RECORD, tumours=(replace(RECORD.tumours[0], **changes),))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (900, "900"),
        (19.2, "19.2"),
        (4.256789, "4.257"),
        (0.0123456, "0.0123"),
        (1234.567, "1235"),
        (1500, "1500"),
        (35375, f"35{THIN}375"),
        (1234567.89, f"1{THIN}234{THIN}568"),
    ],
)
def test_numbers_are_written_to_be_read(value, written):
    assert figure(value) == written


def test_an_end_without_a_start_is_told_as_an_end_and_an_outcome_as_an_outcome():
    phases = (Phase("First line", outcome="Inactive", end=When(382, 382)),)

    (row,) = rows(replace(RECORD, phases=phases), "phases")

    assert (row.value, row.when) == ("Outcome: Inactive", "until day 382")


def test_metastases_stand_beside_the_stage_and_nothing_of_the_diagnosis_is_folded(world):
    many = tuple(Metastasis(f"place {number}") for number in range(12))
    record = with_tumour(stages=(Stage("IV"),), metastases=many)
    case_id = world.case(record=record)

    labels = [str(row.label) for row in rows(record, "diagnosis")]
    shown = sections_shown(open_own_case(world.referrer, case_id, at=NOON).view)

    assert labels[labels.index("Stage as written") + 1] == "Metastasis"
    assert [section.rest for section in shown if section.key == "diagnosis"] == [()]


def test_a_diagnosis_in_words_alone_is_the_heading():
    words = with_tumour(morphology=RECORD.tumours[0].diagnosed, text=Fact("Retinoblastoma of the left eye"))

    assert diagnosis_in_words(words, None) == "Retinoblastoma of the left eye"


def test_a_dose_that_stands_in_the_words_is_not_called_missing_and_nines_are_not_trusted():
    drugs = (
        Drug("Tiotepa 900 mg/m2."),
        Drug("Betaloc"),
        Drug("Dinutuximab", dose=999, unit="mg/m2", cumulative=True),
    )

    told = [(row.value, row.absent) for row in rows(replace(RECORD, drugs=drugs), "drugs")]

    assert told == [
        ("dose as written", False),
        ("dose not given", True),
        ("999 mg/m2 cumulative as sent; please check", False),
    ]


def test_doses_behind_codes_are_read_and_nines_are_listed():
    record = read(sample("austria/at_205")).record

    assert {"Busulfan", "Melphalan"} <= {drug.name for drug in record.drugs}
    listed = {left.reason for left in record.leftovers}
    assert {reasons.DOSE_PLACEHOLDER, reasons.DOSES_IN_WORDS} <= listed


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("spain/sp_216", "Exéresis de la lesión is told for day −920, long before the diagnosis."),
        ("lithuania/lt_87", "The morphology 8000/3 is unspecified, and the class is “Neuroblastoma"),
        ("austria/at_205", "A dose is nothing but nines"),
    ],
)
def test_what_can_hardly_be_right_asks_to_be_checked(name, remark):
    assert [told for told in remarks_of(read(sample(name)).record) if told.startswith(remark)] != []


def test_an_adult_is_remarked_on_and_a_child_is_not():
    grown = replace(RECORD, born=Fact(When(-7000, -7000)))

    assert remarks_of(RECORD, age_today=1100) == ()
    assert [told[:35] for told in remarks_of(RECORD, age_today=6600)] == ["This is an adult of 18 years by now"]
    assert [told[:43] for told in remarks_of(grown)] == ["At diagnosis this was an adult of 19 years."]


def test_a_short_while_before_the_diagnosis_nothing_is_remarked():
    assert remarks_of(replace(RECORD, surgery=(Surgery("Biopsy", when=When(-20, -20)),))) == ()


def test_the_own_centre_is_told_which_of_several_resources_and_nobody_else(world):
    record = with_tumour(text=Fact("Nephroblastoma", origin=PLACED))
    case_id = world.case(record=record)
    share_case(world.referrer, case_id, board_id=world.kidney.id, at=NOON)

    own = open_own_case(world.referrer, case_id, at=NOON).view
    board = open_shared_case(world.dispatcher, case_id, world.kidney.id, at=NOON)
    preview = open_board_sight(world.referrer, case_id, None, at=NOON).view

    assert "Condition.code (anna.json, Bundle.entry[3])" in repr(own.sections)
    for view in (board, preview):
        assert ("Condition.code" in repr(view), "anna.json" in repr(view)) == (True, False)


def test_a_place_is_kept_and_makes_no_difference():
    record = with_tumour(text=Fact("Nephroblastoma", origin=PLACED))

    assert from_plain(to_plain(record)).main.text.origin.place == "anna.json, Bundle.entry[3]"
    assert placeless(record) == record
    assert placeless(record).main.text.origin.place == ""


def test_an_import_says_from_where_and_no_file_name_gives_the_child_away():
    several = read([("Lindqvist Åsa.json", files(bundle(patient(), tumour()))[0][1])]).record
    single = read(files(patient(), tumour())).record

    assert several.main.morphology.origin.place == "[…] […].json, Bundle.entry[1]"
    assert single.main.morphology.origin.place == "1.json"
    assert [left for left in several.leftovers if left.reason == reasons.BLANKED] == []


def test_what_has_been_done_so_far_is_a_section_of_its_own_and_knows_no_calendar(world):
    case_id = world.case()
    share_case(world.referrer, case_id, board_id=world.kidney.id, at=NOON)

    told = Description(so_far="Nephrectomy 20.01.2026; margins clear.")
    describe_case(world.referrer, case_id, told, version=1, at=NOON)

    view = open_shared_case(world.dispatcher, case_id, world.kidney.id, at=NOON)
    (section,) = [section for section in view.sections if section.key == "so-far"]
    assert [row.value for row in section.rows] == ["Nephrectomy [day 5]; margins clear."]
