"""Closing a case to a board that has no more use for it."""

from datetime import datetime

from refnet.access.changing import Change
from refnet.cases.commands import close_share
from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.models import Consultation
from refnet.consultations.terms import State


def release_share(change: Change, consultation: Consultation, *, at: datetime) -> None:
    """Close the case to the board that was asked, unless another open question of this case still needs it."""
    if consultation.board_id is None:
        return
    others = change.seen(Consultation).filter(
        case=consultation.case_id, board=consultation.board_id, open_to_board=True
    )
    ended = [state.value for state in State if CONSULTATION.final(state) and state is not State.CLOSED]
    if not others.exclude(pk=consultation.pk).exclude(state__in=ended).exists():
        close_share(change.reading.actor, consultation.case_id, board_id=consultation.board_id, at=at)
