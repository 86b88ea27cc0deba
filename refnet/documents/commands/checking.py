"""Checking documents, a few pages at a turn, so that nothing else has to wait long."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.changing import Change, changing
from refnet.access.reading import Reading, reading
from refnet.documents import policies
from refnet.documents.checking import Hit as Found
from refnet.documents.checking import covers, hits_in
from refnet.documents.events import (
    DocumentCheckDeferred,
    DocumentCheckedAgain,
    DocumentHeld,
    DocumentLeftUnread,
    DocumentPagesRead,
    DocumentPassed,
    DocumentRefused,
)
from refnet.documents.harmless import harmless_pdf
from refnet.documents.leaves import Leaf, unpacked
from refnet.documents.lifecycle import CHECK
from refnet.documents.models import CheckedDocument, Document, Hit
from refnet.documents.opening import Refusing, open_pages
from refnet.documents.scanning import NoReader, can_read, read_picture
from refnet.documents.storing import Damaged, Missing, fetch, keep
from refnet.documents.terms import CheckState, Place, Refusal, Ruling, Unread
from refnet.identity.queries import find_traces, open_file_key

PAGES_A_TURN = 2

Conclusion = Callable[[Change, CheckedDocument], None]


@dataclass(frozen=True, slots=True)
class _Work:
    """A document under check, and the key of its files."""

    row: CheckedDocument
    document: Document
    key: bytes
    overruled: tuple[Place, ...]


def check_document(actor: Actor, document_id: UUID, *, at: datetime) -> None:
    """Do the next turn of the check of a document: read some pages, or search them all and conclude.

    What a turn read is kept, so that a check that was ended goes on where it was. A document that does not wait is
    left as it is.

    Raises
    ------
    Unseen
        If there is no such document, or nobody has put down who the child is.
    Refused
        If `policies.may_check` is against it.
    """
    with reading(actor, Purpose.SYSTEM, at=at) as records:
        work = _work(records, actor, document_id, at=at)
    if work is None:
        return
    conclude = _turn(actor, work, at=at)
    with changing(actor, Purpose.SYSTEM, at=at) as change:
        row = change.lock(CheckedDocument, work.row.id)
        change.require(policies.may_check(actor))
        if row.state == work.row.state and row.leaves == work.row.leaves:
            conclude(change, row)


def defer_check(actor: Actor, document_id: UUID, case_id: UUID, *, turns: int, at: datetime) -> None:
    """Let what else has happened go first, and come back to this document after it.

    Raises
    ------
    Refused
        If `policies.may_check` is against it.
    """
    with changing(actor, Purpose.SYSTEM, at=at) as change:
        change.require(policies.may_check(actor))
        change.record(DocumentCheckDeferred(case_id, document=document_id, turns=turns))


def recheck_documents(actor: Actor, case_id: UUID, *, at: datetime) -> None:
    """Check all documents of a case again, since the child's name was corrected; what was overruled is asked anew.

    Raises
    ------
    Refused
        If `policies.may_check` is against it.
    """
    with changing(actor, Purpose.SYSTEM, at=at) as change:
        change.require(policies.may_check(actor))
        states = [state.value for state in policies.SHOWN]
        rows = change.seen(CheckedDocument).select_for_update(of=("self",)).filter(case=case_id, state__in=states)
        for row in rows:
            for hit in change.seen(Hit).filter(checked=row, ruling=Ruling.NOT_THE_CHILD.value):
                hit.ruling = Ruling.SUPERSEDED.value
                hit.save()
            row.vouched = False
            move(row, "check-again", at)
            change.record(DocumentCheckedAgain(case_id, document=row.document_id))


def move(row: CheckedDocument, name: str, at: datetime, reason: str = "") -> None:
    """Move the check of a document on. Only what is clean has a harmless form for others to see."""
    row.state = CHECK.after(name, CheckState(row.state)).value
    row.reason, row.since = reason, at
    if row.state != CheckState.CLEAN.value:
        row.file = ""
    row.save()


def _work(records: Reading, actor: Actor, document_id: UUID, *, at: datetime) -> _Work | None:
    row: CheckedDocument | None = records.seen(CheckedDocument).filter(document=document_id).first()
    if row is None or row.state != CheckState.WAITING.value:
        return None
    rulings = records.seen(Hit).filter(checked=row, ruling=Ruling.NOT_THE_CHILD.value)
    overruled = tuple(place_of(hit) for hit in rulings)
    return _Work(row, records.one(Document, document_id), open_file_key(actor, row.case_id, at=at), overruled)


def place_of(hit: Hit) -> Place:
    return Place(hit.page, tuple(tuple(box) for box in hit.boxes))


def _turn(actor: Actor, work: _Work, *, at: datetime) -> Conclusion:
    """Do the work of a turn outside of any transaction, and return what is to be put down of it."""
    try:
        if not work.row.pages or len(work.row.leaves) < work.row.pages:
            return _read_on(work, at)
        leaves = [unpacked(fetch(name, key=work.key)) for name in work.row.leaves]
    except Refusing as refusing:
        return _refused(refusing.reason, at)
    except (Missing, Damaged):
        return _refused(Refusal.DAMAGED, at)
    stale = [number for number, leaf in enumerate(leaves) if leaf.stale]
    if stale:
        return _read_anew(work, leaves, stale[:PAGES_A_TURN], at)
    found = hits_in(leaves, lambda text: find_traces(actor, work.row.case_id, text, at=at))
    hits = [hit for hit in found if not any(covers(place, hit.place) for place in work.overruled)]
    if hits:
        return _held(hits, at)
    if not all(leaf.legible for leaf in leaves) and not work.row.vouched:
        return _unread(at)
    return _passed(keep(harmless_pdf(leaves), key=work.key), at)


def _read_on(work: _Work, at: datetime) -> Conclusion:
    content = fetch(work.document.file, key=work.key)
    done = list(work.row.leaves)
    opened = open_pages(content, first=len(done), most=PAGES_A_TURN)
    if not opened.pages:
        raise Refusing(Refusal.DAMAGED)
    for page in opened.pages:
        leaf = Leaf(page.width, page.height, page.jpeg, page.words)
        done.append(keep(_read(leaf, work.document.language).packed(), key=work.key))
    return _put_down(done, opened.count, at)


def _read_anew(work: _Work, leaves: list[Leaf], numbers: list[int], at: datetime) -> Conclusion:
    """Read the pixels of pages that were blacked out: what is left there is searched once more."""
    names = list(work.row.leaves)
    for number in numbers:
        legible = leaves[number].legible
        again = _read(leaves[number], work.document.language)
        # A page that was mostly blacked out has too little left to be sure of; it was read before.
        names[number] = keep(replace(again, legible=legible or again.legible).packed(), key=work.key)
    return _put_down(names, len(names), at)


def _read(leaf: Leaf, language: str) -> Leaf:
    try:
        reading_ = read_picture(leaf.jpeg, language)
    except NoReader:
        return replace(leaf, legible=False, stale=False)
    return replace(leaf, scanned=reading_.words, legible=reading_.legible, stale=False)


def _put_down(names: list[str], pages: int, at: datetime) -> Conclusion:
    def conclude(change: Change, row: CheckedDocument) -> None:
        row.leaves, row.pages = names, pages
        row.save()
        change.record(DocumentPagesRead(row.case_id, document=row.document_id, pages=len(names)))

    return conclude


def _refused(reason: Refusal, at: datetime) -> Conclusion:
    def conclude(change: Change, row: CheckedDocument) -> None:
        move(row, "refuse", at, reason.value)
        change.record(DocumentRefused(row.case_id, document=row.document_id, reason=reason.value))

    return conclude


def _unread(at: datetime) -> Conclusion:
    reason = Unread.ILLEGIBLE if can_read() else Unread.NO_READER

    def conclude(change: Change, row: CheckedDocument) -> None:
        move(row, "leave-unread", at, reason.value)
        change.record(DocumentLeftUnread(row.case_id, document=row.document_id, reason=reason.value))

    return conclude


def _passed(file: str, at: datetime) -> Conclusion:
    def conclude(change: Change, row: CheckedDocument) -> None:
        row.file = file
        move(row, "pass", at)
        change.record(DocumentPassed(row.case_id, document=row.document_id))

    return conclude


def _held(hits: list[Found], at: datetime) -> Conclusion:
    def conclude(change: Change, row: CheckedDocument) -> None:
        known = list(change.seen(Hit).filter(checked=row, ruling=Ruling.OPEN.value))
        for hit in hits:
            if not any(covers(place_of(one), hit.place) for one in known):
                boxes = [list(box) for box in hit.place.boxes]
                Hit(checked=row, centre_id=row.centre_id, page=hit.place.page, boxes=boxes, what=hit.kind.value).save()
        move(row, "hold", at)
        change.record(DocumentHeld(row.case_id, document=row.document_id, hits=len(hits)))

    return conclude
