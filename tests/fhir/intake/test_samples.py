"""The sample patients of five hospitals, each beside what a person reads in its JSON."""

import pytest

from refnet.cases.terms import Laterality, Sex
from refnet.fhir.intake import read
from tests.fhir.intake.children import PEOPLE, example, sample

LEFT, RIGHT, BOTH, NONE = Laterality.LEFT, Laterality.RIGHT, Laterality.BILATERAL, Laterality.NOT_APPLICABLE

# sex, age in days at diagnosis, day of diagnosis, morphology, topography, side, ICCC-3 as sent
DIAGNOSES = {
    "austria/at_205": ("male", 214, "2021-12-01", "9500/3", "C74.9", RIGHT, None),
    "belgium": ("female", 5870, "2018-11-05", "8920/3", "C49.5", LEFT, None),
    "italy/it_3": ("male", 4715, "2018-07-24", None, None, None, None),
    "italy/it_5": ("male", 2926, "2015-01-07", None, None, None, None),
    "lithuania/lt_69": ("male", 8561, "2016-06-10", "8900/3", None, NONE, "054"),
    "lithuania/lt_71": ("male", 3743, "2021-04-01", "8000/3", "C71.4", LEFT, "017"),
    "lithuania/lt_73": ("male", 10567, "2021-12-07", "9183/2", None, LEFT, "045"),
    "lithuania/lt_87": ("male", 2721, "2020-07-17", "8000/3", "C48.0", NONE, "033"),
    "lithuania/lt_89": ("female", 1951, "2020-07-07", None, "C69.2", LEFT, "035"),
    "spain/sp_216": ("male", 4336, "2014-05-15", "9836/3", "C42", NONE, None),
    "spain/sp_218": ("male", 5357, "2012-03-01", "9652/3", "C77.0", BOTH, None),
    "spain/sp_220": ("female", None, "2012-04-17", "9896/3", "C42", NONE, None),
    "spain/sp_222": ("male", 4336, "2014-05-15", "9836/3", "C42", NONE, None),
    "spain/sp_224": ("male", 5357, "2012-03-01", "9652/3", "C77.0", BOTH, None),
    "spain/sp_226": ("female", None, "2012-04-17", "9896/3", "C42", NONE, None),
}

WORDS = {
    "italy/it_3": "MH, sclerosi nodulare;",
    "italy/it_5": "Leucemia Acuta Linfoblastica - LAL;  leucemia linfoblastica acuta, Common CD10+;",
    "lithuania/lt_69": "Retroperitoninio tarpo embrioninė rabdomiosarkoma",
    "lithuania/lt_89": "Kairės akies retinoblastoma (G4), pT4",
    "spain/sp_216": "Leucemia linfoblástica de células B precursoras  ( maligno )",
}

# ATC, cumulative dose, unit, first and last day since diagnosis
DRUGS = {
    "austria/at_205": [
        ("L01AA01", 4.2, "g/m2", 0, 382),
        ("L01XA01", 320, "mg/m2", 0, 382),
        ("L01XA02", 1.5, "g/m2", 0, 382),
        ("L01CB01", 1.05, "g/m2", 0, 382),
        ("L01CA02", 15, "mg/m2", 0, 382),
        ("L01XX17", 4.5, "mg/m2", 0, 382),
        ("L01DB01", 50, "mg/m2", 0, 382),
        ("L01XC16", 999, "mg/m2", 0, 382),
    ],
    "belgium": [
        ("L01AA01", None, "", 21, 619),
        ("L01DA01", None, "", 21, 619),
        ("L01DB01", 270, "mg/m2", 21, 619),
        ("L01CA02", None, "", 21, 619),
        ("L01AA06", 54000, "mg/m2", 21, 619),
        ("L01CA04", None, "", 21, 619),
    ],
    "lithuania/lt_69": [("L01AA06", 5.4, "g/m2", 5, 181), ("L01CA02", 19.5, "mg/m2", 5, 181)],
    "lithuania/lt_73": [
        ("L01XA01", 480, "mg/m2", 9, 227),
        ("L01DB01", 450, "mg/m2", 9, 227),
        ("L01BA01", 144, "mg/m2", 9, 227),
    ],
    "lithuania/lt_87": [
        ("L01CB01", 1400, "mg/m2", 11, 519),
        ("L01XA02", 1500, "mg/m2", 11, 519),
        ("L01XA01", 320, "mg/m2", 11, 519),
        ("L01CA02", 12, "mg/m2", 11, 519),
        ("L01AA01", 4200, "mg/m2", 11, 519),
    ],
    "lithuania/lt_89": [
        ("L01CB01", 1500, "mg/m2", 28, 184),
        ("L01XA02", 2400, "", 28, 184),
        ("L01CA02", 4.5, "mg/m2", 28, 184),
        ("L01AA01", 900, "mg/m2", 28, 184),
    ],
    "spain/sp_216": [
        ("L01AA06", 35375.12, "mg/m2", 204, 302),
        ("L01CB01", 1037.97, "mg/m2", 204, 302),
        ("L01XA01", 305.78, "mg/m2", 204, 302),
    ],
    "spain/sp_220": [
        ("L01AA06", 43652.36, "mg/m2", 6, 36),
        ("L01AA01", 4143.28, "mg/m2", 6, 36),
        ("L01CA02", 17.02, "mg/m2", 6, 36),
        ("L01CA04", 440.22, "mg/m2", 6, 36),
        ("L01DA01", 9.62, "mg/m2", 6, 36),
    ],
}

# operation as written, day since diagnosis
SURGERY = {
    "austria/at_205": [
        ("Transfusion – at least 10", 31),
        ("Surgical procedure", 207),
        ("Other oncological treatments – Antikörper", None),
    ],
    "belgium": [
        ("Inguinaal klierevidement links", 107),
        ("Transfusion", 204),
        ("Catheterisation of a vein – Removal", None),
    ],
    "italy/it_3": [
        ("ASPORTAZIONE DI LINFONODI CERVICALI PROFONDI (4021)", -29),
        ("ALTRO CATETERISMO VENOSO NON CLASSIFICATO ALTROVE (3893)", -22),
        ("ESOFAGOGASTRODUODENOSCOPIA [EGD] CON BIOPSIA", 1465),
    ],
    "italy/it_5": [],
    "lithuania/lt_69": [("Retroperitoninio tarpo embrioninės rabdomiosarkomos ekscizija", 76)],
    "lithuania/lt_71": [("Craniotomia parasagittalis occipitalis dex. Exstirpatio neoplasmatis", 2)],
    "lithuania/lt_73": [
        ("Kojos amputacija distaliniame dešinės šlaunies trečdalyje", 99),
        ("Amputation", None),
        ("Prosthetic procedure – External Prosthesis", None),
    ],
    "lithuania/lt_87": [("Retroperitoninio naviko šalinimas", 117)],
    "lithuania/lt_89": [("Enucleatio bulbi OS + dermos/riebalų implantas", 0)],
    "spain/sp_216": [("Exéresis de la lesión", -920)],
    "spain/sp_218": [("Septostomia + biopsia", 1009)],
    "spain/sp_220": [
        ("Craniectomía suboccipital y exéresis del tumor de IV ventrículo", 14),
        ("Derivación Ventriculo-peritoneal – Reintervención del resto tumoral", 28),
        ("Colocación de drenaje ventricular externo y cierre de fístula", 56),
        ("Colocación de derivación ventriculo - peritoneal", 67),
    ],
}

METASTASES = {
    "austria/at_205": ["C42.1", "C22.0", "C77"],
    "lithuania/lt_87": ["", ""],
    "spain/sp_218": ["C77.0", "C77.3", "C38.2"],
    "spain/sp_220": [""],
}


def first(when):
    return when.first if when else None


@pytest.mark.parametrize("name", PEOPLE)
def test_diagnosis(name):
    intake = read(sample(name))
    main, age = intake.record.main, intake.record.age_at_diagnosis
    found = (intake.record.sex.value, first(age), intake.zero.isoformat())
    codes = (main.morphology.value, main.topography.value, main.laterality.value, main.iccc3.value)

    assert (*found, *codes) == (Sex(DIAGNOSES[name][0]), *DIAGNOSES[name][1:])
    assert (main.diagnosed.value.exact, len(intake.record.tumours)) == (True, 1)


@pytest.mark.parametrize("name", WORDS)
def test_diagnosis_in_the_hospitals_words(name):
    assert read(sample(name)).record.main.text.value == WORDS[name]


@pytest.mark.parametrize("name", DRUGS)
def test_medicines_with_their_cumulative_doses(name):
    found = read(sample(name)).record.drugs
    given = [(d.atc, d.dose, d.unit, first(d.start), first(d.end)) for d in found if d.start]

    assert given == DRUGS[name]
    assert all(d.cumulative for d in found if d.dose is not None and d.start)


@pytest.mark.parametrize("name", SURGERY)
def test_operations_by_the_name_that_the_data_give(name):
    assert [(s.name, first(s.when)) for s in read(sample(name)).record.surgery] == SURGERY[name]


@pytest.mark.parametrize("name", METASTASES)
def test_metastases(name):
    assert [spread.topography for spread in read(sample(name)).record.main.metastases] == METASTASES[name]


def test_places_of_metastases_under_other_codes_keep_their_names():
    lithuanian = read(sample("lithuania/lt_87")).record.main
    spanish = read(sample("spain/sp_220")).record.main

    assert [spread.place for spread in lithuanian.metastases] == ["mediastinum", "other specified sites"]
    assert [m.value for m in lithuanian.markers if m.name == "Metastases, note"] == [
        "Tarpuplautis, kairės pusės viršraktikauliniai l/m"
    ]
    assert spanish.metastases[0].place.startswith("Hueso temporal")


def test_stage_and_markers_as_written():
    austrian, spanish = read(sample("austria/at_205")).record.main, read(sample("spain/sp_216")).record.main

    assert [stage.value for stage in (*austrian.stages, *spanish.stages)] == ["IV", "Muy alto riesgo"]
    assert [(m.name, m.value) for m in austrian.markers] == [
        ("Genetic finding", "N-MYC Postiv"),
        ("Finding of immune status", "ALK Negativ"),
    ]
    assert [m.value for m in spanish.markers] == ["BCR/ABL, MLL, E1A2, TEL/AML1 negativos"]


def test_radiotherapy_in_one_piece_with_its_boost():
    found = read(sample("austria/at_205")).record.radiotherapy

    assert [(r.field, r.dose_gy, first(r.start), first(r.end)) for r in found] == [
        ("Abdomen: upper quadrant (left)", 21, 237, 268),
        ("Spine: thoracic and abdominal, thoracic vertebra 1", 5, None, None),
    ]
    assert found[0].technique == "External beam radiotherapy; Proton Beam"


def test_radiotherapy_in_a_frame_and_a_part():
    (course,) = read(sample("belgium")).record.radiotherapy

    assert (course.dose_gy, course.fractions, first(course.start), first(course.end)) == (41.4, 23, 169, 200)
    assert course.field.startswith("Pelvis: inguinal area or nodes (right); Bestraling uit op de liesstreek rechts")
    assert course.technique == "External beam; Linear accelerator, photons"


def test_transplants_are_told_only_where_the_form_was_filled_in():
    found = {name: [(t.kind, first(t.when)) for t in read(sample(name)).record.transplants] for name in PEOPLE}

    assert {name: told for name, told in found.items() if told} == {
        "austria/at_205": [("Autogenous transplantation", 151)],
        "lithuania/lt_87": [("Autogenous transplantation", 137)],
        "lithuania/lt_89": [("Autogenous transplantation", 220)],
    }


def test_toxicities():
    found = read(sample("austria/at_205")).record.toxicities

    assert [(t.name, first(t.when), t.resolved) for t in found] == [
        ("Fieber bei Neutropenie", 34, True),
        ("VOD", 223, True),
        ("Herzfunktionsstörung", 361, False),
    ]


def test_first_line_of_treatment_with_its_end_and_outcome():
    (phase,) = read(sample("austria/at_205")).record.phases

    assert (phase.name, phase.outcome, first(phase.end)) == ("First line treatment", "Inactive", 382)


def test_medicines_told_in_words_only():
    def told(name):
        return [(d.name, d.atc, d.dose, d.route, d.schedule) for d in read(sample(name)).record.drugs if not d.start]

    assert told("austria/at_205") == [("Busulfan", "L01AB01", 19.2, "", ""), ("Melphalan", "L01AA03", 140.0, "", "")]
    assert told("lithuania/lt_71") == [("B03AA07 Tardyferon", "", None, "", "more than 4 weeks")]
    assert told("lithuania/lt_89") == [
        ("J01EE01 BISEPTOL", "", None, "", "more than 4 weeks"),
        ("L01AC01 Tepadina", "L01AC01", None, "Intrathecal use", "3 times"),
        ("etopozidas 750 mg/m2, tiotepa 900 mg/m2, carboplatina 1500 mg/m2", "", None, "", ""),
    ]
    assert told("spain/sp_218")[1] == ("Metrotexato, Citarabina, Prednisona", "", None, "Uso Intratecal", "10 times")


def test_the_belgian_bundle_brings_its_documents():
    found = read(sample("belgium")).documents

    assert {d.content_type for d in found} == {"application/pdf"}
    assert [d.language for d in found] == ["it", "es", "lt", "de", "be", "en"] * 2
    assert all(d.content.startswith(b"%PDF-") for d in found)


def test_a_birth_after_the_diagnosis_is_left_open_and_told():
    intake = read(sample("spain/sp_220"))

    assert (intake.record.born.value, intake.person.birth_date) == (None, "2022-07-01")
    assert any(item.path == "birthDate" and "after the diagnosis" in item.reason for item in intake.record.leftovers)


def test_the_child_of_mcode():
    record = read(example("brian-l")).record
    main = record.main

    assert (record.sex.value, first(record.age_at_diagnosis)) == (Sex.MALE, 1095)
    assert (main.text.value, main.morphology.value, main.iccc3.value) == (
        "B-cell acute lymphoblastic leukemia",
        None,
        "Ia.1",
    )
    assert [stage.value for stage in main.stages] == ["Standard Risk Acute Leukemia"]
    assert sorted((d.name, d.dose, d.unit, d.cumulative) for d in record.drugs if not d.planned) == [
        ("IDArubicin", 5.4, "mg", False),
        ("cyclophosphamide", 105.96, "mg", False),
        ("predniSONE", 36.01, "mg", False),
        ("vincristine", 2, "mg", False),
    ]
    assert len([d for d in record.drugs if d.planned]) == 4
    assert [(s.name, first(s.when)) for s in record.surgery] == [
        ("Bone marrow aspiration procedure", 5),
        ("Bone marrow sampling", 5),
        ("Lumbar puncture", 7),
    ]
    assert [t.name for t in record.toxicities] == ["Atrial septal defect murmur – 30 days"]
    values = {m.name: (m.value, m.unit) for m in (*main.markers, *record.findings)}
    assert values["Lansky performance status"] == ("80", "")
    assert values["Hgb Bld-mCnc"] == ("6.7", "g/dL")
    assert values["Genetic variant assessment"][0].startswith("Present; Gene studied: ETV6; Gene studied: RUNx1")
    assert values["Family: grandmother"][0] == "Primary malignant neoplasm of breast; at age 55 years"
