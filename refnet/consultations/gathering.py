"""Gathering the facts on which policies decide, from records that an open door hands out."""

from uuid import UUID

from refnet.access.reading import Reading
from refnet.centres.queries import open_board
from refnet.consultations.drafting import from_plain
from refnet.consultations.facts import Draft, Panel, Seat, Standpoint
from refnet.consultations.models import Advice, Consultation, Countersignature, Opinion, Panellist, Waiver
from refnet.consultations.terms import AdviceState, Feasibility, Standing, State


def standpoint_of(consultation: Consultation) -> Standpoint:
    return Standpoint(
        centre_id=consultation.centre_id,
        board_id=consultation.board_id,
        state=State(consultation.state),
        open_to_board=consultation.open_to_board,
    )


def gather_panel(records: Reading, consultation: Consultation) -> Panel:
    """Return the panel of a consultation against what its board asks of it."""
    board = open_board(consultation.asked)
    authors = {opinion.author_id for opinion in records.seen(Opinion).filter(consultation=consultation)}
    rows = records.seen(Panellist).filter(consultation=consultation).order_by("invited_at", "id")
    return Panel(
        seats=tuple(
            Seat(
                account_id=row.account_id,
                specialty=row.specialty,
                standing=Standing(row.standing),
                from_requesting_centre=row.from_requesting_centre,
                opinion=row.account_id in authors,
            )
            for row in rows
        ),
        quorum=board.quorum,
        required=frozenset(str(specialty) for specialty in board.required_specialties),
        waived=frozenset(row.specialty for row in records.seen(Waiver).filter(consultation=consultation)),
    )


def gather_draft(records: Reading, advice: Advice) -> Draft:
    """Return where one version of the advice stands; only countersignatures of its present wording count."""
    recommendations = from_plain(advice.recommendations)
    signed = records.seen(Countersignature).filter(advice=advice, draft=advice.draft)
    later = records.seen(Advice).filter(consultation=advice.consultation_id, number__gt=advice.number)
    return Draft(
        state=AdviceState(advice.state),
        assessment=bool(advice.assessment.strip()),
        recommendations=len(recommendations),
        unresolved=sum(one.feasible is Feasibility.NO and one.alternative is None for one in recommendations),
        none_reason=bool(advice.none_reason.strip()),
        newest=not later.exists(),
        countersigned=frozenset(row.account_id for row in signed),
    )


def latest_advice(records: Reading, consultation_id: UUID) -> Advice | None:
    """Return the newest version of the advice that the actor may see, if any."""
    found: Advice | None = records.seen(Advice).filter(consultation=consultation_id).order_by("-number").first()
    return found


def is_unread(advice: Advice) -> bool:
    """Whether this is signed advice that the requesting centre has not acknowledged."""
    return AdviceState(advice.state) is AdviceState.SIGNED and advice.acknowledged_at is None
