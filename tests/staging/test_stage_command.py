"""`refnet stage` answers for one tumour or for a registry's file, and never needs a database."""

import argparse
import io
import json
import subprocess
import sys
from time import process_time

import pytest

from refnet.site.cli import MODULES, stage

COMMAND = """
import argparse, sys
from refnet.site.cli import stage
parser = argparse.ArgumentParser(prog="refnet")
stage.register(parser.add_subparsers(required=True))
arguments = parser.parse_args()
status = arguments.run(arguments)
if "django" in sys.modules:
    sys.exit("Django was imported")
sys.exit(status)
"""
WILMS = ("--site", "C64.9", "--histology", "8960", "--behaviour", "3", "--age", "3")


def refnet(*words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "stage", *words], input=given, capture_output=True, check=False
    )


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="refnet")
    stage.register(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["stage", *words])
    status: int = arguments.run(arguments)
    return status


def answers(*lines: object) -> list[dict[str, object]]:
    written = b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in lines)
    out = io.BytesIO()
    stage.answer_all(io.BytesIO(written), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_tumour_is_answered_in_json(capsys):
    status = run(*WILMS, "--set", "ped_mets=70", "--set", "ped_primary_tumor=100", "--json")

    assert status == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": "renal_tumors_nephroblastoma",
        "title": "Renal Tumors: Nephroblastoma",
        "edition": "Toronto Childhood Cancer Stage Guidelines, version 2 (SEER Pediatric Data Collection System 1.3)",
        "outputs": {"pediatric_group": "4", "toronto_stage_group": "4"},
        "readings": {"pediatric_group": "Wilms tumour stage IV", "toronto_stage_group": "Wilms tumour stage IV"},
        "tier1": "Metastatic",
        "possible": {},
        "missing": ["surgical_margins", "ped_regional_nodes"],
        "rules": [{"table": "pediatric_stage_16688", "row": 18}],
        "remarks": [],
        "conflicts": [],
        "candidates": [],
    }


def test_one_tumour_is_answered_in_lines_for_people(capsys):
    given = ("--site", "C749", "--histology", "9500/3", "--age-days", "540-560", "--set", "inrgss=4")

    assert run(*given) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Neuroblastoma (registry stage, not advice)",
        "  toronto_stage_group: MS (INRGSS stage MS: metastases confined to skin, liver and bone marrow, below 18 "
        "months (547 days))",
        "  pediatric_group: not certain, perhaps 1, 2A, 2B, 3, 4, 99",
        "  tier 1: INRGSS-MS disease",
        "  missing: ped_primary_tumor, ped_regional_nodes, ped_mets",
        "  look: INRGSS stage MS is only for children younger than 18 months (547 days) at diagnosis: whether this "
        "child was is not certain (540 to 560 days).",
        "  rule: toronto_stage_92889, row 4",
    ]


def test_the_schemas_that_may_be_meant_are_said_in_words(capsys):
    assert run("--site", "C40.2", "--histology", "9180") == 0
    assert capsys.readouterr().out.splitlines() == [
        "no schema yet, perhaps malignant_bone_tumors_osteosarcoma (registry stage, not advice)",
        "  missing: behavior, age_dx",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--site", "C64.9"), "give --site and --histology, or --stdin"),
        (("--stdin", "--site", "C64.9"), "give either --stdin or the codes of one tumour, not both"),
        (("--stdin", "--set", "a=b"), "give either --stdin or the codes of one tumour, not both"),
        ((*WILMS, "--age-days", "900"), "give the age in years or in days, not both"),
        ((*WILMS, "--set", "ped_mets"), "--set “ped_mets” is not understood: expected KEY=VALUE"),
        ((*WILMS, "--set", "ped_mets=00", "--set", "ped_mets=10"), "--set gives ped_mets twice, as 00 and 10"),
        ((*WILMS, "--set", "ped_mets=0"), "ped_mets has no code “0”: expected 00, 10, 70, 99"),
        ((*WILMS[:6], "--age", "three"), "age must be whole years such as 3, not 'three'"),
        ((*WILMS[:6], "--age", "2-3"), "age must be whole years such as 3, not '2-3'"),
        ((*WILMS[:6], "--age-days", "x"), "an age in days must be a number or an interval such as 540-560, not 'x'"),
        (("--site", "C50.9", *WILMS[2:]), "Toronto stage has no schema for 8960/3 in C509 at the age of 3"),
    ],
)
def test_misuse_is_told_in_one_sentence_with_status_2(capsys, words, sentence):
    assert run(*words) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"refnet stage: {sentence}\n")


def test_lines_of_json_are_answered_in_their_order():
    bones = {"site": "C40.2", "histology": "9180", "behaviour": "3", "age": 12}

    found = answers(
        {**bones, "inputs": {"ped_mets": "00"}},
        {**bones, "site": "C402", "histology": 9180, "behaviour": 3, "age": "12", "inputs": {"ped_mets": "10"}},
        {"site": "C40.2", "histology": "9180/3", "age_days": "4000-4100"},
        {"site": "C40.2", "histology": "9180/3", "age_days": [4000, 4100], "inputs": None},
        {"site": "C40.2", "histology": "9180/3", "age_days": 4000},
    )

    assert [one["outputs"].get("toronto_stage_group") for one in found] == ["L", "M", None, None, None]
    assert [one["missing"] for one in found] == [[], [], ["ped_mets"], ["ped_mets"], ["ped_mets"]]


def test_a_line_that_cannot_be_staged_gives_an_error_in_its_place():
    bones = {"site": "C40.2", "histology": "9180", "behaviour": "3", "age": 12}

    found = answers(
        b"",
        b"[1, 2]",
        b"{",
        b"\xff\xfe",
        {**bones, "sex": "f"},
        {**bones, "inputs": ["00"]},
        {"site": "C40.2"},
        {"histology": "9180"},
        {**bones, "site": 1.5},
        {**bones, "age": True},
        {**bones, "age": 12.5},
        {**bones, "age_days": [1, 2]},
        {**bones, "age": None, "age_days": [2, 1]},
        {**bones, "age": None, "age_days": [1, True]},
        {**bones, "inputs": {"ped_mets": 0}},
        {**bones, "inputs": {"ped_mets": "40"}},
        {**bones, "behaviour": "x"},
        bones,
    )

    assert [sorted(one) == ["error"] for one in found] == [True] * 17 + [False]
    assert [one["error"] for one in found[:2]] == [
        "expected one JSON object, but the line is empty",
        "expected one JSON object",
    ]
    assert [one["error"] for one in found[4:8]] == [
        "“sex” is not understood: expected age, age_days, behaviour, histology, inputs, site",
        "inputs must be an object of keys and codes",
        "histology is missing",
        "site is missing",
    ]


def test_the_command_needs_no_database_and_no_django_and_tells_by_its_status():
    good = b'{"site": "C64.9", "histology": "8960", "behaviour": "3", "age": 3, "inputs": {"ped_mets": "70"}}\n'

    every, some, one = refnet("--stdin", given=good * 3), refnet("--stdin", given=good + b"x\n"), refnet("--site", "C1")

    assert (every.returncode, len(every.stdout.splitlines()), every.stderr) == (0, 3, b"")
    assert (some.returncode, len(some.stdout.splitlines()), some.stderr) == (1, 2, b"")
    assert (one.returncode, one.stdout, len(one.stderr.splitlines())) == (2, b"", 1)


def test_the_command_is_among_the_commands():
    assert MODULES["stage"] == "stage"


def test_ten_thousand_different_tumours_take_seconds():
    tumour = {"site": "C49.2", "histology": "9040", "behaviour": "3"}
    lines = [
        json.dumps({**tumour, "age": number % 20, "inputs": {"size_summary": f"{number % 989:03}", "ped_mets": "00"}})
        for number in range(10_000)
    ]
    out = io.BytesIO()
    started = process_time()
    status = stage.answer_all(io.BytesIO("\n".join(lines).encode()), out)

    assert (status, len(set(lines)), len(out.getvalue().splitlines())) == (0, 10_000, 10_000)
    assert process_time() - started < 6
