"""Dates in the words of a case become days since diagnosis; doses, stages, protocols and values stay as they are."""

from dataclasses import replace
from datetime import date

import pytest

from refnet.cases.describing import Description, described
from refnet.cases.terms import Fact, When
from refnet.cases.undating import Calendar, undated
from refnet.fhir.intake import read, reasons
from tests.fhir.intake.children import PEOPLE, files, patient, sample, tumour
from tests.world import RECORD, ZERO

CALENDAR = Calendar(date(2022, 2, 1), date(2015, 1, 1), date(2047, 1, 1))


@pytest.mark.parametrize(
    "written",
    [
        "10.02.2022",
        "10.2.2022r",
        "10. 02. 2022",
        "10.02.22",
        "10/02/2022",
        "10-02-2022",
        "2022-02-10",
        "2022-02-10T08:30:00+01:00",
        "2022.02.10",
        "20220210",
        "10 February 2022",
        "10th of February, 2022",
        "February 10, 2022",
        "10-Feb-2022",
        "10. Februar 2022",
        "10 de febrero de 2022",
        "10 février '22",
        "10 lutego 2022 r.",
        "2022 m. vasario 10 d.",
        "2022. február 10.",
        "2022. gada 10. februāris",
        "10 Φεβρουαρίου 2022",
        "10 февруари 2022 г.",
        "10. helmikuuta 2022",
    ],
)
def test_a_date_however_it_is_written_is_told_in_days(written):
    assert undated(f"MRI ({written}) clear", CALENDAR) == "MRI ([day 9]) clear"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("MRI 2021-12-01", "MRI [day −62]"),
        ("10.-15.02.2022", "[day 9] – [day 14]"),
        ("10.02.-15.02.2022", "[day 9] – [day 14]"),
        ("10.02.2022–15.02.2022", "[day 9]–[day 14]"),
        ("2022-02-10/2022-02-15", "[day 9]/[day 14]"),
        ("02/28/2022", "[day 27]"),
        ("since 03/2022", "since [date]"),
        ("w kwietniu 2022", "w [date]"),
        ("marzo 2022, 2022-03", "[date], [date]"),
        ("áprilisban 2022", "[date]"),
    ],
)
def test_spans_and_months_are_told_as_far_as_they_are_known(written, told):
    assert undated(written, CALENDAR) == told


@pytest.mark.parametrize("written", ["10.02.2022", "15 April 2022", "2021-12-01"])
def test_without_a_day_of_diagnosis_it_is_no_more_than_a_date(written):
    assert undated(written, replace(CALENDAR, diagnosed=None)) == "[date]"


@pytest.mark.parametrize(
    "kept",
    [
        "relapse in 2022",
        "AIEOP-BFM ALL 2017, ALL IC-BFM 2009/10",
        "UMBRELLA 2016 version 3.10.22, v3.10.22",
        "EudraCT 2012-000023-59, NCT01704716",
        "L01AB01 (19.2 1), L01AA03 (140 1)",
        "etopozidas 750 mg/m2, tiotepa 900 mg/m2",
        "vincristine 1.5 mg/m2 on days 1-8-15, d1/8/15, 10-12-14",
        "41.4 Gy in 23 fractions of 1.8 Gy",
        "Hb 10.2, WBC 4.5, platelets 150",
        "9500/3, C74.9, pT4, t(8;21)",
        "10/10/10 mg, 01.2019 mg",
        "31.02.2022",
        "Martin 12, may 5 of them",
    ],
)
def test_what_only_looks_like_a_date_stays(kept):
    assert undated(kept, CALENDAR) == kept


def test_imported_words_give_the_calendar_to_nobody_and_the_place_is_listed():
    note = {"note": [{"text": "Leczona od 27.07.2020. Nefrektomia 6 sierpnia 2020, MRI 2020-07-01."}]}

    record = read(files(patient(), tumour(**note))).record

    assert record.main.text.value == "Leczona od [day 10]. Nefrektomia [day 20], MRI [day −16]."
    assert [(left.resource, left.path) for left in record.leftovers if left.reason == reasons.DATED] == [
        ("Condition", "note")
    ]


def test_where_only_the_year_of_the_diagnosis_is_known_no_day_is_told():
    note = {"note": [{"text": "Leczona od 27.07.2020."}]}

    assert read(files(patient(), tumour(on="2020", **note))).record.main.text.value == "Leczona od [date]."


@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_in_the_samples_is_taken_for_a_date(name):
    assert [left for left in read(sample(name)).record.leftovers if left.reason == reasons.DATED] == []


def test_typed_words_are_told_in_days_too_and_counted_anew_when_the_day_of_diagnosis_is_corrected():
    typed = described(RECORD, Description(text="Nephroblastoma, operated 25.01.2026"), ZERO)
    corrected = described(typed, Description(diagnosed="2026-01-10"), ZERO)
    unknown = described(typed, Description(diagnosed="2026-01"), ZERO)

    assert typed.main.text.value == "Nephroblastoma, operated [day 10]"
    assert (corrected.main.diagnosed.value, corrected.main.text.value) == (
        When(-5, -5),
        "Nephroblastoma, operated [day 15]",
    )
    assert unknown.main.text.value == "Nephroblastoma, operated [date]"


def test_words_without_a_date_are_the_very_same():
    assert described(RECORD, Description(), ZERO) == RECORD
    assert Fact("Nephroblastoma") == RECORD.main.text
