"""Reading the lists of words that searching for a child needs: ordinary words, and the endings of names."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
SECTIONS = {
    "ordinary": ("particles", "addresses", "names"),
    "endings": ("behind", "instead", "finnish"),
}


class BadFacts(Exception):
    """A list cannot be read. The site does not start."""


def ordinary(section: str) -> frozenset[str]:
    """Return the ordinary words of one section: `particles`, `addresses` or `names`.

    Raises
    ------
    BadFacts
        If the file lacks a section or holds a word that is not folded.
    """
    return _read("ordinary")[section]


def endings(section: str) -> frozenset[str]:
    """Return the endings of one section: `behind`, `instead` or `finnish`. Raises `BadFacts` as `ordinary` does.

    Raises
    ------
    BadFacts
        If the file lacks a section or holds an ending that is not folded.
    """
    return _read("endings")[section]


@cache
def _read(name: str) -> dict[str, frozenset[str]]:
    return read_sections((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), SECTIONS[name])


def read_sections(written: str, sections: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the words of each section of a list.

    Raises
    ------
    BadFacts
        If it lacks a section, has another, or holds a word that is not folded.
    """
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in written.splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[] "), set())
        elif not line.startswith("#"):
            words.update(line.split())
    strange = [word for section in found.values() for word in section if not (word.isascii() and word.islower())]
    if set(found) != set(sections) or strange:
        raise BadFacts(f"sections {sorted(found)}, words that are not folded {sorted(strange)}")
    return {section: frozenset(words) for section, words in found.items()}
