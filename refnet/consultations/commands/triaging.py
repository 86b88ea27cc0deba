"""Triage: the dispatcher accepts, returns or declines."""

from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.changing import changing
from refnet.consultations import policies
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.commands.releasing import release_share
from refnet.consultations.events import CaseAccepted, CaseDeclined, CaseReturned
from refnet.consultations.gathering import standpoint_of
from refnet.consultations.models import Consultation
from refnet.consultations.moving import move_on


def accept_case(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Accept a case for the board.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_accept` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_accept(actor, standpoint_of(consultation)))
        change.record(CaseAccepted(consultation.id, state=move_on(consultation, "accept", at=at)))


def return_case(actor: Actor, consultation_id: UUID, *, reason: str, at: datetime) -> None:
    """Send a case back to the requesting centre for what is missing.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_return` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_return(actor, standpoint_of(consultation), reason=bool(reason.strip())))
        require_unnamed(change, consultation, reason, at=at)
        consultation.note = reason
        change.record(CaseReturned(consultation.id, state=move_on(consultation, "return", at=at)))


def decline_case(actor: Actor, consultation_id: UUID, *, reason: str, redirect_id: UUID | None, at: datetime) -> None:
    """Decline a case, with the reason and, where there is one, the board to ask instead.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_decline` is against it.
    """
    with changing(actor, Purpose.COORDINATION, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_decline(actor, standpoint_of(consultation), reason=bool(reason.strip())))
        require_unnamed(change, consultation, reason, at=at)
        consultation.note = reason
        consultation.redirect_id = redirect_id
        # What is written into the case from now on is not for a board that declined it.
        release_share(change, consultation, at=at)
        state = move_on(consultation, "decline", at=at)
        change.record(CaseDeclined(consultation.id, state=state, redirect=redirect_id))
