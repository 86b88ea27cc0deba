"""What panel and requester ask of each other."""

from datetime import date, datetime
from uuid import UUID

from refnet.access.actors import Actor
from refnet.access.changing import changing
from refnet.consultations import policies
from refnet.consultations.commands.naming import require_unnamed
from refnet.consultations.events import InformationGiven, InformationRequested, Posted, QuestionTicked
from refnet.consultations.gathering import gather_panel, standpoint_of
from refnet.consultations.lifecycle import ANSWERS
from refnet.consultations.models import Consultation, InformationRequest, Post
from refnet.consultations.moving import move_on
from refnet.consultations.terms import PostKind, State


def post_message(
    actor: Actor, consultation_id: UUID, *, text: str, assigned_id: UUID | None = None, at: datetime
) -> UUID:
    """Write in the thread; a question to somebody is one that can be ticked off. Return the post's id.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_post` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_post(actor, standpoint_of(consultation), panel, text=bool(text.strip())))
        require_unnamed(change, consultation, text, at=at)
        kind = PostKind.QUESTION if assigned_id else PostKind.MESSAGE
        post = Post(
            consultation=consultation,
            author_id=actor.id,
            kind=kind.value,
            text=text,
            assigned_id=assigned_id,
            at=at,
        )
        post.save()
        change.record(Posted(consultation.id, post=post.id, assigned=assigned_id))
        return post.id


def tick_question(actor: Actor, post_id: UUID, *, at: datetime) -> UUID:
    """Tick a question of the thread off, and return the id of its consultation.

    Raises
    ------
    Unseen
        If the actor cannot see this post.
    Refused
        If `policies.may_post` is against it.
    """
    with changing(actor, at=at) as change:
        post = change.lock(Post, post_id)
        consultation = change.lock(Consultation, post.consultation_id)
        panel = gather_panel(change.reading, consultation)
        change.require(policies.may_post(actor, standpoint_of(consultation), panel))
        post.ticked_at = post.ticked_at or at
        post.save()
        change.record(QuestionTicked(consultation.id, post=post.id))
        return consultation.id


def ask_for_information(
    actor: Actor, consultation_id: UUID, *, what: str, why: str, by_on: date, from_whom: str, at: datetime
) -> UUID:
    """Ask the requester for what the panel needs before it can go on; the board's clock stands.

    Return the request's id.

    Raises
    ------
    Unseen
        If the actor cannot see this consultation.
    Refused
        If `policies.may_ask` is against it.
    """
    with changing(actor, at=at) as change:
        consultation = change.lock(Consultation, consultation_id)
        panel = gather_panel(change.reading, consultation)
        written = bool(what.strip() and why.strip())
        change.require(policies.may_ask(actor, standpoint_of(consultation), panel, text=written))
        require_unnamed(change, consultation, f"{what}\n{why}\n{from_whom}", at=at)
        request = InformationRequest(
            consultation=consultation,
            what=what,
            why=why,
            by_on=by_on,
            from_whom=from_whom,
            asked_by_id=actor.id,
            asked_at=at,
        )
        request.save()
        consultation.resume = consultation.state
        state = move_on(consultation, "ask", at=at)
        change.record(InformationRequested(consultation.id, state=state, request=request.id))
        return request.id


def answer_request(actor: Actor, request_id: UUID, *, answer: str, at: datetime) -> None:
    """Answer what the panel asked; the board's clock runs again.

    Raises
    ------
    Unseen
        If the actor cannot see this request.
    Refused
        If `policies.may_answer` is against it.
    """
    with changing(actor, at=at) as change:
        request = change.lock(InformationRequest, request_id)
        consultation = change.lock(Consultation, request.consultation_id)
        change.require(
            policies.may_answer(
                actor,
                standpoint_of(consultation),
                answered=bool(answer.strip()),
                open_still=request.answered_at is None,
            )
        )
        require_unnamed(change, consultation, answer, at=at)
        request.answer = answer
        request.answered_by_id = actor.id
        request.answered_at = at
        request.save()
        state = move_on(consultation, ANSWERS[State(consultation.resume)], at=at)
        change.record(InformationGiven(consultation.id, state=state, request=request.id))
