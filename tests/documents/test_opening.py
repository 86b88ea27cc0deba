"""Opening strangers' files: made into pictures with words, or refused with the reason."""

import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from refnet.documents.opening import Refusal, Refusing, open_pages
from refnet.documents.sandbox.terms import LONGEST_SIDE
from tests.documents import files


def opened(content, first=0, most=3):
    return open_pages(content, first=first, most=most)


def text(page):
    return " ".join(word.text for word in page.words)


REFUSED = [
    (files.with_script, Refusal.SCRIPT),
    (files.with_file, Refusal.EMBEDDED),
    (files.locked, Refusal.ENCRYPTED),
    (files.endless, Refusal.TOO_MANY_PAGES),
    (files.huge_picture, Refusal.TOO_MANY_PIXELS),
    (files.bomb, Refusal.BOMB),
    (files.swelling, Refusal.BOMB),
    (files.program, Refusal.EXECUTABLE),
    (lambda: files.docx(more={"word/vbaProject.bin": b"\xd0\xcf"}), Refusal.MACROS),
    (lambda: files.docx(more={"word/embeddings/oleObject1.bin": b"\xd0\xcf"}), Refusal.EMBEDDED),
    (lambda: files.docx(more={"word/document.xml": b"<w:document"}), Refusal.DAMAGED),
    (lambda: b"<html><script>alert(1)</script>", Refusal.ACTIVE),
    (lambda: b"PK\x05\x06" + bytes(18), Refusal.ARCHIVE),
    (lambda: bytes(128) + b"DICM" + bytes(20), Refusal.IMAGING),
    (lambda: b"%PDF-1.7\nnothing more", Refusal.DAMAGED),
    (lambda: b"\x89PNG\r\n\x1a\n" + bytes(30), Refusal.DAMAGED),
    (lambda: bytes(range(256)), Refusal.UNKNOWN),
]


@pytest.mark.parametrize(("made", "reason"), [pytest.param(*row, id=f"{n} {row[1]}") for n, row in enumerate(REFUSED)])
def test_what_acts_hides_or_bursts_is_refused_with_the_reason(made, reason):
    with pytest.raises(Refusing) as refused:
        opened(made())

    assert refused.value.reason is reason


@pytest.mark.parametrize("name", [b"/J#61vaScript", b"/#4aavaScript"])
def test_a_script_under_an_escaped_name_is_found(name):
    hidden = files.with_script().replace(b"/JavaScript", name).replace(b"/JS", b"/J#53")

    assert b"/JS" not in hidden
    with pytest.raises(Refusing) as refused:
        opened(hidden)
    assert refused.value.reason is Refusal.SCRIPT


def test_a_script_in_packed_objects_is_found():
    packed = zlib.compress(b"1 0 << /S /JavaScript /JS (alert) >>")
    hidden = b"\n9 0 obj\n<< /Type /ObjStm /N 1 /First 4 >>\nstream\n" + packed + b"\nendstream\nendobj\n"

    with pytest.raises(Refusing) as refused:
        opened(files.letter() + hidden)
    assert refused.value.reason is Refusal.SCRIPT


@pytest.mark.parametrize("made", [files.letter, files.docx, files.CLEAN.encode])
def test_a_letter_gives_its_words_with_their_boxes(made):
    found = opened(made())

    assert found.count == 1
    assert text(found.pages[0]) == files.CLEAN
    first, second = found.pages[0].words[:2]
    assert 0 < first.left < first.right < second.left < 1
    assert 0 < first.top < first.bottom < 0.2


def test_a_docx_gives_its_tables_and_headers():
    header = f'<w:hdr xmlns:w="{files.W}"><w:p><w:r><w:t>Ward 3</w:t></w:r></w:p></w:hdr>'.encode()
    found = opened(files.docx("One", table="Two", more={"word/header1.xml": header}))

    assert text(found.pages[0]) == "Ward 3 One Two"


def test_a_filled_form_keeps_what_can_be_seen_of_it():
    page = opened(files.form()).pages[0]

    assert files.CLEAN.split()[0] in text(page)


def test_pages_come_a_few_at_a_time():
    content = files.letter(pages=5)
    first, then = opened(content, most=2), opened(content, first=4, most=2)

    assert (first.count, [page.number for page in first.pages]) == (5, [0, 1])
    assert [page.number for page in then.pages] == [4]


def test_a_picture_is_written_anew_without_what_was_said_in_it():
    page = opened(files.scan(kind="JPEG", comment="Winterstein")).pages[0]

    assert b"Winterstein" not in page.jpeg
    assert replace(page, jpeg=b"", words=()).number == 0
    assert max(page.width, page.height) <= LONGEST_SIDE


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16"])
def test_a_picture_of_any_kind_is_opened(mode):
    out = BytesIO()
    Image.new(mode, (300, 200)).save(out, "TIFF")

    assert opened(out.getvalue()).pages[0].width == 300
