"""What is done without a database: classifying a registry's tumours, and reading a hospital's data."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from bench.measuring import Measure, in_turn
from refnet.fhir.intake.reading import read
from refnet.site.processes import environment_of_child, python
from refnet.vocabulary.iccc3_table import rows

LINES = 100_000
SEED = 1
OBSERVATIONS = 120
COPY = "import csv, sys; csv.writer(sys.stdout).writerows(csv.reader(sys.stdin))"


def measure(bundle: Path | None) -> Iterator[Measure]:
    """Compare each with the least that a program could do with the same bytes."""
    yield _classifying()
    yield _reading(bundle.read_bytes() if bundle else json.dumps(_child()).encode())


def _classifying() -> Measure:
    """Compare `refnet iccc3 --stdin` with a program that reads the same CSV and writes it out again."""
    text = "".join(f"{line}\n" for line in _tumours())
    ours = _through(python("refnet.site.cli", "iccc3", "--stdin"), text)
    theirs = _through([sys.executable, "-c", COPY], text)
    mine, others = in_turn(ours, theirs, rounds=3)
    return Measure(f"refnet iccc3, {LINES:,} lines", "the same CSV read and written", mine, others, "ms")


def _through(command: list[str], text: str) -> Any:
    def send() -> None:
        done = subprocess.run(
            command, input=text, env=environment_of_child(), capture_output=True, text=True, check=True
        )
        if done.stdout.count("\n") != LINES:
            raise RuntimeError("a line was lost")

    return send


def _tumours() -> Iterator[str]:
    """Return tumours of every row of the table, by chance, always the same ones."""
    chance = random.Random(SEED)  # noqa: S311 -- nothing secret
    known = [
        f"{histology},{topography},{min(row.behaviours)}"
        for row in rows()
        for histology, topography in product(row.histologies, sorted(row.topographies))
    ]
    return (chance.choice(known) for _ in range(LINES))


def _reading(bundle: bytes) -> Measure:
    """Compare the making of a draft case with the mere parsing of the JSON."""
    mine, others = in_turn(lambda: read([("bundle.json", bundle)]), lambda: json.loads(bundle), rounds=15, times=20)
    return Measure(f"import of a Bundle of {len(bundle) / 1000:,.0f} kB", "json.loads", mine, others, "ms")


def _child() -> dict[str, Any]:
    """Return an invented child: a tumour, its stage, and many findings."""
    child = {"reference": "Patient/child"}
    icdo = "http://terminology.hl7.org/CodeSystem/icd-o-3"
    tumour = {
        "resourceType": "Condition",
        "id": "tumour",
        "subject": child,
        "code": {"coding": [{"system": icdo, "code": "8960/3"}], "text": "Nephroblastoma"},
        "bodySite": [{"coding": [{"system": icdo, "code": "C64.9"}]}],
        "stage": [{"summary": {"text": "II"}}],
        "recordedDate": "2026-01-15",
    }
    findings = [
        {
            "resourceType": "Observation",
            "id": f"finding-{number}",
            "status": "final",
            "subject": child,
            "effectiveDateTime": f"2026-0{1 + number % 9}-1{number % 10}",
            "code": {"coding": [{"system": "http://loinc.org", "code": "718-7", "display": "Haemoglobin"}]},
            "valueQuantity": {"value": 9 + number % 5, "unit": "g/dL", "system": "http://unitsofmeasure.org"},
        }
        for number in range(OBSERVATIONS)
    ]
    person = {
        "resourceType": "Patient",
        "id": "child",
        "gender": "female",
        "birthDate": "2023-04-17",
        "name": [{"family": "Invented", "given": ["Child"]}],
    }
    entries = [{"resource": one} for one in (person, tumour, *findings)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}
