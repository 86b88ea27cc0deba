"""Reading documents."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.reading import Reading, reading
from refnet.documents import policies
from refnet.documents.leaves import Leaf, unpacked
from refnet.documents.models import CheckedDocument, Document, Hit
from refnet.documents.pictures import (
    CheckedLine,
    CheckPage,
    DocumentFile,
    DocumentLine,
    HarmlessFile,
    HitView,
    PageView,
)
from refnet.documents.storing import fetch
from refnet.documents.terms import CheckState, Place, Ruling
from refnet.identity.queries import open_file_key
from refnet.identity.terms import TraceKind

__all__ = [
    "CheckPage",
    "CheckedLine",
    "DocumentFile",
    "DocumentLine",
    "HarmlessFile",
    "case_of_document",
    "count_kept_back",
    "list_checked_documents",
    "list_documents",
    "open_check",
    "open_document",
    "open_harmless_document",
    "open_page_picture",
]

GIVEN = "given"
"""A reason that stands for whichever will be typed, where a page asks what may be done."""


def list_documents(actor: Actor, case_id: UUID, *, at: datetime) -> tuple[DocumentLine, ...]:
    """List the documents of a case with where their check stands, for its own centre. Raises nothing."""
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = list(records.seen(Document).filter(case=case_id).order_by("added_at", "id"))
        checks = {row.document_id: row for row in records.seen(CheckedDocument).filter(case=case_id)} if rows else {}
        held = [row.id for row in checks.values() if row.state == CheckState.HITS.value]
        open_hits = records.seen(Hit).filter(checked__in=held, ruling=Ruling.OPEN.value) if held else ()
        counts = Counter(hit.checked_id for hit in open_hits)
    return tuple(_line(row, checks.get(row.id), counts) for row in rows)


def open_document(actor: Actor, document_id: UUID, *, at: datetime) -> DocumentFile:
    """Open one document with its content, for its own centre.

    Raises
    ------
    Unseen
        If there is no such document, or the actor may not see it.
    documents.storing.Missing, documents.storing.Damaged
        If the stored file is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        row = records.one(Document, document_id)
        key = open_file_key(actor, row.case_id, at=at)
    return DocumentFile(row.case_id, row.title, row.content_type, fetch(row.file, key=key))


def list_checked_documents(actor: Actor, case_id: UUID, *, at: datetime) -> tuple[CheckedLine, ...]:
    """List the documents of a case that have passed the check, for whoever sees the case. Raises nothing."""
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = records.seen(CheckedDocument).filter(case=case_id, state=CheckState.CLEAN.value)
        found = list(rows.order_by("number", "id"))
    return tuple(CheckedLine(row.document_id, row.number, row.scan, row.pages) for row in found)


def count_kept_back(actor: Actor, case_id: UUID, *, at: datetime) -> int:
    """Count the documents of a case that its own centre has and no board sees. Raises nothing; nobody else has any."""
    with reading(actor, Purpose.CARE, at=at) as records:
        documents: int = records.seen(Document).filter(case=case_id).count()
        clean = records.seen(CheckedDocument).filter(case=case_id, state=CheckState.CLEAN.value)
        return documents - clean.count() if documents else 0


def open_harmless_document(actor: Actor, document_id: UUID, *, at: datetime) -> HarmlessFile:
    """Open the harmless form of a document that has passed the check.

    Raises
    ------
    Unseen
        If there is no such document, it has not passed, or the actor may not see it.
    documents.storing.Missing, documents.storing.Damaged
        If the stored file is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        row = _checked(records, document_id)
        if row.state != CheckState.CLEAN.value:
            raise records.missed(CheckedDocument, document_id)
        key = open_file_key(actor, row.case_id, at=at)
    return HarmlessFile(row.case_id, row.number, row.scan, fetch(row.file, key=key))


def case_of_document(actor: Actor, document_id: UUID, *, at: datetime) -> UUID:
    """Return the case to which a document of the own centre belongs.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        case_id: UUID = records.one(Document, document_id).case_id
    return case_id


def open_check(actor: Actor, document_id: UUID, *, at: datetime) -> CheckPage:
    """Open what the check of a document found, page by page, for its own centre.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    documents.storing.Missing, documents.storing.Damaged
        If a page is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        document = records.one(Document, document_id)
        row = _checked(records, document_id)
        key = open_file_key(actor, row.case_id, at=at)
        hits = list(records.seen(Hit).filter(checked=row).order_by("page", "id"))
    leaves = [unpacked(fetch(name, key=key)) for name in row.leaves]
    views = sorted((_hit(hit, leaves) for hit in hits), key=lambda view: (view.place.page, view.place.boxes))
    waiting = tuple(view for view in views if view.ruling is Ruling.OPEN)
    state = CheckState(row.state)
    return CheckPage(
        document_id=document_id,
        case_id=row.case_id,
        title=document.title,
        number=row.number,
        scan=row.scan,
        state=state,
        reason=row.reason,
        done=len(leaves),
        pages=tuple(_page(number, leaf, waiting) for number, leaf in enumerate(leaves)),
        open=waiting,
        ruled=tuple(view for view in views if view.ruling is not Ruling.OPEN),
        blacking_out=policies.may_black_out(actor, row.centre_id, state),
        overruling=policies.may_overrule(actor, row.centre_id, state, reason=GIVEN),
        vouching=policies.may_vouch(actor, row.centre_id, state, reason=GIVEN),
        checking_again=policies.may_check_again(actor, row.centre_id, state),
    )


def open_page_picture(actor: Actor, document_id: UUID, *, page: int, at: datetime) -> tuple[UUID, bytes]:
    """Open one page of a document under check as a JPEG, with the case that it belongs to, for its own centre.

    What still waits for a decision is framed.

    Raises
    ------
    Unseen
        If there is no such page, or it is another centre's.
    documents.storing.Missing, documents.storing.Damaged
        If the page is not there, or not what was stored.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        records.one(Document, document_id)
        row = _checked(records, document_id)
        if page >= len(row.leaves):
            raise records.missed(CheckedDocument, document_id)
        key = open_file_key(actor, row.case_id, at=at)
        hits = list(records.seen(Hit).filter(checked=row, page=page, ruling=Ruling.OPEN.value))
    boxes = [tuple(box) for hit in hits for box in hit.boxes]
    return row.case_id, unpacked(fetch(row.leaves[page], key=key)).framed(boxes)


def _checked(records: Reading, document_id: UUID) -> CheckedDocument:
    row: CheckedDocument | None = records.seen(CheckedDocument).filter(document=document_id).first()
    if row is None:
        raise records.missed(CheckedDocument, document_id)
    return row


def _line(row: Document, check: CheckedDocument | None, hits: Counter[UUID]) -> DocumentLine:
    return DocumentLine(
        id=row.id,
        title=row.title,
        content_type=row.content_type,
        language=row.language,
        size=row.size,
        origin=row.origin,
        added_at=row.added_at,
        state=CheckState(check.state) if check else CheckState.WAITING,
        reason=check.reason if check else "",
        hits=hits[check.id] if check else 0,
    )


def _hit(hit: Hit, leaves: list[Leaf]) -> HitView:
    place = Place(hit.page, tuple(tuple(box) for box in hit.boxes))
    words = leaves[hit.page].words_in(place.boxes) if place.boxes and hit.page < len(leaves) else ""
    what = TraceKind(hit.what) if hit.what else None
    return HitView(hit.id, place, what, words, Ruling(hit.ruling), hit.reason, hit.ruled_at)


def _page(number: int, leaf: Leaf, waiting: tuple[HitView, ...]) -> PageView:
    boxes = tuple(box for hit in waiting if hit.place.page == number for box in hit.place.boxes)
    return PageView(number, leaf.width, leaf.height, boxes)
