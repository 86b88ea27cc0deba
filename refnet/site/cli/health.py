"""`refnet health`: is the site well?"""

import argparse
import http.client
import json
import os

from refnet.site.environment import read_environment

DESCRIPTION = "Ask the site of this checkout whether it and its database are well. Exit status 0 only if they are."
PATIENCE = 5


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `health` to the commands."""
    parser = subparsers.add_parser("health", help="is the site well?", description=DESCRIPTION)
    parser.add_argument("--host", default="127.0.0.1", help="where it listens (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="on which port (default: 8000)")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask, tell, and say the same by the exit status."""
    read_environment(os.environ)  # a slip in a setting is told here too
    status = _ask(arguments.host, arguments.port)
    sentence = {
        None: f"No site answers at {arguments.host}:{arguments.port}.",
        200: "The site and its database are well.",
        503: "The site answers, and its database does not.",
    }.get(status, f"The site answers with status {status}.")
    if arguments.json:
        print(json.dumps({"well": status == http.client.OK, "says": sentence}))
    else:
        print(sentence)
    return 0 if status == http.client.OK else 1


def _ask(host: str, port: int) -> int | None:
    line = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        line.request("GET", "/health", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()
