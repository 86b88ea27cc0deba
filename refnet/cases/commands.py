"""Opening a case, adding to it, and sharing it."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.access.decisions import Unseen
from refnet.cases import policies
from refnet.cases.classifying import classification_of
from refnet.cases.coding import from_plain, to_plain
from refnet.cases.describing import Description, described, texts_of
from refnet.cases.events import (
    CaseDescribed,
    CaseOpened,
    CaseShared,
    ChildDied,
    ReaderAdmitted,
    ReaderDismissed,
    ShareClosed,
)
from refnet.cases.models import OPEN, Case, Reader, Share
from refnet.cases.terms import Record, Way
from refnet.cases.undating import calendar_of, undated
from refnet.identity.commands import correct_identity, register_child
from refnet.identity.queries import open_identity, pseudonym
from refnet.identity.terms import Identity, Person
from refnet.identity.tracing import traces

NETWORK = "network"


class ChangedMeanwhile(Exception):
    """Somebody else changed the case since the page was opened; what they wrote stays, and the page shows it."""


def open_case(
    actor: Actor,
    *,
    centre_id: UUID,
    record: Record,
    person: Person,
    zero: date,
    source: str,
    way: Way = Way.IMPORTED,
    at: datetime,
) -> UUID:
    """Open a case for a centre: the illness here, who the child is with `identity`. Return the case's id.

    Parameters
    ----------
    zero
        The calendar day from which the record's days count.
    source
        Where the data came from, in a few words (`FHIR R4 Bundle`).

    Raises
    ------
    Refused
        If `policies.may_open` is against it.
    """
    with changing(actor, at=at) as change:
        typed = way is Way.TYPED and bool(traces(person, texts_of(record)))
        change.require(policies.may_open(actor, centre_id, names_child=typed))
        case_id = uuid4()
        case = Case(
            id=case_id,
            centre_id=centre_id,
            pseudonym=pseudonym(case_id, NETWORK),
            content=to_plain(record),
            entity=_entity(record),
            source=source[:40],
            opened_at=at,
        )
        case.save()
        register_child(actor, case_id, Identity(person, zero), centre_id=centre_id, at=at)
        change.record(CaseOpened(case_id, centre=centre_id, way=way))
    return case_id


def describe_case(
    actor: Actor, case_id: UUID, typed: Description, *, version: int, local_means: str | None = None, at: datetime
) -> None:
    """Add to a case what was missing, or correct it.

    Parameters
    ----------
    version
        The case's version on the page that was filled in.
    local_means
        What the treating centre can do itself, in plain text; None leaves what is there.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If `policies.may_describe` is against it.
    ChangedMeanwhile
        If the case has another version by now.
    chronology.BadDate
        If a date that was typed is none.
    """
    with changing(actor, at=at) as change:
        case = change.lock(Case, case_id)
        identity = open_identity(actor, case_id, at=at)
        names_child = bool(traces(identity.person, "\n".join((*typed.texts, local_means or ""))))
        change.require(policies.may_describe(actor, case, names_child=names_child))
        if case.version != version:
            raise ChangedMeanwhile
        record = described(from_plain(case.content), typed, identity.zero)
        if typed.born:
            person = replace(identity.person, birth_date=typed.born)
            correct_identity(actor, case_id, Identity(person, identity.zero), at=at)
        case.content = to_plain(record)
        case.entity = _entity(record)
        if local_means is not None:
            case.local_means = undated(local_means, calendar_of(record, identity.zero))
        case.version += 1
        case.save()
        change.record(CaseDescribed(case_id, fields=typed.named))


def share_case(actor: Actor, case_id: UUID, *, board_id: UUID, at: datetime) -> str:
    """Open a case to a board, unless it already is, and return the pseudonym that the board knows it by.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If `policies.may_share` is against it.
    """
    with changing(actor, at=at) as change:
        case = change.lock(Case, case_id)
        change.require(policies.may_share(actor, case))
        name = pseudonym(case_id, f"board:{board_id}")
        if change.seen(Share).filter(OPEN, case=case, board=board_id).exists():
            return name
        Share(case=case, board_id=board_id, pseudonym=name, since=at).save()
        change.record(CaseShared(case_id, board=board_id))
        return name


def admit_reader(actor: Actor, case_id: UUID, *, board_id: UUID, account_id: UUID, at: datetime) -> None:
    """Let one expert read a case that is shared with the board, unless they may already.

    Raises
    ------
    Unseen
        If the case is not open to this board, or the actor cannot see that it is.
    Refused
        If `policies.may_admit` is against it.
    """
    with changing(actor, at=at) as change:
        share = change.seen(Share).select_for_update(of=("self",)).filter(OPEN, case=case_id, board=board_id).first()
        if share is None:
            raise Unseen
        change.require(policies.may_admit(actor, board_id))
        if change.seen(Reader).filter(OPEN, share=share, account=account_id).exists():
            return
        Reader(share=share, case_id=case_id, account_id=account_id, since=at).save()
        change.record(ReaderAdmitted(case_id, board=board_id, account=account_id))


def dismiss_reader(actor: Actor, case_id: UUID, *, board_id: UUID, account_id: UUID, at: datetime) -> None:
    """End one expert's reading of a case, as when a conflict of interest is declared.

    Raises
    ------
    Refused
        If the actor is neither the reader nor one who steers the board.
    """
    with changing(actor, at=at) as change:
        change.require(policies.may_dismiss(actor, board_id, account_id))
        rows = change.seen(Reader).filter(OPEN, case=case_id, share__board=board_id, account=account_id)
        for reader in rows:
            reader.until = at
            reader.save()
            change.record(ReaderDismissed(case_id, board=board_id, account=account_id))


def close_share(actor: Actor, case_id: UUID, *, board_id: UUID, at: datetime) -> None:
    """Close a case to a board and all its readers at once.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If `policies.may_close_share` is against it.
    """
    with changing(actor, at=at) as change:
        case = change.lock(Case, case_id)
        change.require(policies.may_close_share(actor, case, board_id))
        shares = list(change.seen(Share).filter(OPEN, case=case, board=board_id))
        for reader in change.seen(Reader).filter(OPEN, share__in=shares):
            reader.until = at
            reader.save()
        for share in shares:
            share.until = at
            share.save()
            change.record(ShareClosed(case_id, board=board_id))


def record_death(actor: Actor, case_id: UUID, *, at: datetime) -> None:
    """Record that the child has died. What follows from it is others' to react to.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If `policies.may_record_death` is against it.
    """
    with changing(actor, at=at) as change:
        case = change.lock(Case, case_id)
        change.require(policies.may_record_death(actor, case))
        case.died_at = at
        case.save()
        change.record(ChildDied(case_id))


def _entity(record: Record) -> str:
    found = classification_of(record.main)
    return (found.subgroup or found.group) if found else ""
