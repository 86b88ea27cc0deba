"""Processes that end with the one who started them."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, see prctl(2)


def python(module: str, *words: str) -> list[str]:
    """Return the command that runs one of our modules; what lies in the working directory is data, never code."""
    return [sys.executable, "-P", "-m", module, *words]


def environment_of_child(**more: str) -> dict[str, str]:
    """Return our environment, so that a child finds the package also where it is not installed."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | more


def die_with_parent(sign: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """Return what a child runs before its program, so that the system sends it `sign` when its parent is gone.

    Everything it needs is looked up here, before the fork. Other systems than Linux have no such request; there the
    child is ended by its parent alone.
    """
    if not sys.platform.startswith("linux"):
        return None
    ask = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def request() -> None:
        ask(SET_PARENT_DEATH_SIGNAL, int(sign), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return request


def end_with(parent: int) -> None:
    """Have the system send this process SIGTERM when `parent`, the process that started it, is gone."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)


def was_interrupted(parent: int) -> bool:
    """Has `parent`, a `make`, been told to stop by SIGINT alone?

    Make then waits for its children, which it takes to have got the same Ctrl-C. Where somebody sent the signal to
    make and to nobody else they have not; but make has stopped catching it, and that can be seen.
    """
    try:
        caught = [line for line in Path(f"/proc/{parent}/status").read_text().splitlines() if line.startswith("SigCgt")]
        name = Path(f"/proc/{parent}/comm").read_text().strip()
    except OSError:
        return False
    return name in ("make", "gmake") and not int(caught[0].split()[1], 16) >> (signal.SIGINT - 1) & 1
