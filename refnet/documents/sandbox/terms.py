"""What is said between the product and the process that opens a file. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """Why a file stays with its own centre: it acts, hides something, or cannot be bounded or read."""

    EXECUTABLE = "executable"
    ACTIVE = "active"
    MACROS = "macros"
    SCRIPT = "script"
    EMBEDDED = "embedded"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_PIXELS = "too-many-pixels"
    BOMB = "bomb"
    DAMAGED = "damaged"
    IMAGING = "imaging"
    UNKNOWN = "unknown"


class Refusing(Exception):
    """The file is refused, for this reason."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page and the box around it, in parts of the page's width and height from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as pixels (a JPEG), with the words that the file itself gives for it, if it does."""

    number: int
    width: int
    height: int
    jpeg: bytes
    words: tuple[Word, ...] = ()


# The bounds. A letter has some pages of A4; a scan at 600 dots an inch has 35 million pixels.
MOST_PAGES = 200
MOST_PIXELS = 60_000_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_SECONDS = 40
MOST_WORDS = 5_000
"""On one page."""
LONGEST_SIDE = 2_400
"""In pixels, of a page that is kept: A4 at 200 dots an inch."""
DOTS = 200
QUALITY = 70
