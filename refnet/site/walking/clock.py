"""A clock for acts that follow each other faster than a clock ticks."""

from datetime import UTC, datetime, timedelta

TICK = timedelta(microseconds=1)


class Clock:
    """Gives the moment that it is, and never the same moment twice."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        self._last = max(datetime.now(UTC), self._last + TICK)
        return self._last
