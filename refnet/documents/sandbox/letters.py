"""PDF: looked through for what acts or hides, then each page as pixels with its words. PDFium here runs no script."""

import re
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from refnet.documents.sandbox.pictures import picture_of
from refnet.documents.sandbox.terms import (
    DOTS,
    LONGEST_SIDE,
    MOST_PAGES,
    MOST_UNPACKED,
    MOST_WORDS,
    Picture,
    Refusal,
    Refusing,
    Word,
)

POINTS = 72
BROKEN_OFF = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
FOUND = (
    (Refusal.SCRIPT, re.compile(rb"/(?:JS|JavaScript|Launch|XFA)(?![A-Za-z])")),
    (Refusal.EMBEDDED, re.compile(rb"/(?:EmbeddedFiles?|RichMedia|FileAttachment)(?![A-Za-z])")),
)
OBJECTS = re.compile(rb"/Type\s*/ObjStm")
BEFORE_STREAM = 400
"""Bytes before a stream in which its own dictionary is looked for."""


def open_letter(content: bytes) -> pdfium.PdfDocument:
    """Open a PDF that neither acts nor hides anything, and is not too long."""
    _look_through(content)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or b"/Encrypt" in content
        raise Refusing(Refusal.ENCRYPTED if locked else Refusal.DAMAGED) from error
    if not 0 < len(document) <= MOST_PAGES:
        raise Refusing(Refusal.TOO_MANY_PAGES if len(document) else Refusal.DAMAGED)
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        raise Refusing(Refusal.SCRIPT)
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        raise Refusing(Refusal.EMBEDDED)
    if document.get_formtype():
        document.init_forms()
    return document


def pages(document: pdfium.PdfDocument, first: int) -> Iterator[Picture]:
    """Return the pages from the `first` on, counted from 0: what a reader would see, forms as they are filled."""
    for number in range(first, len(document)):
        try:
            page = document[number]
            width, height = page.get_size()
            scale = min(DOTS / POINTS, LONGEST_SIDE / max(width, height, 1))
            bitmap = page.render(scale=scale, may_draw_forms=True, draw_annots=True)
            words = tuple(_words(page, bitmap))
            image = bitmap.to_pil()
        except (pdfium.PdfiumError, ValueError) as error:
            raise Refusing(Refusal.DAMAGED) from error
        yield picture_of(image if image.mode in {"L", "RGB"} else image.convert("RGB"), number, words)
        page.close()


def _words(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap) -> Iterator[Word]:
    """The words of a page with their boxes; what stands outside of the page is not on it."""
    text = page.get_textpage()
    place = bitmap.get_posconv(page)
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    found = 0
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if letter in BROKEN_OFF:
            letters.append("-")
            letter = " "
        if not letter.isspace() and letter.isprintable():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            corners = (place.to_bitmap(left, top), place.to_bitmap(right, bottom))
            xs, ys = [corner[0] / bitmap.width for corner in corners], [corner[1] / bitmap.height for corner in corners]
            letters.append(letter)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
        elif boxes:
            yield from _word(letters, boxes)
            letters, boxes, found = [], [], found + 1
            if found > MOST_WORDS:
                raise Refusing(Refusal.BOMB)
    yield from _word(letters, boxes)


def _word(letters: list[str], boxes: list[tuple[float, float, float, float]]) -> Iterator[Word]:
    if not boxes:
        return
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if right > 0 and left < 1 and bottom > 0 and top < 1:
        yield Word("".join(letters), *(round(min(max(edge, 0), 1), 5) for edge in (left, top, right, bottom)))


def _look_through(content: bytes) -> None:
    """Refuse what acts or hides by its names, in the open and in packed objects. Rendering drops it all the same."""
    unpacked = 0
    open_parts = []
    done = 0
    for match in STREAM.finditer(content):
        before = content[max(done, match.start() - BEFORE_STREAM) : match.start()]
        open_parts.append(content[done : match.start()])
        done = match.end()
        if OBJECTS.search(before):
            packed = zlib.decompressobj()
            try:
                part = packed.decompress(match.group(1), MOST_UNPACKED - unpacked)
            except zlib.error:
                continue
            unpacked += len(part)
            if packed.unconsumed_tail:
                raise Refusing(Refusal.BOMB)
            open_parts.append(part)
    open_parts.append(content[done:])
    named = ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), b"\n".join(open_parts))
    for reason, pattern in FOUND:
        if pattern.search(named):
            raise Refusing(reason)
