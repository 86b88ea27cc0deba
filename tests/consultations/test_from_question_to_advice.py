"""From a centre's question to a board's signed advice, through the same commands as the pages."""

import re
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from refnet.access.decisions import Refused, Unseen
from refnet.consultations import commands, queries
from refnet.consultations.commands.advising import WrittenMeanwhile
from refnet.consultations.terms import AdviceState, Followed, Party, State
from refnet.documents.sealing import verify
from refnet.identity.tracing import numbers, tokens
from tests.world import DAY, NOON, PERSON, SURGERY_FIRST


def see(actor, key):
    return queries.open_consultation(actor, key, at=NOON)


def test_a_consultation_goes_from_draft_to_closed(world):
    key = world.consultation(State.CLOSED)

    page = see(world.referrer, key)

    assert (page.state, page.turn) == (State.CLOSED, None)
    assert [line.sentence for line in page.history][:3] == [
        "began the consultation",
        "wrote the question",
        "put the case before the board",
    ]
    assert [line.who for line in page.history][2:4] == ["Clinician One", "Dispatcher One"]


def test_the_board_sees_a_pseudonym_of_its_own_and_days(world):
    key = world.consultation(State.IN_DISCUSSION)

    page = see(world.expert, key)

    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.pseudonym)
    assert (page.case.pseudonym, page.case.age) == (page.pseudonym, "32 months")
    rows = {row.label: row.value for section in page.case.sections for row in section.rows}
    assert rows["Diagnosed"] == "day 0"
    assert rows["ICCC-3 (IARC 2017)"] == "VIa.1 Nephroblastoma"


def test_the_print_is_sealed_and_says_what_was_recommended(world):
    key = world.consultation(State.DELIVERED)
    advice = world.advice(key)

    printed = queries.open_print(world.referrer, advice, at=NOON)

    page = queries.open_advice(world.referrer, advice, at=NOON)
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(printed)).pages)
    assert SURGERY_FIRST.what in " ".join(text.split())
    assert page.sheet.case.pseudonym in text
    assert page.sha256 == sha256(printed).hexdigest()
    seal = verify(printed)
    assert (seal.intact, seal.ours, seal.whole) == (True, True, True)


def test_no_page_or_print_for_the_board_names_the_child(world):
    key = world.consultation(State.DELIVERED)
    secrets = {*tokens(PERSON), *numbers(PERSON)}
    printed = queries.open_print(world.chair, world.advice(key), at=NOON)

    told = repr(see(world.expert, key)) + repr(queries.open_advice(world.chair, world.advice(key), at=NOON))
    told += "".join(one.extract_text() for one in PdfReader(BytesIO(printed)).pages)

    words = set(re.findall(r"\w+", told.casefold()))
    assert words & secrets == set()


@pytest.mark.parametrize(
    "text",
    ["Annelies needs surgery", "the WINTERSTEIN girl", "born 17.04.2023", "number mrn-4471902", "+43 (660) 1234567"],
)
def test_a_question_that_names_the_child_is_refused_and_the_words_are_quoted(world, text):
    key = world.draft()

    with pytest.raises(Refused) as refused:
        world.ask(key, question=f"{text}: what now?")

    [reason] = refused.value.decision.reasons
    assert reason.code == "names-child"
    assert any(f"“{word}" in str(reason.text) for word in text.split())
    assert see(world.referrer, key).question == "Surgery first?"


def test_without_consent_nothing_leaves_the_centre(world):
    key = world.draft(world.case(scopes=()))

    with pytest.raises(Refused) as refused:
        commands.submit_case(world.referrer, key, at=NOON)

    assert refused.value.decision.codes == ("no-consent",)
    with pytest.raises(Unseen):
        see(world.dispatcher, key)


def test_an_answer_leads_back_to_where_it_was_asked(world):
    key = world.consultation(State.IN_REVIEW)
    request = commands.ask_for_information(
        world.expert, key, what="Slides", why="Anaplasia", by_on=NOON.date(), from_whom="Pathology", at=NOON
    )
    asked = see(world.expert, key)

    commands.answer_request(world.assistant, request, answer="No anaplasia.", at=NOON + DAY)

    assert (asked.state, asked.turn) == (State.AWAITING_INFORMATION, Party.REQUESTER)
    page = queries.open_consultation(world.expert, key, at=NOON + 3 * DAY)
    assert page.state == State.IN_REVIEW
    assert (page.clock.requester, page.clock.board) == (DAY, 2 * DAY)


def test_an_expert_with_a_conflict_sees_the_case_no_more(world):
    key = world.consultation(State.IN_DISCUSSION)

    commands.stand_down(world.expert, key, conflict=True, at=NOON)

    with pytest.raises(Unseen):
        see(world.expert, key)


def test_advice_is_not_signed_before_the_quorum_has_countersigned(world):
    key = world.consultation(State.IN_REVIEW)
    advice = world.advice(key)
    draft = queries.open_advice(world.chair, advice, at=NOON).draft
    for expert in world.experts[:2]:
        commands.countersign_advice(expert, advice, draft=draft, at=NOON)

    with pytest.raises(Refused) as refused:
        commands.sign_advice(world.chair, advice, at=NOON)

    assert refused.value.decision.codes == ("too-few-countersignatures",)


def test_a_dissent_after_countersigning_asks_everyone_to_read_again(world):
    key = world.consultation(State.IN_REVIEW)
    world.countersign(key)

    commands.keep_dissent(world.expert, world.advice(key), text="I would operate first.", at=NOON)

    page = queries.open_advice(world.chair, world.advice(key), at=NOON)
    assert page.countersigned == 0
    assert page.sheet.dissents[0].name == "Expert One"


def test_the_centre_sees_no_opinion_and_no_advice_before_it_is_delivered(world):
    key = world.consultation(State.SIGNED)

    page = see(world.referrer, key)

    assert (page.opinions, page.versions) == ((), ())
    with pytest.raises(Unseen):
        queries.open_advice(world.referrer, world.advice(key), at=NOON)


def test_a_new_version_supersedes_and_the_public_page_says_so(world):
    key = world.consultation(State.FOLLOW_UP)
    first = world.advice(key)
    old_code = queries.open_advice(world.chair, first, at=NOON).sheet.code
    old_print = queries.open_print(world.chair, first, at=NOON)

    commands.begin_revision(world.chair, first, reason="New pathology", at=NOON)
    world.write(key)
    commands.send_to_review(world.chair, world.advice(key), at=NOON)
    world.countersign(key)
    code = commands.sign_advice(world.chair, world.advice(key), at=NOON)

    assert queries.find_certificate(old_code).state == AdviceState.SUPERSEDED
    assert queries.find_certificate(code).state == AdviceState.SIGNED
    assert queries.open_print(world.chair, first, at=NOON) == old_print
    assert see(world.referrer, key).state == State.FOLLOW_UP


def test_retracted_advice_is_acknowledged_by_the_centre(world):
    key = world.consultation(State.DELIVERED)
    advice = world.advice(key)

    commands.retract_advice(world.chair, advice, reason="Wrong child's slides", at=NOON)
    commands.acknowledge_change(world.referrer, advice, at=NOON)

    page = queries.open_advice(world.referrer, advice, at=NOON)
    assert (page.sheet.state, page.sheet.retraction_reason) == (AdviceState.RETRACTED, "Wrong child's slides")
    assert page.change_acknowledged_at == NOON


def test_follow_up_is_told_per_recommendation_and_seen_by_the_experts(world):
    key = world.consultation(State.FOLLOW_UP)
    advice = world.advice(key)

    commands.report_outcomes(
        world.referrer, advice, outcomes={SURGERY_FIRST.id: (Followed.FOLLOWED, "Went well.")}, at=NOON
    )

    page = queries.open_advice(world.expert, advice, at=NOON)
    assert page.outcomes[SURGERY_FIRST.id].text == "Went well."


def test_an_addition_is_printed_and_sealed_while_the_first_print_stays(world):
    key = world.consultation(State.DELIVERED)
    advice = world.advice(key)
    before = queries.open_print(world.chair, advice, at=NOON)

    commands.sign_addendum(world.chair, advice, text="Check the heart first.", at=NOON)

    page = queries.open_advice(world.referrer, advice, at=NOON)
    assert [one.text for one in page.sheet.addenda] == ["Check the heart first."]
    assert queries.open_print(world.chair, advice, at=NOON) == before


def test_withdrawing_closes_the_case_to_the_board_at_once(world):
    key = world.consultation(State.IN_DISCUSSION)

    commands.withdraw_consultation(world.referrer, key, reason="The family changed its mind.", at=NOON)

    assert see(world.referrer, key).state == State.WITHDRAWN
    for actor in (world.dispatcher, world.expert, world.chair):
        with pytest.raises(Unseen):
            see(actor, key)


def test_two_who_write_the_advice_at_once_do_not_overwrite_each_other(world):
    key = world.consultation(State.ADVICE_DRAFTED)
    world.write(key)

    with pytest.raises(WrittenMeanwhile):
        commands.write_advice(world.chair, world.advice(key), draft=1, assessment="Other", recommendations=(), at=NOON)
