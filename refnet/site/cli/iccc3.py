"""`refnet iccc3`: the ICCC-3 class of one tumour, or of a list of tumours, without a database."""

import argparse
import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO

from refnet.vocabulary.iccc3 import Unclassified, classify

DESCRIPTION = """\
Say to which class of ICCC-3 (update of 2017, IARC) a tumour belongs, from its ICD-O-3 codes.

  refnet iccc3 --histology 9836 --topography C42.1 --behaviour 3 --json
  refnet iccc3 --histology M-9500/3 --topography C749
  refnet iccc3 --stdin < tumours.csv

Nothing is guessed. A tumour stays without a class where a code is malformed, the topography is unknown, the table
has no row for the combination, or a subsite or the behaviour would decide and is not given.
"""
EPILOG = """\
--stdin reads CSV lines “histology,topography,behaviour”, with or without a header line; the behaviour may be left
empty where the histology has it (9836/3) or where it leaves no choice. Each line gives one line of JSON in the same
order: {"group", "subgroup", "division"}, or {"error"} with the reason. Empty lines give an error too, so that line
numbers agree; only a header line gives nothing.

Exit status: 0 if every tumour has its class; 1 if --stdin had lines without one; 2 if the single tumour has none,
or the command was misused.
"""
HEADER = "histology"
COLUMNS = 3
BATCH = 5_000
REMEMBERED = 200_000


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `iccc3` to the commands."""
    parser = subparsers.add_parser(
        "iccc3",
        help="the ICCC-3 class of a tumour from its ICD-O-3 codes",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--histology", metavar="CODE", help="ICD-O-3 histology, as 9836 or 9836/3")
    parser.add_argument("--topography", metavar="CODE", help="ICD-O-3 topography, as C42.1, C421 or C42")
    parser.add_argument("--behaviour", metavar="DIGIT", help="ICD-O-3 behaviour: 0, 1, 2, 3, 6 or 9")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a sentence")
    parser.add_argument("--stdin", action="store_true", help="read CSV lines from standard input")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer the question that `arguments` asks, and return the exit status."""
    if arguments.stdin:
        if arguments.histology or arguments.topography or arguments.behaviour:
            return _misused("give either --stdin or the codes of one tumour, not both")
        return answer_all(sys.stdin.buffer, sys.stdout)
    if not arguments.histology or not arguments.topography:
        return _misused("give --histology and --topography, or --stdin")
    return _one(arguments)


def _one(arguments: argparse.Namespace) -> int:
    try:
        found = classify(arguments.histology, arguments.topography, arguments.behaviour)
    except Unclassified as error:
        return _misused(str(error))
    if arguments.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False))
    else:
        names = dict.fromkeys((found.group_name, found.subgroup_name, found.division_name))
        print(f"{found.code}  {' > '.join(name for name in names if name)}")
    return 0


def _misused(sentence: str) -> int:
    print(f"refnet iccc3: {sentence}", file=sys.stderr)
    return 2


def answer_all(lines: IO[bytes], out: IO[str]) -> int:
    """Classify each line; a reader that goes away ends the work without a word."""
    text = io.TextIOWrapper(lines, encoding="utf-8-sig", errors="replace", newline="")
    refused = 0
    batch: list[str] = []
    try:
        for answer, good in answers(text):
            batch.append(answer)
            refused += not good
            if len(batch) == BATCH:
                out.write("".join(batch))
                batch.clear()
        out.write("".join(batch))
        out.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at its end: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    finally:
        text.detach()
    return 1 if refused else 0


def answers(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Return, for each line of CSV, its answer as a line of JSON and whether it is a class.

    The same codes come again and again in a registry's file: each is worked out once.
    """
    known: dict[str, tuple[str, bool]] = {}
    for number, line in enumerate(lines):
        asked = line.strip()
        if number == 0 and asked.partition(",")[0].strip(' "').lower() == HEADER:
            continue
        if asked not in known:
            if len(known) == REMEMBERED:
                known.clear()
            known[asked] = _answer(asked)
        yield known[asked]


def _answer(line: str) -> tuple[str, bool]:
    answer: dict[str, str | None]
    try:
        found = classify(*_codes(line))
    except Unclassified as error:
        answer, good = {"error": str(error)}, False
    except (csv.Error, ValueError) as error:
        answer, good = {"error": str(error)}, False
    else:
        answer, good = {"group": found.group, "subgroup": found.subgroup, "division": found.division}, True
    return json.dumps(answer, ensure_ascii=False) + "\n", good


def _codes(line: str) -> tuple[str, str, str]:
    delimiter = ";" if ";" in line and "," not in line else ","  # as spreadsheets write CSV in much of Europe
    cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    if not cells:
        raise ValueError("expected histology,topography,behaviour, but the line is empty")
    if not 2 <= len(cells) <= COLUMNS:
        raise ValueError(f"expected histology,topography,behaviour, but the line has {len(cells)} values")
    histology, topography, behaviour = (*cells, "")[:COLUMNS]
    return histology, topography, behaviour
