"""The languages that the network speaks: the 24 official languages of the European Union, each with its names."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from refnet.vocabulary.load import FOLDER, Line, read_rows, read_table


class UnknownLanguage(ValueError):
    """No language has this code. The message is a sentence for whoever sent it."""


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the official languages of the European Union, by code.

    Raises
    ------
    BadFacts
        If the file of languages cannot be right.
    """
    return read_languages(FOLDER / "languages.csv")


def parse_language(written: str) -> str:
    """Understand a language as systems send it: `de`, `DE`, `de-AT`, `de_AT`.

    Raises
    ------
    UnknownLanguage
        If it is none of the 24 languages.
    """
    code = re.split(r"[-_]", written.strip().lower(), maxsplit=1)[0]
    if code not in languages():
        raise UnknownLanguage(f"“{written.strip()}” is not one of the 24 official languages of the European Union")
    return code


def language_name(code: str, language: str) -> str:
    """Return what the language `code` is called in `language`; the code itself where that has no name for it."""
    name: str | None = locale_of(language).languages.get(code.strip().lower())
    return name or code


def own_name(code: str) -> str:
    """Return what a language calls itself, as a list of languages to choose from shows it."""
    name = language_name(code, code)
    return name[:1].upper() + name[1:]


@cache
def locale_of(language: str) -> Locale:
    """Return what Babel knows of a language or its regional form (`de`, `pt-br`); English where it knows neither."""
    for attempt in (language, re.split(r"[-_]", language, maxsplit=1)[0], "en"):
        try:
            return Locale.parse(attempt.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise UnknownLanguage(f"there are no names in “{language}”")


def read_languages(file: Path) -> tuple[str, ...]:
    """Return the language codes in `file`.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """
    return tuple(read_rows(read_table(file, ("language",)), _language, [_twice]))


def _language(line: Line) -> str:
    code = line["language"]
    if code not in Locale("en").languages or len(code) != 2:
        raise ValueError(f"{code} is no two-letter code of a language")
    return code


def _twice(codes: list[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{code} stands there {times} times"
