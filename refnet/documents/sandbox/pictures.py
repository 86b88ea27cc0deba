"""Scans and photographs: read, turned upright, made smaller where they are large, and written anew."""

import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageChops, ImageOps, ImageSequence, UnidentifiedImageError

from refnet.documents.sandbox.terms import (
    LONGEST_SIDE,
    MOST_PAGES,
    MOST_PIXELS,
    QUALITY,
    Picture,
    Refusal,
    Refusing,
    Word,
)

FORMATS = ("PNG", "JPEG", "TIFF")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, UnidentifiedImageError)
NEARLY_GREY = 24


def count_frames(content: bytes) -> int:
    """Return how many pages an image file has."""
    with _opened(content) as image:
        frames = int(getattr(image, "n_frames", 1))
    if frames > MOST_PAGES:
        raise Refusing(Refusal.TOO_MANY_PAGES)
    return frames


def pages(content: bytes, first: int) -> Iterator[Picture]:
    """Return the pages of an image file from the `first` on, counted from 0."""
    with _opened(content) as image:
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if number >= first:
                _bound(frame)
                try:
                    upright = ImageOps.exif_transpose(frame.copy())
                except BROKEN as error:
                    raise Refusing(Refusal.DAMAGED) from error
                yield picture_of(upright, number)


def picture_of(image: Image.Image, number: int, words: tuple[Word, ...] = ()) -> Picture:
    """Return an image as a page: on white, no longer than allowed, grey where it has no colour."""
    if image.mode not in {"L", "RGB"}:
        image = _on_white(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if image.mode == "RGB" and _is_grey(image):
        image = image.convert("L")
    image.info.clear()  # a comment would go along
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(number, image.width, image.height, out.getvalue(), words)


def _opened(content: bytes) -> Image.Image:
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # bounded here, with our own words
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except BROKEN as error:
        raise Refusing(Refusal.DAMAGED) from error
    _bound(image)
    return image


def _bound(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Refusing(Refusal.TOO_MANY_PIXELS)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        low, high = image.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return image.convert("F").point(lambda value: (value - float(low)) * 255 / span).convert("L")  # type: ignore[arg-type]
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("L" if image.mode == "1" else "RGB")


def _is_grey(image: Image.Image) -> bool:
    small = image.copy()
    small.thumbnail((400, 400))
    red, green, blue = small.split()
    apart = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return int(apart.getextrema()[1]) < NEARLY_GREY  # type: ignore[arg-type]
