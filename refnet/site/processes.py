"""Processes that end with the one who started them."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, see prctl(2)


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
