"""What components are given: small frozen pictures of things to show.

A component reads names, not types: a picture of a query that has the same names may be given instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Tone(StrEnum):
    """What a colour means, the same on every page. It never says it alone: words stand beside it."""

    NEUTRAL = "neutral"
    YOURS = "yours"
    WAITING = "waiting"
    URGENT = "urgent"
    WARNING = "warning"
    DONE = "done"
    INFO = "info"


class StepState(StrEnum):
    """Where a step of a lifecycle stands."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One link of the page's head; `count` is what waits behind it."""

    label: Text
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """The person signed in, as the page's head names them."""

    name: str
    role: Text = ""
    centre: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place on the way to this page."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a lifecycle as the strip shows it; `note` stands under the current one."""

    label: Text
    state: StepState
    note: Text = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, when, and by whom."""

    when: datetime
    who: Text
    sentence: Text
    detail: Text = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a case. A value that is not known gives its reason in `missing`."""

    label: Text
    value: Text = ""
    when: Text = ""
    origin: Text = ""
    missing: Text = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    label: Text
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: text, perhaps a link, a second line, a label's tone or a moment."""

    text: Text | int | float = ""
    url: str = ""
    note: Text = ""
    tone: Tone | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a desk: a consultation, whose turn it is and until when."""

    url: str
    name: str
    title: Text
    detail: Text = ""
    turn: Text = ""
    act: Text = ""
    yours: bool = False
    since: datetime | None = None
    due: datetime | None = None
    started: datetime | None = None
    urgent: bool = False
    state: Text = ""
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the neighbouring pages of a long list are; empty where there is none."""

    newer: str = ""
    older: str = ""
    shown: Text = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. A row is a sequence of cells or of plain values."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | Text | int | float]]
