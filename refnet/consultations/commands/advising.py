"""Writing the advice, and who stands behind it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import Change, changing
from refnet.consultations import policies
from refnet.consultations.commands.locking import lock_advice
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.drafting import texts_of, to_plain
from refnet.consultations.events import (
    AdviceCountersigned,
    AdviceDrafted,
    AdviceSentToReview,
    AdviceWritten,
    DissentKept,
    DraftReopened,
    SpecialtyWaived,
)
from refnet.consultations.gathering import gather_draft, gather_panel, standpoint_of
from refnet.consultations.lifecycle import ADVICE, CONSULTATION
from refnet.consultations.models import Advice, Consultation, Countersignature, Dissent, Panellist, Waiver
from refnet.consultations.moving import move_on, pass_turn
from refnet.consultations.pictures import RecommendationView
from refnet.consultations.terms import AdviceState, Party, Standing, State


class WrittenMeanwhile(Exception):
    """Somebody else changed the draft since the page was opened; their text stays, and the page shows it."""


def begin_advice(actor: Actor, consultation_id: UUID, *, at: datetime) -> UUID:
    """Begin the advice, and return the id of its first version.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_begin_advice` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_begin_advice(actor, standpoint_of(consultation)))
        advice = Advice(consultation=consultation, number=1)
        advice.save()
        state = move_on(consultation, "draft-advice", at=at)
        change.record(AdviceDrafted(consultation.id, state=state, advice=advice.id))
        return advice.id


def write_advice(
    actor: Actor,
    advice_id: UUID,
    *,
    draft: int,
    assessment: str,
    recommendations: Sequence[RecommendationView],
    none_reason: str = "",
    at: datetime,
) -> int:
    """Change the text of a draft, and return the draft's new number.

    Parameters
    ----------
    draft
        The number of the draft on the page that was filled in.
    none_reason
        Why the panel makes no recommendation, where it makes none.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_write_advice` is against it.
    WrittenMeanwhile
        If the draft has another number by now.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        written = "\n".join((assessment, none_reason, texts_of(recommendations)))
        facts = gather_draft(change.reading, advice)
        change.require(policies.may_write_advice(actor, standpoint_of(consultation), facts))
        require_unnamed(change, consultation, written, at=at)
        if advice.draft != draft:
            raise WrittenMeanwhile
        advice.assessment = assessment
        advice.recommendations = to_plain(recommendations)
        advice.none_reason = none_reason
        advice.draft += 1
        advice.save()
        change.record(AdviceWritten(consultation.id, advice=advice.id))
        return advice.draft


def waive_specialty(actor: Actor, consultation_id: UUID, *, specialty: str, reason: str, at: datetime) -> None:
    """Go on without a specialty that the board requires. A second waiver of the same changes nothing.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_waive` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_waive(actor, standpoint_of(consultation), reason=bool(reason.strip())))
        require_unnamed(change, consultation, reason, at=at)
        if change.seen(Waiver).filter(consultation=consultation, specialty=specialty).exists():
            return
        Waiver(consultation=consultation, specialty=specialty, reason=reason, at=at).save()
        change.record(SpecialtyWaived(consultation.id, specialty=specialty))


def send_to_review(actor: Actor, advice_id: UUID, *, at: datetime) -> None:
    """Ask the panel to read the advice and countersign it.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_send_to_review` is against it; the reasons say what is missing.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_send_to_review(actor, standpoint_of(consultation), facts, panel))
        advice.state = ADVICE.after("send-to-review", AdviceState.DRAFT).value
        advice.save()
        state = move_if_first(consultation, "send-to-review", at=at)
        _ask_countersignatures(change, consultation, owed=True, at=at)
        change.record(AdviceSentToReview(consultation.id, state=state, advice=advice.id))


def reopen_draft(actor: Actor, advice_id: UUID, *, reason: str, at: datetime) -> None:
    """Take the advice from review back to draft. Countersignatures given so far do not count for the new wording.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_reopen` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        may = policies.may_reopen(actor, standpoint_of(consultation), facts, reason=bool(reason.strip()))
        change.require(may)
        require_unnamed(change, consultation, reason, at=at)
        advice.state = ADVICE.after("reopen-draft", AdviceState.IN_REVIEW).value
        advice.draft += 1
        advice.reason = reason
        advice.save()
        state = move_if_first(consultation, "reopen-draft", at=at)
        _ask_countersignatures(change, consultation, owed=False, at=at)
        change.record(DraftReopened(consultation.id, state=state, advice=advice.id))


def countersign_advice(actor: Actor, advice_id: UUID, *, draft: int, at: datetime) -> None:
    """Confirm that the advice, in the wording that was read, reports the panel's discussion truly.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_countersign` is against it.
    WrittenMeanwhile
        If the wording is another by now.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_countersign(actor, standpoint_of(consultation), facts, panel))
        if advice.draft != draft:
            raise WrittenMeanwhile
        Countersignature(
            consultation=consultation, advice=advice, draft=advice.draft, account_id=actor.id, at=at
        ).save()
        for row in change.seen(Panellist).filter(consultation=consultation, account=actor.id):
            row.owes = False
            row.save()
        behind = gather_draft(change.reading, advice).countersigned
        if State(consultation.state) is State.IN_REVIEW and policies.is_quorum(behind, panel):
            pass_turn(consultation, Party.CHAIR, at=at)
        change.record(AdviceCountersigned(consultation.id, advice=advice.id, account=actor.id))


def keep_dissent(actor: Actor, advice_id: UUID, *, text: str, at: datetime) -> None:
    """Have one's differing position kept in the advice, with one's name. A new text replaces one's own earlier one.

    The wording that is countersigned changes with it, so countersignatures given so far no longer count.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_dissent` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        facts = gather_draft(change.reading, advice)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_dissent(actor, standpoint_of(consultation), facts, panel, text=bool(text.strip())))
        require_unnamed(change, consultation, text, at=at)
        before = change.seen(Dissent).filter(advice=advice, author=actor.id).first()
        dissent = before or Dissent(consultation=consultation, advice=advice, author_id=actor.id)
        dissent.text = text
        dissent.at = at
        dissent.save()
        advice.draft += 1
        advice.save()
        if State(consultation.state) is State.IN_REVIEW:
            pass_turn(consultation, Party.PANEL, at=at)
        if AdviceState(advice.state) is AdviceState.IN_REVIEW:
            _ask_countersignatures(change, consultation, owed=True, at=at)
        change.record(DissentKept(consultation.id, advice=advice.id))


def move_if_first(consultation: Consultation, move: str, *, at: datetime) -> State:
    """Move the consultation with its first advice; a later version has its own course and leaves it where it is."""
    state = State(consultation.state)
    return move_on(consultation, move, at=at) if CONSULTATION.offers(move, state) else state


def _ask_countersignatures(change: Change, consultation: Consultation, *, owed: bool, at: datetime) -> None:
    joined = change.seen(Panellist).filter(consultation=consultation, standing=Standing.JOINED.value)
    for row in joined.filter(from_requesting_centre=False):
        row.owes = owed
        row.owes_since = at
        row.save()
