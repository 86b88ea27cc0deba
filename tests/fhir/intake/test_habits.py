"""Habits of hospitals' systems, in telling a tumour, on small invented children."""

import pytest

from refnet.cases.terms import Absence, Laterality, Way, When
from refnet.fhir.intake import read
from tests.fhir.intake.children import (
    ASSERTED,
    HISTOLOGY,
    ICDO,
    OURS,
    SCT,
    SIDE,
    UCUM,
    files,
    patient,
    said,
    tumour,
)

ICD10 = "http://fhir.de/CodeSystem/bfarm/icd-10-gm"
PCSP = "http://hl7.eu/fhir/ig/pcsp/StructureDefinition/"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def record(*resources, of=None):
    return read(files(of or patient(), *resources)).record


def reasons(found):
    return [item.reason for item in found.leftovers]


def given(kind, **more):
    return {"resourceType": kind, "id": f"{kind}-1", "subject": OURS, **more}


@pytest.mark.parametrize(
    ("morphology", "site", "found", "reason"),
    [
        ("M-9500/3", "c749", ("9500/3", "C74.9"), []),
        ("95003", "C74", ("9500/3", "C74"), []),
        (
            None,
            "M8900/3",
            ("8900/3", None),
            ["Read as morphology, because it is a morphology code in the place of the topography."],
        ),
        (
            "8900/3",
            "M8901/3",
            ("8900/3", None),
            ["A second morphology; the first was taken."],
        ),
        (
            "C74.9",
            None,
            (None, "C74.9"),
            ["Read as topography, because it is a topography code in the place of the morphology."],
        ),
        ("80463/3", "C74.9", (None, "C74.9"), ["Not a code of ICD-O-3."]),
        ("9500/3", "C99.9", ("9500/3", None), ["Not a code of ICD-O-3."]),
        (
            "9500/2",
            "C74.9",
            ("9500/2", "C74.9"),
            ["This behaviour is unusual for this tumour type; taken as written. Please check."],
        ),
    ],
)
def test_codes_of_the_tumour(morphology, site, found, reason):
    told = record(tumour(morphology, site))

    assert (told.main.morphology.value, told.main.topography.value) == found
    assert reasons(told) == reason


def test_an_iccc_number_in_place_of_the_morphology():
    told = record(tumour("054", "C48.0"))

    assert (told.main.morphology.value, told.main.iccc3.value) == (None, "054")
    assert reasons(told) == ["Read as ICCC-3 class, because it is an ICCC-3 number in the place of the morphology."]


def test_a_diagnosis_in_icd10_gives_its_site():
    told = record(tumour(None, None, code=said(ICD10, "C74.9", "Bösartige Neubildung: Nebenniere")))

    assert (told.main.topography.value, told.main.text.value) == ("C74.9", "Bösartige Neubildung: Nebenniere")
    assert reasons(told) == ["Read from the site that the ICD-10 code names."]


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        (said(SCT, "277571004", "B-cell acute lymphoblastic leukemia (disorder)"), "Ia.1"),
        (said(ICD10, "C91.0", "Akute lymphatische Leukämie"), "Ia"),
        (said(SCT, "277571004", "Broken leg leukaemia"), None),
    ],
)
def test_a_diagnosis_that_means_one_class_has_it_computed(code, meant):
    fact = record(tumour(None, None, code=code)).main.iccc3

    assert fact.value == meant
    assert fact.origin is None or fact.origin.way is Way.COMPUTED


def test_a_diagnosis_in_words_alone_is_enough():
    told = record(tumour(None, None, code={"text": "Μυελοβλάστωμα / medulloblastoma"}))

    assert told.main.text.value == "Μυελοβλάστωμα / medulloblastoma"


@pytest.mark.parametrize(
    ("side", "fact"),
    [
        (said(SCT, "7771000"), (Laterality.LEFT, None)),
        (said(SCT, "not-applicable"), (Laterality.NOT_APPLICABLE, None)),
        (said(ABSENT, "not-applicable"), (Laterality.NOT_APPLICABLE, None)),
        (said(ABSENT, "asked-unknown"), (None, Absence.ASKED_UNKNOWN)),
        (said(ABSENT, "masked"), (None, Absence.MASKED)),
    ],
)
def test_the_side(side, fact):
    place = said(ICDO, "C64.9") | {"extension": [{"url": SIDE, "valueCodeableConcept": side}]}
    found = record(tumour("8960/3", None, bodySite=[place])).main.laterality

    assert (found.value, found.absent) == fact


def test_what_the_sender_says_is_unknown_is_absent_for_that_reason():
    told = record(
        tumour(None, None, code={"text": "tumour"}, bodySite=[said(ABSENT, "asked-unknown")]),
        of=patient(gender=None, birthDate=None)
        | {"_gender": {"extension": [{"url": DATA_ABSENT, "valueCode": "masked"}]}}
        | {"_birthDate": {"extension": [{"url": DATA_ABSENT, "valueCode": "asked-unknown"}]}},
    )

    assert (told.sex.absent, told.born.absent) == (Absence.MASKED, Absence.ASKED_UNKNOWN)
    assert told.main.topography.absent is Absence.ASKED_UNKNOWN


def test_partial_dates_become_intervals():
    told = record(tumour(on="2016-06"), of=patient(birthDate="2013"))

    assert told.diagnosed == When(0, 29)
    assert told.born.value == When(-1247, -883)
    assert told.age_at_diagnosis == When(883, 1276)


def test_a_moment_with_a_zone_counts_as_the_day_that_is_written():
    assert read(files(patient(), tumour(on="2016-06-10T00:30:00+02:00"))).zero.isoformat() == "2016-06-10"


def test_the_age_at_onset_gives_the_days_of_diagnosis():
    found = read(files(patient(), tumour(on=None, onsetAge={"value": 3, "system": UCUM, "code": "a"})))

    assert (found.zero.isoformat(), found.record.diagnosed) == ("2018-03-05", When(0, 364))


@pytest.mark.parametrize(
    ("resources", "of", "reason"),
    [
        ([tumour(on="2021-02-30")], {}, "This is no day of the calendar; it was left out."),
        ([tumour(on="yesterday")], {}, "This is no day of the calendar; it was left out."),
        (
            [tumour(on="2030-01-01", meta={"lastUpdated": "2022-12-20T09:11:49+01:00"})],
            {},
            "This day lies after the data were written; it was left out.",
        ),
        (
            [tumour()],
            {"birthDate": "2021-01-01"},
            "The birth date lies after the diagnosis; the age is left open. Please check both.",
        ),
        ([tumour()], {"birthDate": "2021-02-30"}, "This is no day of the calendar; it was left out."),
        (
            [tumour(), given("Procedure", code=said(SCT, "65801008"), performedDateTime="2001")],
            {},
            "This day lies before the birth; it was left out.",
        ),
        (
            [
                tumour(),
                given("Procedure", code=said(SCT, "33195004"), performedPeriod={"start": "2021", "end": "2020"}),
            ],
            {},
            "The end lies before the start; the end was left out.",
        ),
    ],
)
def test_impossible_dates_are_listed_and_never_guessed(resources, of, reason):
    assert reasons(record(*resources, of=patient(**of))) == [reason]


def test_the_main_tumour_comes_first_and_a_second_one_follows():
    second = tumour("9260/3", "C40.2", on="2012-01-01", id="d")
    marked = tumour() | {"meta": {"profile": [PCSP + "Condition-primaryCancer-eu-pcsp"]}}

    assert [t.morphology.value for t in record(second, marked).tumours] == ["9500/3", "9260/3"]
    assert [t.morphology.value for t in record(tumour(), second).tumours] == ["9260/3", "9500/3"]


def test_a_relapse_follows_the_first_tumour_and_says_so():
    relapse = tumour(
        on="2019-01-01",
        id="r",
        clinicalStatus=said("http://terminology.hl7.org/CodeSystem/condition-clinical", "relapse"),
    )
    relapse["extension"] += [
        {"url": PCSP + "condition-relapseType", "valueCodeableConcept": said(SCT, "255470001", "Local")},
        {
            "url": "http://hl7.org/fhir/StructureDefinition/condition-occurredFollowing",
            "valueReference": {"reference": "Condition/c"},
        },
    ]
    told = record(relapse, tumour())

    assert [t.diagnosed.value for t in told.tumours] == [When(0, 0), When(-563, -563)]
    assert [m.value for m in told.tumours[1].markers] == ["Relapse", "Local"]
    assert told.leftovers == ()


def test_other_conditions_are_complications_also_where_a_word_sounds_like_a_tumour():
    told = record(
        tumour(),
        given("Condition", code={"text": "Tumour lysis syndrome"}, onsetDateTime="2020-08-01"),
        given("Condition", code=said(ICD10, "D70.1", "Agranulozytose")) | {"id": "2"},
        given("Condition", code=said(ICD10, "C79.5", "Knochenmetastasen")) | {"id": "3"},
        given("Condition", code={"text": "Lung metastases"}) | {"id": "4"},
    )

    assert [t.name for t in told.toxicities] == ["Tumour lysis syndrome", "Agranulozytose"]
    assert [m.place for m in told.main.metastases] == ["Knochenmetastasen", "Lung metastases"]


def test_a_refuted_diagnosis_is_none_and_a_provisional_one_says_so():
    status = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    told = record(
        tumour(verificationStatus=said(status, "provisional")),
        tumour("9260/3", "C40.2", id="d", verificationStatus=said(status, "refuted")),
    )

    assert [t.morphology.value for t in told.tumours] == ["9500/3"]
    assert reasons(told) == [
        "The sender says that this was refuted.",
        "The sender marks the diagnosis as not confirmed.",
    ]


def test_several_histologies_in_one_place_keep_the_exact_one():
    given_tumour = tumour("8000/3", "C74.9")
    given_tumour["extension"].append({"url": HISTOLOGY, "valueCodeableConcept": said(ICDO, "9500/3")})

    assert record(given_tumour).main.morphology.value == "9500/3"


def test_a_diagnosis_without_any_day_counts_from_the_birth():
    found = read(files(patient(), tumour(on=None)))

    assert (found.zero.isoformat(), found.record.diagnosed, found.record.born.value) == ("2015-03-05", None, When(0, 0))
    assert ASSERTED not in str(found.record)
