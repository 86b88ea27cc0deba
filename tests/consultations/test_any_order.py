"""Whatever people do, in whatever order, by the real commands: no consultation leaves its lifecycle, nothing is half
done, and whoever was shown a record is in the ledger.
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from refnet.access.decisions import Refused, Unseen
from refnet.access.doors import Outcome
from refnet.access.models import LedgerLine
from refnet.consultations import commands
from refnet.consultations.commands.advising import WrittenMeanwhile
from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.queries import open_advice, open_consultation
from refnet.consultations.terms import AdviceState, Followed, Presentation, State, Urgency
from refnet.journal.models import Entry
from tests.world import NOON, SURGERY_FIRST, TODAY, World

LATER = NOON + timedelta(hours=1)
BEGINNINGS = [state for state in State if state is not State.DIED]
PEOPLE = {
    "clinician": lambda world: world.referrer,
    "assistant": lambda world: world.assistant,
    "stranger": lambda world: world.stranger,
    "dispatcher": lambda world: world.dispatcher,
    "chair": lambda world: world.chair,
    "own chair": lambda world: world.own_chair,
    "expert one": lambda world: world.experts[0],
    "expert two": lambda world: world.experts[1],
    "bystander": lambda world: world.bystander,
    "other dispatcher": lambda world: world.other_dispatcher,
}


def rows(statement, *values):
    """Look into the tables past the door, as only a test may."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def newest(key):
    """The newest version of the advice, or an id that is nobody's."""
    found = rows("select id from consultations_advice where consultation_id = %s order by number desc limit 1", key)
    return found[0][0] if found else UUID(int=1)


def on_consultation(command, **facts):
    return lambda world, actor, key: command(actor, key, at=LATER, **facts)


def on_advice(command, **facts):
    return lambda world, actor, key: command(actor, newest(key), at=LATER, **facts)


def write(world, actor, key):
    draft = open_advice(actor, newest(key), at=LATER).draft
    texts = {"assessment": "As before.", "recommendations": (SURGERY_FIRST,)}
    commands.write_advice(actor, newest(key), draft=draft, at=LATER, **texts)


def countersign(world, actor, key):
    draft = open_advice(actor, newest(key), at=LATER).draft
    commands.countersign_advice(actor, newest(key), draft=draft, at=LATER)


def answer(world, actor, key):
    for request in open_consultation(actor, key, at=LATER).requests:
        commands.answer_request(actor, request.id, answer="Here it is.", at=LATER)


ACTS = {
    "prepare": lambda world, actor, key: commands.prepare_question(
        actor,
        key,
        board_id=world.kidney.id,
        presentation=Presentation.RELAPSE,
        question="And now?",
        urgency=Urgency.ROUTINE,
        at=LATER,
    ),
    "submit": on_consultation(commands.submit_case),
    "accept": on_consultation(commands.accept_case),
    "return": on_consultation(commands.return_case, reason="Images are missing."),
    "decline": on_consultation(commands.decline_case, reason="Not ours.", redirect_id=None),
    "invite": lambda world, actor, key: commands.invite_experts(
        actor, key, account_ids=[one.id for one in world.experts], at=LATER
    ),
    "open": on_consultation(commands.open_discussion),
    "join": on_consultation(commands.join_panel),
    "stand down": on_consultation(commands.stand_down, conflict=True),
    "opine": lambda world, actor, key: world.opine(actor, key),
    "ask": on_consultation(
        commands.ask_for_information, what="Slides", why="Anaplasia", by_on=TODAY, from_whom="Pathology"
    ),
    "answer": answer,
    "begin advice": on_consultation(commands.begin_advice),
    "write": write,
    "dissent": on_advice(commands.keep_dissent, text="I would operate first."),
    "send to review": on_advice(commands.send_to_review),
    "reopen": on_advice(commands.reopen_draft, reason="One word."),
    "countersign": countersign,
    "sign": on_advice(commands.sign_advice),
    "deliver": on_consultation(commands.deliver_advice),
    "acknowledge": on_consultation(commands.acknowledge_advice),
    "report": on_advice(commands.report_outcomes, outcomes={SURGERY_FIRST.id: (Followed.FOLLOWED, "")}),
    "add": on_advice(commands.sign_addendum, text="Check the heart."),
    "revise": on_advice(commands.begin_revision, reason="New pathology."),
    "retract": on_advice(commands.retract_advice, reason="Wrong slide."),
    "close": on_consultation(commands.close_consultation),
    "withdraw": on_consultation(commands.withdraw_consultation, reason="Solved."),
    "look": lambda world, actor, key: open_consultation(actor, key, at=LATER),
}
TRIES = st.lists(st.tuples(st.sampled_from(sorted(PEOPLE)), st.sampled_from(sorted(ACTS))), min_size=3, max_size=14)


def standing(key):
    """Where everything stands that an act could half change."""
    [(state, turn)] = rows("select state, turn from consultations_consultation where id = %s", key)
    versions = rows(
        "select number, state, draft from consultations_advice where consultation_id = %s order by number", key
    )
    return state, turn, versions, Entry.objects.count()


def lines_of(actor):
    return LedgerLine.objects.filter(actor=actor.id)


def attempt(world, actor, act, key):
    """Let somebody try something; return whether it was done, and how it ended in the ledger if not."""
    try:
        ACTS[act](world, actor, key)
    except Unseen:
        return False, {Outcome.UNSEEN.value}
    except (Refused, WrittenMeanwhile):
        return False, {Outcome.REFUSED.value, Outcome.SEEN.value, Outcome.UNSEEN.value}
    return True, {Outcome.SEEN.value}


@pytest.fixture
def small_world(db):
    """Built once; each example brings a consultation of its own."""
    return World()


@given(beginning=st.sampled_from(BEGINNINGS), tries=TRIES)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate],  # an example takes a second: what fails is shown as it was found
)
def test_no_order_of_commands_leaves_the_lifecycle(small_world, beginning, tries):
    world, key = small_world, small_world.consultation(beginning)
    allowed = {(move.target, source) for move in CONSULTATION.moves.values() for source in move.sources}
    for who, act in tries:
        actor, before = PEOPLE[who](world), standing(key)
        lines = lines_of(actor).count()

        done, outcomes = attempt(world, actor, act, key)

        after = standing(key)
        moved = State(before[0]) is not State(after[0])
        assert not moved or (State(after[0]), State(before[0])) in allowed
        assert done or before == after  # what is refused changes nothing, and says nothing in the journal
        signed = [number for number, state, _draft in after[2] if state == AdviceState.SIGNED.value]
        assert len(signed) <= 1
        new = lines_of(actor).order_by("-id")[: lines_of(actor).count() - lines]
        assert new.count() >= 1
        assert outcomes & {line.outcome for line in new}


def test_every_command_on_a_consultation_is_tried():
    """But for those that have their own tests, and the system's own."""
    apart = {"acknowledge_change", "draft_consultation", "end_by_death", "post_message"}
    apart |= {"raise_urgency", "tick_question", "waive_specialty", "give_opinion"}
    text = Path(__file__).read_text(encoding="utf-8")

    assert {name for name in commands.__all__ if f"commands.{name}" not in text} == apart
