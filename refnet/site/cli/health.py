"""`refnet health`: is the site well?"""

import argparse
import http.client
import json
import os
from typing import Any

from refnet.site.environment import read_environment
from refnet.site.running import reached, work
from refnet.site.troubles import Trouble
from refnet.site.walking.clock import Clock

DESCRIPTION = """\
Ask the site of this checkout whether it is well, and look at all that it leans on: database, tables, follower,
reactions that wait for an operator, keys, files, free space, last backup. Nothing is started. Exit status 0 only if all
is well or merely in doubt (little space, an old backup, a follower that is behind).
"""
PATIENCE = 5


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `health` to the commands."""
    parser = subparsers.add_parser(
        "health",
        help="is the site well?",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="where it listens (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="on which port (default: 8000)")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask, look, tell, and say the same by the exit status."""
    read_environment(os.environ)  # a slip in a setting is told here too
    checks = {"site": _site(arguments.host, arguments.port), **_behind()}
    well = all(check["state"] != "unwell" for check in checks.values())
    worst = [check["says"] for check in checks.values() if check["state"] == "unwell"]
    if arguments.json:
        print(json.dumps({"well": well, "says": worst[0] if worst else "The site is well.", "checks": checks}))
    else:
        print("\n".join(f"{check['state']:<7} {name}: {check['says']}" for name, check in checks.items()))
    return 0 if well else 1


def _site(host: str, port: int) -> dict[str, str]:
    status = _ask(host, port)
    says = {
        None: f"No site answers at {host}:{port}.",
        200: "The site and its database are well.",
        503: "The site answers, and its database does not.",
    }.get(status, f"The site answers with status {status}.")
    return {"state": "well" if status == http.client.OK else "unwell", "says": says}


def _behind() -> dict[str, dict[str, Any]]:
    """Return what was found behind the pages, by name."""
    try:
        with reached(start=False) as addresses:
            checks = work("refnet.site.watching.checks:check_all")(addresses.application, at=Clock()())
    except Trouble as trouble:
        return {"database": {"state": "unwell", "says": str(trouble)}}
    return {check.name: {"state": check.state.value, "says": check.says} for check in checks}


def _ask(host: str, port: int) -> int | None:
    line = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        line.request("GET", "/health", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()
