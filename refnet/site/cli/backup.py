"""`refnet backup`: all that the installation holds, in one file."""

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path

from refnet.site.environment import read_environment
from refnet.site.running import reached, work
from refnet.site.walking.clock import Clock

DESCRIPTION = """\
Write all that the database holds and the stored files that it names to one file, from one moment, while the site goes
on working. The keys are not in it, only references to them: keep the folder of the keys (REFNET_KEYS) elsewhere.

PATH is a file that is not there yet, or a folder, in which the file is named by the moment. Only its owner may read it.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `backup` to the commands."""
    parser = subparsers.add_parser(
        "backup",
        help="all that the installation holds, in one file",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="the file to write, or a folder for it")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup; status 1 where a file that it should hold is not in the store."""
    var = read_environment(os.environ).var
    with reached(start=True) as addresses:
        work("refnet.site.keys:require_keys")()
        made = work("refnet.site.backing.making:back_up")(
            addresses.application,
            arguments.path.absolute(),
            var=var,
            tell=(lambda line: None) if arguments.json else print,
            at=Clock()(),
        )
    if arguments.json:
        print(json.dumps(asdict(made)))
    else:
        print(f"{made.path} holds all of it, as of {made.made_at} ({made.bytes / 1e6:,.1f} MB).")
        if made.missing:
            print(f"The store lacks {len(made.missing)} files that it should have; the first is {made.missing[0]}.")
    return 1 if made.missing else 0
