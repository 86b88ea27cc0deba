"""ICD-O-3 codes as types: what grew (morphology) and where (topography), understood as hospitals write them.

The two are different types, so that one cannot be put where the other belongs. What cannot be understood is
refused with a sentence that says what was written and what is expected.
Source: International Classification of Diseases for Oncology, third edition, WHO.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from refnet.vocabulary.load import FOLDER, Line, read_rows, read_table

BEHAVIOURS = {
    "0": "benign",
    "1": "uncertain whether benign or malignant",
    "2": "in situ",
    "3": "malignant, primary site",
    "6": "malignant, metastatic site",
    "9": "malignant, uncertain whether primary or metastatic site",
}

_TOPOGRAPHY = re.compile(r"(?:T-?)?(C\d\d)[.,]?(\d)?")
_MORPHOLOGY = re.compile(r"(?:M-?\s?)?(\d{4})(?:\s?/\s?(\d)([1-9])?|(\d))?")


class BadCode(ValueError):
    """A code that ICD-O-3 does not have. The message is a sentence for whoever sent it."""


class MalformedCode(BadCode):
    """What was written does not have the form of an ICD-O-3 code."""


class UnknownCode(BadCode):
    """The form is right, but ICD-O-3 has no such code."""


@dataclass(frozen=True, slots=True, order=True)
class Topography:
    """A site of the body. `code` is `C42.1`, or `C42` where only the three-character site was given."""

    code: str

    @property
    def site(self) -> str:
        """The three-character site, `C42`."""
        return self.code[:3]

    @property
    def whole(self) -> bool:
        """Whether only the three-character site is known."""
        return len(self.code) == 3

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class Morphology:
    """What kind of tumour it is: four digits of histology and, where given, one of behaviour (`9836/3`)."""

    histology: str
    behaviour: str | None = None

    def __str__(self) -> str:
        return f"{self.histology}/{self.behaviour}" if self.behaviour else self.histology


def parse_topography(written: str) -> Topography:
    """Understand a site as hospitals write it: `C42`, `C421`, `C42.1`, `c42.1`.

    Raises
    ------
    MalformedCode
        If it does not have the form of a topography code.
    UnknownCode
        If ICD-O-3 has no such site.
    """
    match = _TOPOGRAPHY.fullmatch(written.strip().upper())
    if match is None:
        raise MalformedCode(_unlike_topography(written))
    site, subsite = match.groups()
    if site in ("C78", "C79"):
        raise UnknownCode(
            f"{written.strip()} is an ICD-10 code for a secondary tumour, not an ICD-O-3 topography: "
            "give the site of the primary tumour"
        )
    known = subsites(site)
    if not known:
        raise UnknownCode(f"{written.strip()} is not an ICD-O-3 topography: there is no site {site}")
    topography = Topography(f"{site}.{subsite}" if subsite else site)
    if subsite and topography not in known:
        raise UnknownCode(
            f"{written.strip()} is not an ICD-O-3 topography: site {site} has {', '.join(map(str, known))}"
        )
    return topography


def parse_morphology(written: str) -> Morphology:
    """Understand a tumour type as hospitals write it: `9836`, `9836/3`, `M9836/3`, `M-9836/3`, `98363`, `9836/39`.

    A sixth digit, grade or cell lineage, is allowed after the behaviour and left aside.

    Raises
    ------
    MalformedCode
        If it does not have the form of a morphology code.
    """
    match = _MORPHOLOGY.fullmatch(written.strip().upper())
    if match is None:
        raise MalformedCode(_unlike_morphology(written))
    histology = match[1]
    if not "8000" <= histology <= "9993":
        raise MalformedCode(f"{written.strip()} is not an ICD-O-3 morphology: histologies run from 8000 to 9993")
    behaviour = match[2] or match[4]
    return Morphology(histology, parse_behaviour(behaviour) if behaviour else None)


def parse_behaviour(written: str) -> str:
    """Understand a behaviour digit: `3` or `/3`.

    Raises
    ------
    MalformedCode
        If it is none of ICD-O-3's behaviours.
    """
    digit = written.strip().removeprefix("/")
    if digit not in BEHAVIOURS:
        raise MalformedCode(f"{written.strip()} is not an ICD-O-3 behaviour: expected one of 0, 1, 2, 3, 6, 9")
    return digit


def subsites(site: str) -> tuple[Topography, ...]:
    """Return the four-character topographies of a three-character site; none where ICD-O-3 has no such site."""
    return known_topographies().get(site, ())


@cache
def known_topographies() -> dict[str, tuple[Topography, ...]]:
    """Return every topography of ICD-O-3 by its three-character site.

    Raises
    ------
    BadFacts
        If the file of topographies cannot be right.
    """
    return read_topographies(FOLDER / "icdo3_topographies.csv")


def read_topographies(file: Path) -> dict[str, tuple[Topography, ...]]:
    """Return the topographies in `file` by site.

    Raises
    ------
    BadFacts
        With all faults found, not only the first.
    """
    table = read_table(file, ("topography",))
    sites: dict[str, list[Topography]] = {}
    for topography in read_rows(table, _topography, [_twice]):
        sites.setdefault(topography.site, []).append(topography)
    return {site: tuple(found) for site, found in sites.items()}


def _topography(line: Line) -> Topography:
    if not re.fullmatch(r"C\d\d\.\d", line["topography"]):
        raise ValueError(f"{line['topography']} is not written as C42.1")
    return Topography(line["topography"])


def _twice(topographies: list[Topography]) -> Iterator[str]:
    for topography, times in Counter(topographies).items():
        if times > 1:
            yield f"{topography} stands there {times} times"


def _unlike_topography(written: str) -> str:
    text = written.strip()
    if not text:
        return "no topography was given: expected an ICD-O-3 topography such as C42.1"
    if _MORPHOLOGY.fullmatch(text.upper()):
        return f"{text} is a morphology, not a topography: expected a site such as C42.1"
    return f"“{text}” is not an ICD-O-3 topography: expected the letter C and two or three digits, such as C42.1"


def _unlike_morphology(written: str) -> str:
    text = written.strip()
    if not text:
        return "no histology was given: expected four digits and a behaviour, such as 9836/3"
    if _TOPOGRAPHY.fullmatch(text.upper()):
        return f"{text} is a topography, not a morphology: expected four digits and a behaviour, such as 9836/3"
    return f"“{text}” is not an ICD-O-3 morphology: expected four digits and a behaviour, such as 9836/3"
