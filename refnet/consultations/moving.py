"""Moving a consultation on: state, turn and moment go together."""

from datetime import datetime

from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.models import Consultation
from refnet.consultations.terms import Party, State


def move_on(consultation: Consultation, move: str, *, at: datetime) -> State:
    """Move a consultation on and save it. Raises `lifecycle.IllegalMove` where a policy forgot to ask."""
    state = CONSULTATION.after(move, State(consultation.state))
    turn: Party | None = CONSULTATION.turns[state]
    consultation.state = state.value
    consultation.turn = turn.value if turn else ""
    consultation.since = at
    if state is not State.AWAITING_INFORMATION:
        consultation.resume = ""
    consultation.save()
    return state


def pass_turn(consultation: Consultation, party: Party, *, at: datetime) -> None:
    """Let it be somebody else's turn within a state: the chair's once the panel has done its part, and back.

    Saves only where that changes anything.
    """
    if consultation.turn != party.value:
        consultation.turn = party.value
        consultation.since = at
        consultation.save()
