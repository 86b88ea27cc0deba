"""How a consultation goes, from draft to closed, and how one version of its advice goes."""

from refnet.consultations.terms import AdviceState, Party, State
from refnet.lifecycle import Lifecycle, Move

BEFORE_SIGNED = frozenset(
    {
        State.DRAFT,
        State.SUBMITTED,
        State.RETURNED,
        State.ACCEPTED,
        State.IN_DISCUSSION,
        State.AWAITING_INFORMATION,
        State.ADVICE_DRAFTED,
        State.IN_REVIEW,
    }
)
"""The states from which a withdrawal ends the consultation."""

ADVISED = frozenset({State.SIGNED, State.DELIVERED, State.FOLLOW_UP, State.CLOSED})
"""The states in which there is signed advice."""


def _move(name: str, target: State, *sources: State) -> Move[State]:
    return Move(name, frozenset(sources), target)


CONSULTATION = Lifecycle(
    initial=State.DRAFT,
    turns={
        State.DRAFT: Party.REQUESTER,
        State.SUBMITTED: Party.DISPATCHER,
        State.RETURNED: Party.REQUESTER,
        State.ACCEPTED: Party.DISPATCHER,
        State.IN_DISCUSSION: Party.PANEL,
        State.AWAITING_INFORMATION: Party.REQUESTER,
        State.ADVICE_DRAFTED: Party.CHAIR,
        State.IN_REVIEW: Party.PANEL,
        State.SIGNED: Party.DISPATCHER,
        State.DELIVERED: Party.REQUESTER,
        State.FOLLOW_UP: Party.REQUESTER,
        State.CLOSED: None,
        State.DECLINED: None,
        State.WITHDRAWN: None,
        State.DIED: None,
    },
    moves=[
        _move("submit", State.SUBMITTED, State.DRAFT, State.RETURNED),
        _move("return", State.RETURNED, State.SUBMITTED, State.ACCEPTED),
        _move("decline", State.DECLINED, State.SUBMITTED, State.ACCEPTED),
        _move("accept", State.ACCEPTED, State.SUBMITTED),
        _move("open-discussion", State.IN_DISCUSSION, State.ACCEPTED),
        _move("ask", State.AWAITING_INFORMATION, State.IN_DISCUSSION, State.IN_REVIEW),
        # An answer leads back to where the question was asked; the consultation remembers which it was.
        _move("answer-discussion", State.IN_DISCUSSION, State.AWAITING_INFORMATION),
        _move("answer-review", State.IN_REVIEW, State.AWAITING_INFORMATION),
        _move("draft-advice", State.ADVICE_DRAFTED, State.IN_DISCUSSION),
        _move("send-to-review", State.IN_REVIEW, State.ADVICE_DRAFTED),
        _move("reopen-draft", State.ADVICE_DRAFTED, State.IN_REVIEW),
        _move("sign", State.SIGNED, State.IN_REVIEW),
        _move("deliver", State.DELIVERED, State.SIGNED),
        _move("acknowledge", State.FOLLOW_UP, State.DELIVERED),
        _move("acknowledge-and-close", State.CLOSED, State.DELIVERED),
        _move("close", State.CLOSED, State.FOLLOW_UP),
        Move("withdraw", BEFORE_SIGNED, State.WITHDRAWN),
        Move("died", frozenset(State) - {State.DIED}, State.DIED, overrides=True),
    ],
)

ANSWERS = {State.IN_DISCUSSION: "answer-discussion", State.IN_REVIEW: "answer-review"}
"""The move by which an answer leads back to the state in which it was asked."""

ADVICE: Lifecycle[AdviceState, Party] = Lifecycle(
    initial=AdviceState.DRAFT,
    turns={
        AdviceState.DRAFT: Party.CHAIR,
        AdviceState.IN_REVIEW: Party.PANEL,
        AdviceState.SIGNED: Party.CHAIR,
        AdviceState.SUPERSEDED: None,
        AdviceState.RETRACTED: None,
    },
    moves=[
        Move("send-to-review", frozenset({AdviceState.DRAFT}), AdviceState.IN_REVIEW),
        Move("reopen-draft", frozenset({AdviceState.IN_REVIEW}), AdviceState.DRAFT),
        Move("sign", frozenset({AdviceState.IN_REVIEW}), AdviceState.SIGNED),
        Move("supersede", frozenset({AdviceState.SIGNED}), AdviceState.SUPERSEDED),
        Move("retract", frozenset({AdviceState.SIGNED}), AdviceState.RETRACTED),
    ],
)
