"""The embedded server, for those who need it: hold it, and it runs; let go, and it may stop."""

import fcntl
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from refnet.site.postgres.places import Places, places_under
from refnet.site.processes import environment_of_child, python
from refnet.site.troubles import Trouble

PATIENCE = 30.0  # a first start makes the cluster; a start after a crash replays its log
LOOK_EVERY = 0.05


class ServerTrouble(Trouble):
    """The server cannot be had; the sentence says why."""


class Server:
    """A hold on the server under `folder`. While any process has one, the server runs."""

    def __init__(self, folder: Path, *, for_tests: bool = False) -> None:
        self.places: Places = places_under(folder)
        self.for_tests = for_tests
        self._hold: TextIO | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.places.folder.mkdir(parents=True, exist_ok=True)
        self._hold = _lock_shared(self.places.users_lock)
        try:
            self.ensure()
        except BaseException:
            self.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def ensure(self) -> None:
        """Return when the server answers; start a keeper where there is none.

        Raises
        ------
        ServerTrouble
            If it cannot be started.
        """
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > end:
                raise ServerTrouble(
                    f"The database server did not answer within {PATIENCE:.0f} s (see {self.places.log})."
                )
            code = self._keeper.poll() if self._keeper else 0
            if code is not None:
                if code != 0:
                    self._keeper = None  # whoever asks again gets a new one
                    raise ServerTrouble(self._why())
                self._keeper = self._start_keeper()
            time.sleep(LOOK_EVERY)

    def answers(self) -> bool:
        """Is there a server behind the socket, and has it finished its start?"""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.connect(str(self.places.socket))
            state = (self.places.data / "postmaster.pid").read_text().splitlines()[7:8]
        except OSError:
            return False
        return [word.strip() for word in state] == ["ready"]

    def release(self, patience: float = 4.0) -> None:
        """Let go. Where nobody else holds the server, wait until it has ended."""
        if self._hold is None:
            return
        self._hold.close()
        self._hold = None
        end = time.monotonic() + patience
        while time.monotonic() < end and self._is_ending():
            time.sleep(LOOK_EVERY)
        if self._keeper is not None and self._keeper.poll() is None:
            self._keeper.returncode = 0  # others need it; it outlives us, and is nobody's child then

    def _is_ending(self) -> bool:
        """True while a keeper lives and nobody holds the server any more."""
        if _is_held(self.places.users_lock):
            return False
        ours = self._keeper is not None and self._keeper.poll() is None
        return ours or _is_locked(self.places.keeper_lock)

    def _start_keeper(self) -> "subprocess.Popen[bytes]":
        command = python("refnet.site.postgres.keeper", str(self.places.folder))
        return subprocess.Popen(  # noqa: S603
            [*command, *(["--for-tests"] if self.for_tests else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the one who asked; the keeper ends when nobody needs it
            env=environment_of_child(),
        )

    def _why(self) -> str:
        try:
            return self.places.trouble.read_text().strip()
        except OSError:
            return f"The database server could not be started (see {self.places.log})."


def _lock_shared(path: Path) -> TextIO:
    """Hold `path` with others. A keeper that is stopping has it for itself; we wait until it is done."""
    try:
        file = path.open("a")
    except PermissionError:
        raise ServerTrouble(
            f"{path.parent} belongs to another user: run this as that user, or remove the folder."
        ) from None
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                file.close()
                raise ServerTrouble("The database server is stopping, and does not come to an end.") from None
            time.sleep(LOOK_EVERY)
        else:
            return file


def _is_locked(path: Path) -> bool:
    """Does anybody hold `path`, shared or alone?"""
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _is_held(path: Path) -> bool:
    """Does anybody but a stopping keeper hold `path`? A keeper holds it alone, users share it."""
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    except OSError:
        return False
    return False
