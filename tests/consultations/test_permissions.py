"""Who may do what in which state, as a table that people who do not program can review.

`permissions.csv` names, for each person and act, the states in which the act is allowed. In every other state, and
for every pair that is not named, it must be refused.
"""

import csv
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.access.decisions import Unseen
from refnet.cases.commands import record_death
from refnet.consultations import commands, policies, queries
from refnet.consultations.facts import Draft, Panel, Seat, Standpoint
from refnet.consultations.terms import AdviceState, Standing, State
from tests.world import NOON

VIENNA, LISBON, KIDNEY, SARCOMA = (UUID(int=number) for number in range(1, 5))
ROWS = list(csv.DictReader(Path(__file__).with_name("permissions.csv").read_text().splitlines()))
TABLE = {(row["who"], row["act"]): set(row["states"].split()) for row in ROWS}

PEOPLE = {
    "clinician": Actor(UUID(int=11), VIENNA, frozenset({Role.CLINICIAN})),
    "assistant": Actor(UUID(int=12), VIENNA, frozenset({Role.ASSISTANT})),
    "manager": Actor(UUID(int=13), VIENNA, frozenset({Role.CENTRE_MANAGER})),
    "other_clinician": Actor(UUID(int=14), LISBON, frozenset({Role.CLINICIAN})),
    "dispatcher": Actor(UUID(int=15), LISBON, seats=frozenset({(KIDNEY, Role.DISPATCHER)})),
    "other_dispatcher": Actor(UUID(int=16), LISBON, seats=frozenset({(SARCOMA, Role.DISPATCHER)})),
    "chair": Actor(UUID(int=17), LISBON, seats=frozenset({(KIDNEY, Role.CHAIR)})),
    "chair_of_requesting_centre": Actor(UUID(int=18), VIENNA, seats=frozenset({(KIDNEY, Role.CHAIR)})),
    "expert": Actor(UUID(int=19), LISBON, seats=frozenset({(KIDNEY, Role.EXPERT)})),
    "invited": Actor(UUID(int=20), LISBON, seats=frozenset({(KIDNEY, Role.EXPERT)})),
    "conflicted": Actor(UUID(int=21), LISBON, seats=frozenset({(KIDNEY, Role.EXPERT)})),
    "expert_of_requesting_centre": Actor(UUID(int=22), VIENNA, seats=frozenset({(KIDNEY, Role.EXPERT)})),
    "nobody": Actor(UUID(int=23)),
    "system": SYSTEM,
}


def seat(name, standing=Standing.JOINED, *, own=False, opinion=True):
    return Seat(PEOPLE[name].id, "paediatric-oncology", standing, own, opinion)


PANEL = Panel(
    seats=(
        seat("expert"),
        seat("invited", Standing.INVITED, opinion=False),
        seat("conflicted", Standing.CONFLICTED),
        seat("expert_of_requesting_centre", own=True),
        Seat(UUID(int=31), "surgery", Standing.JOINED, False, True),
        Seat(UUID(int=32), "radiology", Standing.JOINED, False, True),
    ),
    quorum=3,
    required=frozenset({"paediatric-oncology"}),
)
SIGNED_BY = frozenset({PEOPLE["expert"].id, UUID(int=31), UUID(int=32)})
WRITTEN = {"assessment": True, "recommendations": 1, "unresolved": 0, "none_reason": False}
DRAFT = Draft(AdviceState.DRAFT, **WRITTEN)
REVIEW = Draft(AdviceState.IN_REVIEW, **WRITTEN)
SIGNED = Draft(AdviceState.SIGNED, **WRITTEN)
COUNTERSIGNED = Draft(AdviceState.IN_REVIEW, **WRITTEN, countersigned=SIGNED_BY)
READY = {"diagnosis": True, "alive": True, "consent": True, "agreements": True}

ACTS = {
    "prepare": policies.may_prepare,
    "submit": lambda who, case: policies.may_submit(who, case, **READY),
    "withdraw": policies.may_withdraw,
    "raise-urgency": lambda who, case: policies.may_raise_urgency(who, case, urgent=False, service=True),
    "accept": policies.may_accept,
    "return": lambda who, case: policies.may_return(who, case, reason=True),
    "decline": lambda who, case: policies.may_decline(who, case, reason=True),
    "invite": policies.may_invite,
    "open-discussion": lambda who, case: policies.may_open_discussion(who, case, PANEL),
    "opine": lambda who, case: policies.may_give_opinion(who, case, PANEL),
    "ask": lambda who, case: policies.may_ask(who, case, PANEL),
    "answer": lambda who, case: policies.may_answer(who, case, answered=True),
    "begin-advice": policies.may_begin_advice,
    "waive": lambda who, case: policies.may_waive(who, case, reason=True),
    "write": lambda who, case: policies.may_write_advice(who, case, DRAFT),
    "send-to-review": lambda who, case: policies.may_send_to_review(who, case, DRAFT, PANEL),
    "countersign": lambda who, case: policies.may_countersign(who, case, REVIEW, PANEL),
    "deliver": policies.may_deliver,
    "acknowledge": policies.may_acknowledge,
    "report": lambda who, case: policies.may_report_outcome(who, case, SIGNED),
    "close": policies.may_close,
    "retract": lambda who, case: policies.may_retract(who, case, SIGNED, reason=True),
    "revise": lambda who, case: policies.may_revise(who, case, SIGNED, reason=True, open_revision=False),
    "draft": lambda who, case: policies.may_draft(who, case.centre_id, alive=True),
    "acknowledge-change": lambda who, case: policies.may_acknowledge_change(who, case, changed=True),
    "join": lambda who, case: policies.may_join(who, case, PANEL),
    "stand-down": lambda who, case: policies.may_stand_down(who, case, PANEL),
    "post": lambda who, case: policies.may_post(who, case, PANEL),
    "reopen": lambda who, case: policies.may_reopen(who, case, REVIEW, reason=True),
    "dissent": lambda who, case: policies.may_dissent(who, case, REVIEW, PANEL),
    "sign": lambda who, case: policies.may_sign(who, case, COUNTERSIGNED, PANEL),
    "add": lambda who, case: policies.may_add(who, case, SIGNED),
}
SEE = "see"
"""Rows of this act say who sees a consultation at all; whoever has none sees it in no state."""
CLOSED_TO_BOARD = {State.DRAFT, State.WITHDRAWN}


def test_the_table_names_people_acts_and_states_that_exist():
    assert {who for who, act in TABLE if act != SEE} <= set(PEOPLE)
    assert {who for who, act in TABLE if act == SEE} <= set(IN_THE_WORLD)
    assert {act for _, act in TABLE} == {*ACTS, SEE}
    assert {state for states in TABLE.values() for state in states} <= {state.value for state in State}
    assert len(TABLE) == len(ROWS)


@pytest.mark.parametrize(("who", "act"), list(product(PEOPLE, ACTS)))
def test_permission(who, act):
    def case(state):
        return Standpoint(VIENNA, KIDNEY, state, open_to_board=state not in CLOSED_TO_BOARD)

    allowed = {state.value for state in State if ACTS[act](PEOPLE[who], case(state)).allowed}

    assert allowed == TABLE.get((who, act), set())


IN_THE_WORLD = {
    "clinician": lambda world: world.referrer,
    "assistant": lambda world: world.assistant,
    "other_clinician": lambda world: world.stranger,
    "dispatcher": lambda world: world.dispatcher,
    "other_dispatcher": lambda world: world.other_dispatcher,
    "chair": lambda world: world.chair,
    "expert": lambda world: world.expert,
    "expert_not_invited": lambda world: world.bystander,
    "expert_of_other_board": lambda world: world.other_expert,
}


def brought_to(world, state):
    """A consultation in any state, also in the one that only a death leads to."""
    if state is not State.DIED:
        return world.consultation(state)
    key = world.consultation(State.IN_DISCUSSION)
    record_death(world.referrer, queries.open_consultation(world.referrer, key, at=NOON).case_id, at=NOON)
    commands.end_by_death(SYSTEM, key, at=NOON)
    return key


@pytest.mark.parametrize("state", State)
def test_who_sees_a_consultation(world, state):
    key = brought_to(world, state)

    def sees(who):
        try:
            queries.open_consultation(IN_THE_WORLD[who](world), key, at=NOON)
        except Unseen:
            return False
        return True

    written = {who for (who, act), states in TABLE.items() if act == SEE and state.value in states}
    assert {who for who in IN_THE_WORLD if sees(who)} == written
