"""The check of a document, from its arrival until a board sees it: nobody else sees a document before."""

from dataclasses import replace
from uuid import uuid4

import pytest

from refnet.access.decisions import Refused, Unseen
from refnet.access.models import LedgerLine
from refnet.consultations.terms import State
from refnet.documents import scanning
from refnet.documents.commands import (
    add_document,
    black_out,
    black_out_place,
    check_again,
    check_document,
    overrule_hits,
    vouch_for_document,
)
from refnet.documents.opening import open_pages
from refnet.documents.queries import (
    list_checked_documents,
    list_documents,
    open_check,
    open_harmless_document,
    open_page_picture,
)
from refnet.documents.scanning import read_picture
from refnet.documents.sniffing import sniff
from refnet.documents.terms import CheckState, Refusal, Ruling, Unread
from refnet.identity.commands import correct_identity
from refnet.identity.terms import Identity, Name, TraceKind
from refnet.identity.tracing import traces
from refnet.journal.following import load_reactions
from refnet.journal.models import Entry, Parked
from tests.documents import files
from tests.following import follow
from tests.world import NOON, PERSON, ZERO, World

needs_tesseract = pytest.mark.skipif(not scanning.can_read(), reason="tesseract is not installed")
pytestmark = [needs_tesseract, pytest.mark.django_db(transaction=True)]
TOKENS = ("winterstein", "annelies", "4471902", "lindengasse", "17 april 2023")
ROSA = replace(PERSON, names=(Name("Klein", ("Rosa",)),))
ROSY = "The lesion of the child is klein and of rosa colour, with a smooth surface; it has not grown since the winter."


@pytest.fixture
def world(transactional_db):
    load_reactions()
    return World()


@pytest.fixture
def asked(world):
    """A case that is open to the kidney board and its panel."""
    case_id = world.case()
    world.consultation(State.IN_DISCUSSION, case_id=case_id)
    return case_id


def added(world, case_id, content, title="Winterstein, letter"):
    kind = str(sniff(content))
    return add_document(world.referrer, case_id, title=title, content_type=kind, content=content, at=NOON)


def checked(world, case_id, content):
    document = added(world, case_id, content)
    follow()
    return document


def line(world, case_id, document):
    return next(one for one in list_documents(world.referrer, case_id, at=NOON) if one.id == document)


def check(world, document):
    return open_check(world.referrer, document, at=NOON)


def seen_by_the_board(world, case_id):
    return [one.document_id for one in list_checked_documents(world.expert, case_id, at=NOON)]


def read_all(pdf):
    """All that a file says: its bytes, its words and what a machine reads in its pixels."""
    pages = open_pages(pdf, first=0, most=9).pages
    scanned = [word.text for page in pages for word in read_picture(page.jpeg, "en").words]
    return "\n".join((pdf.decode("latin-1"), files.words_of(pdf), " ".join(scanned)))


@pytest.mark.parametrize("made", [files.letter, files.scan, files.scanned_letter, files.docx, files.form])
def test_a_letter_that_does_not_name_the_child_reaches_the_board_as_a_harmless_pdf(world, asked, made):
    document = added(world, asked, made())
    assert (line(world, asked, document).state, seen_by_the_board(world, asked)) == (CheckState.WAITING, [])

    follow()

    if made is files.form:  # what was typed into its field is on the page
        assert line(world, asked, document).state is CheckState.HITS
        return
    assert line(world, asked, document).state is CheckState.CLEAN
    for who in (world.expert, world.dispatcher, world.chair):
        assert [one.document_id for one in list_checked_documents(who, asked, at=NOON)] == [document]
    found = open_harmless_document(world.expert, document, at=NOON)
    assert found.content.startswith(b"%PDF-")
    assert "nephroblastoma" in files.words_of(found.content)
    assert not any(
        name in found.content for name in (b"/JS", b"/AcroForm", b"/Annots", b"/URI", b"/Metadata", b"/Info")
    )


@pytest.mark.parametrize("who", ["stranger", "bystander", "other_expert", "other_dispatcher"])
def test_nobody_else_sees_a_checked_document(world, asked, who):
    document = checked(world, asked, files.letter())

    assert list_checked_documents(getattr(world, who), asked, at=NOON) == ()
    with pytest.raises(Unseen):
        open_harmless_document(getattr(world, who), document, at=NOON)


def test_a_board_does_not_open_what_has_not_passed_nor_how_it_was_checked(world, asked):
    document = checked(world, asked, files.letter(files.NAMING))

    with pytest.raises(Unseen):
        open_harmless_document(world.expert, document, at=NOON)
    for board in (world.expert, world.chair, world.dispatcher):
        with pytest.raises(Unseen):
            open_check(board, document, at=NOON)
        with pytest.raises(Unseen):
            open_page_picture(board, document, page=0, at=NOON)


@pytest.mark.parametrize("made", [files.letter, files.scan])
def test_a_letter_with_the_name_reaches_the_board_only_blacked_out(world, asked, made):
    document = checked(world, asked, made(files.NAMING))
    page = check(world, document)

    assert line(world, asked, document).state is CheckState.HITS
    assert seen_by_the_board(world, asked) == []
    assert {hit.what for hit in page.open} == {
        TraceKind.NAME,
        TraceKind.BIRTH_DATE,
        TraceKind.NUMBER,
        TraceKind.ADDRESS,
    }
    assert line(world, asked, document).hits == len(page.open)

    black_out(world.assistant, document, [hit.id for hit in page.open], at=NOON)
    assert (check(world, document).state, seen_by_the_board(world, asked)) == (CheckState.WAITING, [])
    follow()

    assert seen_by_the_board(world, asked) == [document]
    said = read_all(open_harmless_document(world.expert, document, at=NOON).content).casefold()
    assert [token for token in TOKENS if token in said] == []
    assert traces(PERSON, said) == ()
    assert "nephroblastoma" in said


def test_what_was_blacked_out_is_black_in_the_pixels(world, asked):
    document = checked(world, asked, files.letter(files.NAMING))
    hit = next(hit for hit in check(world, document).open if hit.words.startswith("Winterstein"))
    black_out(world.referrer, document, [one.id for one in check(world, document).open], at=NOON)
    follow()

    image = files.pictures_of(open_harmless_document(world.expert, document, at=NOON).content)[0]
    (left, top, right, bottom) = hit.place.boxes[0]
    inside = image.crop(
        (int(left * image.width), int(top * image.height), int(right * image.width), int(bottom * image.height))
    )
    assert max(inside.getextrema()) < 40


def test_a_number_in_the_description_of_a_file_does_not_go_along(world, asked):
    document = checked(world, asked, files.letter(title="Winterstein MRN-4471902"))

    assert [
        token
        for token in TOKENS
        if token in read_all(open_harmless_document(world.expert, document, at=NOON).content).casefold()
    ] == []


def test_a_word_that_is_not_the_child_is_overruled_by_a_clinician_with_a_reason(world, asked):
    correct_identity(world.referrer, asked, Identity(ROSA, ZERO), at=NOON)
    document = checked(world, asked, files.letter(ROSY))
    hits = [hit.id for hit in check(world, document).open]
    assert [hit.words for hit in check(world, document).open] == ["klein", "rosa"]

    for who, reason in ((world.assistant, "It is a colour."), (world.referrer, "  ")):
        with pytest.raises(Refused):
            overrule_hits(who, document, hits, reason=reason, at=NOON)
    overrule_hits(world.referrer, document, hits, reason="A size and a colour.", at=NOON)
    follow()

    assert seen_by_the_board(world, asked) == [document]
    assert {(hit.ruling, hit.reason) for hit in check(world, document).ruled} == {
        (Ruling.NOT_THE_CHILD, "A size and a colour.")
    }
    kinds = list(Entry.objects.filter(subject=asked, kind="documents.trace-overruled").values_list("actor", flat=True))
    assert kinds == [world.referrer.id] * 2
    seen = LedgerLine.objects.filter(actor=world.referrer.id, kinds__contains=["documents.hit"])
    assert {record for one in seen for record in one.records} >= set(hits)


def test_a_document_is_checked_again_when_the_name_of_the_child_is_corrected(world, asked):
    correct_identity(world.referrer, asked, Identity(replace(PERSON, names=(Name("Winterstein"),)), ZERO), at=NOON)
    document = checked(world, asked, files.letter(ROSY))
    assert seen_by_the_board(world, asked) == [document]

    correct_identity(world.referrer, asked, Identity(ROSA, ZERO), at=NOON)
    follow()

    assert (line(world, asked, document).state, seen_by_the_board(world, asked)) == (CheckState.HITS, [])


def test_what_was_overruled_is_asked_anew_when_the_name_is_corrected(world, asked):
    correct_identity(world.referrer, asked, Identity(ROSA, ZERO), at=NOON)
    document = checked(world, asked, files.letter(ROSY))
    hits = [hit.id for hit in check(world, document).open]
    overrule_hits(world.referrer, document, hits, reason="A size and a colour.", at=NOON)
    follow()

    correct_identity(world.referrer, asked, Identity(ROSA, ZERO), at=NOON)
    follow()

    assert [hit.words for hit in check(world, document).open] == ["klein", "rosa"]
    assert {hit.ruling for hit in check(world, document).ruled} == {Ruling.SUPERSEDED}


def test_what_the_check_did_not_find_is_blacked_out_by_a_click(world, asked):
    document = checked(world, asked, files.letter())
    black_out_place(world.referrer, document, page=0, x=0.15, y=0.045, at=NOON)
    assert seen_by_the_board(world, asked) == []
    follow()

    assert seen_by_the_board(world, asked) == [document]
    words = files.words_of(open_harmless_document(world.expert, document, at=NOON).content)
    assert (words.split()[0] == "We", "nephroblastoma" in words) == (True, True)
    for x, y, page in ((0, 0, 0), (0.5, 0.5, 1), (2, 0.5, 0), (float("nan"), 0.5, 0)):
        with pytest.raises(Refused):
            black_out_place(world.referrer, document, page=page, x=x, y=y, at=NOON)


def test_what_the_machine_cannot_read_stays_until_a_clinician_vouches_for_it(world, asked):
    document = checked(world, asked, files.noise())
    assert (line(world, asked, document).state, line(world, asked, document).reason) == (
        CheckState.UNREADABLE,
        Unread.ILLEGIBLE.value,
    )
    assert seen_by_the_board(world, asked) == []

    for who, reason in ((world.assistant, "A photograph of the skin."), (world.referrer, "")):
        with pytest.raises(Refused):
            vouch_for_document(who, document, reason=reason, at=NOON)
    vouch_for_document(world.referrer, document, reason="A photograph of the skin, without a face.", at=NOON)

    assert seen_by_the_board(world, asked) == [document]
    assert len(files.pictures_of(open_harmless_document(world.expert, document, at=NOON).content)) == 1


def test_without_a_reader_of_scans_a_document_stays_with_its_centre(world, asked, settings, monkeypatch):
    monkeypatch.setattr(scanning, "PROGRAM", "tesseract-that-is-not-there")
    document = checked(world, asked, files.scan())
    assert (line(world, asked, document).state, line(world, asked, document).reason) == (
        CheckState.UNREADABLE,
        Unread.NO_READER.value,
    )

    monkeypatch.undo()
    check_again(world.referrer, document, at=NOON)
    follow()

    assert line(world, asked, document).state is CheckState.CLEAN


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (files.with_script, Refusal.SCRIPT),
        (files.program, Refusal.EXECUTABLE),
        (files.bomb, Refusal.BOMB),
        (files.endless, Refusal.TOO_MANY_PAGES),
    ],
)
def test_what_is_refused_says_why_and_holds_up_nobody(world, asked, made, reason):
    document = added(world, asked, made(), title="letter.pdf")
    after = added(world, asked, files.letter())
    follow()

    assert (line(world, asked, document).state, line(world, asked, document).reason) == (
        CheckState.REFUSED,
        reason.value,
    )
    assert line(world, asked, after).state is CheckState.CLEAN
    assert Parked.objects.count() == 0
    with pytest.raises(Refused):
        check_again(world.referrer, document, at=NOON)


def test_a_long_letter_is_read_in_turns_and_lets_others_go_first(world, asked):
    document = added(world, asked, files.letter(pages=5))
    world.draft(asked)
    follow()

    kinds = list(Entry.objects.filter(subject=asked).order_by("id").values_list("kind", flat=True))
    assert line(world, asked, document).state is CheckState.CLEAN
    assert kinds.count("documents.pages-read") == 3
    assert kinds.count("documents.check-deferred") == 1


def test_a_turn_that_is_run_twice_changes_nothing_more(world, asked):
    from refnet.access.actors import SYSTEM  # noqa: PLC0415

    document = checked(world, asked, files.letter())
    before = Entry.objects.count()
    check_document(SYSTEM, document, at=NOON)

    assert Entry.objects.count() == before
    with pytest.raises(Refused):
        check_document(world.referrer, added(world, asked, files.letter(pages=2)), at=NOON)


def test_another_centre_decides_nothing(world, asked):
    document = checked(world, asked, files.letter(files.NAMING))
    hits = [hit.id for hit in check(world, document).open]

    for act in (
        lambda: black_out(world.stranger, document, hits, at=NOON),
        lambda: overrule_hits(world.stranger, document, hits, reason="No.", at=NOON),
        lambda: black_out_place(world.expert, document, page=0, x=0.5, y=0.5, at=NOON),
        lambda: check_again(world.stranger, document, at=NOON),
        lambda: vouch_for_document(world.stranger, uuid4(), reason="No.", at=NOON),
    ):
        with pytest.raises(Unseen):
            act()
