"""Lists of consultations: what waits for whom."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from refnet.access.actors import STEERING, Actor, Purpose, Role
from refnet.access.reading import Page, reading
from refnet.centres.queries import find_board_names, find_centre_names
from refnet.consultations.models import Consultation, Panellist
from refnet.consultations.pictures import ConsultationLine, ConsultationList
from refnet.consultations.terms import Party, State, Urgency

BOARD_TURNS = {
    Role.DISPATCHER: Party.DISPATCHER,
    Role.COORDINATOR: Party.DISPATCHER,
    Role.CHAIR: Party.CHAIR,
}
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


def _lines(page: Page[Consultation]) -> ConsultationList:
    boards = find_board_names({row.board_id for row in page.rows if row.board_id})
    centres = find_centre_names({row.centre_id for row in page.rows})
    return ConsultationList(tuple(_line(row, boards, centres) for row in page.rows), page.next)


def _line(row: Consultation, boards: dict[UUID, str], centres: dict[UUID, str]) -> ConsultationLine:
    return ConsultationLine(
        id=row.id,
        pseudonym=row.pseudonym,
        entity=row.entity,
        board=boards.get(row.board_id, "") if row.board_id else "",
        centre=centres.get(row.centre_id, ""),
        urgency=Urgency(row.urgency),
        state=State(row.state),
        turn=Party(row.turn) if row.turn else None,
        since=row.since,
        drafted_at=row.drafted_at,
    )
