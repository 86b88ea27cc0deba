"""SQL by hand, for whole databases: every table out of one snapshot, and into an empty database again.

It speaks to PostgreSQL without Django: all tables are copied alike, whatever they hold, and no row is looked at.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection, sql

PATIENCE = 5
# The same text for the same value, on whatever server.
FORM = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'"
TABLES = """
    SELECT c.relname, array_agg(ARRAY[a.attname::text, format_type(a.atttypid, a.atttypmod)] ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
SEQUENCES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' ORDER BY c.relname
"""
NAMING_FILES = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND a.attname = 'file' AND NOT a.attisdropped AND a.atttypid = 'varchar'::regtype ORDER BY c.relname
"""

# The journal's entries bear the numbers of the transactions of the server that they come from, and the follower reads
# those below the oldest transaction still running *here*. Kept as they are they would seem to come from the future, or
# stand before a position that counts on another server. So what was read gets number 1, and what was not the numbers
# after it, in the same order and all below the restoring transaction's own: final, and still to be read.
RENUMBERED = """
    WITH told AS (
        SELECT coalesce((SELECT (p.transaction, p.entry) FROM {position} p ORDER BY p.transaction, p.entry LIMIT 1),
                        (0::bigint, 0::bigint)) AS position
    ), numbered AS (
        SELECT e.id, e.transaction::text::bigint AS old,
               (e.transaction::text::bigint, e.id) <= told.position AS is_read
        FROM restored_entry e, told
    ), ranked AS (
        SELECT id, is_read, dense_rank() OVER (PARTITION BY is_read ORDER BY old) - 1 AS place FROM numbered
    ), room AS (
        SELECT pg_current_xact_id()::text::bigint - 2 AS numbers,
               (SELECT coalesce(max(place) + 1, 1) FROM ranked WHERE NOT is_read) AS wanted
    )
    INSERT INTO {entry} ({columns}, transaction)
    SELECT {values}, (CASE WHEN is_read THEN 1 ELSE 2 + place * numbers / greatest(wanted, numbers) END)::text::xid8
    FROM restored_entry e JOIN ranked USING (id), room ORDER BY e.id
"""
REPOSITIONED = """
    UPDATE {position} SET (transaction, entry) =
        (SELECT 1, max(id) FROM {entry} WHERE transaction = '1'::xid8 HAVING max(id) IS NOT NULL)
    WHERE EXISTS (SELECT 1 FROM {entry} WHERE transaction = '1'::xid8)
"""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, and its columns with their types."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def as_facts(self) -> list[Any]:
        return [self.name, [list(column) for column in self.columns]]


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """See the database as it is at this moment for as long as it takes, while others go on writing."""
    with psycopg.connect(url, connect_timeout=PATIENCE, autocommit=True) as line:
        line.execute(FORM)
        line.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        line.execute("SELECT 1")
        yield line
        line.execute("COMMIT")


@contextmanager
def one_change(url: str) -> Iterator[Connection]:
    """Change all or nothing, as the role that owns the tables."""
    with psycopg.connect(url, connect_timeout=PATIENCE) as line:
        line.execute(FORM)
        yield line


def version(line: Connection) -> str:
    return line.info.parameter_status("server_version") or ""


def tables(line: Connection) -> tuple[Table, ...]:
    """Return every table that a migration made, by name."""
    rows = line.execute(TABLES).fetchall()
    return tuple(Table(name, tuple((column, kind) for column, kind in columns)) for name, columns in rows)


def migrations(line: Connection) -> list[list[str]]:
    """Return the migrations that this database has had; none where it has no table yet."""
    if line.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
        return []
    rows = line.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    return [[app, name] for app, name in rows]


def rows_of(line: Connection, table: Table) -> Iterator[bytes]:
    """Yield a table's rows as PostgreSQL's own text."""
    with line.cursor().copy(_of(table, "COPY {} ({}) TO STDOUT")) as rows:
        for row in rows:
            yield bytes(row)


def sequences(line: Connection) -> dict[str, list[Any]]:
    """Return where each sequence stands. Read after the rows, it is never behind them."""
    found = {}
    for (name,) in line.execute(SEQUENCES).fetchall():
        last = line.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))).fetchone()
        found[name] = list(last or ())
    return found


def files_named(line: Connection) -> Iterator[str]:
    """Yield the name of each stored file that a row has to name: what stands in a column called `file`."""
    holders = [name for (name,) in line.execute(NAMING_FILES).fetchall()]
    each = [sql.SQL("SELECT file FROM {}").format(sql.Identifier(name)) for name in holders]
    with line.cursor("files") as rows:
        rows.execute(sql.SQL("SELECT file FROM ({}) f WHERE file <> '' GROUP BY 1 ORDER BY 1").format(_union(each)))
        for (name,) in rows:
            yield name


def is_named(url: str, name: str) -> bool:
    """Whether a row names this file now, whatever an older snapshot says."""
    with snapshot(url) as line:
        return name in files_named(line)


def lock(line: Connection, all_tables: Iterable[Table], follower: int) -> bool:
    """Keep everybody else from writing until the change is done; false where a site is at work here."""
    row = line.execute("SELECT pg_try_advisory_xact_lock(%s)", [follower]).fetchone()
    for table in all_tables:
        line.execute(_of(table, "LOCK TABLE {} IN EXCLUSIVE MODE"))
    return bool(row and row[0])


def holds_rows(line: Connection, table: Table) -> bool:
    row = line.execute(_of(table, "SELECT EXISTS (SELECT 1 FROM {})")).fetchone()
    return bool(row and row[0])


def clear(line: Connection, some: Iterable[Table]) -> None:
    """Remove what is in these tables. Keys between them are looked at when the change is done."""
    line.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in some:
        line.execute(_of(table, "DELETE FROM {}"))


def quiet(line: Connection, all_tables: Iterable[Table]) -> None:
    """Keep triggers still while rows come back, as they once came: they have had their say then."""
    for table in all_tables:
        line.execute(_of(table, "ALTER TABLE {} DISABLE TRIGGER USER"))


def awake(line: Connection, all_tables: Iterable[Table]) -> None:
    """Look at every key between tables, then let the triggers watch again."""
    line.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in all_tables:
        line.execute(_of(table, "ALTER TABLE {} ENABLE TRIGGER USER"))


def put_rows(line: Connection, table: Table, rows: Iterable[bytes]) -> int:
    """Write a table's rows, and return how many there were."""
    cursor = line.cursor()
    with cursor.copy(_of(table, "COPY {} ({}) FROM STDIN")) as copy:
        for piece in rows:
            copy.write(piece)
    return cursor.rowcount


def put_journal(line: Connection, table: Table, position: str, rows: Iterable[bytes]) -> int:
    """Write the journal's entries so that the follower goes on where it stood; its positions are there already."""
    line.execute(_of(table, "CREATE TEMPORARY TABLE restored_entry (LIKE {}) ON COMMIT DROP"))
    put_rows(line, Table("restored_entry", table.columns), rows)
    columns = [sql.Identifier(column) for column, _ in table.columns if column != "transaction"]
    names: dict[str, sql.Composable] = {
        "entry": sql.Identifier(table.name),
        "position": sql.Identifier(position),
        "columns": sql.SQL(", ").join(columns),
        "values": sql.SQL(", ").join(sql.SQL("e.{}").format(column) for column in columns),
    }
    written = line.execute(sql.SQL(RENUMBERED).format(**names)).rowcount
    line.execute(sql.SQL(REPOSITIONED).format(**names))
    return written


def set_sequence(line: Connection, name: str, last: int, called: bool) -> None:
    line.execute("SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', last, called])


def gather_statistics(url: str) -> None:
    """Let the planner see the rows before anybody asks for them."""
    with psycopg.connect(url, connect_timeout=PATIENCE, autocommit=True) as line:
        line.execute("ANALYZE")


def _of(table: Table, text: str) -> sql.Composed:
    names = sql.SQL(", ").join(sql.Identifier(column) for column, _ in table.columns)
    return sql.SQL(text).format(sql.Identifier(table.name), names)


def _union(each: list[sql.Composed]) -> sql.Composable:
    return sql.SQL(" UNION ALL ").join(each) if each else sql.SQL("SELECT ''::text AS file WHERE false")
