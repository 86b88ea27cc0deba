"""A new database cluster, and the mending of one whose server was killed."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

from refnet.site.postgres.account import Account
from refnet.site.postgres.binaries import Programs
from refnet.site.postgres.places import APPLICATION, DATABASE, OWNER, Places

MADE_WITH = "PG_VERSION"
SUPERUSER = "postgres"
BOOTSTRAP = f"""\
CREATE ROLE {OWNER} LOGIN CREATEDB
CREATE ROLE {APPLICATION} LOGIN
GRANT {APPLICATION} TO {OWNER}
CREATE DATABASE {DATABASE} OWNER {OWNER}
"""


class ClusterTrouble(Exception):
    """The cluster cannot be made or used; the sentence says why."""


def prepare(places: Places, programs: Programs, account: Account, *, durable: bool) -> None:
    """Make the cluster where there is none, check that these programs can read it, clear what a killed server left."""
    if not (places.data / MADE_WITH).exists():
        _create(places, programs, account, durable=durable)
    version = (places.data / MADE_WITH).read_text().strip()
    if version != str(programs.version):
        raise ClusterTrouble(
            f"The database in {places.data} was made by PostgreSQL {version}, and the programs here are version "
            f"{programs.version}: install version {version}, or dump and load it."
        )
    _end_orphan(places)
    for left in (places.data / "postmaster.pid", places.socket, places.socket.with_name(places.socket.name + ".lock")):
        left.unlink(missing_ok=True)
    _write_who_may_connect(places, account)


def server_of(data: Path) -> int | None:
    """Return the process number of the server that runs over `data`, if one does."""
    try:
        number = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None
    return number if os.fsencode(data) in words else None


def run_as(account: Account) -> dict[str, object]:
    """Return the arguments that make a child process run as `account`, with nothing of our environment but the path."""
    arguments: dict[str, object] = {"env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, "cwd": "/"}
    if account.switch:
        arguments |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    return arguments


def _create(places: Places, programs: Programs, account: Account, *, durable: bool) -> None:
    """Make the cluster beside its place and move it there when whole, so that one cut short is simply made again."""
    unfinished = places.data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.own(unfinished)
    options = ["-D", str(unfinished), "-U", SUPERUSER, "--encoding=UTF8", "--auth=reject", *_locale(programs)]
    _run([programs.path("initdb"), *options, *([] if durable else ["--no-sync"])], account)
    _run(
        [programs.path("postgres"), "--single", "-D", str(unfinished), "-c", "fsync=off", "postgres"],
        account,
        BOOTSTRAP,
    )
    unfinished.rename(places.data)


def _locale(programs: Programs) -> list[str]:
    # Code point order and Unicode's cases, the same on every machine; names are sorted for readers elsewhere.
    if programs.version >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def _run(command: list[str], account: Account, text: str = "") -> None:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, **run_as(account))  # type: ignore[call-overload]  # noqa: S603
    if done.returncode != 0 or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        said = [line for line in done.stderr.strip().splitlines() if line]
        faults = [line for line in said if "rror" in line or "FATAL" in line] or said[-1:]
        raise ClusterTrouble(f"The database could not be set up: {'; '.join(faults[:2])}")


def _write_who_may_connect(places: Places, account: Account) -> None:
    """Let in, over the socket alone, the user who runs the product; nobody by password."""
    people = {pwd.getpwuid(os.geteuid()).pw_name, account.name, "root"}
    rights = [f"refnet {person} {role}" for person in sorted(people) for role in (OWNER, APPLICATION)]
    for name, lines in {
        "pg_hba.conf": ["local all all peer map=refnet"],
        "pg_ident.conf": [*rights, f"refnet {account.name} {SUPERUSER}"],
    }.items():
        file = places.data / name
        file.write_text("\n".join(lines) + "\n")
        account.own(file)


def _end_orphan(places: Places) -> None:
    """End a server whose keeper was killed; it is on its way out already, since it follows its keeper."""
    for sign, patience in ((None, 1.5), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 2.0)):
        number = server_of(places.data)
        if number is None:
            return
        if sign is not None:
            os.kill(number, sign)
        end = time.monotonic() + patience
        while server_of(places.data) is not None and time.monotonic() < end:
            time.sleep(0.05)
