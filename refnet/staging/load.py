"""Reads the facts in `data/` into frozen types, and refuses what cannot be right: all faults are told at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, partial
from pathlib import Path

import yaml

from refnet.staging.cells import Cell, parse_cell
from refnet.staging.checks import faults_of
from refnet.staging.terms import Code, Input, Row, Schema, Selection, Table
from refnet.vocabulary.icdo3 import BEHAVIOURS
from refnet.vocabulary.load import BadFacts, Line, read_rows, read_table
from refnet.vocabulary.load import Table as Written

FOLDER = Path(__file__).parent / "data"
EDITION = "Toronto Childhood Cancer Stage Guidelines, version 2 (SEER Pediatric Data Collection System 1.3)"
TIER_CONDITIONS = ("ped_mets", "toronto_stage_group", "toronto_n", "toronto_m")
_COLUMNS = {"site": "site", "hist": "histology", "behavior": "behaviour", "age_dx": "age"}
_SCHEMA_KEYS = {"source", "edition", "licence", "read_on", "title", "toronto_id", "selection", "inputs", "mappings"}


@dataclass(frozen=True, slots=True)
class Tier:
    """One row of the coarse stage: where all conditions fit, `words` is what tier 1 says."""

    schemas: str
    conditions: tuple[Cell, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a derived value says in words."""

    schemas: str
    key: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that staging knows."""

    schemas: Mapping[str, Schema]
    tiers: Mapping[str, tuple[Tier, ...]]
    readings: Mapping[str, Mapping[tuple[str, str], str]]


@cache
def facts() -> Facts:
    """Return the facts of the product, read once."""
    return read_facts(FOLDER)


def read_facts(folder: Path) -> Facts:
    """Return the facts in `folder`.

    Raises
    ------
    BadFacts
        With all faults of content found, not only the first.
    """
    tables = {table.name: table for table in _tables(folder)}
    codes = {name: _codes(folder / "tables" / f"{name}.csv", table) for name, table in tables.items()}
    codes["behavior"] = tuple(Code(code, text) for code, text in BEHAVIOURS.items())
    schemas = {file.stem: _schema(file, tables, codes) for file in sorted((folder / "schemas").glob("*.yaml"))}
    tiers = read_rows(_read(folder / "tiers.csv", ("schemas", *TIER_CONDITIONS, "tier1", "inferred")), _tier)
    readings = read_rows(_read(folder / "readings.csv", ("schemas", "key", "value", "reading")), _reading)
    found = Facts(
        schemas,
        {name: tuple(tier for tier in tiers if meant(name, tier.schemas)) for name in schemas},
        {name: _words(name, readings) for name in schemas},
    )
    patterns = [tier.schemas for tier in tiers] + [reading.schemas for reading in readings]
    faults = [*faults_of(schemas, tables, patterns, found.readings)]
    if faults:
        raise BadFacts("\n".join(faults))
    return found


def meant(schema: str, patterns: str) -> bool:
    """Whether a schema is among `patterns`, such as `ovarian nhl_*`."""
    return any(fnmatchcase(schema, pattern) for pattern in patterns.split())


def _words(schema: str, readings: list[Reading]) -> dict[tuple[str, str], str]:
    words: dict[tuple[str, str], str] = {}
    for reading in readings:
        if meant(schema, reading.schemas):
            words.setdefault((reading.key, reading.value), reading.words)
    return words


def _read(file: Path, columns: tuple[str, ...] | None = None) -> Written:
    if not file.exists():
        raise BadFacts(f"{file.name} is missing")
    if columns is None:
        lines = file.read_text(encoding="utf-8").splitlines()
        columns = tuple(next((line for line in lines if not line.startswith("#")), "").split(","))
    return read_table(file, columns)


def _tables(folder: Path) -> Iterator[Table]:
    for line in _read(folder / "tables.csv", ("table", "title")).lines:
        name = line["table"]
        written = _read(folder / "tables" / f"{name}.csv")
        columns = tuple(written.lines[0].cells) if written.lines else ()
        inputs = tuple(column for column in columns if not column.startswith(">") and column != "text")
        outputs = tuple(column for column in columns if column.startswith(">"))
        first = written.lines[0].number if written.lines else 0
        rows = tuple(read_rows(written, partial(_row, inputs=inputs, outputs=outputs, first=first)))
        yield Table(name, line["title"], inputs, tuple(key.removeprefix("> ") for key in outputs), rows)


def _row(line: Line, inputs: tuple[str, ...], outputs: tuple[str, ...], first: int) -> Row:
    cells = tuple(parse_cell(line[key]) for key in inputs)
    return Row(line.number - first + 1, cells, tuple(line[key] for key in outputs))


def _codes(file: Path, table: Table) -> tuple[Code, ...]:
    if len(table.inputs) != 1 or table.outputs:
        return ()
    lines = _read(file).lines
    return tuple(Code(line[table.inputs[0]], line.cells.get("text", "").replace("\\n", "\n")) for line in lines)


def _schema(file: Path, tables: Mapping[str, Table], codes: Mapping[str, tuple[Code, ...]]) -> Schema:
    written = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if set(written) != _SCHEMA_KEYS:
        raise BadFacts(f"{file.name}: it says {sorted(written)}, expected {sorted(_SCHEMA_KEYS)}")
    unknown = [one["table"] for one in written["inputs"] if not codes.get(one["table"])]
    unknown += [name for name in written["mappings"] if name not in tables]
    if unknown:
        raise BadFacts(f"{file.name}: there is no such table: {', '.join(unknown)}")
    try:
        selection = tuple(_selection(row) for row in written["selection"])
    except ValueError as error:
        raise BadFacts(f"{file.name}: {error}") from error
    return Schema(
        file.stem,
        written["title"],
        written["toronto_id"],
        selection,
        tuple(Input(one["key"], one["name"], one["item"], codes[one["table"]]) for one in written["inputs"]),
        tuple(tables[name] for name in written["mappings"]),
    )


def _selection(row: Mapping[str, str]) -> Selection:
    unknown = row.keys() - _COLUMNS.keys()
    if unknown or not {"site", "hist"} <= row.keys():
        raise ValueError(f"a row of the selection says {sorted(row)}, expected site, hist and perhaps age_dx, behavior")
    return Selection(**{name: parse_cell(row.get(key, "*")) for key, name in _COLUMNS.items()})


def _tier(line: Line) -> Tier:
    if not line["tier1"]:
        raise ValueError("tier1 must not be empty")
    return Tier(line["schemas"], tuple(parse_cell(line[key]) for key in TIER_CONDITIONS), line["tier1"])


def _reading(line: Line) -> Reading:
    if not line["reading"]:
        raise ValueError("reading must not be empty")
    return Reading(line["schemas"], line["key"], line["value"], line["reading"])
