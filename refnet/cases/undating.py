"""Taking the calendar out of the words of a case: a date becomes a day since diagnosis, or no more than “a date”.

A board knows days and no calendar; a date in a note would tell it day zero. Plain years stay: they give no day away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from anyascii import anyascii

from refnet.cases.parts import with_texts
from refnet.cases.terms import Origin, Record, When
from refnet.identity.dating import months

DATE = "[date]"
TOLD = re.compile(r"\[day (−?\d+)\]")

# What stands around a date: no digit and no letter that would make it a number, a code or a version; no unit behind it.
BEFORE = (
    r"(?<!\w)(?<!\d[.,])(?<!\bv\.)(?<!\bv )(?<!version )(?<!Version )"
    r"(?:(?<!\d[/\-–])|(?<=(?:19|20)\d\d[/\-–])|(?<=(?:19|20)\d\d[rгр][/\-–]))"
)
AFTER = r"(?:\s?[rгр]\b\.?)?(?!\w|[.,]\d|[/\-–]\d(?!\d?[./-]\d{1,2}[./-]\d|\d{3}[./-]\d\d))"
UNIT = re.compile(r"\s*(?:(?:mg|µg|mcg|g|kg|ml|l|cm|mm|c?Gy|IE|IU|UI|k?U|[mµ]mol|ng|pg)\b|%)")
# Days of a cycle of chemotherapy are written as dates are: days 10-12-14. Days that rise,
# of one digit, are no short date.
CYCLE_DAYS = re.compile(
    r"(?:\b[dj]|days?|tage?n?|jours?|giorni|d[ií]as?|dias|dni|dn[íiů]|dien\w+|dag\w*)\W*$", re.IGNORECASE
)
TIME = r"(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
YEAR = r"(?:19|20)\d{2}"
IN_DIGITS = re.compile(
    rf"{BEFORE}(?:"
    # 10.-15.02.2022, 10.02.-15.02.2022: the first day of a span borrows what it lacks from the last
    rf"(?:(?P<d0>\d{{1,2}})\.?(?:(?P<s0>[./])(?P<m0>\d{{1,2}})\.?)?\s?[-–]\s?)?"
    rf"(?P<d>\d{{1,2}})(?P<s>\s?[./-]\s?|\.\s)(?P<m>\d{{1,2}})(?P=s)(?P<y>{YEAR}|\d{{2}})"
    rf"|(?P<y2>{YEAR})(?P<s2>\s?[./-]\s?|\.\s)(?P<m2>\d{{1,2}})(?P=s2)(?P<d2>\d{{1,2}}){TIME}"
    rf"|(?P<y3>{YEAR})(?P<m3>\d{{2}})(?P<d3>\d{{2}})"
    rf"|(?P<d4>\d{{2}})(?P<m4>\d{{2}})(?P<y4>{YEAR})"
    rf"|(?P<m5>0[1-9]|1[0-2])\s?[./-]\s?{YEAR}"
    rf"|[1-9]\s?[/-]\s?{YEAR}"
    rf"|(?P<y6>{YEAR})(?P<s6>\s?[/-]\s?)(?P<m6>0[1-9]|1[0-2])"
    rf"){AFTER}"
)
WORD = re.compile(r"[^\W\d_]{3,}")
OF = r"(?:of|de|di|del|dell|d['’]|den|der|ta['’]?|а)"
DAY = r"(?:st|nd|rd|th|er|ère|ème|[ºª°.]|-?[оаeе]го)?"
DAY_BEFORE = re.compile(rf"(?<![\w.,/])(\d{{1,2}}){DAY}[\s./-]*(?:{OF}\s*)?$", re.IGNORECASE)
YEAR_BEFORE = re.compile(rf"(?<![\w.,/])({YEAR})\.?\s*(?:m\.|г\.|g\.|gada|mės\.)?[\s./-]*$", re.IGNORECASE)
YEAR_DAY_BEFORE = re.compile(rf"(?<![\w.,/])({YEAR})\.?\s*(?:gada|g\.|m\.)?\s+(\d{{1,2}})\.?\s*$", re.IGNORECASE)
YEAR_AFTER = re.compile(
    rf"\.?,?[\s./-]*(?:{OF}l?\s*)?(?P<y>{YEAR}|['’]?\d{{2}})(?![\w/%]|[.,]\d)(?:\.(?=\s*$)|\s?(?:m|r|g|г|р)\.)?",
    re.IGNORECASE,
)
DAY_YEAR_AFTER = re.compile(rf"\.?\s*(\d{{1,2}}){DAY},?[\s./-]+({YEAR})(?![\w/%]|[.,]\d)", re.IGNORECASE)
DAY_AFTER = re.compile(rf"\.?\s*(\d{{1,2}}){DAY}(?![\w/%]|[.,:]\d)(?:\s?d\.)?", re.IGNORECASE)
NEAR = 24
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar behind a case: the day of diagnosis where it is exactly known, and the years that a short date
    can mean.
    """

    diagnosed: date | None
    earliest: date
    latest: date

    def told(self, day: date | None) -> str:
        """A day as a board may read it."""
        if day is None or self.diagnosed is None:
            return DATE
        return _told((day - self.diagnosed).days)


def calendar_of(record: Record, zero: date) -> Calendar:
    """Return the calendar of a case whose days count from `zero`."""
    diagnosed, born = record.diagnosed, record.born.value
    exact = zero + timedelta(diagnosed.first) if diagnosed and diagnosed.exact else None
    earliest = zero + timedelta(born.first - 300) if born else _years(zero, -25)
    return Calendar(exact, earliest, _years(zero, 25))


def undated(text: str, calendar: Calendar) -> str:
    """Return the text with each date of the calendar told as a day since diagnosis, or as a date alone."""
    if not any(letter.isdigit() for letter in text):
        return text
    before = ""
    while before != text:  # the end of a span is a date of its own only when its start is told
        before, text = text, IN_DIGITS.sub(lambda match: _digits(match, calendar), text)
    parts: list[str] = []
    done = 0
    for start, end, day in _in_words(text, calendar):
        if start >= done:
            parts += [text[done:start], calendar.told(day)]
            done = end
    return "".join((*parts, text[done:])) if parts else text


def recounted(record: Record, before: When | None) -> Record:
    """Return the record with the days in its words counted from the day of diagnosis that it has now, where that was
    `before` until now.
    """
    after = record.diagnosed
    if before == after or before is None or not before.exact:
        return record
    by = before.first - after.first if after and after.exact else None

    def change(text: str, _: Origin | None) -> str:
        return TOLD.sub(lambda match: DATE if by is None else _told(int(match[1].replace("−", "-")) + by), text)

    return with_texts(record, change)


def _digits(match: re.Match[str], calendar: Calendar) -> str:
    part = match.groupdict()
    sure = part["y2"] or len(part["y"] or "") == 4
    if not sure and (UNIT.match(match.string, match.end()) or CYCLE_DAYS.search(match.string[: match.start()][-12:])):
        return match[0]
    if part["y6"]:
        # 2009/10 is a year's turn, as protocols have it in their names.
        return match[0] if "/" in part["s6"] and (int(part["y6"]) + 1) % 100 == int(part["m6"]) else DATE
    if part["m5"] or not any(part[name] for name in ("y", "y2", "y3", "y4")):
        return DATE
    if part["y"]:
        return _span(match, calendar)
    short = not part["y2"]
    year, month, of_month = next(
        (part[f"y{way}"], part[f"m{way}"], part[f"d{way}"]) for way in "234" if part[f"y{way}"]
    )
    found = _date(year, month, of_month)
    if found is None or (short and not calendar.earliest <= found <= calendar.latest):
        return match[0]
    return calendar.told(found)


def _span(match: re.Match[str], calendar: Calendar) -> str:
    """A date that begins with its day; with the day before it, where a span is given."""
    part = match.groupdict()
    last = _day_first(part["d"], part["m"], part["y"], calendar)
    if last is None:
        return match[0]
    if not part["d0"]:
        return calendar.told(last)
    first = _day_first(part["d0"], part["m0"] or f"{last.month}", f"{last.year}", calendar)
    begun = calendar.told(first) if first else part["d0"]
    return f"{begun} – {calendar.told(last)}"


def _day_first(of_month: str, month: str, year: str, calendar: Calendar) -> date | None:
    """A day as Europe writes it; as America does, where it cannot be otherwise."""
    found: date | None = None
    if len(year) == 2 and len(of_month + month) < 4 and int(of_month) < int(month) < int(year):
        return None
    for written in [year] if len(year) == 4 else [f"20{year}", f"19{year}"]:
        found = found or _date(written, month, of_month) or _date(written, of_month, month)
        if found and len(year) == 2 and not calendar.earliest <= found <= calendar.latest:
            found = None
    return found


def _date(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


def _in_words(text: str, calendar: Calendar) -> Iterator[tuple[int, int, date | None]]:
    for match in WORD.finditer(text):
        start, end = match.span()
        before, after = text[max(start - NEAR, 0) : start], text[end : end + NEAR]
        if not any(letter.isdigit() for letter in before + after):
            continue
        if numbers := _months_named(match.group()):
            month = str(min(numbers)) if len(numbers) == 1 else ""
            if found := _around(before, after, month, calendar):
                left, right, day = found
                yield start - left, end + right, day


def _around(before: str, after: str, month: str, calendar: Calendar) -> tuple[int, int, date | None] | None:
    """What belongs to a month's name: how many letters before and behind it, and the day; None where nothing does."""
    if both := YEAR_DAY_BEFORE.search(before):
        return len(before) - both.start(), 0, _date(both[1], month or "0", both[2])
    day, year = DAY_BEFORE.search(before), YEAR_AFTER.match(after)
    if day and year and (full := _full_year(year["y"], calendar)):
        return len(before) - day.start(), year.end(), _date(full, month or "0", day[1])
    if later := DAY_YEAR_AFTER.match(after):
        return 0, later.end(), _date(later[2], month or "0", later[1])
    year_first, day_after = YEAR_BEFORE.search(before), DAY_AFTER.match(after)
    if year_first:
        end = day_after.end() if day_after else 0
        day_of = day_after[1] if day_after else "0"
        return len(before) - year_first.start(), end, _date(year_first[1], month or "0", day_of)
    if year and len(year["y"]) == 4:
        return 0, year.end(), None
    return None


def _full_year(written: str, calendar: Calendar) -> str:
    if len(written) == 4:
        return written
    years = (f"{century}{written[-2:]}" for century in ("20", "19"))
    return next((year for year in years if calendar.earliest.year <= int(year) <= calendar.latest.year), "")


@lru_cache(maxsize=4096)
def _months_named(word: str) -> frozenset[int]:
    """The months that a word may mean, also in a case of its language that no calendar prints: `kwietniu`."""
    folded = anyascii(word).casefold()
    named = months()
    if folded in named:
        return named[folded]
    found: set[int] = set()
    for name, numbers in named.items():
        stem = name[:-2] if len(name) - 2 >= SHORTEST_STEM else name
        if len(stem) >= SHORTEST_STEM and folded.startswith(stem) and len(folded) <= len(name) + SHORTEST_STEM:
            found |= numbers
    return frozenset(found)


def _told(day: int) -> str:
    return f"[day −{-day}]" if day < 0 else f"[day {day}]"


def _years(day: date, by: int) -> date:
    return date(day.year + by, day.month, min(day.day, 28))
