"""Whose turn it is within a state, what becomes of later versions, and what nobody may slip in by a reason."""

import pytest

from refnet.access.decisions import Refused
from refnet.consultations import commands
from refnet.consultations.ageing import months_old
from refnet.consultations.phrases import EVENTS
from refnet.consultations.queries import list_changed_advice, list_open_revisions, open_advice, open_consultation
from refnet.consultations.terms import AdviceState, Followed, Party, State, Urgency
from refnet.desk.queries import open_desk
from tests.world import DAY, NOON, SURGERY_FIRST, TODAY

LATER = NOON + DAY


def see(actor, key):
    return open_consultation(actor, key, at=NOON)


def codes(refused):
    return refused.value.decision.codes


def test_it_is_the_chairs_turn_once_the_quorum_has_been_heard(world):
    key = world.consultation(State.IN_DISCUSSION)
    turns = []
    for expert in world.experts:
        world.opine(expert, key)
        turns.append(see(world.chair, key).turn)

    assert turns == [Party.PANEL, Party.PANEL, Party.CHAIR]
    assert [line.id for line in open_desk(world.chair, at=NOON).yours] == [key]


def test_it_is_the_chairs_turn_once_the_quorum_has_countersigned_and_the_panels_after_a_dissent(world):
    key = world.consultation(State.IN_REVIEW)
    before = see(world.chair, key).turn
    world.countersign(key)
    signed = see(world.chair, key).turn
    commands.keep_dissent(world.expert, world.advice(key), text="I would operate first.", at=NOON)

    assert (before, signed, see(world.chair, key).turn) == (Party.PANEL, Party.CHAIR, Party.PANEL)


def revised(world, key):
    """A second version, signed."""
    second = commands.begin_revision(world.chair, world.advice(key), reason="New pathology.", at=LATER)
    commands.send_to_review(world.chair, second, at=LATER)
    world.countersign(key)
    commands.sign_advice(world.chair, second, at=LATER)
    return second


def test_a_new_version_keeps_the_dissent_and_says_why_it_is_there(world):
    key = world.consultation(State.ADVICE_DRAFTED)
    world.write(key)
    commands.keep_dissent(world.expert, world.advice(key), text="I would operate first.", at=NOON)
    commands.send_to_review(world.chair, world.advice(key), at=NOON)
    world.countersign(key)
    commands.sign_advice(world.chair, world.advice(key), at=NOON)

    second = open_advice(world.chair, revised(world, key), at=LATER).sheet

    assert [(one.name, one.text) for one in second.dissents] == [("Expert One", "I would operate first.")]
    assert second.revision_reason == "New pathology."


def test_a_new_version_waits_for_the_chair_until_it_is_signed_and_then_for_the_centre(world):
    key = world.consultation(State.FOLLOW_UP)
    first = world.advice(key)
    second = commands.begin_revision(world.chair, first, reason="New pathology.", at=LATER)
    begun = [line.id for line in list_open_revisions(world.chair, at=LATER)]
    commands.send_to_review(world.chair, second, at=LATER)
    world.countersign(key)
    commands.sign_advice(world.chair, second, at=LATER)
    told = {(line.id, line.state) for line in list_changed_advice(world.referrer, at=LATER)}
    commands.acknowledge_change(world.referrer, first, at=LATER)
    commands.acknowledge_advice(world.referrer, key, at=LATER)

    assert begun == [second]
    assert list_open_revisions(world.chair, at=LATER) == ()
    assert told == {(first, AdviceState.SUPERSEDED), (second, AdviceState.SIGNED)}
    assert list_changed_advice(world.referrer, at=LATER) == ()
    assert see(world.referrer, key).state is State.FOLLOW_UP


def test_what_holds_is_acknowledged_once(world):
    key = world.consultation(State.FOLLOW_UP)

    with pytest.raises(Refused) as refused:
        commands.acknowledge_advice(world.referrer, key, at=LATER)

    assert codes(refused) == ("not-now",)


def test_after_a_retraction_the_board_can_advise_again_and_nothing_is_reported_on_what_was_retracted(world):
    key = world.consultation(State.FOLLOW_UP)
    first = world.advice(key)
    commands.retract_advice(world.chair, first, reason="Wrong slide.", at=LATER)
    told = [line.state for line in list_changed_advice(world.referrer, at=LATER)]

    with pytest.raises(Refused) as refused:
        commands.report_outcomes(world.referrer, first, outcomes={SURGERY_FIRST.id: (Followed.FOLLOWED, "")}, at=LATER)

    assert (codes(refused), told) == (("not-current",), [AdviceState.RETRACTED])
    assert open_advice(world.chair, revised(world, key), at=LATER).sheet.state is AdviceState.SIGNED


def test_an_old_version_is_not_begun_anew(world):
    key = world.consultation(State.FOLLOW_UP)
    first = world.advice(key)
    commands.retract_advice(world.chair, first, reason="Wrong slide.", at=LATER)
    revised(world, key)

    with pytest.raises(Refused) as refused:
        commands.begin_revision(world.chair, first, reason="Again.", at=LATER)

    assert "not-current" in codes(refused)


def test_urgent_stands_first_on_the_desk(world):
    old = world.consultation(State.SUBMITTED)
    urgent = world.draft(urgency=Urgency.URGENT)
    commands.submit_case(world.referrer, urgent, at=LATER)

    assert [line.id for line in open_desk(world.dispatcher, at=LATER).yours] == [urgent, old]


def test_asking_twice_begins_one_draft_and_one_question_to_a_board_is_open_at_a_time(world):
    case = world.case()
    first = world.draft(case)
    again = commands.draft_consultation(world.referrer, case, at=NOON)
    commands.submit_case(world.referrer, first, at=NOON)
    second = world.draft(case)

    with pytest.raises(Refused) as refused:
        commands.submit_case(world.referrer, second, at=NOON)

    assert (again, second == first, codes(refused)) == (first, False, ("asked-already",))


def test_follow_up_is_asked_for_when_it_is_due(world):
    key = world.consultation(State.FOLLOW_UP)
    early, late = open_desk(world.referrer, at=NOON), open_desk(world.referrer, at=NOON + 91 * DAY)

    assert ([line.id for line in early.yours], [line.id for line in early.others]) == ([], [key])
    assert [line.id for line in late.yours] == [key]


NAMING = "Winterstein again"
REASONED = {
    "return": (State.SUBMITTED, lambda w, key: commands.return_case(w.dispatcher, key, reason=NAMING, at=NOON)),
    "decline": (
        State.SUBMITTED,
        lambda w, key: commands.decline_case(w.dispatcher, key, reason=NAMING, redirect_id=None, at=NOON),
    ),
    "withdraw": (
        State.SUBMITTED,
        lambda w, key: commands.withdraw_consultation(w.referrer, key, reason=NAMING, at=NOON),
    ),
    "waive": (
        State.IN_DISCUSSION,
        lambda w, key: commands.waive_specialty(w.chair, key, specialty="radiology", reason=NAMING, at=NOON),
    ),
    "reopen": (State.IN_REVIEW, lambda w, key: commands.reopen_draft(w.chair, w.advice(key), reason=NAMING, at=NOON)),
    "revise": (State.SIGNED, lambda w, key: commands.begin_revision(w.chair, w.advice(key), reason=NAMING, at=NOON)),
    "retract": (State.SIGNED, lambda w, key: commands.retract_advice(w.chair, w.advice(key), reason=NAMING, at=NOON)),
}


@pytest.mark.parametrize(("state", "act"), REASONED.values(), ids=REASONED)
def test_no_reason_names_the_child(world, state, act):
    key = world.consultation(state)

    with pytest.raises(Refused) as refused:
        act(world, key)

    assert codes(refused) == ("names-child",)
    assert see(world.referrer if state is State.SUBMITTED else world.chair, key).state is state


def test_only_the_own_centre_is_told_which_words_name_the_child(world):
    key = world.consultation(State.IN_DISCUSSION)
    told = []
    for actor in (world.referrer, world.expert):
        with pytest.raises(Refused) as refused:
            commands.post_message(actor, key, text="Ask Annelies", at=NOON)
        told.append(str(refused.value.decision.reasons[0].text))

    assert ["Annelies" in text for text in told] == [True, False]


@pytest.mark.parametrize(
    ("born", "months"),
    [
        ("2023-04-17", 34),
        ("2023-03-02", 36),
        ("2023-03-03", 35),
        ("2023-04", 35),
        ("2019", 84),
        ("2027-01-01", None),
        ("", None),
    ],
)
def test_the_age_when_asked_is_told_in_whole_months(born, months):
    assert months_old(born, TODAY) == months


def test_the_board_sees_how_old_the_child_is_when_it_is_asked(world):
    key = world.consultation(State.SUBMITTED)

    assert see(world.dispatcher, key).age_when_asked == "34 months"


def test_nobody_of_the_board_finds_a_name_by_trying(world):
    key = world.consultation(State.IN_DISCUSSION)
    said = []
    for _try in range(7):
        with pytest.raises(Refused) as refused:
            commands.post_message(world.expert, key, text="Annelies", at=NOON)
        said.append(codes(refused))
    with pytest.raises(Refused) as innocent:
        commands.post_message(world.expert, key, text="Nothing at all", at=NOON)
    commands.post_message(world.experts[1], key, text="Another may write on", at=NOON)
    commands.post_message(world.expert, key, text="And so may I tomorrow", at=NOON + 2 * DAY)

    assert said == [("names-child",)] * 5 + [("too-many-tries",)] * 2
    assert codes(innocent) == ("too-many-tries",)
    assert [line.sentence for line in see(world.chair, key).history].count(EVENTS["consultations.name-tried"]) == 5


def test_what_is_refused_anyway_does_not_tell_whether_a_word_names_the_child(world):
    key = world.consultation(State.SIGNED)
    said = []
    for text in ("Annelies", "Nobody"):
        with pytest.raises(Refused) as refused:
            commands.keep_dissent(world.expert, world.advice(key), text=text, at=NOON)
        said.append(codes(refused))

    assert said == [("not-a-draft",)] * 2


def test_an_answer_is_given_once(world):
    key = world.consultation(State.AWAITING_INFORMATION)
    [request] = see(world.referrer, key).requests
    commands.answer_request(world.referrer, request.id, answer="Not amplified.", at=NOON)
    commands.ask_for_information(
        world.expert, key, what="Age?", why="Dose", by_on=TODAY + DAY, from_whom="Ward", at=NOON
    )

    with pytest.raises(Refused) as refused:
        commands.answer_request(world.referrer, request.id, answer="Amplified.", at=NOON)

    assert codes(refused) == ("not-now",)
    assert [one.answer for one in see(world.referrer, key).requests] == ["Not amplified.", ""]


def test_a_board_that_declined_reads_no_more_of_the_case(world):
    key = world.consultation(State.DECLINED)

    assert see(world.dispatcher, key).case is None
    assert see(world.referrer, key).note == "Not our tumours."
