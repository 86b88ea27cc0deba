"""The panel: invited, joined, stood down, and its opinions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.changing import Change, changing
from refnet.access.decisions import Unseen
from refnet.cases.commands import admit_reader, dismiss_reader
from refnet.consultations import policies
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.events import (
    DiscussionOpened,
    ExpertInvited,
    ExpertJoined,
    ExpertStoodDown,
    OpinionGiven,
)
from refnet.consultations.gathering import gather_panel, standpoint_of
from refnet.consultations.models import Consultation, Opinion, Panellist
from refnet.consultations.moving import move_on, pass_turn
from refnet.consultations.terms import Agreement, Confidence, Evidence, Party, Standing, State
from refnet.people.queries import find_experts, find_people


def invite_expert(actor: Actor, consultation_id: UUID, *, account_id: UUID, at: datetime) -> None:
    """Invite an expert to the panel; the case is open to the expert from now on. A second invitation changes nothing.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_invite` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        seated = account_id in {one.id for one in find_experts(consultation.asked, on=at.date())}
        change.require(policies.may_invite(actor, standpoint_of(consultation), seated=seated))
        if _panellist(change, consultation_id, account_id) is not None:
            return
        person = find_people([account_id])[account_id]
        Panellist(
            consultation=consultation,
            account_id=account_id,
            specialty=person.specialty,
            from_requesting_centre=person.centre_id == consultation.centre_id,
            invited_at=at,
            owes_since=at,
        ).save()
        admit_reader(actor, consultation.case_id, board_id=consultation.asked, account_id=account_id, at=at)
        change.record(ExpertInvited(consultation.id, account=account_id))


def invite_experts(actor: Actor, consultation_id: UUID, *, account_ids: Iterable[UUID], at: datetime) -> None:
    """Invite several experts to the panel at once: all of them, or none.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_invite` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at):
        for account_id in account_ids:
            invite_expert(actor, consultation_id, account_id=account_id, at=at)


def open_discussion(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Let the panel begin.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_open_discussion` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_open_discussion(actor, standpoint_of(consultation), panel))
        change.record(DiscussionOpened(consultation.id, state=move_on(consultation, "open-discussion", at=at)))


def join_panel(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Join the panel: no conflict of interest, ready to give an opinion.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_join` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_join(actor, standpoint_of(consultation), panel))
        row = _own_seat(change, actor, consultation_id)
        row.standing = Standing.JOINED.value
        row.save()
        change.record(ExpertJoined(consultation.id, account=actor.id))


def stand_down(actor: Actor, consultation_id: UUID, *, conflict: bool, at: datetime) -> None:
    """Decline an invitation or leave the panel; a declared conflict of interest is kept as such.

    The case closes to the expert.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_stand_down` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_stand_down(actor, standpoint_of(consultation), panel))
        row = _own_seat(change, actor, consultation_id)
        row.standing = (Standing.CONFLICTED if conflict else Standing.DECLINED).value
        row.owes = False
        dismiss_reader(actor, consultation.case_id, board_id=consultation.asked, account_id=actor.id, at=at)
        row.save()
        change.record(ExpertStoodDown(consultation.id, account=actor.id, conflict=conflict))


def give_opinion(
    actor: Actor,
    consultation_id: UUID,
    *,
    agreement: Agreement,
    agreement_text: str = "",
    options: str,
    rationale: str = "",
    evidence: Evidence,
    needed_first: str = "",
    confidence: Confidence,
    minutes: int = 0,
    at: datetime,
) -> None:
    """Give an opinion on a case, or revise it.

    Parameters
    ----------
    options
        The options for this child with what speaks for each, in plain text; "I agree with Dr B, and add ..." will do.
    minutes
        Time spent, in minutes, as the expert enters it.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_give_opinion` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        panel = gather_panel(change.reading, consultation)
        written = "\n".join((agreement_text, options, rationale, needed_first))
        change.require(policies.may_give_opinion(actor, standpoint_of(consultation), panel))
        require_unnamed(change, consultation, written, at=at)
        before = change.seen(Opinion).filter(consultation=consultation, author=actor.id).first()
        opinion = before or Opinion(consultation=consultation, author_id=actor.id)
        opinion.agreement = agreement.value
        opinion.agreement_text = agreement_text
        opinion.options = options
        opinion.rationale = rationale
        opinion.evidence = evidence.value
        opinion.needed_first = needed_first
        opinion.confidence = confidence.value
        opinion.minutes = minutes
        opinion.at = at
        opinion.save()
        row = _own_seat(change, actor, consultation_id)
        row.owes = False
        row.save()
        heard = gather_panel(change.reading, consultation)
        if State(consultation.state) is State.IN_DISCUSSION and heard.opinions >= heard.quorum and not heard.unanswered:
            pass_turn(consultation, Party.CHAIR, at=at)
        change.record(OpinionGiven(consultation.id, account=actor.id, revised=before is not None))


def _panellist(change: Change, consultation_id: UUID, account_id: UUID) -> Panellist | None:
    rows = change.seen(Panellist).select_for_update(of=("self",))
    found: Panellist | None = rows.filter(consultation=consultation_id, account=account_id).first()
    return found


def _own_seat(change: Change, actor: Actor, consultation_id: UUID) -> Panellist:
    row = _panellist(change, consultation_id, actor.id)
    if row is None:
        raise Unseen
    return row
