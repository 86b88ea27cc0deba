"""The countries of the network: the European Union, the European Economic Area, Switzerland, the United Kingdom.

Codes are ISO 3166 (`GB`, `GR`); `UK` and `EL`, which European institutions write, are understood.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel import Locale

from refnet.vocabulary.languages import languages, locale_of
from refnet.vocabulary.load import FOLDER, Line, needed, read_rows, read_table


class Member(StrEnum):
    """What a country is a member of: care across borders is paid by different rules in each."""

    EU = "EU"
    EEA = "EEA"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the network. `languages` are those of its official languages that are languages of the Union."""

    code: str
    alpha3: str
    also: str
    member: Member
    languages: tuple[str, ...]


class UnknownCountry(ValueError):
    """The network has no such country. The message is a sentence for whoever sent it."""


@cache
def countries() -> dict[str, Country]:
    """Return the countries of the network by code.

    Raises
    ------
    BadFacts
        If the file of countries cannot be right.
    """
    return {country.code: country for country in read_countries(FOLDER / "countries.csv")}


def parse_country(written: str) -> str:
    """Understand a country as systems send it: `GB`, `UK`, `gb`, `GBR`; return its ISO 3166 code.

    Raises
    ------
    UnknownCountry
        If it is no country of the network.
    """
    code = _understood().get(written.strip().upper())
    if code is None:
        raise UnknownCountry(f"“{written.strip()}” is no country of the network: expected a code such as FR or GB")
    return code


def country_name(code: str, language: str) -> str:
    """Return what a country is called in `language`; countries outside the network have names too."""
    bare = code.strip().upper()
    iso = _understood().get(bare, bare)
    name: str | None = locale_of(language).territories.get(iso)
    return name or Locale("en").territories.get(iso) or code


@cache
def _understood() -> dict[str, str]:
    return {
        written: country.code
        for country in countries().values()
        for written in (country.code, country.alpha3, country.also)
        if written
    }


def read_countries(file: Path) -> tuple[Country, ...]:
    """Return the countries in `file`.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """
    table = read_table(file, ("country", "alpha3", "also", "member", "languages"))
    return tuple(read_rows(table, _country, [_twice]))


def _country(line: Line) -> Country:
    needed(line, "country", "alpha3", "member")
    if line["country"] not in Locale("en").territories:
        raise ValueError(f"ISO 3166 has no country {line['country']}")
    spoken = tuple(line["languages"].split())
    if unknown := set(spoken).difference(languages()):
        raise ValueError(f"{', '.join(sorted(unknown))} is no language of the Union")
    return Country(line["country"], line["alpha3"], line["also"], Member(line["member"]), spoken)


def _twice(countries: list[Country]) -> Iterator[str]:
    codes = Counter(code for country in countries for code in (country.code, country.alpha3, country.also) if code)
    for code, times in codes.items():
        if times > 1:
            yield f"{code} stands there {times} times"
