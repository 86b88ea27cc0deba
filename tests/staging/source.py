"""A second reader of the tables, straight from the source file and apart from the product."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "toronto_staging.json"


@cache
def source() -> dict[str, Any]:
    if not FILE.exists():
        pytest.skip("the source of the tables is not at hand (../shared/data/toronto_staging.json)")
    facts: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return facts


@cache
def fits(cell: str, code: str) -> bool:
    """Whether a cell takes a code, or the empty text where nothing is given."""
    if cell.strip() == "*":
        return True
    for part in cell.split(","):
        ends = part.strip().split("-")
        if ends == [code]:
            return True
        if len(ends) == 2:
            low, high = ends
            if low.isdigit() and high.isdigit():
                if code.isdigit() and int(low) <= int(code) <= int(high):
                    return True
            elif len(low) == len(code) and low <= code <= high:
                return True
    return False


def answer(schema: str, given: dict[str, str]) -> tuple[dict[str, str], set[tuple[str, int]]]:
    """Read the tables in their order with what is given, blank where nothing is: outputs, and rows that matched."""
    known, outputs, rows = dict(given), {}, set()
    for mapping in source()["schemas"][schema]["mappings"]:
        table = source()["tables"][mapping["table"]]
        columns = [column.split(":") for column in table["columns"]]
        for number, row in enumerate(table["rows"], 1):
            cells = list(zip(columns, row, strict=True))
            if all(fits(cell, known.get(key, "")) for (key, kind), cell in cells if kind == "INPUT"):
                for (key, kind), cell in cells:
                    if kind == "ENDPOINT" and cell.startswith("VALUE:"):
                        value = cell.removeprefix("VALUE:")
                        known[key] = outputs[key] = known[value[2:-2]] if value.startswith("{{") else value
                rows.add((mapping["table"], number))
                break
    return outputs, rows


def takes(schema: str, tumour: dict[str, str]) -> bool:
    """Whether the selection of a schema takes a tumour, all of whose codes are known."""
    selection = source()["schemas"][schema]["selection"]
    return any(
        all(fits(cell, tumour[key]) for key, cell in zip(selection["columns"][:-1], row[:-1], strict=True))
        for row in selection["rows"]
    )
