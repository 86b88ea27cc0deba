"""Text and DOCX: their words set anew as a plain PDF, with tables and pictures; nothing else of the file is kept."""

import zipfile
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, ParseError, XMLParser

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from refnet.documents.sandbox import pictures
from refnet.documents.sandbox.terms import MOST_UNPACKED, Refusal, Refusing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
PARTS = ("word/header", "word/document", "word/footnotes", "word/endnotes", "word/comments", "word/footer")
MOST_FILES, MOST_RATIO, SMALL = 2_000, 200, 1024 * 1024
HIDING = ("word/vbaProject", "word/embeddings/", "word/activeX/")
SHEET = """@page { size: A4; margin: 18mm } body { font: 10.5pt/1.4 "DejaVu Sans", sans-serif; overflow-wrap: anywhere }
p { margin: 0 0 .5em; white-space: pre-wrap } table { border-collapse: collapse; width: 100% }
td { border: .3pt solid #999; padding: 2pt 4pt; vertical-align: top } img { max-width: 100%; max-height: 220mm }
h2 { font-size: 12pt; margin: .8em 0 .3em }"""


def pdf_of(content: bytes) -> bytes:
    """Return a DOCX or plain text as a PDF."""
    return _pdf_of_docx(content) if content.startswith(b"PK") else _printed(f"<p>{escape(_decoded(content))}</p>")


def _pdf_of_docx(content: bytes) -> bytes:
    """Return the words, tables and pictures of a DOCX as a PDF: headers, text, notes, comments, one after another."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _bound(archive)
            names = [name for part in PARTS for name in sorted(archive.namelist()) if _is_part(name, part)]
            bodies = [_body(archive, name) for name in names]
    except (zipfile.BadZipFile, NotImplementedError, KeyError, EOFError, OSError, RuntimeError) as error:
        raise Refusing(Refusal.DAMAGED) from error
    return _printed("".join(bodies))


def _bound(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refusing(Refusal.BOMB)
    if any(entry.file_size > max(SMALL, entry.compress_size * MOST_RATIO) for entry in entries):
        raise Refusing(Refusal.BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusing(Refusal.ENCRYPTED)
    if any(entry.filename.startswith(HIDING[1:]) and not entry.is_dir() for entry in entries):
        raise Refusing(Refusal.EMBEDDED)
    if any(entry.filename.startswith(HIDING[0]) for entry in entries):
        raise Refusing(Refusal.MACROS)


def _is_part(name: str, part: str) -> bool:
    return name.startswith(part) and name.endswith(".xml") and "/" not in name[len(part) :]


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive, never more than it says that it holds."""
    with archive.open(name) as file:
        content = file.read(archive.getinfo(name).file_size + 1)
    if len(content) > archive.getinfo(name).file_size:
        raise Refusing(Refusal.BOMB)
    return content


def _body(archive: zipfile.ZipFile, name: str) -> str:
    linked = _links(archive, name)
    return "".join(_blocks(_parsed(_read(archive, name)), linked))


def _links(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The pictures of one part by the names under which it speaks of them; written anew, as everything."""
    folder, _, file = name.rpartition("/")
    place = f"{folder}/_rels/{file}.rels"
    if place not in archive.namelist():
        return {}
    found = {}
    for one in _parsed(_read(archive, place)):
        target = f"{folder}/{one.get('Target', '')}"
        if one.get("TargetMode") != "External" and target in archive.namelist() and "/media/" in target:
            found[one.get("Id", "")] = _drawn(_read(archive, target))
    return found


def _drawn(content: bytes) -> str:
    """A picture as it may be shown; one that cannot be read leaves a word, so that nobody takes the page for whole."""
    try:
        picture = next(pictures.pages(content, 0))
    except Refusing as refused:
        if refused.reason is not Refusal.DAMAGED:
            raise
        return "<p>[picture that cannot be shown]</p>"
    return f'<img alt="" src="data:image/jpeg;base64,{b64encode(picture.jpeg).decode()}">'


def _parsed(content: bytes) -> Element:
    def refuse(*_: Any) -> NoReturn:
        raise Refusing(Refusal.BOMB)

    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        refuse()
    parser = XMLParser()  # noqa: S314 -- in a bounded process; declarations are refused above
    try:
        parser.feed(content)
        return parser.close()
    except (ParseError, ValueError) as error:
        raise Refusing(Refusal.DAMAGED) from error


def _blocks(node: Element, linked: dict[str, str]) -> Iterator[str]:
    """Paragraphs and tables in their order."""
    for child in node:
        if child.tag == W + "p":
            yield _paragraph(child, linked)
        elif child.tag == W + "tbl":
            yield f"<table>{''.join(_rows(child, linked))}</table>"
        else:
            yield from _blocks(child, linked)


def _rows(table: Element, linked: dict[str, str]) -> Iterator[str]:
    for row in table.iter(W + "tr"):
        cells = "".join(f"<td>{''.join(_blocks(cell, linked))}</td>" for cell in row.findall(W + "tc"))
        yield f"<tr>{cells}</tr>"


def _paragraph(node: Element, linked: dict[str, str]) -> str:
    parts: list[str] = []
    for inner in node.iter():
        if inner.tag in {W + "t", W + "delText", W + "instrText"}:
            parts.append(escape(inner.text or "") if inner.tag == W + "t" else "")
        elif inner.tag == W + "tab":
            parts.append("\t")
        elif inner.tag in {W + "br", W + "cr"}:
            parts.append("\n")
        elif inner.tag == BLIP:
            parts.append(linked.get(inner.get(EMBED, ""), ""))
    style = node.find(f"{W}pPr/{W}pStyle")
    heading = style is not None and style.get(W + "val", "").lower().startswith(
        ("heading", "berschrift", "titel", "title")
    )
    text = "".join(parts)
    return f"<h2>{text}</h2>" if heading else f"<p>{text}</p>"


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusing(Refusal.DAMAGED)


def _printed(body: str) -> bytes:
    own = URLFetcher(allowed_protocols={"data"})
    page = HTML(string=f"<!doctype html><meta charset=utf-8>{body}", base_url=None, url_fetcher=own)
    return bytes(page.write_pdf(stylesheets=[CSS(string=SHEET)]))
