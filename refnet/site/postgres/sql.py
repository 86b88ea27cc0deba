"""SQL by hand, for databases as a whole: which state one is in, and making and dropping those for one use.

It speaks to the server without Django, which may not be set up yet, or be set up for another database.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg import Connection, sql

TEMPLATE, SCRATCH = "refnet_template_", "refnet_scratch_"
TEMPLATE_LOCK = 0x72666E74  # held by the one who makes a template ("rfnt")
PATIENCE = 5


def connect(url: str) -> Connection:
    return psycopg.connect(url, autocommit=True, connect_timeout=PATIENCE)


def read_mark(url: str) -> str:
    """Return what the last migration wrote on the database, or nothing."""
    with connect(url) as line:
        row = line.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return (row and row[0]) or ""


def write_mark(url: str, mark: str) -> None:
    """Write on the database which migrations it has; one that is not ours stays without, and is looked at each time."""
    with connect(url) as line, suppress(psycopg.errors.InsufficientPrivilege):
        line.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(line.info.dbname), mark))


@contextmanager
def scratch(url: str, mark: str, migrate: Callable[[str], None]) -> Iterator[str]:
    """Make a database for one use, with the tables that migrations of this `mark` make; drop it at the end.

    `migrate` is called with the name of an empty database where no template for this mark exists yet.
    """
    with connect(url) as line:
        template = _template(line, mark, migrate)
        _drop_abandoned(line)
        name = f"{SCRATCH}{secrets.token_hex(6)}"
        line.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        line.execute(_command("CREATE DATABASE {} TEMPLATE {}", name, template))
        try:
            yield name
        finally:
            _drop(line, name)


def _template(line: Connection, mark: str, migrate: Callable[[str], None]) -> str:
    name = f"{TEMPLATE}{mark}"
    line.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
    try:
        present = _databases(line, TEMPLATE)
        if name not in present:
            for old in present:
                line.execute(_command("DROP DATABASE {} WITH (FORCE)", old))
            unfinished = f"{TEMPLATE}unfinished"
            line.execute(_command("CREATE DATABASE {}", unfinished))
            migrate(unfinished)
            line.execute(_command("ALTER DATABASE {} RENAME TO {}", unfinished, name))
    finally:
        line.execute("SELECT pg_advisory_unlock(%s)", [TEMPLATE_LOCK])
    return name


def _drop_abandoned(line: Connection) -> None:
    """Drop what killed processes left: nobody holds the lock of its name any more."""
    for name in _databases(line, SCRATCH):
        row = line.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
        if row and row[0]:
            _drop(line, name)
            line.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def _drop(line: Connection, name: str) -> None:
    """Drop a database whoever uses it. The server's own cleaner we may not end; asked without force, it goes."""
    try:
        line.execute(_command("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
    except psycopg.errors.InsufficientPrivilege:
        line.execute(_command("DROP DATABASE IF EXISTS {}", name))


def _databases(line: Connection, prefix: str) -> list[str]:
    rows = line.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]).fetchall()
    return [name for (name,) in rows]


def _command(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))
