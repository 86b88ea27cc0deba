"""`refnet demo`: an invented network, to look round in."""

import argparse
import json

from refnet.site import sql
from refnet.site.running import database, work
from refnet.site.troubles import Trouble

DESCRIPTION = """\
Load an invented network into an empty database: centres, boards, people and consultations in every state. No person
in it is real. A database that has people in it is left as it is.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo` to the commands."""
    parser = subparsers.add_parser("demo", help="load an invented network", description=DESCRIPTION)
    parser.add_argument("--json", action="store_true", help="print the people one can sign in as, as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Load the invented network, and print whom one can sign in as."""
    with database():
        if not sql.is_empty():
            raise Trouble("The database has people in it already; the invented network goes into an empty one only.")
        work("refnet.site.demo:load")()
        people = work("refnet.site.demo:people")()
    if arguments.json:
        print(json.dumps([{"name": name, "role": role} for name, role in people], ensure_ascii=False))
    else:
        print("\n".join(f"{name}  {role}" for name, role in people))
    return 0
