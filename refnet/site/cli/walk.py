"""`refnet walk`: a child's data, taken the whole way to delivered advice by invented people."""

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from refnet.site.running import scratch_database, work
from refnet.site.walking.clock import Clock
from refnet.site.walking.ending import Ending
from refnet.site.walking.given import understand
from refnet.site.walking.writing import NAMES, check_folder, write_all

if TYPE_CHECKING:
    from refnet.site.walking.results import Results

DESCRIPTION = f"""\
Take one child's FHIR R4 data the whole way: imported, consented, put before a board, discussed by three experts,
advised, countersigned, signed and delivered, by the same commands as the pages. Everybody who acts is invented, and so
is the advice: it proposes no treatment. A clinical field that the data lack stays unknown.

PATH is a JSON file (a Bundle of any type or one resource), a folder of such files, or a file of NDJSON. Into DIR go
{", ".join(NAMES)}; other files there are left alone. It runs on a database for one use, of which nothing remains.
"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `walk` to the commands."""
    parser = subparsers.add_parser(
        "walk",
        help="a child's data taken to delivered advice by invented people",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="the child's data: a file or a folder")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder for what comes out")
    parser.add_argument("--json", action="store_true", help="print the states with their times as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Walk, write what came out, and print the states with their times."""
    ending, started, clock = Ending(), time.monotonic(), Clock()
    ending.heed()
    begun = clock()
    intake = understand(arguments.path)
    check_folder(arguments.out)
    with scratch_database():
        results: Results = work("refnet.site.walking.results:walk_to_results")(intake, now=ending.checked(clock))
        ending.check()
        files = write_all(arguments.out, results.files)
    told = {
        "case": results.pseudonym,
        "board": results.board,
        "states": [
            {"state": state, "at": at.isoformat(), "seconds": round((at - begun).total_seconds(), 3)}
            for state, at in results.states
        ],
        "files": {name: str(place) for name, place in files.items()},
        "notes": _notes(results),
        "seconds": round(time.monotonic() - started, 3),
    }
    print(json.dumps(told, ensure_ascii=False) if arguments.json else _in_words(told))
    return 0


def _notes(results: "Results") -> list[str]:
    if not results.deceased:
        return []
    return ["The data say that the child has died; a real case would not be put before a board."]


def _in_words(told: dict[str, object]) -> str:
    states, files, notes = told["states"], told["files"], told["notes"]
    lines = [f"{told['case']} before the {told['board']}"]
    lines += [f"{one['seconds']:8.3f} s  {one['at']}  {one['state']}" for one in states]  # type: ignore[attr-defined]
    return "\n".join([*lines, *files.values(), *notes, f"{told['seconds']} s in all"])  # type: ignore[attr-defined,misc]
