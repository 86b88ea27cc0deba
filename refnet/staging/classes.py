"""Codes that no table tells apart, kept together: two sizes of tumour that every row treats alike are one.

That keeps what may be asked of the tables small, so that all that an unknown input might be can be tried.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from refnet.staging.ages import OLDEST, UNKNOWN
from refnet.staging.cells import REFERENCE
from refnet.staging.load import facts
from refnet.staging.questions import codes_of
from refnet.staging.terms import AGE, SITE, Schema
from refnet.vocabulary.icdo3 import known_topographies


@dataclass(frozen=True, slots=True)
class Variable:
    """An input that the tables read: for each code the one that stands for its class, and all that stand for one."""

    key: str
    standing: Mapping[str, str]
    classes: tuple[str, ...]


@cache
def variables_of(schema: str) -> tuple[Variable, ...]:
    """Return what the tables of a schema read, in a fixed order."""
    found = facts().schemas[schema]
    derived = set(found.outputs)
    keys = dict.fromkeys(key for table in found.mappings for key in table.inputs if key not in derived)
    return tuple(_variable(found, key) for key in keys)


@cache
def blanks_of(schema: str) -> tuple[frozenset[str], ...]:
    """Return the sets of inputs for which a row says what holds where none of them is given."""
    return tuple(
        blank
        for table in facts().schemas[schema].mappings
        for row in table.rows
        if (
            blank := frozenset(
                key for key, cell in zip(table.inputs, row.cells, strict=True) if cell.takes("") and not cell.anything
            )
        )
    )


def _variable(schema: Schema, key: str) -> Variable:
    codes = _codes(schema, key)
    first: dict[tuple[object, ...], str] = {}
    standing = {code: first.setdefault(_treatment(schema, key, code), code) for code in codes}
    return Variable(key, standing, tuple(first.values()))


def _codes(schema: Schema, key: str) -> list[str]:
    if key == SITE:
        return [one.code.replace(".", "") for sites in known_topographies().values() for one in sites]
    if key == AGE:
        return [*map(str, range(OLDEST + 1)), UNKNOWN]
    return sorted(codes_of(schema.name)[key])


def _treatment(schema: Schema, key: str, code: str) -> tuple[object, ...]:
    """Return all that the tables make of a code."""
    taken: list[object] = []
    for table in schema.mappings:
        if key in table.inputs:
            column = table.inputs.index(key)
            taken += [row.cells[column].takes(code) for row in table.rows]
        if any(key in REFERENCE.findall(endpoint) for row in table.rows for endpoint in row.endpoints):
            taken.append(code)
    return tuple(taken)
