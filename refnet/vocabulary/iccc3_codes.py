"""ICCC-3 codes as hospitals and registries send them, understood without guessing which list they use.

A class can be written as itself (`VIa.1`), or as a number of three digits. For these numbers three lists are in
use, and one number can mean three things: `035` is “other specified CNS tumours” in the main list and
retinoblastoma in both extended lists; `045` is osteosarcoma in the extended list of 2005 and “unspecified liver
tumours” in that of 2017. So every reading is kept, and only what else is known about the tumour may choose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from refnet.vocabulary.classification import Classification, Unclassified, Why
from refnet.vocabulary.iccc3_table import rows
from refnet.vocabulary.icdo3 import Morphology, Topography
from refnet.vocabulary.load import FOLDER, Line, read_rows, read_table

_CODE = re.compile(r"(I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?:[\s.]?\(?([a-f])\)?)?(?:\.?(\d{1,2}))?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")

# Where tumours of a group or subgroup grow; groups that are not named here grow anywhere.
_CNS = ("C70", "C71", "C72", "C75.1", "C75.2", "C75.3")
_USUAL = {
    "III": _CNS,
    "V": ("C69",),
    "VI": ("C64", "C48.0", "C76.2"),
    "VII": ("C22", "C24"),
    "VIII": ("C40", "C41", "C76"),
    "Xa": _CNS,
    "Xc": ("C56", "C62"),
    "Xd": ("C56", "C62"),
    "XIa": ("C74",),
    "XIb": ("C73",),
    "XIc": ("C11",),
    "XIe": ("C44", "C51", "C60", "C63"),
}
_NOWHERE = ("C76.7", "C80")


class Listing(StrEnum):
    """The list that a code was read with."""

    CLASS = "class"
    MAIN = "main recode"
    EXTENDED_2017 = "extended recode of 2017"
    EXTENDED_2005 = "extended recode of 2005"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a code, and the list or lists in which it means this."""

    classification: Classification
    listings: tuple[Listing, ...]


class AmbiguousCode(Unclassified):
    """The code means different classes in different lists, and nothing else is known that could choose."""

    def __init__(self, sentence: str, readings: tuple[Reading, ...]) -> None:
        super().__init__(Why.AMBIGUOUS_CODE, sentence)
        self.readings = readings


def of_code(
    written: str,
    *,
    morphology: Morphology | None = None,
    topography: Topography | None = None,
    words: str = "",
) -> Classification:
    """Return the class that a hospital's ICCC-3 code stands for: `VI`, `VIa`, `VIa.1`, or a number such as `017`.

    Morphology, topography and the diagnosis in words, where known, choose between the readings of a number.

    Raises
    ------
    Unclassified
        If ICCC-3 has no such code.
    AmbiguousCode
        If the number means different classes in different lists and nothing given chooses one.
    """
    readings = readings_of(written)
    left = _by_words(readings, words)
    if len(left) > 1 and morphology is not None:
        left = [reading for reading in left if _holds(reading.classification, morphology)] or left
    if len(left) > 1 and topography is not None:
        left = [reading for reading in left if _grows(reading.classification, topography)] or left
    if len(left) == 1:
        return left[0].classification
    told = "; ".join(
        f"{reading.classification.code} ({reading.classification.name}) as {' and '.join(reading.listings)}"
        for reading in left
    )
    raise AmbiguousCode(f"ICCC-3 code {written.strip()} can be read in more than one way: {told}", tuple(left))


def readings_of(written: str) -> tuple[Reading, ...]:
    """Return every class that a code may stand for, each with the lists that say so.

    Raises
    ------
    Unclassified
        If no list has the code.
    """
    text = written.strip()
    if match := _CODE.fullmatch(text):
        group, letter, digits = match[1].upper(), (match[2] or "").lower(), match[3]
        code = group + letter + (f".{digits}" if digits else "")
        if found := _class(code):
            return (Reading(found, (Listing.CLASS,)),)
    if _NUMBER.fullmatch(text):
        meanings: dict[Classification, list[Listing]] = {}
        for listing, recodes in _recodes().items():
            if meaning := recodes.get(text.zfill(3)):
                meanings.setdefault(meaning, []).append(listing)
        if meanings:
            return tuple(Reading(meaning, tuple(listings)) for meaning, listings in meanings.items())
    raise Unclassified(
        Why.UNKNOWN_CODE, f"“{text}” is not an ICCC-3 code: expected a class such as VIa.1, or its number such as 017"
    )


def _by_words(readings: Iterable[Reading], words: str) -> list[Reading]:
    all_ = list(readings)
    text = words.casefold()
    spoken = [code for stem, code in _stems() if stem in text]
    if spoken:
        return [reading for reading in all_ if any(_near(reading.classification, code) for code in spoken)] or all_
    return all_


def _near(classification: Classification, code: str) -> bool:
    """Whether the class is `code`, lies within it, or is so general that it may hold it."""
    mine = classification.code
    levels = (classification.group, classification.subgroup, classification.division)
    return code in levels or re.fullmatch(rf"{re.escape(mine)}([a-f].*|\.\d+)", code) is not None


def _holds(classification: Classification, morphology: Morphology) -> bool:
    return any(row.classification.within(classification) and morphology.histology in row.histologies for row in rows())


def _grows(classification: Classification, topography: Topography) -> bool:
    usual = _USUAL.get(classification.subgroup or "") or _USUAL.get(classification.group)
    if usual is None or topography.code.startswith(_NOWHERE):
        return True
    return any(topography.code.startswith(site) or site.startswith(topography.code) for site in usual)


@cache
def _classes() -> dict[str, Classification]:
    classes: dict[str, Classification] = {}
    for row in rows():
        found = row.classification
        classes.setdefault(found.group, Classification(found.group, found.group_name))
        if found.subgroup and found.subgroup != found.group:
            subgroup = Classification(found.group, found.group_name, found.subgroup, found.subgroup_name)
            classes.setdefault(found.subgroup, subgroup)
        if found.division or found.subgroup == found.group:
            classes[found.code] = found
    return classes


def _class(code: str) -> Classification | None:
    """Return the class of `code`; for a division that the edition of 2017 has not, its subgroup."""
    return _classes().get(code) or _classes().get(code.partition(".")[0])


@cache
def _recodes() -> dict[Listing, dict[str, Classification]]:
    main = {row.recode: _classes()[row.classification.subgroup or row.classification.group] for row in rows()}
    extended = {row.extended_recode: row.classification for row in rows()}
    return {
        Listing.MAIN: main,
        Listing.EXTENDED_2017: extended,
        Listing.EXTENDED_2005: dict(read_codes(FOLDER / "iccc3_recodes_2005.csv", "recode")),
    }


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    return tuple((stem, found.code) for stem, found in read_codes(FOLDER / "iccc3_words.csv", "stem"))


def read_codes(file: Path, column: str) -> list[tuple[str, Classification]]:
    """Return the lines of a file that says which class a number or a word stands for.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """

    def pair(line: Line) -> tuple[str, Classification]:
        found = _class(line["iccc3"])
        if not line[column]:
            raise ValueError(f"the {column} is empty")
        if found is None:
            raise ValueError(f"{line[column]}: ICCC-3 has no class {line['iccc3']}")
        return line[column], found

    return read_rows(read_table(file, (column, "iccc3")), pair)
