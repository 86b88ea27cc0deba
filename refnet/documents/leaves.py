"""A page of a document as the check keeps it: its pixels, the words of the file and those read in the pixels."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageDraw

from refnet.documents.sandbox.terms import QUALITY, Word
from refnet.documents.terms import Box

MARGIN = 0.004
"""Around what is blacked out, in parts of the page: strokes reach beyond their letters' boxes."""
FRAME = (200, 0, 60)
COVERED = 0.3
"""A word goes when this part of it lies under the black."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page. `written` are the words that the file gave, `scanned` those read in the pixels.

    `legible` says that the machine could read the pixels; `stale` that they were changed since.
    """

    width: int
    height: int
    jpeg: bytes
    written: tuple[Word, ...] = ()
    scanned: tuple[Word, ...] = ()
    legible: bool = False
    stale: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that go along, unseen, under the pixels."""
        return self.written or self.scanned

    def packed(self) -> bytes:
        about = {
            "width": self.width,
            "height": self.height,
            "written": [[word.text, *word.box] for word in self.written],
            "scanned": [[word.text, *word.box] for word in self.scanned],
            "legible": self.legible,
            "stale": self.stale,
        }
        return json.dumps(about).encode() + b"\n" + self.jpeg

    def blackened(self, boxes: Iterable[Box]) -> "Leaf":
        """Return the page without what stands in these boxes: neither its pixels nor its words."""
        wide = tuple(_widened(box) for box in boxes)
        with Image.open(BytesIO(self.jpeg)) as image:
            image.load()
        draw = ImageDraw.Draw(image)
        for left, top, right, bottom in wide:
            edges = (left * self.width, top * self.height, right * self.width, bottom * self.height)
            draw.rectangle(edges, fill=0 if image.mode == "L" else (0, 0, 0))
        out = BytesIO()
        image.save(out, "JPEG", quality=QUALITY, optimize=True)
        written, scanned = (_without(words, wide) for words in (self.written, self.scanned))
        return replace(self, jpeg=out.getvalue(), written=written, scanned=scanned, stale=True)

    def framed(self, boxes: Iterable[Box]) -> bytes:
        """Return the picture with a frame around each of these boxes, for whoever decides on them."""
        wide = tuple(_widened(box) for box in boxes)
        if not wide:
            return self.jpeg
        with Image.open(BytesIO(self.jpeg)) as image:
            coloured = image.convert("RGB")
        draw = ImageDraw.Draw(coloured)
        for left, top, right, bottom in wide:
            edges = (left * self.width, top * self.height, right * self.width, bottom * self.height)
            draw.rectangle(edges, outline=FRAME, width=max(self.width // 400, 2))
        out = BytesIO()
        coloured.save(out, "JPEG", quality=QUALITY)
        return out.getvalue()

    def words_in(self, boxes: Iterable[Box]) -> str:
        """What stands in these boxes, for the own centre."""
        wanted = tuple(boxes)
        for words in (self.written, self.scanned):
            found = [word.text for word in words if any(overlap(word.box, box) > COVERED for box in wanted)]
            if found:
                return " ".join(found)
        return ""


def unpacked(content: bytes) -> Leaf:
    """Return the page that `packed` wrote."""
    head, _, jpeg = content.partition(b"\n")
    about = json.loads(head)
    written, scanned = (tuple(Word(*word) for word in about[name]) for name in ("written", "scanned"))
    return Leaf(about["width"], about["height"], jpeg, written, scanned, about["legible"], about["stale"])


def overlap(one: Box, other: Box) -> float:
    """Return which part of `one` lies within `other`."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    whole = (one[2] - one[0]) * (one[3] - one[1])
    return width * height / whole if whole else 1.0


def _widened(box: Box) -> Box:
    left, top, right, bottom = box
    return max(left - MARGIN, 0), max(top - MARGIN, 0), min(right + MARGIN, 1), min(bottom + MARGIN, 1)


def _without(words: tuple[Word, ...], boxes: tuple[Box, ...]) -> tuple[Word, ...]:
    return tuple(word for word in words if not any(overlap(word.box, box) > COVERED for box in boxes))
