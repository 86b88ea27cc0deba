"""Reading the tables of a schema in their order, for one set of codes or for all that unknown inputs might be.

Semantics of SEER's staging library (https://github.com/imsweb/staging-client-java): the first row whose cells all take
their inputs answers; an input that is not given fits only `*` and empty cells; a value may refer to another input; an
error gives no value. What a table derives is an input of those after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from refnet.staging.cells import REFERENCE
from refnet.staging.classes import variables_of
from refnet.staging.load import TIER_CONDITIONS, facts
from refnet.staging.terms import Row, Schema, Table

Choices = tuple[tuple[str, ...], ...]
Place = tuple[str, int | None]  # a table and its row, or no row
REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Found:
    """What the tables say, put together over all that the inputs may be.

    `values` has a set for each output, with None where some choice gives no value. `rules` are the rows read by any
    choice, `conflicts` where every choice fails, `tiers` the coarse stages that remain.
    """

    values: tuple[frozenset[str | None], ...]
    rules: frozenset[Place]
    conflicts: frozenset[Place]
    tiers: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def find(schema: str, choices: Choices) -> Found:
    """Return what the tables say where each variable may be any of its choices."""
    for position, codes in enumerate(choices):
        if len(codes) > 1:
            before, after = choices[:position], choices[position + 1 :]
            return _join([find(schema, (*before, (code,), *after)) for code in codes])
    keys = (variable.key for variable in variables_of(schema))
    return _read(facts().schemas[schema], dict(zip(keys, (codes[0] for codes in choices), strict=True)))


def _join(found: list[Found]) -> Found:
    return Found(
        tuple(frozenset().union(*values) for values in zip(*(one.values for one in found), strict=True)),
        frozenset().union(*(one.rules for one in found)),
        frozenset.intersection(*(one.conflicts for one in found)),
        frozenset().union(*(one.tiers for one in found)),
    )


def _read(schema: Schema, context: dict[str, str]) -> Found:
    rules: list[Place] = []
    conflicts: list[Place] = []
    for table in schema.mappings:
        row = first_row(table, context)
        if row is None:
            if not _starved(table, context, schema):
                conflicts.append((table.name, None))
            continue
        rules.append((table.name, row.number))
        for key, endpoint in zip(table.outputs, row.endpoints, strict=True):
            kind, _, value = endpoint.partition(":")
            if kind == "VALUE":
                reference = REFERENCE.fullmatch(value)
                context[key] = context.get(reference[1], "") if reference else value
            elif (table.name, row.number) not in conflicts:
                conflicts.append((table.name, row.number))
    return Found(
        tuple(frozenset({context.get(key)}) for key in schema.outputs),
        frozenset(rules),
        frozenset(conflicts),
        frozenset(tier for tier in [tier_of(schema.name, context)] if tier),
    )


def first_row(table: Table, context: Mapping[str, str]) -> Row | None:
    """Return the first row whose cells all take their inputs."""
    given = [context.get(key, "") for key in table.inputs]
    for row in table.rows:
        if all(cell.takes(code) for cell, code in zip(row.cells, given, strict=True)):
            return row
    return None


def tier_of(schema: str, context: Mapping[str, str]) -> str | None:
    """Return the coarse stage for what is given and derived, if it can be said."""
    given = [context.get(key, "") for key in TIER_CONDITIONS]
    for tier in facts().tiers[schema]:
        if all(cell.takes(code) for cell, code in zip(tier.conditions, given, strict=True)):
            return tier.words
    return None


def _starved(table: Table, context: Mapping[str, str], schema: Schema) -> bool:
    """Whether a table before it failed to derive what this one needs: the fault is told there."""
    return any(key in schema.outputs and key not in context for key in table.inputs)
