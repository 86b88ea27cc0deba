"""The history of a consultation: its events as sentences, and how long each side has had the turn."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.phrases import EVENTS
from refnet.consultations.pictures import Clock, HistoryLine
from refnet.consultations.queries.people import People
from refnet.consultations.terms import Party, State
from refnet.journal.queries import Line


def sentences(lines: Sequence[Line], people: People) -> tuple[HistoryLine, ...]:
    """Return each event as who did it and what happened, oldest first."""
    return tuple(
        HistoryLine(line.at, _name(line.actor, people), EVENTS[line.kind], _name(named_in(line), people))
        for line in lines
        if line.kind in EVENTS
    )


def clock(lines: Sequence[Line], *, at: datetime) -> Clock:
    """Return how long the board and the requester have had the turn since the first submission.

    While a case is returned, or information is awaited, the board's clock stands and the requester's runs.
    """
    spent = {True: timedelta(), False: timedelta()}
    moves = [(line.at, State(line.facts["state"])) for line in lines if "state" in line.facts]
    state = CONSULTATION.initial
    for (start, state), (end, _) in pairwise([*moves, (at, CONSULTATION.initial)]):
        turn = CONSULTATION.turns[state]
        if turn is not None:
            spent[turn is Party.REQUESTER] += max(end - start, timedelta())
    standing = state in {State.RETURNED, State.AWAITING_INFORMATION}
    return Clock(board=spent[False], requester=spent[True], standing=standing)


def named_in(line: Line) -> UUID | None:
    """Return whom an event is about, where that is somebody else than who did it."""
    told = line.facts.get("account") or line.facts.get("assigned")
    return UUID(told) if told and UUID(told) != line.actor else None


def _name(who: UUID | None, people: People) -> str:
    return people[who].name if who in people else ""
