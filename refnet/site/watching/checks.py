"""The checks of `refnet health`: one for each thing that the site leans on, each with a sentence for the operator."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from psycopg_pool import PoolTimeout

from refnet.identity.references import LostKey, is_there, references
from refnet.site import sql
from refnet.site.migrating import mark_of_migrations
from refnet.site.postgres.sql import read_mark
from refnet.site.watching.sql import count_parked, following, has_cases

SLOW_SECONDS = 60
LEAST_FREE, LITTLE_FREE = 500_000_000, 5_000_000_000
OLD_BACKUP = timedelta(hours=26)
LAST_BACKUP = "last-backup.json"


class State(StrEnum):
    """How one thing stands; with a doubt the site still works, and somebody should look."""

    WELL = "well"
    DOUBT = "doubt"
    UNWELL = "unwell"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and how it stands."""

    name: str
    state: State
    says: str


def check_all(url: str, *, at: datetime) -> tuple[Check, ...]:
    """Look at everything behind the pages: what needs the database only where it answers."""
    database = _database()
    checks = [database]
    if database.state is State.WELL:
        asked = {"tables": lambda: _tables(url), "follower": _follower, "reactions": _reactions, "keys": _keys}
        checks += [_asked(name, check) for name, check in asked.items()]
    return (*checks, _files(), _space(), _backup(at))


def _asked(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except DatabaseError:
        return Check(name, State.UNWELL, "The database does not answer this; are its tables up to date?")


def _database() -> Check:
    try:
        sql.database_answers()
    except (DatabaseError, PoolTimeout):
        return Check("database", State.UNWELL, "The database does not answer.")
    return Check("database", State.WELL, "The database answers.")


def _tables(url: str) -> Check:
    if read_mark(url) == mark_of_migrations():
        return Check("tables", State.WELL, "The tables are up to date.")
    return Check("tables", State.UNWELL, "The tables are not those of this version: `refnet migrate`.")


def _follower() -> Check:
    stands = following()
    if not stands.at_work:
        return Check("follower", State.UNWELL, f"No follower is at work; {stands.behind} entries wait for it.")
    if stands.behind and stands.seconds > SLOW_SECONDS:
        return Check(
            "follower",
            State.DOUBT,
            f"The follower is behind: {stands.behind} entries wait, the oldest for {stands.seconds:.0f} s.",
        )
    return Check("follower", State.WELL, f"The follower is at work; {stands.behind} entries wait for it.")


def _reactions() -> Check:
    parked = count_parked()
    if parked:
        return Check("reactions", State.UNWELL, f"{parked} reactions failed again and again and wait for you.")
    return Check("reactions", State.WELL, "No reaction waits for you.")


def _keys() -> Check:
    if not is_there() and not has_cases():
        return Check("keys", State.WELL, "No key was needed yet.")
    if not is_there():
        return Check("keys", State.UNWELL, f"There is no key ring in {settings.REFNET_KEYS}: put it back.")
    try:
        count = len(references())
    except LostKey as error:
        return Check("keys", State.UNWELL, f"There is no use of the keys: {error}.")
    return Check("keys", State.WELL, f"The key ring has {count} {'key' if count == 1 else 'keys'}.")


def _files() -> Check:
    folder = Path(settings.REFNET_FILES)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"a file")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Check("files", State.UNWELL, f"Nothing can be written to {folder}: {error.strerror}.")
    return Check("files", State.WELL, "Files can be written.")


def _space() -> Check:
    free = shutil.disk_usage(settings.REFNET_VAR).free
    state = State.UNWELL if free < LEAST_FREE else State.DOUBT if free < LITTLE_FREE else State.WELL
    return Check("space", state, f"{free / 1e9:.1f} GB are free.")


def _backup(at: datetime) -> Check:
    try:
        last = json.loads((Path(settings.REFNET_VAR) / LAST_BACKUP).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(last["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return Check("backup", State.DOUBT, "No backup was made by `refnet backup` yet.")
    state = State.DOUBT if at - made_at > OLD_BACKUP or last.get("missing") else State.WELL
    lacking = " It lacks files that the store had lost." if last.get("missing") else ""
    return Check("backup", state, f"The last backup was made at {made_at:%Y-%m-%d %H:%M} UTC.{lacking}")
