"""Invented consultations for two hospitals and two boards, and as many copies of them as are wanted."""

from dataclasses import dataclass
from uuid import UUID

from bench import sql
from refnet.access.actors import Actor
from refnet.consultations.commands import post_message
from refnet.consultations.terms import State
from refnet.journal.following import follow_once, load_reactions
from refnet.site.demo.consulting import Consulting
from refnet.site.demo.loading import Network, clock

# A consultation of each turn: the centre's, the dispatcher's, the panel's, the chair's, and nobody's any more.
STATES = (State.DRAFT, State.SUBMITTED, State.IN_DISCUSSION, State.ADVICE_DRAFTED, State.CLOSED)
PLACES = 2
STEP = 56  # the invented network comes back to the same hospital and the same board after so many


@dataclass(frozen=True, slots=True)
class Filled:
    """Who looks at what in a database that was filled."""

    clinician: Actor
    expert: Actor
    chair: Actor
    board: UUID
    discussed: UUID
    closed: UUID


def fill(consultations: int) -> Filled:
    """Bring consultations to each state by the same commands as in life, and copy them until there are so many."""
    load_reactions()
    network = Network(clock())
    network.build()
    made = [
        _brought(network, place + STEP * number, state)
        for place in range(PLACES)
        for number, state in enumerate(STATES)
    ]
    while follow_once(at=clock):  # so that people have notices
        pass
    sql.copy_all(consultations // len(made) - 1)
    first = made[: len(STATES)]
    board = network.boards[first[0].board]
    return Filled(
        clinician=first[0].requester,
        expert=first[0].experts[0],
        chair=first[0].chair,
        board=board,
        discussed=first[STATES.index(State.IN_DISCUSSION)].key,
        closed=first[STATES.index(State.CLOSED)].key,
    )


def _brought(network: Network, number: int, state: State) -> Consulting:
    consulting = Consulting(network, number)
    consulting.bring_to(state)
    if state is State.IN_DISCUSSION:
        for expert in consulting.experts:
            post_message(expert, consulting.key, text="The response is good.", at=consulting.at())
    return consulting
