"""Making a backup, while the site is at work."""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from psycopg import Connection

from refnet.documents.storing import is_kept, place_of
from refnet.identity.references import attest
from refnet.site.backing import sql
from refnet.site.backing.archive import PIECE, Part, Writing, close_off
from refnet.site.backing.keys import key_references
from refnet.site.troubles import Trouble

LAST = "last-backup.json"
ROWS, CONTENT, INDEX = "tables/{}", "files/content", "files/index"
NAME = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is there."""

    path: str
    made_at: str
    tables: int
    rows: int
    files: int
    bytes: int
    missing: tuple[str, ...]
    """Files that a row names and the store does not have. The backup is whole but for these."""


def back_up(url: str, wanted: Path, *, var: Path, tell: Tell, at: datetime) -> Made:
    """Write all that the database at `url` holds, and the files that it names, to `wanted`.

    Raises
    ------
    Trouble
        If there is such a file already, it cannot be written, or there is nothing to back up.
    """
    path = wanted / f"refnet-{at:%Y-%m-%d-%H%M%S}.backup" if wanted.is_dir() else wanted
    with _written(path) as out, sql.snapshot(url) as line:
        writing = Writing(out)
        tables = sql.tables(line)
        if not tables:
            raise Trouble("The database has no tables yet: there is nothing to back up.")
        named: set[str] = set()
        rows = {table.name: _write_rows(writing, line, table, named) for table in tables}
        tell(f"{sum(rows.values())} rows of {len(tables)} tables")
        missing = [name for name in sql.files_named(line) if name not in named]
        files, lost = _write_files(writing, named)
        missing = [name for name in {*missing, *lost} if sql.is_named(url, name)]  # and not erased in the meantime
        tell(f"{files} files")
        facts = {
            "made_at": at.isoformat(timespec="seconds"),
            "server": sql.version(line),
            "migrations": sql.migrations(line),
            "tables": [table.as_facts() for table in tables],
            "rows": rows,
            "sequences": sql.sequences(line),
            "files": files,
            "missing": missing,
            "keys": key_references(),
        }
        writing.finish(facts, attest)
        close_off(out)
    made = Made(
        path=str(path),
        made_at=str(facts["made_at"]),
        tables=len(tables),
        rows=sum(rows.values()),
        files=files,
        bytes=path.stat().st_size,
        missing=tuple(missing),
    )
    (var / LAST).write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


def _write_rows(writing: Writing, line: Connection, table: sql.Table, named: set[str]) -> int:
    """Write a table's rows, and note which stored files they name, in whatever column."""
    rows = 0
    with writing.part(ROWS.format(table.name), packed=True) as part:
        for row in sql.rows_of(line, table):
            part.write(row)
            rows += row.count(b"\n")
            named |= {name for found in NAME.findall(row) if is_kept(name := found.decode())}
    return rows


def _write_files(writing: Writing, named: set[str]) -> tuple[int, list[str]]:
    """Write the files one after the other, then the index that says where each ends; return what is gone by now."""
    index: list[bytes] = []
    lost: list[str] = []
    with writing.part(CONTENT) as content:
        for name in sorted(named):
            try:
                index.append(_write_file(content, name))
            except FileNotFoundError:
                lost.append(name)
    with writing.part(INDEX, packed=True) as part:
        for entry in index:
            part.write(entry)
    return len(index), lost


def _write_file(content: Part, name: str) -> bytes:
    digest, size = sha256(), 0
    with place_of(name).open("rb") as file:
        while piece := file.read(PIECE):
            content.write(piece)
            digest.update(piece)
            size += len(piece)
    return f"{digest.hexdigest()} {size} {name}\n".encode()


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    """Have a file that is there whole or not at all, for its owner alone."""
    if path.exists():
        raise Trouble(f"{path} is there already: name another file, or a folder.")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, path)  # fails where somebody was first
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise Trouble(f"The backup could not be written to {path}: {error.strerror}.") from None
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
