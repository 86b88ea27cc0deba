"""Short English names for the codes that hospitals send: tumours, sites, drugs, procedures, findings.

Plain text from the tables in `data/`; `phrases` gives the same names in the reader's language. A code without a
name here has none: the page then shows the code as it was sent.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from refnet.vocabulary.classification import Unclassified
from refnet.vocabulary.iccc3_codes import of_code
from refnet.vocabulary.icdo3 import BadCode, parse_morphology, parse_topography
from refnet.vocabulary.load import FOLDER, Line, needed, read_rows, read_table

ICDO3, ICCC3, ATC, SNOMED = "icd-o-3", "iccc-3", "atc", "sct"


@dataclass(frozen=True, slots=True)
class Name:
    """What a code is called. `inferred` says that the name was worked out and not seen in the code's own edition."""

    code: str
    name: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class DrugName:
    """A medicine by its ATC code, with the class that oncologists sort it into."""

    code: str
    name: str
    drug_class: str


def name_of(system: str, code: str) -> str | None:
    """Return the name of a code under a code system's URL, OID or short key; None where there is none here."""
    key = system_key(system)
    if key is None:
        return None
    if key == ICDO3:
        return topography_name(code) or morphology_name(code)
    if key == ATC:
        return drug_name(code)
    if key == ICCC3:
        return class_name(code)
    found = _codes().get((key, code.strip()))
    return found.name if found else None


def system_key(system: str) -> str | None:
    """Return the short key of a code system: `sct` for SNOMED CT under any of its addresses."""
    bare = system.strip().partition("|")[0].rstrip("/").lower()
    known = _systems()
    if bare in known:
        return known[bare]
    # SNOMED CT editions are named by an address below the system's own.
    return SNOMED if bare.startswith("http://snomed.info/sct/") else None


def topography_name(code: str) -> str | None:
    """Return what a site is called: that of `C74.9`, else that of its three-character site."""
    try:
        topography = parse_topography(code)
    except BadCode:
        return None
    names = _topographies()
    return names.get(topography.code) or names.get(topography.site)


def morphology_name(code: str) -> str | None:
    """Return what a tumour type is called: `9500/3` is “Neuroblastoma, NOS”.

    Without its behaviour a histology has a name only where all its behaviours here share one.
    """
    try:
        morphology = parse_morphology(code)
    except BadCode:
        return None
    if morphology.behaviour:
        return _morphologies().get(str(morphology))
    names = _histologies().get(morphology.histology, ())
    return names[0] if len(names) == 1 else None


def class_name(code: str) -> str | None:
    """Return the name of an ICCC-3 class, unless the code can be read in more than one way."""
    try:
        return of_code(code).name
    except Unclassified:
        return None


def drug_name(atc: str) -> str | None:
    """Return the international name of a medicine, or of a group of medicines, by its ATC code."""
    found = _drugs().get(atc.strip().upper())
    return found.name if found else None


def drug_class(atc: str) -> str | None:
    """Return the key of the class that a medicine belongs to (`anthracycline`), by its ATC code."""
    found = _drugs().get(atc.strip().upper())
    return found.drug_class if found else None


@cache
def _topographies() -> dict[str, str]:
    return {
        name.code: name.name
        for name in read_names(FOLDER / "icdo3_topography_names.csv", "topography", written_as_site)
    }


@cache
def _morphologies() -> dict[str, str]:
    return {
        name.code: name.name
        for name in read_names(FOLDER / "icdo3_morphology_names.csv", "morphology", written_as_type)
    }


@cache
def _histologies() -> dict[str, tuple[str, ...]]:
    histologies: dict[str, tuple[str, ...]] = {}
    for code, name in _morphologies().items():
        histologies[code[:4]] = (*histologies.get(code[:4], ()), name)
    return histologies


@cache
def _drugs() -> dict[str, DrugName]:
    return {drug.code: drug for drug in read_drugs(FOLDER / "drugs.csv")}


@cache
def _codes() -> dict[tuple[str, str], Name]:
    return {(system, name.code): name for system, name in read_codes(FOLDER / "codes.csv", set(_systems().values()))}


@cache
def _systems() -> dict[str, str]:
    def pair(line: Line) -> tuple[str, str]:
        needed(line, "key", "address")
        return line["address"].lower(), line["key"]

    pairs = read_rows(read_table(FOLDER / "systems.csv", ("key", "address")), pair)
    return dict(pairs) | {key: key for _, key in pairs}


def read_names(file: Path, column: str, check: Callable[[str], None]) -> list[Name]:
    """Return the names in a table whose codes stand in `column`.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """
    with_inferred = column == "morphology"

    def row(line: Line) -> Name:
        needed(line, column, "name")
        check(line[column])
        return Name(line[column], line["name"], with_inferred and _yes(line["inferred"]))

    columns = (column, "name", "inferred") if with_inferred else (column, "name")
    return read_rows(read_table(file, columns), row, [lambda names: _twice(name.code for name in names)])


def read_drugs(file: Path) -> list[DrugName]:
    """Return the medicines in a table.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """

    def row(line: Line) -> DrugName:
        needed(line, "atc", "name", "class")
        if not re.fullmatch(r"[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?", line["atc"]):
            raise ValueError(f"{line['atc']} does not have the form of an ATC code")
        return DrugName(line["atc"], line["name"], line["class"])

    table = read_table(file, ("atc", "name", "class"))
    return read_rows(table, row, [lambda drugs: _twice(drug.code for drug in drugs)])


def read_codes(file: Path, systems: set[str]) -> list[tuple[str, Name]]:
    """Return the named codes of all other systems, each with its system's key.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """

    def row(line: Line) -> tuple[str, Name]:
        needed(line, "system", "code", "name")
        if line["system"] not in systems:
            raise ValueError(f"{line['system']} is no code system of systems.csv")
        return line["system"], Name(line["code"], line["name"], _yes(line["inferred"]))

    table = read_table(file, ("system", "code", "name", "inferred"))
    return read_rows(table, row, [lambda names: _twice(f"{system} {name.code}" for system, name in names)])


def written_as_site(code: str) -> None:
    """Refuse a site that is not written as ICD-O-3 prints it."""
    if parse_topography(code).code != code:
        raise ValueError(f"{code} is not written as C42.1")


def written_as_type(code: str) -> None:
    """Refuse a tumour type that is not written as ICD-O-3 prints it, with its behaviour."""
    if str(parse_morphology(code)) != code or "/" not in code:
        raise ValueError(f"{code} is not written as 9836/3")


def _yes(written: str) -> bool:
    if written not in ("yes", "no"):
        raise ValueError(f"inferred is “{written}”, expected yes or no")
    return written == "yes"


def _twice(codes: Iterator[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{code} stands there {times} times"
