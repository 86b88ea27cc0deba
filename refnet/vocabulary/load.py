"""Reading the tables in `data/`, and refusing any that cannot be right.

A table is a CSV file with a head of comment lines (`# source: …`), so that whoever opens a fact sees at once
where it came from. Faults are collected and told together: one run shows all that must be put right.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).parent / "data"
HEAD = ("source", "edition", "licence", "read_on")

T = TypeVar("T")


class BadFacts(Exception):
    """One line for each fault, with the file and the line that it is in. The site does not start."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a table of facts comes from."""

    source: str
    edition: str
    licence: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table as written, with its line number in the file."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts as written: its head and its rows."""

    file: str
    head: Head
    lines: tuple[Line, ...]


def read_table(file: Path, columns: tuple[str, ...]) -> Table:
    """Return the table in `file`, whose columns must be `columns`, in this order.

    Raises
    ------
    BadFacts
        With all faults of form found, not only the first.
    """
    faults: list[str] = []
    written = file.read_text(encoding="utf-8").splitlines()
    comments = [line for line in written if line.startswith("#")]
    head = _head(comments, faults)
    rows = list(csv.reader(line for line in written if not line.startswith("#")))
    numbers = [number for number, line in enumerate(written, 1) if not line.startswith("#")]
    if not rows or tuple(rows[0]) != columns:
        faults.append(f"the columns are {','.join(rows[0]) if rows else 'missing'}, expected {','.join(columns)}")
        rows = []
    for number, row in zip(numbers[1:], rows[1:], strict=False):
        if len(row) != len(columns):
            faults.append(f"line {number}: {len(row)} cells, expected {len(columns)}")
    if faults or head is None:
        raise BadFacts("\n".join(f"{file.name}: {fault}" for fault in faults))
    lines = (
        Line(number, dict(zip(columns, (cell.strip() for cell in row), strict=True)))
        for number, row in zip(numbers[1:], rows[1:], strict=False)
    )
    return Table(file.name, head, tuple(lines))


def read_rows(
    table: Table, row: Callable[[Line], T], checks: Iterable[Callable[[list[T]], Iterator[str]]] = ()
) -> list[T]:
    """Turn each line of `table` into its type with `row`, then run the checks over all of them.

    Raises
    ------
    BadFacts
        With every line that `row` refuses and every fault that a check finds.
    """
    made: list[T] = []
    faults: list[str] = []
    for line in table.lines:
        try:
            made.append(row(line))
        except ValueError as error:
            faults.append(f"line {line.number}: {error}")
    for check in checks:
        faults += check(made)
    if faults:
        raise BadFacts("\n".join(f"{table.file}: {fault}" for fault in faults))
    return made


def needed(line: Line, *columns: str) -> None:
    """Refuse a line in which one of these columns is empty."""
    empty = [column for column in columns if not line[column]]
    if empty:
        raise ValueError(f"{', '.join(empty)} must not be empty")


def _head(comments: list[str], faults: list[str]) -> Head | None:
    said: dict[str, str] = {}
    for comment in comments:
        key, _, value = comment.lstrip("# ").partition(":")
        said[key.strip()] = value.strip()
    missing = [key for key in HEAD if not said.get(key)]
    if missing:
        faults.append(f"the head does not say {', '.join(missing)}")
        return None
    try:
        read_on = date.fromisoformat(said["read_on"])
    except ValueError:
        faults.append(f"read_on is {said['read_on']}, expected a day such as 2026-11-25")
        return None
    return Head(said["source"], said["edition"], said["licence"], read_on)
