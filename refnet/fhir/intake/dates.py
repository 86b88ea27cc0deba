"""From calendar dates, whole or partial, to days of the illness."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from refnet.cases.terms import Leftover, When
from refnet.fhir.intake import reasons
from refnet.fhir.intake.tracking import Node

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")

DAYS_OF_UNIT = {"d": 1, "wk": 7, "w": 7}
MONTHS_OF_UNIT = {"mo": 1, "a": 12, "y": 12}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the calendar that a date may mean, both included."""

    first: date
    last: date


def days_of(written: str) -> Days | None:
    """Return the days that a FHIR date or dateTime may mean; None where it is no day of the calendar.

    A dateTime counts as the day that is written, in its own time zone: the day on which it happened where it happened.
    """
    match = WRITTEN.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        return Days(first, date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1]))
    except ValueError:
        return None


@dataclass(slots=True)
class Calendar:
    """Counts the days of one illness from its day zero, and notes what cannot be right."""

    zero: date
    born: Days | None = None
    leftovers: list[Leftover] = field(default_factory=list)

    def note(self, node: Node, reason: str) -> None:
        self.leftovers.append(Leftover(node.resource.kind, node.label, reason))

    def count(self, days: Days) -> When:
        return When((days.first - self.zero).days, (days.last - self.zero).days)

    def when(self, node: Node) -> When | None:
        """Return the moment at a node; None where there is none, or none that can be right."""
        days = self.days(node)
        return self.count(days) if days else None

    def days(self, node: Node) -> Days | None:
        written = node.text()
        if not written:
            return None
        days = days_of(written)
        if days is None:
            self.note(node, reasons.IMPOSSIBLE_DATE)
            return None
        if self.born and days.last < self.born.first:
            self.note(node, reasons.BEFORE_BIRTH)
            return None
        return days

    def period(self, node: Node) -> tuple[When | None, When | None]:
        start, end = self.when(node.child("start")), self.when(node.child("end"))
        if start and end and end.last < start.first:
            self.note(node.child("end"), reasons.ENDS_BEFORE_START)
            return start, None
        return start, end

    def occurrence(self, node: Node, prefix: str) -> tuple[When | None, When | None]:
        """Return start and end of what happened (`performed`, `effective`, `onset`); a moment has only a start."""
        form, found = node.choice(prefix)
        if form == "Period":
            return self.period(found)
        if form in ("DateTime", "Date", "Instant"):
            return self.when(found), None
        days = self.at_age(found) if form == "Age" else None
        return (self.count(days) if days else None), None

    def at_age(self, node: Node) -> Days | None:
        return days_at_age(node, self.born)


def days_at_age(node: Node, born: Days | None) -> Days | None:
    """Return the days on which a child born then is as old as an Age says: three years is any day until the
    fourth birthday.
    """
    value = node.child("value").value
    unit = node.child("code").peek() or node.child("unit").peek()
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1500
    if born is None or not whole or node.child("comparator") or unit not in DAYS_OF_UNIT | MONTHS_OF_UNIT:
        return None
    try:
        if unit in DAYS_OF_UNIT:
            step = DAYS_OF_UNIT[unit]
            days = Days(born.first + timedelta(value * step), born.last + timedelta((value + 1) * step - 1))
        else:
            step = MONTHS_OF_UNIT[unit]
            last = _months_later(born.last, (value + 1) * step) - timedelta(1)
            days = Days(_months_later(born.first, value * step), last)
    except (ValueError, OverflowError):
        return None
    node.take()
    return days


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
