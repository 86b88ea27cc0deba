"""Bringing a database's tables up to date, as the role that owns them, in a process of its own.

The site itself runs as a role that may neither alter nor drop a table. So that it never holds the owner's rights, the
migrations run elsewhere: `python -m refnet.site.migrating`, with the owner's address in DATABASE_URL.
"""

import hashlib
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import django
from django.core.management import call_command

import refnet
from refnet.site import sql
from refnet.site.postgres.sql import read_mark, write_mark
from refnet.site.processes import environment_of_child, python
from refnet.site.troubles import Trouble

ROOT = Path(refnet.__file__).parent
OTHERS = ("django", "django-allauth")


def mark_of_migrations() -> str:
    """Return a mark that changes whenever a migration does: ours by their text, others' by their version."""
    digest = hashlib.sha256()
    for file in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(f"{file.parent.parent.name}/{file.name}\n".encode() + file.read_bytes())
    for package in OTHERS:
        try:
            digest.update(version(package).encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()[:16]


def migrate_where_needed(url: str) -> None:
    """Migrate the database at `url`, which names the owner, unless it bears the mark of all migrations already.

    Raises
    ------
    Trouble
        If a migration fails.
    """
    if read_mark(url) != mark_of_migrations():
        migrate_elsewhere(url)


def migrate_elsewhere(url: str, *targets: str) -> None:
    """Migrate in a child process; to `targets` ("people:0001_initial", "notices:zero") where some are named.

    Raises `Trouble` as `migrate_where_needed` does.
    """
    environment = environment_of_child(DATABASE_URL=url, REFNET_CONNECTIONS="0")
    command = python("refnet.site.migrating", *targets)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        said = [line for line in done.stderr.strip().splitlines() if line.strip()]
        if os.environ.get("REFNET_DEBUG") == "1":
            sys.stderr.write(done.stderr)
        raise Trouble(f"The tables could not be brought up to date: {said[-1] if said else 'no reason given'}")


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "refnet.site.settings"
    django.setup()
    targets = sys.argv[1:]
    if targets:
        write_mark(os.environ["DATABASE_URL"], "")  # whoever comes next brings the tables up to date
        for target in targets:
            call_command("migrate", *target.split(":"), interactive=False, verbosity=0)
    else:
        call_command("migrate", interactive=False, verbosity=0)
        sql.grant_to_application()
        write_mark(os.environ["DATABASE_URL"], mark_of_migrations())
    return 0


if __name__ == "__main__":
    sys.exit(main())
