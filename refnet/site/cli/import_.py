"""`refnet import`: a case opened for a centre from a hospital's data."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from refnet.site.running import database, work
from refnet.site.walking.clock import Clock
from refnet.site.walking.given import understand

DESCRIPTION = """\
Open a case for a centre from one child's FHIR R4 data, as one of its clinicians would on the page. All of it is
imported, or nothing. Who the child is is kept apart and sealed; what was not understood is listed. Where the centre
has a case of the child already, another is opened only with --again.

PATH is a JSON file (a Bundle of any type or one resource), a folder of such files, or a file of NDJSON.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` to the commands."""
    parser = subparsers.add_parser(
        "import",
        help="a case opened for a centre from a hospital's data",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="the child's data: a file or a folder")
    parser.add_argument("--centre", metavar="CODE", required=True, help="the treating centre, by its code")
    parser.add_argument(
        "--as", metavar="EMAIL", dest="email", default="", help="who acts (the centre's first clinician by name)"
    )
    parser.add_argument(
        "--again", action="store_true", help="open another case although the centre has one of this child"
    )
    parser.add_argument("--json", action="store_true", help="print what was imported as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the case and print what there is to say of it."""
    started = time.monotonic()
    intake = understand(arguments.path)
    with database():
        opened = work("refnet.site.walking.importing:import_for")(
            intake, centre_code=arguments.centre, email=arguments.email, again=arguments.again, at=Clock()()
        )
    told = {**opened.as_dict(), "seconds": round(time.monotonic() - started, 3)}
    print(json.dumps(told, ensure_ascii=False) if arguments.json else _in_words(told))
    return 0


def _in_words(told: dict[str, Any]) -> str:
    lines = [
        f"Case {told['case']} opened for {told['centre']} in {told['seconds']} s, from {told['source_format']}.",
        f"Diagnosis: {told['diagnosis']}",
        f"Documents: {told['documents']}",
        f"Missing: {', '.join(told['missing']) or 'nothing that a board would ask for'}",
        f"Not taken over: {len(told['leftovers']) or 'nothing'}",
    ]
    lines += [f"  {_place(one)}: {one['reason']}" for one in told["leftovers"]]
    return "\n".join([*lines, *told["notes"]])


def _place(leftover: dict[str, str]) -> str:
    resource, path = leftover["resource"], leftover["path"]
    return f"{resource or 'the data'}{' ' if path.startswith('×') else '.' if path else ''}{path}"
