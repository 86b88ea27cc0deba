"""The way of a consultation as a strip: what is done, where it stands, what comes."""

from refnet.consultations.phrases import STATES
from refnet.consultations.terms import State
from refnet.kit.pieces import Step, StepState

WAY = (
    State.DRAFT,
    State.SUBMITTED,
    State.ACCEPTED,
    State.IN_DISCUSSION,
    State.ADVICE_DRAFTED,
    State.IN_REVIEW,
    State.SIGNED,
    State.DELIVERED,
    State.FOLLOW_UP,
    State.CLOSED,
)
BESIDE = {State.RETURNED: State.SUBMITTED, State.AWAITING_INFORMATION: State.IN_DISCUSSION}


def steps_of(state: State) -> tuple[Step, ...]:
    """Return the steps as they stand; a consultation that ended before its time shows its end alone."""
    place = BESIDE.get(state, state)
    if place not in WAY:
        return (Step(STATES[state], StepState.CURRENT),)
    now = WAY.index(place)
    return tuple(
        Step(
            STATES[state] if number == now else STATES[step],
            StepState.DONE if number < now else StepState.CURRENT if number == now else StepState.NEXT,
        )
        for number, step in enumerate(WAY)
    )
