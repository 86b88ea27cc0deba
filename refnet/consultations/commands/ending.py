"""The advice arrives, is followed up, and the consultation ends; or it ends before."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.changing import Change, changing
from refnet.access.decisions import Decision, Unseen
from refnet.consent.queries import open_consent
from refnet.consent.terms import Scope
from refnet.consultations import policies
from refnet.consultations.commands.locking import lock_advice
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.commands.releasing import release_share
from refnet.consultations.events import (
    AdviceAcknowledged,
    ChangeAcknowledged,
    ConsultationClosed,
    ConsultationEndedByDeath,
    ConsultationWithdrawn,
    OutcomeReported,
)
from refnet.consultations.gathering import gather_draft, is_unread, latest_advice, standpoint_of
from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.models import Consultation, Outcome, Panellist
from refnet.consultations.moving import move_on
from refnet.consultations.terms import AdviceState, Followed, State

ENDED = (AdviceState.SUPERSEDED.value, AdviceState.RETRACTED.value)


def acknowledge_advice(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Confirm that the advice is for this child; each version that came later is confirmed anew.

    With consent to follow-up, follow-up begins; else the consultation closes.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation, or no advice of it.
    Refused
        If `policies.may_acknowledge` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        advice = latest_advice(change.reading, consultation_id)
        newer = advice is not None and is_unread(advice)
        change.require(policies.may_acknowledge(actor, standpoint_of(consultation), newer=newer))
        if advice is None:
            raise Unseen
        advice.acknowledged_at = at
        advice.save()
        state = State(consultation.state)
        if CONSULTATION.offers("acknowledge", state):
            followed = open_consent(actor, consultation.case_id, at=at).covers(Scope.FOLLOW_UP)
            state = move_on(consultation, "acknowledge" if followed else "acknowledge-and-close", at=at)
        change.record(AdviceAcknowledged(consultation.id, state=state, advice=advice.id))


def acknowledge_change(actor: Actor, advice_id: UUID, *, at: datetime) -> None:
    """Confirm to know that the advice was superseded or retracted.

    Raises
    ------
    Unseen
        If the actor cannot see this advice.
    Refused
        If `policies.may_acknowledge_change` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        changed = advice.state in ENDED and advice.change_acknowledged_at is None
        change.require(policies.may_acknowledge_change(actor, standpoint_of(consultation), changed=changed))
        advice.change_acknowledged_at = at
        advice.save()
        change.record(ChangeAcknowledged(consultation.id, advice=advice.id))


def report_outcomes(
    actor: Actor, advice_id: UUID, *, outcomes: Mapping[UUID, tuple[Followed, str]], at: datetime
) -> None:
    """Say what became of each recommendation; the experts see it. A later answer replaces an earlier one.

    Parameters
    ----------
    outcomes
        For each recommendation, by its id: what became of it, and a sentence on what happened.

    Raises
    ------
    Unseen
        If the actor cannot see this advice, or a recommendation is not of it.
    Refused
        If `policies.may_report_outcome` is against it.
    """
    with changing(actor, at=at) as change:
        advice, consultation = lock_advice(change, advice_id)
        written = "\n".join(text for _, text in outcomes.values())
        facts = gather_draft(change.reading, advice)
        change.require(policies.may_report_outcome(actor, standpoint_of(consultation), facts))
        require_unnamed(change, consultation, written, at=at)
        known = {UUID(one["id"]) for one in advice.recommendations}
        if not set(outcomes) <= known:
            raise Unseen
        before = {row.recommendation: row for row in change.seen(Outcome).filter(advice=advice)}
        for key, (followed, text) in outcomes.items():
            row = before.get(key) or Outcome(consultation=consultation, advice=advice, recommendation=key)
            row.followed = followed.value
            row.text = text
            row.at = at
            row.save()
        change.record(OutcomeReported(consultation.id, advice=advice.id))


def close_consultation(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Close a consultation in follow-up.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_close` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_close(actor, standpoint_of(consultation)))
        change.record(ConsultationClosed(consultation.id, state=move_on(consultation, "close", at=at)))


def withdraw_consultation(actor: Actor, consultation_id: UUID, *, reason: str = "", at: datetime) -> None:
    """Take the question back. The board no longer sees the case; before signing, the consultation ends.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_withdraw` is against it.
    """
    purpose = Purpose.SYSTEM if actor.is_system else Purpose.CARE
    with changing(actor, purpose, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_withdraw(actor, standpoint_of(consultation)))
        require_unnamed(change, consultation, reason, at=at)
        consultation.open_to_board = False
        consultation.note = reason
        _release_panel(change, consultation)
        release_share(change, consultation, at=at)
        state = State(consultation.state)
        if CONSULTATION.offers("withdraw", state):
            state = move_on(consultation, "withdraw", at=at)
        else:
            consultation.save()
        change.record(ConsultationWithdrawn(consultation.id, state=state))


def end_by_death(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """End a consultation because the child has died. Only the system does this, once the treating centre recorded it.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If the actor is not the system.
    """
    with changing(actor, Purpose.SYSTEM, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(Decision.needs((actor.is_system, policies.NOT_NOW)))
        if State(consultation.state) is State.DIED:
            return
        _release_panel(change, consultation)
        state = move_on(consultation, "died", at=at)
        change.record(ConsultationEndedByDeath(consultation.id, state=state))


def _release_panel(change: Change, consultation: Consultation) -> None:
    """Nothing waits for the experts any more."""
    for row in change.seen(Panellist).filter(consultation=consultation, owes=True):
        row.owes = False
        row.save()
