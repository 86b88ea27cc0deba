"""Letters, reports and pictures that come inside the data."""

import base64
import binascii
import hashlib
from collections.abc import Iterator

from refnet.cases.terms import Leftover
from refnet.documents.sniffing import ContentType, sniff
from refnet.fhir.intake import reasons
from refnet.fhir.intake.chart import Chart
from refnet.fhir.intake.codes import concept
from refnet.fhir.intake.terms import Document
from refnet.fhir.intake.tracking import Node, Resource, cleaned

# The first bytes by which a file is known.
SIGNS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
)
ZIPPED = ("officedocument", "opendocument", "zip", "epub")


def documents_of(chart: Chart) -> list[Document]:
    """Return every document whose bytes are in the data, once."""
    found: dict[tuple[str, bytes], Document] = {}
    for resource in chart.sound("DocumentReference"):
        title = resource.root.text("description")
        for content in resource.root.each("content"):
            _keep(
                found,
                _attachment(chart, content.child("attachment"), title or concept(resource.root.child("type")).words),
            )
            concept_of_format(content)
        concept(resource.root.child("type"))
        _read_context(chart, resource)
    for resource in chart.sound("Media"):
        _keep(found, _attachment(chart, resource.root.child("content"), ""))
    for resource in chart.pool.of_kind("DiagnosticReport"):
        for form in resource.root.each("presentedForm"):
            _keep(found, _attachment(chart, form, concept(resource.root.child("code")).words))
    for resource in chart.sound("Binary"):
        _keep(found, _binary(chart, resource, "", ""))
    return list(found.values())


def concept_of_format(content: Node) -> None:
    for name in ("system", "code", "display"):
        content.child("format").text(name)


def _read_context(chart: Chart, resource: Resource) -> None:
    context = resource.root.child("context")
    for item in context.each("related"):
        chart.follow(item)
    for name in ("category", "securityLabel"):
        for item in resource.root.each(name):
            concept(item)


def _keep(found: dict[tuple[str, bytes], Document], document: Document | None) -> None:
    if document:
        found.setdefault((document.content_type, hashlib.sha256(document.content).digest()), document)


def _attachment(chart: Chart, node: Node, title: str) -> Document | None:
    title = node.text("title") or title
    language, stated = node.text("language"), node.text("contentType")
    node.text("creation")
    node.number("size")
    data = node.child("data")
    if isinstance(data.value, str) and data.value:
        return _decoded(chart, data, stated, title, language)
    address = node.text("url")
    target = chart.pool.look_up(address, node.resource) if address else None
    if target and target.kind == "Binary":
        target.taken = True
        return _binary(chart, target, title, language)
    if node:
        chart.note(node, reasons.NOT_IN_DATA)
    return None


def _binary(chart: Chart, resource: Resource, title: str, language: str) -> Document | None:
    data = resource.root.child("data")
    if not isinstance(data.value, str):
        chart.leftovers.append(Leftover("Binary", "data", reasons.NOT_IN_DATA))
        return None
    return _decoded(chart, data, resource.root.text("contentType"), title, language)


def _decoded(chart: Chart, data: Node, stated: str, title: str, language: str) -> Document | None:
    data.take()
    try:
        content = base64.b64decode("".join(data.value.split()), validate=True)
    except (binascii.Error, ValueError):
        chart.note(data, reasons.BAD_BASE64)
        return None
    if not content:
        chart.note(data, reasons.NOT_IN_DATA)
        return None
    if sniff(content) is ContentType.EXECUTABLE:
        chart.note(data, reasons.PROGRAM)
        return None
    _check_hash(chart, data, content)
    kind = stated.partition(";")[0].strip().lower()
    seen = sniffed(content)
    if kind and seen and kind != seen and not (seen == "application/zip" and any(word in kind for word in ZIPPED)):
        chart.note(data, reasons.WRONG_TYPE)
        kind = seen
    return Document(cleaned(title), kind or seen or "application/octet-stream", language, content, data.origin)


def _check_hash(chart: Chart, data: Node, content: bytes) -> None:
    holder = next(iter(_holder(data)), None)
    stated = holder.text("hash") if holder else ""
    if stated and base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode() != stated:
        chart.note(data, reasons.WRONG_HASH)


def _holder(data: Node) -> Iterator[Node]:
    """The attachment that the data stand in."""
    value = data.resource.data
    for step in data.path[:-1]:
        value = value[step]  # type: ignore[index]
    yield Node(data.resource, value, data.path[:-1])


def sniffed(content: bytes) -> str:
    """Return the type that the first bytes of a file show; nothing where they show none."""
    if content[128:132] == b"DICM":
        return "application/dicom"
    return next((kind for sign, kind in SIGNS if content.startswith(sign)), "")
