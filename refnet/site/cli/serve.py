"""`refnet serve`: the whole site from one command."""

import argparse
import errno
import io
import ipaddress
import json
import os
import socket
from collections import defaultdict
from contextlib import suppress

from django.core.management import call_command

from refnet.site import sql
from refnet.site.environment import Mode, read_environment
from refnet.site.processes import end_with, was_interrupted
from refnet.site.running import database, work
from refnet.site.serving import Stop, Stopped, serve
from refnet.site.troubles import Trouble

DESCRIPTION = """\
Start the site and all that it needs: the database (the checkout's own, unless DATABASE_URL names one), its tables
brought up to date, the pages, and the follower of the journal. Ctrl-C or SIGTERM ends all of it.

With --demo an invented network is loaded into an empty database, and one signs in as one of its people with a click.
This is for looking round on one's own machine: it listens on a loopback address only.
"""
CONNECTIONS = "10"
BACKLOG = 128
NAMED = 3  # of each role


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `serve` to the commands."""
    parser = subparsers.add_parser(
        "serve",
        help="start the site",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="the port to listen on (default: 8000; 0: any free)")
    parser.add_argument("--demo", action="store_true", help="an invented network, on this machine only")
    parser.add_argument("--json", action="store_true", help="say the address and the people as JSON, in one line")
    parser.add_argument("--end-with-make", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    stop = Stop()
    stop.listen()
    make = os.getppid() if arguments.end_with_make else None
    if make is not None:
        end_with(make)
    demo = _mode(arguments) is Mode.DEMO
    if demo and not _is_loopback(arguments.host):
        raise Trouble(
            f"The demonstration signs anybody in with a click, so it listens on this machine only: {arguments.host} is "
            "no loopback address. Leave --host out, or --demo."
        )
    with suppress(Stopped), _listen(arguments.host, arguments.port) as listening:
        address = _address(listening)
        os.environ.setdefault("REFNET_PUBLIC_URL", address)
        os.environ.setdefault("REFNET_CONNECTIONS", CONNECTIONS)
        read_environment(os.environ)
        with database() as server:
            # A table that nobody scoped or classified, or a page that is broken, keeps the site shut.
            call_command("check", stdout=io.StringIO())
            call_command("collectstatic", interactive=False, verbosity=0)
            if demo and arguments.demo and sql.is_empty():
                work("refnet.site.demo:load")()
            people = work("refnet.site.demo:people")() if demo else []
            serve(
                listening,
                stop,
                server=server,
                make=make if make is not None and not was_interrupted(make) else None,
                proxied=not demo,
                ready=lambda: _greet(address, people, as_json=arguments.json),
            )
    return 0


def _mode(arguments: argparse.Namespace) -> Mode:
    """Return what we are run for. `--demo` says it, unless the environment says otherwise."""
    named = os.environ.setdefault("REFNET_MODE", Mode.DEMO.value if arguments.demo else Mode.PRODUCTION.value)
    if arguments.demo and named != Mode.DEMO:
        raise Trouble(f"REFNET_MODE is {named!r}, and --demo is for invented networks only.")
    return read_environment({"REFNET_MODE": named}).mode


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; ports are numbers from 0 to 65535.")
    return int(text)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is started, so that one in use costs no time and leaves nothing behind."""
    name = "127.0.0.1" if host == "localhost" else host.strip("[]")
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((name, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            other = port + 10 if port < 65000 else 8010
            raise Trouble(
                f"Port {port} is in use, maybe by another refnet; choose another: "
                f"make run PORT={other}, or refnet serve --port {other}."
            ) from None
        raise Trouble(f"Cannot listen on {host} port {port}: {error.strerror}.") from None
    return listening


def _address(listening: socket.socket) -> str:
    host, port, *_ = listening.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _greet(address: str, people: list[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        named = [{"name": name, "role": role} for name, role in people]
        print(json.dumps({"address": address, "people": named}, ensure_ascii=False), flush=True)
        return
    print(f"\nrefnet is running at {address}\n", flush=True)
    if people:
        print("Sign in there with a click as one of these invented people:\n")
        print("\n".join(_by_role(people)))
        print("\nNobody in it is real. Ctrl-C stops everything that was started.", flush=True)


def _by_role(people: list[tuple[str, str]]) -> list[str]:
    """Return a line for each role, with a few of its people: the sign-in page lists all."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, role in people:
        names[role].append(name)
    width = max(map(len, names))
    return [
        f"  {role:<{width}}  {', '.join(some[:NAMED])}{f' and {len(some) - NAMED} more' if len(some) > NAMED else ''}"
        for role, some in names.items()
    ]
