"""`refnet iccc3` answers for one tumour or for a registry's file, and never needs a database."""

import argparse
import io
import json
import subprocess
import sys

import pytest

from refnet.site.cli import iccc3

COMMAND = """
import argparse, sys
from refnet.site.cli import iccc3
parser = argparse.ArgumentParser(prog="refnet")
iccc3.register(parser.add_subparsers(required=True))
arguments = parser.parse_args()
status = arguments.run(arguments)
if "django" in sys.modules:
    sys.exit("Django was imported")
sys.exit(status)
"""


def refnet(*words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "iccc3", *words], input=given, capture_output=True, text=True, check=False
    )


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="refnet")
    iccc3.register(parser.add_subparsers(required=True))
    return parser.parse_args(["iccc3", *words])


def test_one_tumour_is_answered_in_json(capsys):
    arguments = parsed("--histology", "9836", "--topography", "C42.1", "--behaviour", "3", "--json")

    assert arguments.run(arguments) == 0
    assert json.loads(capsys.readouterr().out) == {
        "group": "I",
        "group_name": "Leukaemias, myeloproliferative diseases, and myelodysplastic diseases",
        "subgroup": "Ia",
        "subgroup_name": "Lymphoid leukemias",
        "division": "Ia.1",
        "division_name": "Precursor cell leukemias",
    }


def test_one_tumour_is_answered_in_a_line_for_people(capsys):
    arguments = parsed("--histology", "M-9510/3", "--topography", "C69")

    assert arguments.run(arguments) == 0
    assert capsys.readouterr().out == "V  Retinoblastoma\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--histology", "9836", "--topography", "C43"], "C43 is not an ICD-O-3 topography: there is no site C43"),
        (["--histology", "9836"], "give --histology and --topography, or --stdin"),
        (["--stdin", "--histology", "9836"], "give either --stdin or the codes of one tumour, not both"),
    ],
)
def test_a_refusal_is_one_sentence_on_standard_error(words, sentence, capsys):
    arguments = parsed(*words)

    assert arguments.run(arguments) == 2
    assert capsys.readouterr() == ("", f"refnet iccc3: {sentence}\n")


def test_a_file_is_answered_line_by_line_and_django_stays_out():
    done = refnet("--stdin", given="Histology,topography,behaviour\n9836,C42.1,3\n9500/3,C749,\n8960;C64;3\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"group": "I", "subgroup": "Ia", "division": "Ia.1"},
        {"group": "IV", "subgroup": "IVa", "division": None},
        {"group": "VI", "subgroup": "VIa", "division": "VIa.1"},
    ]


def test_lines_that_cannot_be_answered_say_why_and_set_the_status():
    done = refnet("--stdin", given='9836,C42.1,1\n9836\n\n9836,C42.1,3,4\n"9836,C42.1\n')

    assert (done.returncode, done.stderr) == (1, "")
    assert [json.loads(line)["error"] for line in done.stdout.splitlines()] == [
        "ICCC-3 has no row for 9836/1 at C42.1: it takes histology 9836 there only with behaviour 3",
        "expected histology,topography,behaviour, but the line has 1 values",
        "expected histology,topography,behaviour, but the line is empty",
        "expected histology,topography,behaviour, but the line has 4 values",
        "unexpected end of data",
    ]


def test_a_hundred_thousand_lines_give_a_hundred_thousand_answers():
    lines = (f"{8000 + number % 1994},C{number % 81:02}.{number % 10},3" for number in range(100_000))

    answers = list(iccc3.answers(lines))

    assert len(answers) == 100_000
    assert {frozenset(json.loads(answer)) for answer, _ in answers} == {
        frozenset({"group", "subgroup", "division"}),
        frozenset({"error"}),
    }


def test_a_reader_that_goes_away_ends_the_command_without_a_word(tmp_path):
    file = tmp_path / "tumours.csv"
    file.write_text("9836,C42.1,3\n" * 50_000, encoding="utf-8")
    words = [sys.executable, "-c", COMMAND, "iccc3", "--stdin"]

    with (
        file.open() as given,
        subprocess.Popen(words, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run,
    ):
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        said = run.stderr.read()

    assert (run.returncode, said) == (1, b"")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    out = io.StringIO()
    status = iccc3.answer_all(io.BytesIO("\ufeffhistology,topography,behaviour\r\n9836,C42.1,3\r\n".encode()), out)

    assert (status, out.getvalue()) == (0, '{"group": "I", "subgroup": "Ia", "division": "Ia.1"}\n')
