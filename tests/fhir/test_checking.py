"""Our own check of FHIR R4: it finds what is wrong, and finds nothing wrong with official examples."""

import json
from copy import deepcopy

import pytest

from refnet.fhir.checking import check
from tests.fhir.broken import BROKEN, GOOD, GOOD_PATIENT
from tests.fhir.judges import EXAMPLES, NO_NODE_PACKAGES

MCODE_CHILD = "Bundle-cancer-patient-brian-l.json"


@pytest.mark.parametrize("resource", GOOD.values(), ids=GOOD)
def test_what_is_good_passes(resource):
    assert check(resource) == ()


@pytest.mark.parametrize(("resource", "rule"), BROKEN.values(), ids=BROKEN)
def test_each_break_is_found_by_its_rule(resource, rule):
    assert rule in {fault.rule for fault in check(resource)}


def test_one_break_in_a_bundle_is_told_with_its_place():
    bundle = deepcopy(GOOD["bundle"])
    bundle["entry"][1]["resource"]["name"] = ["Board"]

    assert ("Bundle.entry[1].resource.name", "many") in {(fault.where, fault.rule) for fault in check(bundle)}


def test_faults_quote_nothing_that_is_in_the_resource():
    named = GOOD_PATIENT | {
        "name": [{"family": ["Winterstein"]}],
        "birthDate": "17.4.2023",
        "gender": "Annelies",
        "telecom": [{"system": "Winterstein"}],
        "text": {"status": "generated", "div": "<div>Winterstein"},
    }

    told = " ".join(fault.text for fault in check(named))

    assert told
    assert [word for word in ("Winterstein", "17.4", "Annelies") if word in told] == []


@pytest.mark.parametrize("value", [None, [], "text", 7, {}, {"resourceType": 7}, {"resourceType": ["Patient"]}])
def test_what_is_no_resource_is_told_and_not_stumbled_over(value):
    assert len(check(value)) == 1


def test_what_is_nested_without_end_is_refused():
    deep: dict[str, object] = {"resourceType": "Questionnaire", "status": "draft"}
    inner = deep
    for number in range(5000):
        inner["item"] = [{"linkId": str(number), "type": "group"}]
        inner = inner["item"][0]

    assert [fault.text for fault in check(deep)] == ["nested deeper than 60 levels"]


@pytest.mark.skipif(NO_NODE_PACKAGES, reason="needs tests/node/node_modules: make setup-test")
def test_official_examples_pass():
    files = [file for folder in EXAMPLES for file in sorted(folder.glob("*.json"))]

    flagged = {file.name: faults for file in files if (faults := check(json.loads(file.read_text(encoding="utf-8"))))}

    assert len(files) > 200
    assert flagged == {}
