"""Codes are called by short names; what has no name here stays a code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from refnet.vocabulary import names
from refnet.vocabulary.icdo3 import known_topographies
from refnet.vocabulary.load import BadFacts

HEAD = "# source: a book\n# edition: 3\n# licence: facts\n# read_on: 2026-11-25\n"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "fhir"

# Codes in the samples that no code system has, or that mean several things: the hospitals' own slips.
NAMELESS = {
    ("http://snomed.info/sct", "CumulativeDose"),
    ("http://snomed.info/sct", "not-applicable"),
    ("http://terminology.hl7.org/CodeSystem/icd-o-3", "C78.1"),
    ("http://terminology.hl7.org/CodeSystem/icd-o-3", "C79.8"),
    ("http://terminology.hl7.org/CodeSystem/icd-o-3", "M9183/2"),
    ("http://terminology.hl7.org/CodeSystem/iccc-3", "033"),
    ("http://terminology.hl7.org/CodeSystem/iccc-3", "035"),
    ("http://terminology.hl7.org/CodeSystem/iccc-3", "045"),
    ("http://terminology.hl7.org/CodeSystem/iccc-3", "054"),
}


def codes_of(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("system"), str) and isinstance(value.get("code"), str):
            yield value["system"], value["code"]
        for part in value.values():
            yield from codes_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from codes_of(part)


@pytest.mark.parametrize(
    ("system", "code", "name"),
    [
        ("http://terminology.hl7.org/CodeSystem/icd-o-3", "C74.9", "Adrenal gland, unspecified"),
        ("http://terminology.hl7.org/CodeSystem/icd-o-3", "c749", "Adrenal gland, unspecified"),
        ("http://terminology.hl7.org/CodeSystem/icd-o-3", "C42", "Blood, bone marrow, spleen"),
        ("http://terminology.hl7.org/CodeSystem/icd-o-3", "M9500/3", "Neuroblastoma, NOS"),
        ("http://www.whocc.no/atc", "L01DB01", "Doxorubicin"),
        ("urn:oid:2.16.840.1.113883.6.73", "h02ab02", "Dexamethasone"),
        ("http://snomed.info/sct", "7771000", "Left"),
        ("http://snomed.info/sct|20230101", "7771000", "Left"),
        ("http://snomed.info/sct/900000000000207008/version/20230101", "7771000", "Left"),
        ("sct", "7771000", "Left"),
        ("http://loinc.org/", "718-7", "Haemoglobin"),
        ("http://hl7.eu/fhir/ig/pcsp/CodeSystem/cs-radiotherapy-pcsp", "11.8.L", "Pelvis: iliac area or nodes (left)"),
        ("http://hl7.eu/fhir/ig/pcsp/CodeSystem/cs-radiotherapy-pcsp", "50.59", "Craniospinal irradiation"),
        ("http://terminology.hl7.org/CodeSystem/iccc-3", "017", "Ependymomas"),
    ],
)
def test_a_code_is_called_by_its_name_under_every_address_of_its_system(system, code, name):
    assert names.name_of(system, code) == name


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("http://example.org/our-own", "7"),
        ("http://snomed.info/sct", "1"),
        ("atc", "X99"),
        ("icd-o-3", "marrow"),
        ("", ""),
    ],
)
def test_a_code_that_nobody_named_has_no_name(system, code):
    assert names.name_of(system, code) is None


def test_every_site_of_icdo3_has_a_name():
    every = [topography.code for site in known_topographies().values() for topography in site]

    assert [code for code in every if names.topography_name(code) is None] == []


def test_a_histology_without_its_behaviour_is_named_only_where_that_is_certain():
    assert (names.morphology_name("9500"), names.morphology_name("9080")) == ("Neuroblastoma, NOS", None)


@pytest.mark.parametrize(
    ("atc", "drug_class"),
    [
        ("L01AA06", "alkylating"),
        ("L01DB07", "anthracycline"),
        ("L01CA02", "vinca"),
        ("L01XA01", "platinum"),
        ("L01BA01", "antimetabolite"),
        ("L01XC16", "antibody"),
        ("L01FX06", "antibody"),
        ("V03AF02", "protectant"),
        ("H02AB07", "corticosteroid"),
        ("A01", None),
    ],
)
def test_a_medicine_belongs_to_the_class_that_oncologists_sort_it_into(atc, drug_class):
    assert names.drug_class(atc) == drug_class


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of hospitals' data are not beside this checkout")
def test_every_code_that_the_samples_hold_has_a_name_or_is_a_known_slip():
    held = {code for file in SAMPLES.rglob("*.json") for code in codes_of(json.loads(file.read_text(encoding="utf-8")))}

    assert {(system, code) for system, code in held if names.name_of(system, code) is None} == NAMELESS


@pytest.mark.parametrize(
    ("read", "text", "faults"),
    [
        (
            lambda file: names.read_names(file, "topography", names.written_as_site),
            "topography,name\nC749,Adrenal gland\nC74.9,\nC74,Adrenal gland\nC74,Adrenal gland\n",
            [
                "facts.csv: line 6: C749 is not written as C42.1",
                "facts.csv: line 7: name must not be empty",
                "facts.csv: C74 stands there 2 times",
            ],
        ),
        (
            lambda file: names.read_names(file, "morphology", names.written_as_type),
            "morphology,name,inferred\n9500,Neuroblastoma,no\n9500/3,Neuroblastoma,perhaps\n",
            [
                "facts.csv: line 6: 9500 is not written as 9836/3",
                "facts.csv: line 7: inferred is “perhaps”, expected yes or no",
            ],
        ),
        (
            names.read_drugs,
            "atc,name,class\nL01DB1,Doxorubicin,anthracycline\nL01DB01,,anthracycline\n",
            [
                "facts.csv: line 6: L01DB1 does not have the form of an ATC code",
                "facts.csv: line 7: name must not be empty",
            ],
        ),
        (
            lambda file: names.read_codes(file, {"sct"}),
            "system,code,name,inferred\nsnomed,1,One,no\nsct,2,Two,no\nsct,2,Two again,no\n",
            [
                "facts.csv: line 6: snomed is no code system of systems.csv",
                "facts.csv: sct 2 stands there 2 times",
            ],
        ),
    ],
)
def test_a_file_of_names_is_refused_with_all_its_faults(read, text, faults, tmp_path):
    file = tmp_path / "facts.csv"
    file.write_text(HEAD + text, encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read(file)

    assert str(refused.value).splitlines() == faults
