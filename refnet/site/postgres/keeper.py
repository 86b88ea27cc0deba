"""The process that keeps the server: starts it, and stops it when nobody needs it any more.

Run as `python -m refnet.site.postgres.keeper FOLDER`; it imports the standard library alone, so that it starts at once.
"""

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import TextIO

from refnet.site.postgres.account import Account, NoAccount, account_for, let_through, open_to_read
from refnet.site.postgres.binaries import NoPostgres, Programs, find_programs
from refnet.site.postgres.cluster import ClusterTrouble, prepare, run_as
from refnet.site.postgres.places import PORT, Places, places_under
from refnet.site.processes import die_with_parent

LOOK_EVERY = 0.1
SETTLED_AFTER = 2.0  # a server that gives up sooner than this would only do so again
MOST_KILLS = 5
LARGEST_LOG = 5_000_000


class Keeper:
    """One server and the watch over who needs it."""

    def __init__(self, places: Places, *, durable: bool) -> None:
        self.places = places
        self.durable = durable
        self.asked_to_stop = False

    def keep(self) -> None:
        """Keep the server running until the last one lets go, or until told to stop."""
        programs = find_programs()
        account = account_for(self.places.data)
        let_through(account, (programs.folder, self.places.data))
        open_to_read(account, programs.folder.parent)
        for _ in range(MOST_KILLS):
            prepare(self.places, programs, account, durable=self.durable)
            self._make_socket_folder(account)
            with self._log() as log:
                server = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603
                    [programs.path("postgres"), *self._options(programs)],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    preexec_fn=die_with_parent(signal.SIGINT),
                    **run_as(account),
                )
            started = time.monotonic()
            if self._watch(server):
                return
            if server.returncode > 0 and time.monotonic() - started < SETTLED_AFTER:
                break
        raise ClusterTrouble(f"The database server does not stay up: {self._last_words()} (see {self.places.log})")

    def _watch(self, server: "subprocess.Popen[bytes]") -> bool:
        """Wait until nobody needs the server and stop it (true), or until it ends by itself (false)."""
        with self.places.users_lock.open("a") as users:
            while server.poll() is None:
                if self.asked_to_stop or _take(users):
                    _stop(server)
                    return True
                time.sleep(LOOK_EVERY)
        return False

    def _options(self, programs: Programs) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.places.socket_folder,
            "unix_socket_permissions": "0700",
            "port": PORT,
            "max_connections": 100,
            "shared_buffers": "64MB",
            "max_wal_size": "256MB",
            "timezone": "UTC",
            "jit": "off",  # short queries; compiling them costs more than it saves
            # What was asked may name a child, and so may an error about it: the log tells of the server alone.
            "log_min_messages": "log",
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if programs.version >= 18:
            settings["io_workers"] = 1
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        pairs = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return ["-D", str(self.places.data), *pairs]

    def _make_socket_folder(self, account: Account) -> None:
        folder = self.places.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in (os.geteuid(), account.uid):
            raise NoAccount(f"{folder} belongs to somebody else: remove it.")
        account.own(folder)

    def _log(self) -> TextIO:
        if self.places.log.exists() and self.places.log.stat().st_size > LARGEST_LOG:
            self.places.log.replace(self.places.log.with_suffix(".log.old"))
        return self.places.log.open("a")

    def _last_words(self) -> str:
        lines = self.places.log.read_text(errors="replace").strip().splitlines()
        fatal = [line for line in lines[-20:] if "FATAL" in line] or lines[-1:]
        return fatal[-1].split("FATAL:")[-1].strip() if fatal else "it says nothing"


def _take(file: TextIO) -> bool:
    """Take a lock for ourselves alone; false while anybody holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Stop the server: orderly, then at once, then by force."""
    for sign, patience in ((signal.SIGINT, 2.5), (signal.SIGQUIT, 1.0), (signal.SIGKILL, 1.0)):
        server.send_signal(sign)
        try:
            server.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--for-tests", action="store_true", help="fast, not durable, and removed at the end")
    arguments = parser.parse_args()
    places = places_under(arguments.folder)
    keeper = Keeper(places, durable=not arguments.for_tests)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        keeper.asked_to_stop = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    os.umask(0o022)
    with places.keeper_lock.open("a") as lock:
        if not _take(lock):
            return 0  # another keeps it
        places.trouble.unlink(missing_ok=True)
        try:
            keeper.keep()
        except (NoPostgres, NoAccount, ClusterTrouble, OSError) as trouble:
            places.trouble.write_text(f"{trouble}\n")
            return 1
        finally:
            if arguments.for_tests:
                shutil.rmtree(places.folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
