"""Restoring a backup: looked through from end to end first, then put into an empty database, all or nothing."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
from django.db.migrations.loader import MigrationLoader
from psycopg import Connection

from refnet.documents.storing import Missing, place_of
from refnet.identity.references import is_attested
from refnet.journal.sql import FOLLOWER_LOCK
from refnet.site.backing import sql
from refnet.site.backing.archive import BadBackup, Reading, opened
from refnet.site.backing.keys import notes_on, require_keys
from refnet.site.backing.making import CONTENT, INDEX, ROWS, Tell
from refnet.site.migrating import mark_of_migrations, migrate_elsewhere
from refnet.site.postgres.sql import read_mark
from refnet.site.troubles import Trouble

# What Django and the first start write by themselves: a database with no more than this is an empty one.
BY_ITSELF = (
    "access_knownkey",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "django_session",
    "journal_position",
)
JOURNAL, POSITION = "journal_entry", "journal_position"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what whoever did it should know."""

    made_at: str
    tables: int
    rows: int
    files: int
    notes: tuple[str, ...]


def restore(url: str, path: Path, *, tell: Tell) -> Restored:
    """Put the backup at `path` into the database at `url`, which names the owner of its tables.

    Raises
    ------
    BadBackup
        If the backup is damaged, foreign, newer than this refnet, or sealed with keys that are not here.
    Trouble
        If the database is not empty, or a site is at work over it. Nothing was changed then.
    """
    with opened(path) as backup:
        facts = _looked_through(backup)
        tell("Every part is as it was written, and its keys are here.")
        _require_empty(url)
        _bring_tables_to(url, facts["migrations"])
        rows = _put_all(url, backup, tell)
    if read_mark(url) != mark_of_migrations():
        migrate_elsewhere(url)
    sql.gather_statistics(url)
    notes = [*notes_on(facts["keys"]), *(f"The backup itself lacks file {name}." for name in facts["missing"])]
    return Restored(facts["made_at"], len(facts["tables"]), rows, facts["files"], tuple(notes))


def _looked_through(backup: Reading) -> dict[str, Any]:
    facts = backup.facts
    require_keys(backup.path, facts["keys"])
    if not is_attested(backup.list, backup.mark):
        raise BadBackup(f"{backup.path} was changed since it was made, or not made by this installation.")
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    newer = [f"{app}.{name}" for app, name in facts["migrations"] if (app, name) not in known]
    if newer:
        raise BadBackup(f"{backup.path} was made by a newer refnet (with {newer[0]}): bring this one up to date first.")
    backup.verify()
    return facts


def _require_empty(url: str) -> None:
    with sql.one_change(url) as line:
        tables = sql.tables(line)
        free = sql.lock(line, tables, FOLLOWER_LOCK)
        _require_no_rows(line, tables)
        if not free:
            raise Trouble("A site is at work over this database: end it, then restore.")


def _require_no_rows(line: Connection, tables: tuple[sql.Table, ...]) -> None:
    full = [table.name for table in tables if table.name not in BY_ITSELF and sql.holds_rows(line, table)]
    if full:
        raise Trouble(
            f"This database is not empty ({full[0]} has rows): a backup goes into an empty one, beside what is there "
            "and never over it. Nothing was changed."
        )


def _bring_tables_to(url: str, wanted: list[list[str]]) -> None:
    """Bring the tables to the migrations that the backup had; they are brought up to date when its rows are there."""
    with sql.snapshot(url) as line:
        here = sql.migrations(line)
    if here == wanted:
        return
    loader = MigrationLoader(None, ignore_no_migrations=True)
    had = {(app, name) for app, name in wanted}
    apps = sorted({app for app, _ in loader.disk_migrations})
    targets = []
    for app in apps:
        reached = [name for of, name in had if of == app]
        last = [name for name in reached if not any((app, child) in had for child in _children(loader, app, name))]
        targets.append(f"{app}:{last[0] if last else 'zero'}")
    migrate_elsewhere(url, *sorted(targets, key=lambda target: target.endswith(":zero")))
    with sql.snapshot(url) as line:
        if sql.migrations(line) != wanted:
            raise Trouble("The tables cannot be brought to the state that the backup had; restore it with its refnet.")


def _children(loader: MigrationLoader, app: str, name: str) -> list[str]:
    return [child.key[1] for child in loader.graph.node_map[app, name].children if child.key[0] == app]


def _put_all(url: str, backup: Reading, tell: Tell) -> int:
    facts = backup.facts
    tables = tuple(
        sql.Table(name, tuple((column, kind) for column, kind in columns)) for name, columns in facts["tables"]
    )
    try:
        with sql.one_change(url) as line, _files_put(backup) as count:
            if sql.tables(line) != tables:
                raise Trouble("The tables here are not those of the backup; restore it with the refnet that made it.")
            if not sql.lock(line, tables, FOLLOWER_LOCK):
                raise Trouble("A site is at work over this database: end it, then restore.")
            _require_no_rows(line, tables)
            tell(f"{count} files")
            rows = _put_rows(line, backup, tables)
            tell(f"{rows} rows of {len(tables)} tables")
            return rows
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        kind = type(error).__name__
        raise Trouble(f"The rows of the backup do not fit the tables ({kind}); nothing was restored.") from None


def _put_rows(line: Connection, backup: Reading, tables: tuple[sql.Table, ...]) -> int:
    facts, written = backup.facts, 0
    sql.quiet(line, tables)
    sql.clear(line, [table for table in tables if table.name in BY_ITSELF])
    for table in sorted(tables, key=lambda table: table.name == JOURNAL):  # its entries after the follower's position
        pieces = backup.pieces(ROWS.format(table.name))
        rows = (
            sql.put_journal(line, table, POSITION, pieces)
            if table.name == JOURNAL
            else sql.put_rows(line, table, pieces)
        )
        if rows != facts["rows"][table.name]:
            raise BadBackup(f"{backup.path} says another number of rows than it has; nothing was restored.")
        written += rows
    sql.awake(line, tables)
    for name, (last, called) in facts["sequences"].items():
        sql.set_sequence(line, name, last, called)
    return written


@contextmanager
def _files_put(backup: Reading) -> Iterator[int]:
    """Put the stored files in their places first, so that no row ever names one that is not there; undo it on failure.

    A file of the same name has the same content by its name, so that one that is there already is replaced.
    """
    made: list[Path] = []
    try:
        yield _put_files(backup, made)
    except BaseException:
        for place in made:
            with suppress(FileNotFoundError):
                place.unlink()
        raise


def _put_files(backup: Reading, made: list[Path]) -> int:
    content, left = backup.pieces(CONTENT), b""
    lines = b"".join(backup.pieces(INDEX)).decode().splitlines()
    for entry in lines:
        _, size, name = entry.split(" ")
        wanted = int(size)
        while len(left) < wanted:
            left += next(content)
        try:
            _put_file(place_of(name), left[:wanted], made)
        except (OSError, Missing) as error:
            why = getattr(error, "strerror", None) or "it has no name of a file"
            raise Trouble(f"A stored file could not be written: {why}; nothing was restored.") from None
        left = left[wanted:]
    return len(lines)


def _put_file(place: Path, sealed: bytes, made: list[Path]) -> None:
    new = [folder for folder in (place.parent.parent, place.parent) if not folder.exists()]
    for folder in new:
        folder.mkdir(mode=0o700, parents=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    if not place.exists():
        made.append(place)
    draft.replace(place)
    for folder in chain((place.parent,), (folder.parent for folder in new)):
        opened_folder = os.open(folder, os.O_RDONLY)
        os.fsync(opened_folder)
        os.close(opened_folder)
