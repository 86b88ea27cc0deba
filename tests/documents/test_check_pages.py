"""The pages of a check: the own centre decides what was found, the board reads what has passed."""

import re

import pytest
from django.urls import reverse

from refnet.consultations.terms import State
from refnet.documents import scanning
from refnet.documents.commands import add_document, black_out
from refnet.documents.queries import open_check
from refnet.documents.sniffing import sniff
from refnet.documents.terms import CheckState
from refnet.journal.following import load_reactions
from tests.documents import files
from tests.following import follow
from tests.people.entering import enter
from tests.world import NOON, World

pytestmark = [
    pytest.mark.skipif(not scanning.can_read(), reason="tesseract is not installed"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def world(transactional_db):
    load_reactions()
    return World()


@pytest.fixture
def asked(world):
    case_id = world.case()
    return case_id, world.consultation(State.IN_DISCUSSION, case_id=case_id)


def checked(world, case_id, content, title="Winterstein, letter"):
    kind = str(sniff(content))
    document = add_document(world.referrer, case_id, title=title, content_type=kind, content=content, at=NOON)
    follow()
    return document


def said(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def address(name, case_id, document, *more):
    return reverse(f"desk:{name}", args=[case_id, document, *more])


def test_the_case_says_where_the_check_of_each_document_stands(world, asked, client):
    case_id, _ = asked
    checked(world, case_id, files.letter())
    checked(world, case_id, files.with_script(), title="script.pdf")
    naming = checked(world, case_id, files.letter(files.NAMING), title="naming.pdf")
    page = said(enter(client, world.referrer.id).get(reverse("desk:case", args=[case_id])))

    for words in (
        "Checked: boards see it",
        "Refused: stays with your centre",
        "It holds a script. Print it to PDF anew and add that.",
        "Names the child: look at it",
        address("document-check", case_id, naming),
    ):
        assert words in page


def test_what_was_found_is_shown_and_blacked_out_on_the_page(world, asked, client):
    case_id, consultation = asked
    document = checked(world, case_id, files.letter(files.NAMING))
    own = enter(client, world.referrer.id)
    page = said(own.get(address("document-check", case_id, document)))

    assert ("Winterstein," in page, "the date of birth" in page, "Black out all of it" in page) == (True, True, True)
    picture = own.get(address("document-page", case_id, document, 0))
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/jpeg", "no-store")

    hits = re.findall(r'name="hit" value="([^"]+)"', page)
    answer = own.post(address("black-out", case_id, document), {"hit": hits})
    assert answer.status_code == 302
    follow()

    board = enter(client, world.expert.id)
    page = said(board.get(reverse("consultations:consultation", args=[consultation])))
    assert ("Letter 1" in page, "1 page<" in page, "Winterstein" in page) == (True, True, False)
    pdf = board.get(reverse("consultations:document", args=[consultation, document]))
    assert (pdf["Content-Type"], pdf["Cache-Control"]) == ("application/pdf", "no-store")
    assert pdf["Content-Disposition"] == 'inline; filename="Letter 1.pdf"'
    assert pdf["Content-Security-Policy"].startswith("sandbox")
    assert "Winterstein" not in files.words_of(pdf.content)


def test_a_hit_is_overruled_on_the_page_with_a_reason(world, asked, client):
    case_id, _ = asked
    document = checked(world, case_id, files.letter("The skin is of rosa colour over the tumour, which has not grown."))
    own = enter(client, world.referrer.id)
    hits = [str(hit.id) for hit in open_check(world.referrer, document, at=NOON).open]

    assert own.post(address("overrule", case_id, document), {"hit": hits, "reason": " "}).status_code == 403
    assert own.post(address("overrule", case_id, document), {"hit": hits, "reason": "A colour."}).status_code == 302
    follow()

    assert open_check(world.referrer, document, at=NOON).state is CheckState.CLEAN
    assert "A colour." in said(own.get(address("document-check", case_id, document)))
    assert own.get(address("harmless-document", case_id, document)).content.startswith(b"%PDF-")


def test_a_click_in_the_picture_blacks_out_what_stands_there(world, asked, client):
    case_id, _ = asked
    document = checked(world, case_id, files.letter())
    own = enter(client, world.referrer.id)
    place = {"x": "720", "y": "1018", "place.x": "108", "place.y": "46"}

    assert own.post(address("black-out-place", case_id, document, 0), place).status_code == 302
    assert open_check(world.referrer, document, at=NOON).state is CheckState.WAITING
    follow()
    for wrong in ({}, {**place, "x": "0"}, {**place, "place.x": "9" * 50}, {**place, "place.y": "-5"}):
        assert own.post(address("black-out-place", case_id, document, 0), wrong).status_code == 403


def test_a_document_is_not_reached_through_another_case(world, asked, client):
    case_id, consultation = asked
    document = checked(world, case_id, files.letter())
    other, another = world.case(), world.consultation(State.IN_DISCUSSION)
    own = enter(client, world.referrer.id)

    for name in ("document-check", "harmless-document"):
        assert own.get(address(name, other, document)).status_code == 404
    assert own.get(address("document-page", other, document, 0)).status_code == 404
    for name in ("check-again", "vouch", "black-out", "overrule"):
        assert own.post(address(name, other, document)).status_code == 404
    assert own.get(reverse("consultations:document", args=[another, document])).status_code == 404
    assert own.get(reverse("consultations:document", args=[consultation, document])).status_code == 200


def test_the_own_centre_reads_how_many_documents_do_not_go_along(world, asked, client):
    case_id, consultation = asked
    checked(world, case_id, files.letter(files.NAMING))
    page = reverse("consultations:consultation", args=[consultation])

    assert "1 document does not go along" in said(enter(client, world.referrer.id).get(page))
    assert "go along" not in said(enter(client, world.expert.id).get(page))


def test_what_was_black_stays_black_when_it_is_checked_again(world, asked, client):
    case_id, _ = asked
    document = checked(world, case_id, files.letter(files.NAMING))
    black_out(world.referrer, document, [hit.id for hit in open_check(world.referrer, document, at=NOON).open], at=NOON)
    follow()

    enter(client, world.referrer.id).post(address("check-again", case_id, document))
    follow()

    assert open_check(world.referrer, document, at=NOON).state is CheckState.CLEAN
    assert open_check(world.referrer, document, at=NOON).open == ()
