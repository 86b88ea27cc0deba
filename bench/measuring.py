"""Two things done in turn, and how one compares with the other."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]
WARM_UP = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured, beside what, and both in the same unit. `aim` and `note` are words for the reader."""

    what: str
    beside: str
    ours: float
    theirs: float
    unit: str
    aim: str = ""
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs


def seconds(work: Work) -> float:
    """Return how long `work` takes, once."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turn(ours: Work, theirs: Work, *, rounds: int, times: int = 1) -> tuple[float, float]:
    """Return the median time of each in milliseconds, done in turn so that both meet the same load.

    `times` is how often `theirs` is done in a round, where once would be too short for the clock.
    """
    for _ in range(WARM_UP):
        ours()
        theirs()
    mine, others = [], []
    for _ in range(rounds):
        mine.append(seconds(ours))
        others.append(seconds(lambda: [theirs() for _ in range(times)]) / times)
    return median(mine) * 1000, median(others) * 1000


def rows(measures: list[Measure]) -> Iterator[tuple[str, ...]]:
    """Return the measures as lines of a table, the head first."""
    yield ("measured", "ours", "beside", "theirs", "unit", "ratio", "aim", "note")
    for one in measures:
        yield (
            one.what,
            f"{one.ours:,.2f}",
            one.beside,
            f"{one.theirs:,.2f}",
            one.unit,
            f"{one.ratio:,.2f}",
            one.aim,
            one.note,
        )
