"""A child of a hospital in Spain goes before a board and comes back with signed advice, page by page.

The data are those of a real hospital's system (of an invented child); each page is looked at on the way.
"""

import json
import subprocess
from pathlib import Path

import pytest

from refnet.consent.commands import give_consent
from refnet.consent.terms import Assent, Scope, Signer
from refnet.consultations.terms import State
from refnet.fhir.checking import check
from refnet.fhir.commands import import_case
from refnet.journal.following import load_reactions
from tests.following import follow
from tests.stories.browsing import apart, chromium, signs_in  # noqa: F401 -- fixtures
from tests.world import NOON, TODAY, World

SAMPLE = Path(__file__).parents[3] / "shared/samples/fhir/spain/sp_216"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SAMPLE.exists(), reason="the samples of other hospitals' systems are not here"),
]


@pytest.fixture
def world(transactional_db):
    """The small world in tables that the running site sees too."""
    load_reactions()
    return World()


@pytest.fixture
def case(world):
    """A case from a hospital's data, with the family's consents."""
    files = [(file.name, file.read_bytes()) for file in sorted(SAMPLE.rglob("*.json"))]
    case_id = import_case(world.referrer, centre_id=world.vienna.id, files=files, at=NOON).case_id
    for scope in (Scope.CARE, Scope.FOLLOW_UP):
        give_consent(
            world.referrer,
            case_id,
            centre_id=world.vienna.id,
            scope=scope,
            signer=Signer.BOTH_PARENTS,
            assent=Assent.GIVEN,
            language="es",
            given_on=TODAY,
            at=NOON,
        )
    return case_id


@pytest.fixture
def submitted(world, case, signs_in):  # noqa: F811
    """The clinician chooses a board, writes the question and submits; the address of the consultation."""
    clinician = signs_in(world.referrer).opens(f"/cases/{case}/").presses("Ask a board")
    clinician.ticks("Renal tumours").chooses(presentation="treatment-choice")
    clinician.writes(question="Surgery first, or chemotherapy?", local_means="Surgery and chemotherapy.")
    clinician.presses("Save and look it over").presses("Submit to the board")
    return clinician.page.url.removeprefix(clinician.address)


@pytest.fixture
def discussed(world, submitted, signs_in):  # noqa: F811
    """The dispatcher assembles the panel, and three experts give their opinions, one of them on a telephone."""
    dispatcher = signs_in(world.dispatcher).opens("/consultations/").takes_the_first()
    dispatcher.presses("Accept the case").follows("Invite the panel")
    for name in ("Expert One", "Expert Two", "Expert Three"):
        dispatcher.ticks(name)
    dispatcher.presses("Invite").presses("Open the discussion")
    for number, expert in enumerate(world.experts):
        give_opinion(signs_in(expert, width=390 if number == 0 else 1280), submitted)
    return submitted


def give_opinion(expert, address):
    expert.opens(address).presses("Join the panel")
    expert.ticks("Agrees with diagnosis and stage").ticks("Moderate").chooses(evidence="consensus")
    expert.writes(options="Chemotherapy for four weeks, then surgery.").presses("Give this opinion")


def write_advice(chair, address):
    chair.opens(address).presses("Begin the advice")
    chair.writes(assessment="Localised tumour, good response.", recommendations__0__what="Four weeks of chemotherapy")
    chair.chooses(recommendations__0__feasible="yes", recommendations__0__haste="this-week")
    chair.presses("Save and add another")
    chair.writes(recommendations__1__what="Nephron-sparing surgery in an experienced centre")
    chair.chooses(recommendations__1__feasible="no").presses("Save the draft")


@pytest.fixture
def advised(world, discussed, signs_in):  # noqa: F811
    """The chair writes, the panel countersigns, the chair signs and the advice is delivered; its address."""
    chair = signs_in(world.chair)
    write_advice(chair, discussed)
    assert "say what can be done instead" in chair.reads()
    chair.follows("Write the advice").chooses(recommendations__1__alternative="send-for-one-step")
    chair.presses("Save the draft").presses("Send to review")
    address = chair.page.url.removeprefix(chair.address)
    for expert in world.experts:
        assert "Countersigned" in signs_in(expert).opens(address).presses("Countersign").opens(discussed).reads()
    chair.opens(address).presses("Sign the advice").presses("Deliver the advice")
    return address


def test_the_clinician_receives_what_the_board_signed(world, advised, signs_in, tmp_path):  # noqa: F811
    clinician = signs_in(world.referrer, width=390).opens(advised)
    print_, document = tmp_path / "advice.pdf", clinician.downloads("FHIR document")
    print_.write_bytes(clinician.downloads("PDF, signed"))
    clinician.follows("Acknowledge the advice").ticks("I have compared name and birth date").presses(
        "Acknowledge the advice"
    )
    clinician.follows("Say what became of it")
    for choice in clinician.page.get_by_label("Followed", exact=True).all():
        choice.check()
    clinician.presses("Save")

    judged = subprocess.run(["/usr/bin/pdfsig", "-nocert", print_], capture_output=True, text=True, check=False).stdout
    assert ("Signature is Valid." in judged, "Total document signed" in judged) == (True, True)
    assert check(json.loads(document)) == ()
    assert clinician.reads().count("Followed") == 2


def test_everyone_is_told_when_it_is_their_turn(world, case, signs_in):  # noqa: F811
    world.consultation(State.IN_DISCUSSION, case_id=case)
    follow()

    assert "The panel of Renal tumours has begun to discuss." in signs_in(world.referrer).opens("/notices/").reads()
    assert "You are invited to a panel of Renal tumours." in signs_in(world.expert).opens("/notices/").reads()
    assert "A new case waits for Renal tumours." in signs_in(world.dispatcher).opens("/").reads()


def test_the_panel_asks_and_the_clinician_answers(world, case, signs_in):  # noqa: F811
    discussed = f"/consultations/{world.consultation(State.IN_DISCUSSION, case_id=case)}/"
    expert = signs_in(world.expert).opens(discussed)
    expert.page.get_by_text("Ask the requesting centre").click()
    expert.writes(what="The slides", why="To see anaplasia", from_whom="Pathology", by_on="2026-12-24").presses("Ask")
    clinician = signs_in(world.referrer).opens(discussed).writes(answer="They are on their way.").presses("Answer")

    assert "They are on their way." in signs_in(world.expert, width=390).opens(discussed).reads()
    assert "Awaiting information" not in clinician.reads()


def test_the_dispatcher_declines_and_says_where_to_ask(world, case, signs_in):  # noqa: F811
    submitted = f"/consultations/{world.consultation(State.SUBMITTED, case_id=case)}/"
    dispatcher = signs_in(world.dispatcher).opens(submitted).follows("Decline")
    dispatcher.writes(reason="These tumours are another board’s.").chooses(redirect_id=str(world.sarcoma.id))
    dispatcher.presses("Decline the case")

    told = signs_in(world.referrer).opens(submitted).reads()
    assert ("These tumours are another board’s." in told, "Ask instead: Sarcoma." in told) == (True, True)


def test_signed_advice_is_added_to_replaced_and_retracted(world, case, signs_in):  # noqa: F811
    key = apart(lambda: world.consultation(State.DELIVERED, case_id=case))
    advised = f"/consultations/advice/{world.advice(key)}/"
    chair = signs_in(world.chair).opens(advised).follows("Add to the advice").writes(text="Check the heart first.")
    chair.presses("Sign the addition")
    assert signs_in(world.referrer).opens(advised).downloads("PDF with the addition")[:5] == b"%PDF-"
    chair.follows("Begin a new version").writes(reason="New pathology.").presses("Begin a new version")
    chair.follows("Advice, version 2").presses("Send to review")
    second = chair.page.url.removeprefix(chair.address)
    world.countersign(key)
    chair.opens(second).presses("Sign the advice")
    clinician = signs_in(world.referrer).opens(advised)
    assert "A newer version replaces this advice." in clinician.reads()
    clinician.presses("I have read it")
    chair.opens(second).follows("Retract the advice").writes(reason="Wrong slide.").presses("Retract the advice")

    assert "This advice is retracted. Do not act on it." in clinician.opens(second).reads()
