"""How old a child was at diagnosis: whole years as the tables count them, days as the product keeps them.

Days and years are intervals: a birth date may be partial, and how many days a year has depends on when it began.
"""

from dataclasses import dataclass

from refnet.staging.terms import Unstageable

OLDEST = 120
UNKNOWN = "999"
LAST_DAY_OF_ALL = 44_195  # 121 years less a day
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Age:
    """The age at diagnosis: the years that it may be, as codes of the tables, and the days that it may be."""

    years: tuple[str, ...]
    days: Days | None

    def __str__(self) -> str:
        first, last = self.years[0], self.years[-1]
        return first if first == last else f"{first} to {last}"


def of_years(years: int) -> Age:
    """Return the age of so many whole years; 999 is the tables' code for an unknown age.

    Raises
    ------
    Unstageable
        If no one is that old.
    """
    if str(years) == UNKNOWN:
        return Age((UNKNOWN,), None)
    if not 0 <= years <= OLDEST:
        raise Unstageable(f"an age of {years} years is not understood: expected 0 to {OLDEST}, or 999 for unknown")
    return Age((str(years),), (fewest_days(years), most_days(years + 1) - 1))


def of_days(first: int, last: int) -> Age:
    """Return the age of some day between `first` and `last`, both included.

    Raises
    ------
    Unstageable
        If the interval runs backwards or no one is that old.
    """
    if not 0 <= first <= last <= LAST_DAY_OF_ALL:
        raise Unstageable(
            f"an age of {first} to {last} days is not understood: expected 0 to {LAST_DAY_OF_ALL}, the lower first"
        )
    youngest = max(years for years in range(OLDEST + 1) if most_days(years) <= first)
    oldest = max(years for years in range(OLDEST + 1) if fewest_days(years) <= last)
    return Age(tuple(str(years) for years in range(youngest, oldest + 1)), (first, last))


def fewest_days(years: int) -> int:
    """The days of so many years where they hold the fewest leap days. Between 1901 and 2099."""
    return 365 * years + years // 4


def most_days(years: int) -> int:
    """The days of so many years where they hold the most leap days. Between 1901 and 2099."""
    return 365 * years + -(-years // 4)
