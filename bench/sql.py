"""SQL by hand, for what only a measure needs: thousands of copies at once, and how the database goes about a query.

Rows are copied past the door, since they belong to nobody and the database is for one use.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import connection, connections, models  # noqa: TID251 -- this module is one of those that may
from django.db.backends.base.base import BaseDatabaseWrapper

Key = tuple[str, str]
Value = str | UUID | None

# Copies keep these as they are; every other column that holds an id of a copied row gets the copy's id.
KEPT = {"centre", "board", "account", "requester", "author", "assigned", "asked_by", "signed_by", "redirect", "actor"}
TEXTS = {"pseudonym": 16, "code": 24}  # unique words, and how long they may be
NUMBERS = {"entry": 100_000}  # unique numbers, and how far apart the copies are
COPIED = (
    "cases.Case",
    "cases.Share",
    "cases.Reader",
    "consent.Consent",
    "identity.Patient",
    "consultations.Consultation",
    "consultations.Panellist",
    "consultations.Opinion",
    "consultations.Post",
    "consultations.InformationRequest",
    "consultations.Advice",
    "consultations.Countersignature",
    "consultations.Certificate",
    "journal.Entry",
    "notices.Notice",
)


@dataclass(frozen=True, slots=True)
class Plans:
    """How the database went about the queries of one call."""

    queries: int
    touched: int
    """The most rows that one step of a plan looked at, kept or not."""
    read_whole: frozenset[str]
    """The tables that were read from end to end, but for empty ones."""


def line_to(url: str) -> BaseDatabaseWrapper:
    """Return a connection like Django's own, to the database at `url` on the same server."""
    line = connections["default"].copy()
    line.settings_dict = {**line.settings_dict, "NAME": url.rpartition("/")[2]}
    return line


def use(line: BaseDatabaseWrapper) -> None:
    """Have all that asks Django for the database ask over this connection."""
    connections["default"] = line


def copy_all(copies: int) -> None:
    """Copy every consultation so many times, with its case and all that belongs to it."""
    with connection.cursor() as cursor:
        for label in COPIED:
            cursor.execute(*_copying(apps.get_model(label), copies))


def key_before_last(label: str, by: str, where: Mapping[str, Value], *, left: int, newest_first: bool = False) -> Key:
    """Return the key in a list after which so many rows are left."""
    table, way = apps.get_model(label)._meta.db_table, "ASC" if newest_first else "DESC"  # as seen from the end
    given = " AND ".join(f'"{name}" = %s' for name in where)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{by}", id FROM "{table}" WHERE {given} ORDER BY "{by}" {way}, id {way} LIMIT 1 OFFSET %s',  # noqa: S608
            [*where.values(), left],
        )
        moment, key = cursor.fetchone()
    return moment.isoformat(), str(key)


def settle(url: str) -> None:
    """Let the database take stock, as it does by itself some minutes after many changes; `url` names the owner."""
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("VACUUM ANALYZE")


def count_lines(url: str) -> int:
    """Return how many lines the ledger has."""
    with psycopg.connect(url) as line:
        row = line.execute("SELECT count(*) FROM access_ledgerline").fetchone()
    return int(row[0]) if row else 0


def plans_of(line: BaseDatabaseWrapper, call: Callable[[], object]) -> Plans:
    """Return how the database goes about the queries of a call, by asking it to explain each after the call."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    use(line)
    with line.execute_wrapper(note):
        call()
    steps = [
        step
        for sql, params in asked
        if sql.lstrip().upper().startswith("SELECT")
        for step in _steps(_explained(sql, params))
    ]
    return Plans(
        queries=len(asked),
        touched=max((_touched(step) for step in steps), default=0),
        read_whole=frozenset(
            step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan" and _touched(step)
        ),
    )


def _copying(model: type[models.Model], copies: int) -> tuple[str, list[Any]]:
    fields = [one for one in model._meta.concrete_fields if not one.db_returning]
    into = ", ".join(f'"{one.column}"' for one in fields)
    values = ", ".join(_value(one) for one in fields)
    table = model._meta.db_table
    statement = f'INSERT INTO "{table}" ({into}) SELECT {values} FROM "{table}" AS was, generate_series(1, %s) AS copy'  # noqa: S608
    return statement, [copies]


def _value(column: "models.Field[Any, Any]") -> str:
    """Return how a copy's value is made from the original's and the number of the copy."""
    was = f'was."{column.column}"'
    if isinstance(column, models.UUIDField) or (column.is_relation and column.name not in KEPT):
        return was if column.name in KEPT else f"md5({was}::text || '/' || copy)::uuid"
    if column.name in TEXTS:
        made = f"upper(left(md5({was} || '/' || copy), {TEXTS[column.name]}))"
        return f"CASE WHEN {was} = '' THEN '' ELSE {made} END"
    if column.name in NUMBERS:
        return f"{was} + copy * {NUMBERS[column.name]}"
    if isinstance(column, models.DateTimeField):
        return f"{was} - copy * interval '7 minutes'"
    return was


def _explained(sql: str, params: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        found = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _steps(inner)


def _touched(step: dict[str, Any]) -> int:
    looked_at = step["Actual Rows"] + sum(value for name, value in step.items() if name.startswith("Rows Removed by"))
    return int(looked_at * step["Actual Loops"])
