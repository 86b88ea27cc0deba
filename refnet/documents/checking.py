"""Searching the pages of a document for the child, and giving each place a box on its page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from refnet.documents.leaves import Leaf, overlap
from refnet.documents.sandbox.terms import Word
from refnet.documents.terms import Box, Place
from refnet.identity.terms import Trace, TraceKind

Find = Callable[[str], tuple[Trace, ...]]
BETWEEN = "\n\f\n"
"""Between two pages: no word, number or date reaches across."""
SAME = 0.5
"""Two places are one when this part of either lies in the other."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place on a page that may give the child away."""

    place: Place
    kind: TraceKind


@dataclass(frozen=True, slots=True)
class _Reading:
    """The words of one page as a text, each with the place where it begins in the text of all."""

    page: int
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    text: str


def hits_in(leaves: Iterable[Leaf], find: Find) -> tuple[Hit, ...]:
    """Return where the pages may give the child away, in their order; each place once, however it was read."""
    readings: list[_Reading] = []
    place = 0
    for page, leaf in enumerate(leaves):
        for words in (leaf.written, leaf.scanned):
            if words:
                readings.append(_read(page, words, place))
                place += len(readings[-1].text) + len(BETWEEN)
    found = find(BETWEEN.join(reading.text for reading in readings)) if readings else ()
    hits: list[Hit] = []
    for trace in found:
        for reading in readings:
            boxes = _boxes(reading, trace)
            if boxes:
                _add(hits, Hit(Place(reading.page, boxes), trace.kind))
    return tuple(sorted(hits, key=lambda hit: (hit.place.page, hit.place.boxes[0][1], hit.place.boxes[0][0])))


def covers(one: Place, other: Place) -> bool:
    """Whether all of `other` lies where `one` does."""
    return one.page == other.page and all(any(overlap(box, own) >= SAME for own in one.boxes) for box in other.boxes)


def _add(hits: list[Hit], hit: Hit) -> None:
    """Add a hit where none covers it yet; one that it covers gives way to it."""
    if any(covers(known.place, hit.place) for known in hits):
        return
    hits[:] = [known for known in hits if not covers(hit.place, known.place)]
    hits.append(hit)


def _read(page: int, words: tuple[Word, ...], begin: int) -> _Reading:
    """Put words together as lines: a word that stands lower, or to the left of the one before, begins a new line."""
    parts, starts, place = [words[0].text], [begin], begin + len(words[0].text)
    for before, word in pairwise(words):
        middle = (before.top + before.bottom) / 2
        parts.append(" " if word.top < middle < word.bottom and word.left >= before.left else "\n")
        starts.append(place + 1)
        parts.append(word.text)
        place = starts[-1] + len(word.text)
    return _Reading(page, words, tuple(starts), "".join(parts))


def _boxes(reading: _Reading, trace: Trace) -> tuple[Box, ...]:
    return tuple(
        word.box
        for word, start in zip(reading.words, reading.starts, strict=True)
        if start < trace.end and trace.start < start + len(word.text)
    )
