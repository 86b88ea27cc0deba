"""How old the child is when a board is asked: in whole months, so that it tells no day."""

import re
from datetime import date

from django.utils.translation import ngettext

MONTHS_UP_TO = 36
"""Below three years an age is told in months. Source: rulings and product, time."""


def months_old(birth_date: str, on: date) -> int | None:
    """Return the completed months from a birth date (`2023-04-17`, `2023-04`, `2023`) to a day; None where unknown."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", birth_date[:10])
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    months = 12 * (on.year - (year or 0)) + (on.month - month if month else 0)
    if day is not None and on.day < day:
        months -= 1
    return months if months >= 0 else None


def in_words(months: int) -> str:
    """Return an age as people say it."""
    if months < MONTHS_UP_TO:
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    return ngettext("%(number)s year", "%(number)s years", months // 12) % {"number": months // 12}
