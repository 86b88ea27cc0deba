"""What a file is by its own bytes."""

import zipfile
from io import BytesIO

import pytest

from refnet.documents.sniffing import ContentType, sniff


def archive(*names):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "content")
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", ContentType.PDF),
        (b"\n\n junk before %PDF-1.4", ContentType.PDF),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ContentType.PNG),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", ContentType.JPEG),
        (b"II*\0\x08\0\0\0", ContentType.TIFF),
        (b"MM\0*\0\0\0\x08", ContentType.TIFF),
        (b"\0" * 128 + b"DICM\x02\0", ContentType.DICOM),
        (archive(*WORD), ContentType.DOCX),
        (archive(*WORD, "word/vbaProject.bin"), ContentType.EXECUTABLE),
        (archive("images/1.dcm"), ContentType.ZIP),
        (b"PK\x03\x04 and no archive \0", ContentType.UNKNOWN),
        (b"<!DOCTYPE html><title>x</title>", ContentType.HTML),
        (b"\xef\xbb\xbf  \n<HTML>", ContentType.HTML),
        (b"<!-- a --> <!-- b --><script>alert(1)</script>", ContentType.HTML),
        ("<html>".encode("utf-16"), ContentType.HTML),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ContentType.HTML),
        (b"<html>%PDF-1.7", ContentType.HTML),
        (b"MZ\x90\0\x03\0\0\0", ContentType.EXECUTABLE),
        (b"\x7fELF\x02\x01", ContentType.EXECUTABLE),
        (b"#!/bin/sh\necho", ContentType.EXECUTABLE),
        (b"MZ twins, born in the 36th week", ContentType.TEXT),
        ("Größe 98 cm, Ελένη".encode(), ContentType.TEXT),
        ("Größe 98 cm".encode("latin-1"), ContentType.TEXT),
        ("Größe 98 cm".encode("utf-16"), ContentType.TEXT),
        (b"5 < 6 and <b>bold</b>", ContentType.TEXT),
        (b"", ContentType.UNKNOWN),
        (b"\0\x01\x02\x03", ContentType.UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say(content, found):
    assert sniff(content) == found
