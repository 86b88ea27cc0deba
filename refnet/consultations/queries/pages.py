"""The page of a consultation, and whom a consultation concerns."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose
from refnet.access.decisions import Decision, Unseen
from refnet.access.reading import Reading, reading
from refnet.cases.pictures import CaseView
from refnet.cases.queries import open_readiness, open_shared_case
from refnet.centres.queries import list_missing_agreements, open_board, open_centre, rank_boards
from refnet.centres.ranking import RankedBoard
from refnet.centres.terms import BoardView
from refnet.consent.queries import open_consent
from refnet.consent.terms import Scope
from refnet.consultations import policies
from refnet.consultations.ageing import in_words
from refnet.consultations.clocks import RUNNING, advice_due_at
from refnet.consultations.facts import Panel, Standpoint
from refnet.consultations.gathering import gather_draft, gather_panel, latest_advice, standpoint_of
from refnet.consultations.history import clock, named_in, sentences
from refnet.consultations.models import Consultation, InformationRequest, Opinion, Panellist, Post, Waiver
from refnet.consultations.pictures import (
    Clock,
    ConsultationPage,
    OpinionView,
    Parties,
    PostView,
    RequestView,
)
from refnet.consultations.queries.acts import board_acts, centre_acts
from refnet.consultations.queries.advice import list_versions
from refnet.consultations.queries.panel import seat_views
from refnet.consultations.queries.people import People, gather_people
from refnet.consultations.terms import (
    Agreement,
    Confidence,
    Evidence,
    Party,
    PostKind,
    Presentation,
    Standing,
    State,
    Urgency,
)
from refnet.documents.queries import count_kept_back, list_checked_documents
from refnet.journal.queries import Line, list_history

NO_PANEL = Panel(seats=(), quorum=0)


def open_consultation(actor: Actor, consultation_id: UUID, *, at: datetime) -> ConsultationPage:
    """Open one consultation with all that its page shows this reader.

    Raises
    ------
    Unseen
        If there is no such consultation, or the actor may not see it.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        row = records.one(Consultation, consultation_id)
        own = actor.clinical_centre_id == row.centre_id
        board = open_board(row.board_id) if row.board_id else None
        panel = gather_panel(records, row) if row.board_id else NO_PANEL
        opinions = list(records.seen(Opinion).filter(consultation=row).order_by("at"))
        posts = list(records.seen(Post).filter(consultation=row).order_by("at", "id"))
        requests = list(records.seen(InformationRequest).filter(consultation=row).order_by("asked_at"))
        waivers = list(records.seen(Waiver).filter(consultation=row).order_by("at"))
        lines = list_history(row.id)
        people = gather_people(_people_in(row, lines, opinions, posts, requests))
        standpoint = standpoint_of(row)
        spent = clock(lines, at=at)
        return ConsultationPage(
            id=row.id,
            case_id=row.case_id,
            case=_case(actor, row, at=at),
            own_centre=own,
            centre_id=row.centre_id,
            board_id=row.board_id,
            board=board.name if board else "",
            board_level=str(board.level) if board else "",
            board_ring=board.ring if board else "",
            pseudonym=row.pseudonym,
            state=State(row.state),
            turn=Party(row.turn) if row.turn else None,
            since=row.since,
            urgency=Urgency(row.urgency),
            presentation=Presentation(row.presentation) if row.presentation else None,
            question=row.question,
            local_means=row.local_means,
            note=row.note,
            redirect=open_board(row.redirect_id).name if row.redirect_id else "",
            submitted_at=row.submitted_at,
            age_when_asked=in_words(row.age_when_asked) if row.age_when_asked is not None else "",
            requester=people[row.requester_id],
            quorum=panel.quorum,
            opinions_counted=panel.opinions,
            unanswered=panel.unanswered,
            panel=seat_views(panel, _countersigned(records, row)),
            opinions=tuple(_opinion(one, people) for one in opinions),
            waivers=tuple((one.specialty, one.reason) for one in waivers),
            posts=tuple(_post(post, people) for post in posts),
            requests=tuple(_request(request, people) for request in requests),
            versions=list_versions(records, row.id),
            documents=list_checked_documents(actor, row.case_id, at=at),
            kept_back=count_kept_back(actor, row.case_id, at=at),
            history=sentences(lines, people),
            clock=spent,
            advice_due_at=_due_at(row, board, spent),
            acts=_acts(actor, row, standpoint, panel, service=board.urgent_service if board else True, at=at),
        )


def open_request_page(actor: Actor, request_id: UUID, *, at: datetime) -> tuple[UUID, RequestView]:
    """Open what the panel asked, with the consultation that it belongs to. Raises `Unseen`.

    Raises
    ------
    Unseen
        If there is no such request, or the actor may not see it.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        request = records.one(InformationRequest, request_id)
    return request.consultation_id, _request(request, gather_people([request.asked_by_id]))


def rank_boards_for(actor: Actor, consultation_id: UUID, *, language: str, at: datetime) -> tuple[RankedBoard, ...]:
    """List the boards that could be asked, best for this tumour, country and language (ISO 639-1) first.

    Raises
    ------
    Unseen
        If there is no such consultation, or it is another centre's.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        row = records.one(Consultation, consultation_id)
        readiness = open_readiness(actor, row.case_id, at=at)
    country = open_centre(row.centre_id).country
    return rank_boards(iccc3=readiness.entity or None, country=country, language=language)


def list_parties(actor: Actor, consultation_id: UUID, *, at: datetime) -> Parties:
    """List whom a consultation concerns, for those who tell them. Raises `Unseen`.

    Raises
    ------
    Unseen
        If there is no such consultation, or the actor may not see it.
    """
    with reading(actor, Purpose.SYSTEM, at=at) as records:
        row = records.one(Consultation, consultation_id)
        seats = list(records.seen(Panellist).filter(consultation=row).order_by("invited_at"))
    present = [seat for seat in seats if Standing(seat.standing) in {Standing.INVITED, Standing.JOINED}]
    return Parties(
        board_id=row.board_id,
        board=open_board(row.board_id).name if row.board_id else "",
        requester_id=row.requester_id,
        panel=tuple(seat.account_id for seat in present),
        owing=tuple(seat.account_id for seat in present if seat.owes),
        state=State(row.state),
        turn=Party(row.turn) if row.turn else None,
    )


def _due_at(row: Consultation, board: BoardView | None, spent: Clock) -> datetime | None:
    """Until when advice is due, while the board owes it and its clock runs."""
    if board is None or row.submitted_at is None or State(row.state) not in RUNNING:
        return None
    return advice_due_at(
        submitted_at=row.submitted_at,
        urgency=Urgency(row.urgency),
        routine_days=board.routine_days,
        urgent_hours=board.urgent_hours,
        stood=spent.requester,
    )


def _people_in(
    row: Consultation,
    lines: tuple[Line, ...],
    opinions: list[Opinion],
    posts: list[Post],
    requests: list[InformationRequest],
) -> list[UUID | None]:
    """Everybody whose name the page shows."""
    return [
        row.requester_id,
        *(line.actor for line in lines),
        *(named_in(line) for line in lines),
        *(opinion.author_id for opinion in opinions),
        *(post.author_id for post in posts),
        *(post.assigned_id for post in posts),
        *(request.asked_by_id for request in requests),
    ]


def _case(actor: Actor, row: Consultation, *, at: datetime) -> CaseView | None:
    """The case as the board sees it; nothing before it was shared, or where this reader's access has ended."""
    if row.board_id is None or not row.pseudonym:
        return None
    try:
        return open_shared_case(actor, row.case_id, row.board_id, at=at)
    except Unseen:
        return None


def _countersigned(records: Reading, row: Consultation) -> frozenset[UUID]:
    """Who has countersigned the present wording of the newest advice, as far as this reader may see it."""
    advice = latest_advice(records, row.id)
    return gather_draft(records, advice).countersigned if advice else frozenset()


def _acts(
    actor: Actor, row: Consultation, case: Standpoint, panel: Panel, *, service: bool, at: datetime
) -> Mapping[str, Decision]:
    urgent = Urgency(row.urgency) is Urgency.URGENT
    acts = {**board_acts(actor, case, panel), **centre_acts(actor, case, urgent=urgent, service=service)}
    acts["submit"] = _submitting(actor, row, case, service=service, at=at)
    return acts


def _submitting(actor: Actor, row: Consultation, case: Standpoint, *, service: bool, at: datetime) -> Decision:
    if actor.clinical_centre_id != row.centre_id:
        return Decision((policies.NOT_YOUR_CENTRE,))
    readiness = open_readiness(actor, row.case_id, at=at)
    return policies.may_submit(
        actor,
        case,
        diagnosis=readiness.diagnosis,
        alive=readiness.alive,
        consent=open_consent(actor, row.case_id, at=at).covers(Scope.CARE),
        agreements=not list_missing_agreements(row.centre_id, on=at.date()),
        board=row.board_id is not None,
        question=bool(row.question.strip()),
        urgent_without_service=Urgency(row.urgency) is Urgency.URGENT and not service,
    )


def _opinion(row: Opinion, people: People) -> OpinionView:
    return OpinionView(
        author=people[row.author_id],
        agreement=Agreement(row.agreement),
        agreement_text=row.agreement_text,
        options=row.options,
        rationale=row.rationale,
        evidence=Evidence(row.evidence),
        needed_first=row.needed_first,
        confidence=Confidence(row.confidence),
        minutes=row.minutes,
        at=row.at,
    )


def _post(row: Post, people: People) -> PostView:
    return PostView(
        id=row.id,
        author=people[row.author_id],
        kind=PostKind(row.kind),
        text=row.text,
        assigned=people[row.assigned_id] if row.assigned_id else None,
        at=row.at,
        ticked_at=row.ticked_at,
    )


def _request(row: InformationRequest, people: People) -> RequestView:
    return RequestView(
        id=row.id,
        what=row.what,
        why=row.why,
        by_on=row.by_on,
        from_whom=row.from_whom,
        asked_by=people[row.asked_by_id],
        asked_at=row.asked_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )
