"""Gathering what waits for a person, from every capability."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from refnet.access.actors import Actor, Purpose, Role
from refnet.access.reading import reading
from refnet.consultations.pictures import AdviceLine, ConsultationLine
from refnet.consultations.queries import (
    list_changed_advice,
    list_for_board,
    list_for_centre,
    list_open_revisions,
    list_owed,
    list_questions_to,
)
from refnet.consultations.terms import Party, Urgency
from refnet.notices.queries import NoticeView, count_unread, list_notices

TURNS = {Role.DISPATCHER: Party.DISPATCHER, Role.COORDINATOR: Party.DISPATCHER, Role.CHAIR: Party.CHAIR}


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a person: advice that changed, consultations whose turn it is, what waits for others, notices.

    `owed` are those in which the reader owes something as an expert, `asked` those in whose thread they were asked.
    """

    changed: tuple[AdviceLine, ...]
    owed: tuple[ConsultationLine, ...]
    asked: tuple[ConsultationLine, ...]
    yours: tuple[ConsultationLine, ...]
    others: tuple[ConsultationLine, ...]
    notices: tuple[NoticeView, ...]
    unread: int


def open_desk(actor: Actor, *, at: datetime) -> Desk:
    """Open what waits for the actor, in each list what is urgent first, then what waits longest.

    Raises
    ------
    Nothing
        An empty desk is an answer.
    """
    with reading(actor, Purpose.CARE, at=at):  # one page, so one entry in the ledger for all its lists
        changed = (*list_changed_advice(actor, at=at), *list_open_revisions(actor, at=at))
        owed = {line.id: line for line in list_owed(actor, at=at).lines}
        asked = {line.id: line for line in list_questions_to(actor, at=at)}
        yours: dict[UUID, ConsultationLine] = {}
        others: dict[UUID, ConsultationLine] = {}
        if actor.clinical_centre_id:
            yours |= {line.id: line for line in list_for_centre(actor, turn=Party.REQUESTER, at=at).lines}
            for turn in (Party.DISPATCHER, Party.PANEL, Party.CHAIR):
                others |= {line.id: line for line in list_for_centre(actor, turn=turn, at=at).lines}
        for board, role in sorted(actor.seats, key=str):
            if role in TURNS:
                yours |= {line.id: line for line in list_for_board(actor, board, turn=TURNS[role], at=at).lines}
    later = {key: line for key, line in yours.items() if line.due_on and line.due_on > at.date()}
    now = {key: line for key, line in yours.items() if key not in later}
    owed = {key: line for key, line in owed.items() if key not in now}
    return Desk(
        changed=changed,
        owed=_in_order(owed),
        asked=_in_order({key: line for key, line in asked.items() if key not in {**owed, **now}}),
        yours=_in_order(now),
        others=_in_order({key: line for key, line in {**others, **later}.items() if key not in {**owed, **now}}),
        notices=list_notices(actor),
        unread=count_unread(actor),
    )


def _in_order(lines: dict[UUID, ConsultationLine]) -> tuple[ConsultationLine, ...]:
    return tuple(sorted(lines.values(), key=lambda line: (line.urgency is not Urgency.URGENT, line.since)))
