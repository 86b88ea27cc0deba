"""Ending a walk before its time, so that it still tidies up after itself."""

import signal
import sys
from collections.abc import Callable
from datetime import datetime
from types import FrameType

ASKED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
OF_A_SIGNAL = 128


class Ending:
    """Hears that somebody wants the walk to end.

    An exception out of a signal may be lost where Python itself is at work; so the wish is remembered, and asked for
    with each act. A second signal changes nothing: it would only break off the tidying up.
    """

    def __init__(self) -> None:
        self.status = 0

    def heed(self) -> None:
        """Listen from now on, also where the caller had Ctrl-C ignored."""
        for number in ASKED_BY:
            signal.signal(number, self._asked)
        sys.unraisablehook = self._lost

    def check(self) -> None:
        """End here if somebody asked for it. Raises `SystemExit`."""
        if self.status:
            raise SystemExit(self.status)

    def checked(self, now: Callable[[], datetime]) -> Callable[[], datetime]:
        """Return a clock that checks first."""

        def moment() -> datetime:
            self.check()
            return now()

        return moment

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        if not self.status:
            self.status = OF_A_SIGNAL + number
            self.check()

    def _lost(self, lost: "sys.UnraisableHookArgs") -> None:
        if not self.status:
            sys.__unraisablehook__(lost)
