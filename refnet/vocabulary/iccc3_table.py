"""The table of ICCC-3: 144 rows that say which histology, where and with which behaviour, belongs to which class."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from refnet.vocabulary.classification import Classification
from refnet.vocabulary.icdo3 import BEHAVIOURS, known_topographies
from refnet.vocabulary.load import FOLDER, Line, needed, read_rows, read_table

COLUMNS = (
    "row",
    "group",
    "group_name",
    "subgroup",
    "subgroup_name",
    "division",
    "division_name",
    "histologies",
    "topographies",
    "behaviours",
    "recode",
    "extended_recode",
)

_HISTOLOGIES = re.compile(r"\d{4}(-\d{4})?")
_TOPOGRAPHIES = re.compile(r"C\d{3}(-C\d{3})?")
_GROUP = re.compile(r"[IVX]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, its ranges of codes written out; topographies are `C42.1`."""

    number: int
    classification: Classification
    histologies: tuple[str, ...]
    topographies: frozenset[str]
    behaviours: frozenset[str]
    recode: str
    extended_recode: str


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table.

    Raises
    ------
    BadFacts
        If the file cannot be right.
    """
    return read_iccc3(FOLDER / "iccc3.csv")


@cache
def not_only_malignant() -> frozenset[str]:
    """Return the histologies that ICD-O-3 also has as benign, uncertain or in situ.

    Raises
    ------
    BadFacts
        If the file cannot be right.
    """
    table = read_table(FOLDER / "icdo3_not_only_malignant.csv", ("histology",))
    return frozenset(read_rows(table, _histology))


@cache
def places() -> dict[str, dict[str, Row]]:
    """Return, for each histology, the row that holds at each topography (`C42.1`).

    Histologies that stand in the same rows share one inner table, so that the whole is small and made at once.
    """
    by_histology: dict[str, list[Row]] = {}
    for row in rows():
        for histology in row.histologies:
            by_histology.setdefault(histology, []).append(row)
    shared: dict[tuple[int, ...], dict[str, Row]] = {}
    places: dict[str, dict[str, Row]] = {}
    for histology, found in by_histology.items():
        key = tuple(row.number for row in found)
        if key not in shared:
            shared[key] = {topography: row for row in found for topography in row.topographies}
        places[histology] = shared[key]
    return places


def read_iccc3(file: Path) -> tuple[Row, ...]:
    """Return the rows in `file`.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """
    return tuple(read_rows(read_table(file, COLUMNS), _row, [_numbering, _names, _overlaps]))


def _row(line: Line) -> Row:
    needed(line, "row", "group", "group_name", "subgroup", "subgroup_name", "histologies", "topographies", "behaviours")
    return Row(
        number=int(line["row"]),
        classification=_classification(line),
        histologies=tuple(_written_out(line["histologies"])),
        topographies=frozenset(_sites(line["topographies"])),
        behaviours=_behaviours(line["behaviours"]),
        recode=line["recode"],
        extended_recode=line["extended_recode"],
    )


def _classification(line: Line) -> Classification:
    group, subgroup, division = line["group"], line["subgroup"], line["division"]
    if not _GROUP.fullmatch(group):
        raise ValueError(f"group {group} is not a Roman number")
    if subgroup != group and not re.fullmatch(rf"{group}[a-f]", subgroup):
        raise ValueError(f"subgroup {subgroup} is not within {group}")
    if division and not re.fullmatch(rf"{subgroup}\.\d+", division):
        raise ValueError(f"division {division} is not within {subgroup}")
    if bool(division) != bool(line["division_name"]):
        raise ValueError("a division has a name, and a name a division")
    return Classification(
        group,
        line["group_name"],
        subgroup,
        line["subgroup_name"],
        division or None,
        line["division_name"] or None,
    )


def _written_out(ranges: str) -> Iterator[str]:
    for part in ranges.split(";"):
        if not _HISTOLOGIES.fullmatch(part):
            raise ValueError(f"{part} is not a histology or a range of them")
        first, _, last = part.partition("-")
        if last and last <= first:
            raise ValueError(f"range {part} does not rise")
        yield from (str(number) for number in range(int(first), int(last or first) + 1))


def _sites(ranges: str) -> Iterator[str]:
    known = [topography.code for site in known_topographies().values() for topography in site]
    for part in ranges.split(";"):
        if not _TOPOGRAPHIES.fullmatch(part):
            raise ValueError(f"{part} is not a topography or a range of them")
        first, last = (f"{code[:3]}.{code[3]}" for code in (part.split("-") * 2)[:2])
        if first > last:
            raise ValueError(f"range {part} does not rise")
        if unknown := {first, last}.difference(known):
            raise ValueError(f"{part} ends at {', '.join(sorted(unknown))}, which ICD-O-3 does not have")
        yield from (code for code in known if first <= code <= last)


def _behaviours(written: str) -> frozenset[str]:
    behaviours = frozenset(written.split(";"))
    if unknown := behaviours.difference(BEHAVIOURS):
        raise ValueError(f"ICD-O-3 has no behaviour {', '.join(sorted(unknown))}")
    return behaviours


def _histology(line: Line) -> str:
    if not re.fullmatch(r"[89]\d{3}", line["histology"]):
        raise ValueError(f"{line['histology']} is not a histology")
    return line["histology"]


def _numbering(rows: list[Row]) -> Iterator[str]:
    for expected, row in enumerate(rows, 1):
        if row.number != expected:
            yield f"row {row.number} stands where row {expected} belongs"
            return


def _names(rows: list[Row]) -> Iterator[str]:
    for level in ("group", "subgroup", "division"):
        names: dict[str, str] = {}
        for row in rows:
            code, name = getattr(row.classification, level), getattr(row.classification, f"{level}_name")
            if code and names.setdefault(code, name) != name:
                yield f"row {row.number}: {code} is called “{name}”, before “{names[code]}”"


def _overlaps(rows: list[Row]) -> Iterator[str]:
    """No histology may lead to two rows at one topography, whatever the behaviour."""
    by_histology: dict[str, list[Row]] = {}
    for row in rows:
        for histology in row.histologies:
            for other in by_histology.setdefault(histology, []):
                if both := row.topographies & other.topographies:
                    yield f"rows {other.number} and {row.number} both claim {histology} at {min(both)}"
            by_histology[histology].append(row)
