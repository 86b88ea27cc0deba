"""How spans of time are said: in the largest unit that still tells something, as a colleague would say it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

MINUTE, HOUR, DAY, YEAR = 60, 3600, 86400, 365.25 * 86400


def span(length: timedelta) -> str:
    """Say how long: minutes below one hour, hours below two days, days below 90, then weeks, months and years."""
    seconds = abs(length.total_seconds())
    if seconds < MINUTE:
        return gettext("less than a minute")
    if seconds < HOUR:
        number = int(seconds // MINUTE)
        return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
    if seconds < 2 * DAY:
        number = int(seconds // HOUR)
        return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}
    if seconds < 90 * DAY:
        number = int(seconds // DAY)
        return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
    if seconds < 2 * YEAR:
        number = int(seconds // (YEAR / 12))
        return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
    number = int(seconds // YEAR)
    return ngettext("%(number)d year", "%(number)d years", number) % {"number": number}


def age_in_words(days: int) -> str:
    """Say an age given in days: months below three years, years from then on, days in the first month."""
    months = int(days // (YEAR / DAY / 12))
    if months < 1:
        return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    if months < 36:
        return ngettext("%(number)d month", "%(number)d months", months) % {"number": months}
    years = int(days // (YEAR / DAY))
    return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}


def used(started: datetime, due: datetime, now: datetime) -> int:
    """Say how much of a clock has run, in percent from 0 to 100."""
    whole = (due - started).total_seconds()
    return 100 if whole <= 0 else max(0, min(100, round(100 * (now - started).total_seconds() / whole)))
