"""What a file is by its own bytes: names and declared types lie."""

import zipfile
from enum import StrEnum
from io import BytesIO

START = 1024
OFFICE = "[Content_Types].xml"
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?xml")
MACHINE_CODE = (
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
SPOKEN = bytes({*range(0x20, 0x100)} - {0x7F}) + b"\t\n\r\f"


class ContentType(StrEnum):
    """What a file is, as a media type. `EXECUTABLE` and `HTML` can act on the reader's machine."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    DICOM = "application/dicom"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ZIP = "application/zip"
    HTML = "text/html"
    EXECUTABLE = "application/x-executable"
    TEXT = "text/plain"
    UNKNOWN = "application/octet-stream"


ACTIVE = frozenset({ContentType.HTML, ContentType.EXECUTABLE})


def sniff(content: bytes) -> ContentType:
    """Return what a file is. Where it could be taken for two things, it is the more dangerous one."""
    start = content[:START]
    if start.startswith(MACHINE_CODE) or (start.startswith(b"MZ") and b"\0" in start):
        return ContentType.EXECUTABLE
    if _is_markup(start):
        return ContentType.HTML
    for signature, found in (
        (b"\x89PNG\r\n\x1a\n", ContentType.PNG),
        (b"\xff\xd8\xff", ContentType.JPEG),
        (b"II*\0", ContentType.TIFF),
        (b"MM\0*", ContentType.TIFF),
        (b"II+\0", ContentType.TIFF),
        (b"MM\0+", ContentType.TIFF),
    ):
        if start.startswith(signature):
            return found
    if start[128:132] == b"DICM":
        return ContentType.DICOM
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(content)
    if b"%PDF-" in start:
        return ContentType.PDF
    return ContentType.TEXT if _is_text(content) else ContentType.UNKNOWN


def _is_markup(start: bytes) -> bool:
    """Whether a browser would take it for a page: its first word decides, whatever the letters' size or width."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="ignore").encode()
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    while bare.startswith(b"<!--"):
        bare = bare.partition(b"-->")[2].lstrip()
    return bare.startswith(MARKUP)


def _archive(content: bytes) -> ContentType:
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ContentType.UNKNOWN
    written = OFFICE in names and any(name.startswith("word/") for name in names)
    # A document with macros acts on the reader's machine.
    if written and any(name.endswith("vbaProject.bin") for name in names):
        return ContentType.EXECUTABLE
    return ContentType.DOCX if written else ContentType.ZIP


def _is_text(content: bytes) -> bool:
    """Whether it is text: UTF-16 with its mark, or bytes without control characters in any older alphabet."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content.decode("utf-16")
        except UnicodeDecodeError:
            return False
        return True
    return bool(content) and not content.translate(None, SPOKEN)
