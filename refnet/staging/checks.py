"""What makes the facts of staging impossible: each check returns sentences, so that one run shows all faults."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import combinations

from refnet.staging.cells import REFERENCE, Cell
from refnet.staging.terms import HISTOLOGY, SITE, STAGE, Schema, Selection, Table
from refnet.vocabulary.icdo3 import known_topographies

VALUE, ERROR = "VALUE", "ERROR"
HISTOLOGIES = range(8000, 9994)


def faults_of(
    schemas: Mapping[str, Schema],
    tables: Mapping[str, Table],
    patterns: Iterable[str],
    readings: Mapping[str, Mapping[tuple[str, str], str]],
) -> Iterator[str]:
    """Return everything that cannot be right."""
    if not schemas:
        yield "there is no schema"
    for table in tables.values():
        yield from _faults_of_table(table)
    for schema in schemas.values():
        yield from _faults_of_schema(schema)
        yield from _without_words(schema, readings[schema.name])
    yield from _claimed_twice(schemas)
    for pattern in dict.fromkeys(one for written in patterns for one in written.split()):
        if not any(fnmatchcase(name, pattern) for name in schemas):
            yield f"{pattern} means no schema"


def values_of(schema: Schema) -> Iterator[tuple[str, str]]:
    """Return every output with each value that a row of a table can give it."""
    codes = {one.key: [code.code for code in one.codes] for one in schema.inputs}
    for table in schema.mappings:
        for position, key in enumerate(table.outputs):
            for row in table.rows:
                kind, _, value = row.endpoints[position].partition(":")
                reference = REFERENCE.fullmatch(value)
                if kind == VALUE:
                    yield from ((key, one) for one in (codes.get(reference[1], []) if reference else [value]))


def _faults_of_table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"{table.name}: it has no row"
    for row in table.rows:
        for endpoint in row.endpoints:
            kind, colon, value = endpoint.partition(":")
            if kind not in (VALUE, ERROR) or (kind == VALUE and not (colon and value)):
                yield f"{table.name}, row {row.number}: “{endpoint}” is neither a value nor an error"
    asked = Counter(tuple(cell.written for cell in row.cells) for row in table.rows)
    for cells, times in asked.items():
        if times > 1:
            yield f"{table.name}: {', '.join(cells)} stands there {times} times"


def _faults_of_schema(schema: Schema) -> Iterator[str]:
    known = {SITE, HISTOLOGY, *(one.key for one in schema.inputs)}
    if len(known) != len(schema.inputs) + 2:
        yield f"{schema.name}: an input stands there twice"
    if not schema.selection:
        yield f"{schema.name}: it is for no tumour"
    for table in schema.mappings:
        needed = {
            *table.inputs,
            *(name for row in table.rows for end in row.endpoints for name in REFERENCE.findall(end)),
        }
        for key in sorted(needed - known):
            yield f"{schema.name}: {table.name} needs {key}, which is neither asked nor derived before"
        for key in sorted(known & set(table.outputs)):
            yield f"{schema.name}: {table.name} derives {key} once more"
        known |= set(table.outputs)
    if STAGE not in schema.outputs:
        yield f"{schema.name}: no table derives {STAGE}"


def _without_words(schema: Schema, words: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for key, value in dict.fromkeys(values_of(schema)):
        if (key, value) not in words:
            yield f"{schema.name}: {key} {value} has no reading"


def _claimed_twice(schemas: Mapping[str, Schema]) -> Iterator[str]:
    sites = [str(one).replace(".", "") for known in known_topographies().values() for one in known]
    rows = [(schema.name, *_taken(row, sites)) for schema in schemas.values() for row in schema.selection]
    for (name, histologies, places), (other, others, elsewhere) in combinations(rows, 2):
        both, where = histologies & others, places & elsewhere
        if name != other and both and where:
            yield f"{name} and {other} both take {min(both)} at {min(where)}"


def _taken(row: Selection, sites: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    return _numbers(row.histology), frozenset(site for site in sites if row.site.takes(site))


def _numbers(cell: Cell) -> frozenset[str]:
    if cell.anything:
        return frozenset(map(str, HISTOLOGIES))
    return cell.single | {code for span in cell.spans for code in span.codes()}
