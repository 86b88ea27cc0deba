"""`refnet migrate`: the tables, brought up to date."""

import argparse
import json

from refnet.site.migrating import mark_of_migrations
from refnet.site.running import database

DESCRIPTION = """\
Bring the tables up to date, and say what the application may do in them. `refnet serve` does it by itself; use this
where the owner's password is not at hand when the site starts. With a server of your own, DATABASE_URL names it as the
application does, and REFNET_OWNER_DATABASE_URL as the role that owns the tables.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `migrate` to the commands."""
    parser = subparsers.add_parser("migrate", help="bring the tables up to date", description=DESCRIPTION)
    parser.add_argument("--json", action="store_true", help="print the mark of the migrations as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate where needed."""
    with database():
        mark = mark_of_migrations()
    print(json.dumps({"migrations": mark}) if arguments.json else f"The tables are up to date ({mark}).")
    return 0
