"""A document made harmless: a PDF of pictures of its pages, with their words unseen beneath, and nothing else.

No script, no form, no link, no embedded file and no description of the file can be in it: it is written from pixels
and words alone.
"""

import zlib
from collections.abc import Iterable, Iterator

from refnet.documents.leaves import Leaf

SHORT_SIDE = 595.0
"""Points: the short side of A4."""
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
CATALOGUE, TREE, FONT, DESCENDANT, NAMES, DESCRIPTOR = range(1, 7)
FIRST_FREE = 7
HALF_EM = 500
"""The width that every letter has in the unseen font, in thousandths of its size."""
# A text is written in UTF-16; this says so to whoever takes words out of the file.
MEANING = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""
ROWS_A_BLOCK = 100


def harmless_pdf(leaves: Iterable[Leaf]) -> bytes:
    """Return the pages as a PDF of pictures with their words beneath. The same pages give the same bytes."""
    pages = tuple(leaves)
    objects: dict[int, bytes] = {
        CATALOGUE: b"<< /Type /Catalog /Pages %d 0 R >>" % TREE,
        FONT: b"<< /Type /Font /Subtype /Type0 /BaseFont /Unseen /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (DESCENDANT, NAMES),
        DESCENDANT: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unseen /CIDToGIDMap /Identity "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor %d 0 R /DW %d >>" % (DESCRIPTOR, HALF_EM),
        NAMES: _stream(_meaning(pages)),
        DESCRIPTOR: b"<< /Type /FontDescriptor /FontName /Unseen /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 "
        b"/Ascent 1000 /Descent 0 /CapHeight 1000 /StemV 80 >>",
    }
    kids = []
    for place, leaf in enumerate(pages):
        page, content, picture = (FIRST_FREE + 3 * place + offset for offset in range(3))
        kids.append(b"%d 0 R" % page)
        objects |= _page(leaf, page, content, picture)
    objects[TREE] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _file(objects)


def _page(leaf: Leaf, page: int, content: int, picture: int) -> dict[int, bytes]:
    scale = SHORT_SIDE / min(leaf.width, leaf.height)
    width, height = leaf.width * scale, leaf.height * scale
    grey = leaf.jpeg[:4096].find(b"\xff\xc0\x00\x0b") >= 0 or leaf.jpeg[:4096].find(b"\xff\xc2\x00\x0b") >= 0
    drawn = b"q %.2f 0 0 %.2f 0 0 cm /Page Do Q\n%s" % (width, height, b"".join(_texts(leaf, width, height)))
    return {
        page: b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
        b"/Resources << /XObject << /Page %d 0 R >> /Font << /Unseen %d 0 R >> >> >>"
        % (TREE, width, height, content, picture, FONT),
        content: _stream(drawn),
        picture: b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent 8 "
        b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream"
        % (leaf.width, leaf.height, b"DeviceGray" if grey else b"DeviceRGB", len(leaf.jpeg), leaf.jpeg),
    }


def _texts(leaf: Leaf, width: float, height: float) -> Iterator[bytes]:
    """Each word where it stands, drawn in no colour at all (mode 3), stretched to its box."""
    for word in leaf.words:
        code = (word.text + " ").encode("utf-16-be", errors="ignore")
        size = max((word.bottom - word.top) * height, 1.0)
        natural = len(code) / 2 * size * HALF_EM / 1000
        stretch = max((word.right - word.left) * width / natural * 100, 1.0)
        place = (size, stretch, word.left * width, (1 - word.bottom) * height)
        yield b"BT 3 Tr /Unseen %.2f Tf %.1f Tz %.2f %.2f Td <%s> Tj ET\n" % (*place, code.hex().encode())


def _meaning(pages: Iterable[Leaf]) -> bytes:
    """Each code that is used, as the letter that it is."""
    text = "".join(word.text for leaf in pages for word in leaf.words) + " "
    codes = text.encode("utf-16-be", errors="ignore")
    used = sorted({codes[place : place + 2].hex().encode() for place in range(0, len(codes), 2)})
    blocks = [used[place : place + ROWS_A_BLOCK] for place in range(0, len(used), ROWS_A_BLOCK)]
    rows = (
        b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(b"<%s> <%s>" % (code, code) for code in block))
        for block in blocks
    )
    return MEANING % b"\n".join(rows)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _file(objects: dict[int, bytes]) -> bytes:
    parts, place, places = [HEAD], len(HEAD), []
    for number in sorted(objects):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
        places.append(place)
        place += len(part)
        parts.append(part)
    table = b"".join(b"%010d 00000 n \n" % one for one in places)
    count = len(places) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table))
    parts.append(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, CATALOGUE, place))
    return b"".join(parts)
