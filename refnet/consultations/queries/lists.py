"""Lists of consultations: what waits for whom."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from refnet.access.actors import STEERING, Actor, Purpose, Role
from refnet.access.reading import PAGE_SIZE, Page, Reading, reading
from refnet.centres.queries import find_board_names, find_centre_names, open_boards
from refnet.centres.terms import BoardView
from refnet.consultations.models import Advice, Consultation, Panellist, Post
from refnet.consultations.pictures import AdviceLine, ConsultationLine, ConsultationList
from refnet.consultations.terms import AdviceState, Party, State, Urgency

BOARD_TURNS = {
    Role.DISPATCHER: Party.DISPATCHER,
    Role.COORDINATOR: Party.DISPATCHER,
    Role.CHAIR: Party.CHAIR,
}
ENDED = (AdviceState.SUPERSEDED.value, AdviceState.RETRACTED.value)
OPEN = (AdviceState.DRAFT.value, AdviceState.IN_REVIEW.value)
After = tuple[str, str] | None


def list_for_centre(actor: Actor, *, turn: Party | None, after: After = None, at: datetime) -> ConsultationList:
    """List the own centre's consultations whose turn is `turn`, longest waiting first; for None, the ended ones,
    newest first.

    Raises
    ------
    Nothing
        An empty list is an answer.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        where = Q(centre=actor.clinical_centre_id, turn=turn.value if turn else "")
        page = records.page(Consultation, where, by="since", after=after, newest_first=turn is None)
    return _lines(page)


def list_for_board(
    actor: Actor, board_id: UUID, *, turn: Party | None, after: After = None, at: datetime
) -> ConsultationList:
    """List the consultations before a board that the actor steers, by whose turn it is; for None, the ended ones.

    Raises
    ------
    Nothing
        An empty list is an answer, also where the actor does not steer the board.
    """
    with reading(actor, Purpose.COORDINATION, at=at) as records:
        steered = Q(board=board_id) if actor.sits(board_id, *STEERING) else Q(pk__in=[])
        where = steered & Q(turn=turn.value if turn else "")
        page = records.page(Consultation, where, by="since", after=after, newest_first=turn is None)
    return _lines(page)


def list_owed(actor: Actor, *, after: After = None, at: datetime) -> ConsultationList:
    """List the consultations in which something waits for the actor as an expert, longest waiting first.

    Raises
    ------
    Nothing
        An empty list is an answer.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        page = records.page(Panellist, Q(account=actor.id, owes=True), by="owes_since", after=after)
        found = {
            row.id: row for row in records.seen(Consultation).filter(pk__in=[r.consultation_id for r in page.rows])
        }
    rows = tuple(found[row.consultation_id] for row in page.rows if row.consultation_id in found)
    return ConsultationList(_lines(Page(rows, None)).lines, page.next)


def list_for_case(actor: Actor, case_id: UUID, *, at: datetime) -> tuple[ConsultationLine, ...]:
    """List the consultations on one case that the actor may see, newest first. An empty list is an answer.

    Raises
    ------
    Nothing
        A case that the actor may not see has no consultations for the actor.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        rows = tuple(records.seen(Consultation).filter(case=case_id).order_by("-drafted_at", "id"))
    return _lines(Page(rows, None)).lines


def count_waiting(actor: Actor, *, at: datetime) -> int:
    """Return how many consultations wait for the actor, as requester, expert or one who steers a board.

    Raises
    ------
    Nothing
        Counting shows no record, so it opens none.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        seen = records.seen(Consultation)
        mine = Q(pk__in=[])
        if actor.clinical_centre_id:
            mine |= Q(centre=actor.clinical_centre_id, turn=Party.REQUESTER.value)
        for board, role in actor.seats:
            if role in BOARD_TURNS:
                mine |= Q(board=board, turn=BOARD_TURNS[role].value, open_to_board=True)
        owed = records.seen(Panellist).filter(account=actor.id, owes=True).count()
        return int(seen.filter(mine).count() + owed)


def list_changed_advice(actor: Actor, *, at: datetime) -> tuple[AdviceLine, ...]:
    """List what the requesting centre has to read again: advice that was replaced or retracted, and newer versions.

    Raises
    ------
    Nothing
        None is an answer.
    """
    if not actor.clinical_centre_id:
        return ()
    with reading(actor, Purpose.CARE, at=at) as records:
        ended = Q(state__in=ENDED, change_acknowledged_at=None, acknowledged_at__isnull=False)
        newer = Q(state=AdviceState.SIGNED.value, acknowledged_at=None, number__gt=1)
        own = Q(consultation__centre=actor.clinical_centre_id)
        rows = list(records.seen(Advice).filter(own & (ended | newer)).order_by("signed_at", "id")[:PAGE_SIZE])
        return _advice_lines(records, rows)


def list_open_revisions(actor: Actor, *, at: datetime) -> tuple[AdviceLine, ...]:
    """List the new versions of advice that the actor, as chair of their boards, has not signed yet.

    Raises
    ------
    Nothing
        None is an answer.
    """
    boards = actor.boards_as(Role.CHAIR)
    if not boards:
        return ()
    with reading(actor, Purpose.COORDINATION, at=at) as records:
        open_still = Q(state__in=OPEN, number__gt=1, consultation__board__in=boards)
        rows = list(records.seen(Advice).filter(open_still).order_by("consultation__since", "id")[:PAGE_SIZE])
        return _advice_lines(records, rows)


def list_questions_to(actor: Actor, *, at: datetime) -> tuple[ConsultationLine, ...]:
    """List the consultations in whose thread a question to the actor is not ticked off yet.

    Raises
    ------
    Nothing
        None is an answer.
    """
    with reading(actor, Purpose.CARE, at=at) as records:
        asked = records.seen(Post).filter(assigned=actor.id, ticked_at=None).order_by("at")[:PAGE_SIZE]
        found = records.seen(Consultation).filter(pk__in=[post.consultation_id for post in asked])
        return _lines(Page(tuple(found), None)).lines


def _advice_lines(records: Reading, rows: list[Advice]) -> tuple[AdviceLine, ...]:
    around = {one.pk: one for one in records.seen(Consultation).filter(pk__in=[row.consultation_id for row in rows])}
    boards = find_board_names({one.board_id for one in around.values() if one.board_id})
    return tuple(
        AdviceLine(
            id=row.id,
            number=row.number,
            state=AdviceState(row.state),
            pseudonym=around[row.consultation_id].pseudonym,
            entity=around[row.consultation_id].entity,
            board=boards.get(around[row.consultation_id].board_id, ""),
            since=row.ended_at or row.signed_at or around[row.consultation_id].since,
        )
        for row in rows
        if row.consultation_id in around
    )


def _lines(page: Page[Consultation]) -> ConsultationList:
    boards = open_boards({row.board_id for row in page.rows if row.board_id})
    centres = find_centre_names({row.centre_id for row in page.rows})
    return ConsultationList(tuple(_line(row, boards, centres) for row in page.rows), page.next)


def _line(row: Consultation, boards: dict[UUID, BoardView], centres: dict[UUID, str]) -> ConsultationLine:
    return ConsultationLine(
        id=row.id,
        pseudonym=row.pseudonym,
        entity=row.entity,
        board=boards[row.board_id].name if row.board_id else "",
        centre=centres.get(row.centre_id, ""),
        urgency=Urgency(row.urgency),
        state=State(row.state),
        turn=Party(row.turn) if row.turn else None,
        since=row.since,
        drafted_at=row.drafted_at,
        due_on=_due_on(row, boards),
    )


def _due_on(row: Consultation, boards: dict[UUID, BoardView]) -> date | None:
    """The day on which follow-up is asked for."""
    if State(row.state) is not State.FOLLOW_UP or row.board_id is None:
        return None
    return row.since.date() + timedelta(days=boards[row.board_id].follow_up_days)
