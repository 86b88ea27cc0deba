"""Hand-written cases and small shorthand for the tests of staging."""

import csv
from dataclasses import dataclass
from pathlib import Path

from refnet.staging import Staged, stage
from refnet.staging.ages import of_years

GOLDEN = Path(__file__).parent / "golden.csv"


@dataclass(frozen=True)
class Case:
    schema: str
    site: str
    histology: str
    behaviour: str
    age: int
    inputs: dict[str, str]
    outputs: dict[str, str]
    tier1: str | None
    rules: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.schema} {' '.join(self.inputs.values())}"


def golden() -> list[Case]:
    """The cases on paper."""
    lines = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Case(
            row["schema"],
            row["site"],
            row["histology"],
            row["behaviour"],
            int(row["age"]),
            pairs(row["inputs"]),
            pairs(row["outputs"]),
            row["tier1"] or None,
            tuple(row["rules"].split()),
        )
        for row in csv.DictReader(lines)
    ]


def pairs(written: str) -> dict[str, str]:
    return dict(one.split("=") for one in written.split())


def wilms(age: int = 3, **inputs: str) -> Staged:
    return stage("C64.9", "8960", "3", of_years(age), inputs)


def neuroblastoma(days: "tuple[int, int] | None", **inputs: str) -> Staged:
    return stage("C74.9", "9500", "3", days, inputs)
