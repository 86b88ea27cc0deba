"""`refnet restore`: a backup put back, into an empty database."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from refnet.site.running import reached, work

DESCRIPTION = """\
Put a backup back: every row and every stored file. All of it is looked through first, and it goes into an empty
database only; where anything is wrong, nothing is changed. Put the folder of the keys (REFNET_KEYS) back before.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `restore` to the commands."""
    parser = subparsers.add_parser(
        "restore",
        help="a backup put back, into an empty database",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="the file that `refnet backup` wrote")
    parser.add_argument("--json", action="store_true", help="print what was restored as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore the backup, all of it or nothing."""
    with reached(start=True) as addresses:
        restored = work("refnet.site.backing.restoring:restore")(
            addresses.owner,
            arguments.path.absolute(),
            tell=(lambda line: None) if arguments.json else print,
        )
    if arguments.json:
        print(json.dumps(asdict(restored)))
    else:
        print(f"Restored as of {restored.made_at}.")
        print(*restored.notes, sep="\n", end="\n" if restored.notes else "")
    return 0
