"""Putting a case before a board."""

from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import Change, changing
from refnet.cases.commands import share_case
from refnet.cases.queries import open_own_case, open_readiness
from refnet.centres.queries import list_missing_agreements, open_board
from refnet.consent.queries import open_consent
from refnet.consent.terms import Scope
from refnet.consultations import policies
from refnet.consultations.ageing import months_old
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.events import CaseSubmitted, ConsultationDrafted, QuestionPrepared, UrgencyRaised
from refnet.consultations.gathering import standpoint_of
from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.models import Consultation
from refnet.consultations.moving import move_on
from refnet.consultations.terms import Party, Presentation, State, Urgency


def draft_consultation(actor: Actor, case_id: UUID, *, at: datetime) -> UUID:
    """Begin a consultation on a case, and return its id; where there is a draft already, that one.

    Raises
    ------
    Unseen
        If the actor cannot see the case.
    Refused
        If `policies.may_draft` is against it.
    """
    with changing(actor, at=at) as change:
        readiness = open_readiness(actor, case_id, at=at)
        change.require(policies.may_draft(actor, readiness.centre_id, alive=readiness.alive))
        begun = change.seen(Consultation).filter(case=case_id, state=State.DRAFT.value).order_by("drafted_at").first()
        if begun is not None:
            key: UUID = begun.id
            return key
        consultation = Consultation(
            case_id=case_id,
            centre_id=readiness.centre_id,
            requester_id=actor.id,
            entity=readiness.entity,
            state=CONSULTATION.initial.value,
            turn=Party.REQUESTER.value,
            drafted_at=at,
            since=at,
        )
        consultation.save()
        change.record(ConsultationDrafted(consultation.id, centre=readiness.centre_id))
        return consultation.id


def prepare_question(
    actor: Actor,
    consultation_id: UUID,
    *,
    board_id: UUID | None,
    presentation: Presentation | None,
    question: str,
    urgency: Urgency,
    local_means: str = "",
    at: datetime,
) -> None:
    """Write the question of a draft, or of a case that was returned, without submitting it.

    Parameters
    ----------
    question, local_means
        What the centre asks, and what it can do itself; plain text, up to 4000 characters each.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_prepare` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        change.require(policies.may_prepare(actor, standpoint_of(consultation)))
        require_unnamed(change, consultation, f"{question}\n{local_means}", at=at)
        if consultation.submitted_at is None:
            consultation.board_id = board_id  # a returned case goes back to the board that returned it
        consultation.presentation = presentation.value if presentation else ""
        consultation.question = question or consultation.question
        consultation.local_means = local_means
        consultation.urgency = urgency.value
        consultation.save()
        change.record(QuestionPrepared(consultation.id))


def submit_case(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Put a case before the board that was chosen, or put it there again after it was returned.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_submit` is against it; the reasons say what is missing.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        board = open_board(consultation.board_id) if consultation.board_id else None
        urgency = Urgency(consultation.urgency)
        readiness = open_readiness(actor, consultation.case_id, at=at)
        written = f"{consultation.question}\n{consultation.local_means}"
        change.require(
            policies.may_submit(
                actor,
                standpoint_of(consultation),
                diagnosis=readiness.diagnosis,
                alive=readiness.alive,
                consent=open_consent(actor, consultation.case_id, at=at).covers(Scope.CARE),
                agreements=not list_missing_agreements(consultation.centre_id, on=at.date()),
                board=board is not None,
                question=bool(consultation.question.strip()),
                asked_already=board is not None and _is_asked(change, consultation),
                urgent_without_service=urgency is Urgency.URGENT and board is not None and not board.urgent_service,
            )
        )
        require_unnamed(change, consultation, written, at=at)
        consultation.pseudonym = share_case(actor, consultation.case_id, board_id=consultation.asked, at=at)
        born = open_own_case(actor, consultation.case_id, at=at).person.birth_date
        consultation.entity = readiness.entity
        consultation.age_when_asked = months_old(born, at.date())
        consultation.requester_id = actor.id
        consultation.submitted_at = consultation.submitted_at or at
        consultation.open_to_board = True
        consultation.note = ""
        state = move_on(consultation, "submit", at=at)
        change.record(CaseSubmitted(consultation.id, state=state, board=consultation.asked, urgency=urgency))


def raise_urgency(actor: Actor, consultation_id: UUID, *, at: datetime) -> None:
    """Make a routine question urgent, in any state before advice is signed.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_raise_urgency` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        service = consultation.board_id is None or open_board(consultation.board_id).urgent_service
        change.require(
            policies.may_raise_urgency(
                actor,
                standpoint_of(consultation),
                urgent=Urgency(consultation.urgency) is Urgency.URGENT,
                service=service,
            )
        )
        consultation.urgency = Urgency.URGENT.value
        consultation.save()
        change.record(UrgencyRaised(consultation.id))


def _is_asked(change: Change, consultation: Consultation) -> bool:
    """Whether this board has another open question on the case."""
    others = change.seen(Consultation).filter(case=consultation.case_id, board=consultation.board_id)
    ended = [state.value for state in State if CONSULTATION.final(state)]
    sent = others.exclude(pk=consultation.pk).exclude(state__in=[*ended, State.DRAFT.value])
    return bool(sent.exists())
