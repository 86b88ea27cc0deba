"""The words of documents and of their check."""

from dataclasses import dataclass
from enum import StrEnum

from refnet.documents.sandbox.terms import Refusal

__all__ = ["Box", "CheckState", "Party", "Refusal", "Ruling", "Unread"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: parts of a page's width and height."""


class CheckState(StrEnum):
    """Where the check of a document stands. Source: docs/glossary.md#documents."""

    WAITING = "waiting"
    CLEAN = "clean"
    HITS = "hits"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class Party(StrEnum):
    """Whose turn it is."""

    PRODUCT = "product"
    CENTRE = "centre"


class Unread(StrEnum):
    """Why a document could not be read by machine."""

    NO_READER = "no-reader"
    ILLEGIBLE = "illegible"


class Ruling(StrEnum):
    """What the treating centre decided of a hit. One that was superseded was found before the child's name changed."""

    OPEN = "open"
    BLACKED_OUT = "blacked-out"
    NOT_THE_CHILD = "not-the-child"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page of a document; pages count from 0."""

    page: int
    boxes: tuple[Box, ...]
