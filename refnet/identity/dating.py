"""Finding one calendar day in a text, however it is written: in digits or with its month in words, in any language of
the network.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from anyascii import anyascii
from babel.dates import get_month_names

from refnet.vocabulary.languages import languages

BESIDE = ("is", "mk", "nb", "ru", "sq", "sr", "tr", "uk")
"""Languages beside those of the Union in which a letter about a child in Europe may be written."""
SEPARATOR = r"\s*[\s./\-–,]\s*"
IN_DIGITS = re.compile(rf"(?<!\d)(\d{{1,4}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}(\d{{1,4}})(?!\d)")
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+")
AROUND = 16
"""Characters before and after a month's name within which its day and year are looked for."""


def places_of(day: date, text: str) -> Iterator[tuple[int, int]]:
    """Find where a text gives this day, as places from and up to (characters)."""
    for match in IN_DIGITS.finditer(text):
        first, second, third = match.groups()
        if any(_is(day, *parts) for parts in ((third, second, first), (third, first, second), (first, second, third))):
            yield match.span()
    named = months()
    for match in WORD.finditer(text):
        if day.month in named.get(_fold(match.group()), ()):
            start, end = max(match.start() - AROUND, 0), match.end() + AROUND
            numbers = list(NUMBER.finditer(text, start, min(end, len(text))))
            days = [found for found in numbers if found.group().lstrip("0") == str(day.day)]
            years = [found for found in numbers if _is_year(day, found.group())]
            if days and years:
                parts = (
                    match,
                    *(min(found, key=lambda one: abs(one.start() - match.start())) for found in (days, years)),
                )
                yield min(part.start() for part in parts), max(part.end() for part in parts)


@cache
def months() -> dict[str, frozenset[int]]:
    """Return the names of months, folded, in full and short, with the months that they mean: some mean two."""
    found: dict[str, set[int]] = {}
    for language in (*languages(), *BESIDE):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context=context, locale=language).items():
                    word = _fold(name)
                    if len(word) >= 3 and not word.isdigit():
                        found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _fold(word: str) -> str:
    return anyascii(word).casefold().strip(". ")


def _is(day: date, year: str, month: str, of_month: str) -> bool:
    return _is_year(day, year) and (int(month), int(of_month)) == (day.month, day.day)


def _is_year(day: date, written: str) -> bool:
    return written in (f"{day.year}", f"{day.year % 100:02}")
