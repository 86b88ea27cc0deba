"""Every state against every move."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refnet.consultations.lifecycle import ADVICE, BEFORE_SIGNED, CONSULTATION
from refnet.consultations.phrases import EVENTS, PARTIES, STATES
from refnet.consultations.terms import AdviceState, Party, State
from refnet.lifecycle import BrokenLifecycle, IllegalMove, Lifecycle, Move

OFFERED = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("accepted", "return"): "returned",
    ("submitted", "decline"): "declined",
    ("accepted", "decline"): "declined",
    ("submitted", "accept"): "accepted",
    ("accepted", "open-discussion"): "in-discussion",
    ("in-discussion", "ask"): "awaiting-information",
    ("in-review", "ask"): "awaiting-information",
    ("awaiting-information", "answer-discussion"): "in-discussion",
    ("awaiting-information", "answer-review"): "in-review",
    ("in-discussion", "draft-advice"): "advice-drafted",
    ("advice-drafted", "send-to-review"): "in-review",
    ("in-review", "reopen-draft"): "advice-drafted",
    ("in-review", "sign"): "signed",
    ("signed", "deliver"): "delivered",
    ("delivered", "acknowledge"): "follow-up",
    ("delivered", "acknowledge-and-close"): "closed",
    ("follow-up", "close"): "closed",
    **{(state.value, "withdraw"): "withdrawn" for state in BEFORE_SIGNED},
    **{(state.value, "died"): "died" for state in State if state is not State.DIED},
}


@pytest.mark.parametrize(("state", "move"), list(product(State, CONSULTATION.moves)))
def test_move(state, move):
    if (state, move) in OFFERED:
        assert CONSULTATION.after(move, state) == OFFERED[state, move]
    else:
        with pytest.raises(IllegalMove):
            CONSULTATION.after(move, state)


@given(st.lists(st.sampled_from(sorted(CONSULTATION.moves)), max_size=40))
def test_no_order_of_moves_leaves_the_lifecycle(moves):
    state = CONSULTATION.initial
    for move in moves:
        if CONSULTATION.offers(move, state):
            state = CONSULTATION.after(move, state)
        assert (CONSULTATION.turns[state] is None) == (
            state in {State.CLOSED, State.DECLINED, State.WITHDRAWN, State.DIED}
        )


def test_signed_advice_goes_nowhere_but_to_its_end():
    leaving = {name for name, move in ADVICE.moves.items() if AdviceState.SIGNED in move.sources}
    assert leaving == {"supersede", "retract"}


def test_every_term_has_its_words():
    assert set(STATES) == set(State)
    assert set(PARTIES) == set(Party)
    assert all(str(words) for words in (*STATES.values(), *PARTIES.values(), *EVENTS.values()))


def test_a_table_that_forgets_a_state_is_refused_when_it_is_built():
    with pytest.raises(BrokenLifecycle, match="no turn given for"):
        Lifecycle(initial=State.DRAFT, turns={State.DRAFT: Party.REQUESTER}, moves=[])


def test_a_state_that_nothing_reaches_is_refused():
    with pytest.raises(BrokenLifecycle, match="never reached"):
        Lifecycle(initial=State.DRAFT, turns=dict.fromkeys(State), moves=[])


def test_a_move_that_does_not_override_cannot_leave_a_final_state():
    turns = {AdviceState.DRAFT: Party.CHAIR} | {state: None for state in AdviceState if state is not AdviceState.DRAFT}
    moves = [Move(f"to-{state}", frozenset({AdviceState.DRAFT}), state) for state in AdviceState]
    back = Move("back", frozenset({AdviceState.SIGNED}), AdviceState.DRAFT)

    with pytest.raises(BrokenLifecycle, match="final and yet left"):
        Lifecycle(initial=AdviceState.DRAFT, turns=turns, moves=[*moves, back])
