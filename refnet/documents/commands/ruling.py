"""Deciding what the check found in a document: black it out, or say why it is not the child."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import Change, changing
from refnet.access.decisions import Decision
from refnet.documents import policies
from refnet.documents.checking import covers
from refnet.documents.commands.checking import move, place_of
from refnet.documents.events import (
    DocumentCheckedAgain,
    DocumentSettled,
    DocumentVouched,
    TraceBlackedOut,
    TraceOverruled,
)
from refnet.documents.harmless import harmless_pdf
from refnet.documents.leaves import unpacked
from refnet.documents.models import CheckedDocument, Document, Hit
from refnet.documents.storing import fetch, keep
from refnet.documents.terms import Box, CheckState, Place, Ruling
from refnet.identity.queries import open_file_key

BESIDE = (0.09, 0.012)
"""Half the width and height of what is blacked out around a click where no word was read."""


def black_out(actor: Actor, document_id: UUID, hit_ids: Collection[UUID], *, at: datetime) -> None:
    """Black out what the check found in these places, in the pixels and in the words; it is then searched again.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    Refused
        If `policies.may_black_out` is against it.
    """
    with changing(actor, at=at) as change:
        row = _locked(change, document_id)
        hits = _open_hits(change, row, hit_ids)
        change.require(policies.may_black_out(actor, row.centre_id, CheckState(row.state), places=bool(hits)))
        _blacken(actor, change, row, [place_of(hit) for hit in hits], at=at)


def black_out_place(actor: Actor, document_id: UUID, *, page: int, x: float, y: float, at: datetime) -> None:
    """Black out what stands at a point of a page (parts of its width and height), where the check found nothing.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    Refused
        If `policies.may_black_out` is against it, or there is no such place.
    """
    with changing(actor, at=at) as change:
        row = _locked(change, document_id)
        change.require(policies.may_black_out(actor, row.centre_id, CheckState(row.state)))
        if not (0 <= page < len(row.leaves) and 0 < x <= 1 and 0 < y <= 1):
            change.require(Decision((policies.NO_PLACE,)))
        leaf = unpacked(fetch(row.leaves[page], key=open_file_key(actor, row.case_id, at=at)))
        words = (*leaf.written, *leaf.scanned)
        at_point = [word.box for word in words if word.left <= x <= word.right and word.top <= y <= word.bottom]
        place = Place(page, tuple(at_point[:1]) or (_around(x, y),))
        _blacken(actor, change, row, [place], at=at)


def overrule_hits(actor: Actor, document_id: UUID, hit_ids: Collection[UUID], *, reason: str, at: datetime) -> None:
    """Say that what the check found in these places is not the child, and why.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    Refused
        If `policies.may_overrule` is against it.
    """
    with changing(actor, at=at) as change:
        row = _locked(change, document_id)
        hits = _open_hits(change, row, hit_ids)
        state = CheckState(row.state)
        change.require(policies.may_overrule(actor, row.centre_id, state, hits=bool(hits), reason=reason))
        for hit in hits:
            _rule(hit, Ruling.NOT_THE_CHILD, actor, at, reason)
            change.record(TraceOverruled(row.case_id, document=row.document_id, hit=hit.id))
        _settle(change, row, at)


def vouch_for_document(actor: Actor, document_id: UUID, *, reason: str, at: datetime) -> None:
    """Say that one has read a document that the machine could not read, and that nothing in it names the child.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    Refused
        If `policies.may_vouch` is against it.
    """
    with changing(actor, at=at) as change:
        row = _locked(change, document_id)
        change.require(policies.may_vouch(actor, row.centre_id, CheckState(row.state), reason=reason))
        key = open_file_key(actor, row.case_id, at=at)
        said = Hit(checked=row, centre_id=row.centre_id, page=0, boxes=[])
        _rule(said, Ruling.NOT_THE_CHILD, actor, at, reason)
        row.vouched = True
        row.file = keep(harmless_pdf(unpacked(fetch(name, key=key)) for name in row.leaves), key=key)
        move(row, "vouch", at)
        change.record(DocumentVouched(row.case_id, document=row.document_id))


def check_again(actor: Actor, document_id: UUID, *, at: datetime) -> None:
    """Have a document checked again from its first page that could not be read.

    Raises
    ------
    Unseen
        If there is no such document, or it is another centre's.
    Refused
        If `policies.may_check_again` is against it.
    """
    with changing(actor, at=at) as change:
        row = _locked(change, document_id)
        change.require(policies.may_check_again(actor, row.centre_id, CheckState(row.state)))
        # Pages that were blacked out stay so: only those that nobody could read are taken from the file again.
        blackened = change.seen(Hit).filter(checked=row, ruling=Ruling.BLACKED_OUT.value).exists()
        if row.state == CheckState.UNREADABLE.value and not blackened:
            row.leaves, row.pages = [], 0
        move(row, "check-again", at)
        change.record(DocumentCheckedAgain(row.case_id, document=row.document_id))


def _locked(change: Change, document_id: UUID) -> CheckedDocument:
    """Hold the check of a document of the own centre; in the ledger it stands under the document."""
    change.reading.one(Document, document_id)
    row = change.seen(CheckedDocument).select_for_update(of=("self",)).filter(document=document_id).first()
    if row is None:
        raise change.reading.missed(CheckedDocument, document_id)
    found: CheckedDocument = row
    return found


def _open_hits(change: Change, row: CheckedDocument, hit_ids: Collection[UUID]) -> list[Hit]:
    return list(change.seen(Hit).filter(checked=row, ruling=Ruling.OPEN.value, pk__in=hit_ids))


def _blacken(actor: Actor, change: Change, row: CheckedDocument, places: Iterable[Place], *, at: datetime) -> None:
    key = open_file_key(actor, row.case_id, at=at)
    wanted: dict[int, list[Box]] = {}
    for place in places:
        wanted.setdefault(place.page, []).extend(place.boxes)
    names = list(row.leaves)
    for page, boxes in wanted.items():
        names[page] = keep(unpacked(fetch(names[page], key=key)).blackened(boxes).packed(), key=key)
    row.leaves = names
    black = [Place(page, tuple(boxes)) for page, boxes in wanted.items()]
    under = [
        hit
        for hit in change.seen(Hit).filter(checked=row, ruling=Ruling.OPEN.value)
        if any(covers(place, place_of(hit)) for place in black)
    ]
    if not under:
        under = [
            Hit(checked=row, centre_id=row.centre_id, page=place.page, boxes=[list(box) for box in place.boxes])
            for place in black
        ]
    for hit in under:
        _rule(hit, Ruling.BLACKED_OUT, actor, at)
        change.record(TraceBlackedOut(row.case_id, document=row.document_id, hit=hit.id))
    _settle(change, row, at)


def _rule(hit: Hit, ruling: Ruling, actor: Actor, at: datetime, reason: str = "") -> None:
    hit.ruling, hit.reason = ruling.value, reason.strip()
    hit.ruled_by_id, hit.ruled_at = actor.id, at
    hit.save()


def _settle(change: Change, row: CheckedDocument, at: datetime) -> None:
    """Have the document searched again once nothing in it is open; until then only its centre sees it."""
    if change.seen(Hit).filter(checked=row, ruling=Ruling.OPEN.value).exists():
        row.save()
        return
    move(row, "settle" if row.state == CheckState.HITS.value else "check-again", at)
    change.record(DocumentSettled(row.case_id, document=row.document_id))


def _around(x: float, y: float) -> Box:
    width, height = BESIDE
    return max(x - width, 0), max(y - height, 0), min(x + width, 1), min(y + height, 1)
