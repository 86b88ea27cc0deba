"""The lines on which requests come: whoever opens one says soon what it is for, or it is closed.

The server itself waits for the head of a request as long as somebody likes. Here a head has seconds to come, may not be
endless, and where very many wait, the one that has waited longest makes room, so that nobody can fill the house by
standing in its door.
"""

import asyncio
import resource
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

SECONDS_FOR_HEAD = 10.0
LONGEST_HEAD = 65_536
MOST_WAITING = 256
MOST_LINES = 4_000

Protocol: Any = AutoHTTPProtocol
_waiting: dict["Line", None] = {}


class Line(Protocol):  # type: ignore[misc]
    """One connection, closed where no whole head of a request comes in time."""

    seconds_for_head = SECONDS_FOR_HEAD

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._head_bytes = 0
        self._deadline: asyncio.TimerHandle | None = None
        self._await_head()

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        if before is None or before.response_complete:
            self._await_head()
        super().data_received(data)
        if self.cycle is not before:
            self._has_head()
        elif self in _waiting:
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD:
                self._give_up()

    def connection_lost(self, exc: Exception | None) -> None:
        self._has_head()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        if self in _waiting:
            return
        if len(_waiting) >= MOST_WAITING:
            next(iter(_waiting))._give_up()
        _waiting[self] = None
        self._head_bytes = 0
        self._deadline = self.loop.call_later(self.seconds_for_head, self._give_up)

    def _has_head(self) -> None:
        _waiting.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._has_head()
        self.transport.abort()  # to close in good order would wait for the one who does not answer


def allow_many_files() -> int:
    """Take as many files and lines as the system lets us have, and return how many; few are the usual setting."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most if most != resource.RLIM_INFINITY else MOST_LINES * 2
