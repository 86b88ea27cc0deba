"""Gathering what waits for a person, from every capability."""

from dataclasses import dataclass
from datetime import datetime

from refnet.access.actors import Actor, Purpose, Role
from refnet.access.reading import reading
from refnet.consultations.pictures import ConsultationLine
from refnet.consultations.queries import list_for_board, list_for_centre, list_owed
from refnet.consultations.terms import Party
from refnet.notices.queries import NoticeView, count_unread, list_notices

TURNS = {Role.DISPATCHER: Party.DISPATCHER, Role.COORDINATOR: Party.DISPATCHER, Role.CHAIR: Party.CHAIR}


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a person: consultations whose turn it is, those that wait for others, and notices."""

    yours: tuple[ConsultationLine, ...]
    others: tuple[ConsultationLine, ...]
    notices: tuple[NoticeView, ...]
    unread: int


def open_desk(actor: Actor, *, at: datetime) -> Desk:
    """Open what waits for the actor, longest waiting first in each list.

    Raises
    ------
    Nothing
        An empty desk is an answer.
    """
    with reading(actor, Purpose.CARE, at=at):  # one page, so one entry in the ledger for all its lists
        yours = {line.id: line for line in list_owed(actor, at=at).lines}
        others: dict[object, ConsultationLine] = {}
        if actor.clinical_centre_id:
            yours |= {line.id: line for line in list_for_centre(actor, turn=Party.REQUESTER, at=at).lines}
            for turn in (Party.DISPATCHER, Party.PANEL, Party.CHAIR):
                others |= {line.id: line for line in list_for_centre(actor, turn=turn, at=at).lines}
        for board, role in sorted(actor.seats, key=str):
            if role in TURNS:
                yours |= {line.id: line for line in list_for_board(actor, board, turn=TURNS[role], at=at).lines}
    return Desk(
        yours=tuple(sorted(yours.values(), key=lambda line: line.since)),
        others=tuple(sorted((line for key, line in others.items() if key not in yours), key=lambda line: line.since)),
        notices=list_notices(actor),
        unread=count_unread(actor),
    )
