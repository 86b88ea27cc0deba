"""Between the calendar and the days of the illness.

The treating centre writes and reads calendar days. Everyone else reads days since diagnosis and ages. Day
numbers are kept from the case's own day zero, whose calendar day only `identity` knows.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from refnet.cases.phrases import day_in_words
from refnet.cases.terms import Record, When

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Teller = Callable[[When | None], str]


class BadDate(ValueError):
    """What was written is no day, month or year of the calendar."""


def days_of(written: str) -> tuple[date, date]:
    """Return the first and last day that a date may mean: `2016-06-10`, `2016-06` or `2016`.

    Raises
    ------
    BadDate
        If it is none of these, or no day of the calendar.
    """
    match = WRITTEN.fullmatch(written.strip())
    if not match:
        raise BadDate(written)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(year or 0, last_month, day or calendar.monthrange(year or 0, last_month)[1])
    except ValueError as error:
        raise BadDate(written) from error
    return first, last


def when_of(written: str, zero: date) -> When:
    """Return a written date as days from day zero. Raises `BadDate`."""
    first, last = days_of(written)
    return When((first - zero).days, (last - zero).days)


def written_of(when: When, zero: date) -> str:
    """Return a moment as the calendar date it stands for, as exactly as it is known."""
    first, last = zero + timedelta(when.first), zero + timedelta(when.last)
    if first == last:
        return first.isoformat()
    if (first.day, last.day) == (1, calendar.monthrange(last.year, last.month)[1]):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return f"{first.isoformat()} – {last.isoformat()}"


def tell_days(record: Record) -> Teller:
    """Return how a board is told moments: in days since diagnosis; not at all where the diagnosis has no day."""
    diagnosed = record.diagnosed

    def tell(when: When | None) -> str:
        return day_in_words(when.since(diagnosed)) if when and diagnosed else ""

    return tell


def tell_dates(record: Record, zero: date) -> Teller:
    """Return how the treating centre is told moments: the calendar date, and the day that the board reads."""
    days = tell_days(record)

    def tell(when: When | None) -> str:
        if when is None:
            return ""
        written, day = written_of(when, zero), days(when)
        return f"{written} · {day}" if day else written

    return tell
