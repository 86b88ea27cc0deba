"""The advice on paper: complete, in order, in every script, and about nobody by name."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from refnet.cases.phrases import ABSENCES
from refnet.consultations.phrases import ALTERNATIVES, EVIDENCE, HASTES
from refnet.consultations.pictures import AdviceSheet
from refnet.consultations.printing import NotOurs, OwnParts, advice_pdf, cover_sheet_pdf, grouped
from refnet.consultations.terms import Feasibility
from tests.fhir.pictures import (
    ADDED,
    BARE,
    FULL,
    RECOMMENDATIONS,
    REPLACING,
    RETRACTED,
    SIGNED,
    SUPERSEDED,
    UNSIGNED,
)

RESPONSIBLE = "The board advises; the treating physician decides and is responsible for the child’s care."


def read(pdf: bytes) -> list[str]:
    """Return the text of each page with its spaces and line ends made one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text(sheet: AdviceSheet) -> str:
    return " ".join(read(advice_pdf(sheet)))


@pytest.fixture(scope="module")
def pages():
    return read(advice_pdf(FULL))


@pytest.fixture(scope="module")
def whole(pages):
    return " ".join(pages)


@pytest.mark.parametrize("one", RECOMMENDATIONS, ids=lambda one: f"recommendation-{one.number}")
def test_every_recommendation_is_there_in_full(whole, one):
    said = [one.what, one.why, one.needed_first, one.alternative_text, EVIDENCE[one.evidence], HASTES[one.haste]]
    said += [ALTERNATIVES[one.alternative]] if one.alternative else []

    assert [part for part in said if str(part) not in whole.replace("high- dose", "high-dose")] == []


def test_the_first_page_says_first_what_can_be_done_where_the_child_is(pages):
    first = pages[0]
    here, elsewhere = first.index("What can be done where the child is"), first.index("What cannot be done")
    today, this_week, other = (first.index(RECOMMENDATIONS[place].what) for place in (1, 2, 0))

    assert here < today < this_week < elsewhere < other


def test_no_recommendation_gives_its_reason_on_the_first_page():
    first = read(advice_pdf(BARE))[0]

    assert f"The board makes no recommendation. {BARE.none_reason}" in first
    assert "What can be done" not in first


def test_it_says_who_stands_behind_it_in_which_sense_and_when(whole):
    for signer in FULL.signers:
        assert signer.name in whole
        assert f"{signer.at:%H:%M} UTC" in whole
    assert "“this reports the panel’s discussion truly”" in whole
    assert "not a qualified signature of any of these persons" in whole


def test_dissent_is_kept_with_its_name(whole):
    assert "Expert Łucja Trzy: Would irradiate the residual orbital lesion before high-dose therapy." in whole


def test_question_assessment_and_case_are_there(whole):
    assert " ".join(FULL.question.split()) in whole
    assert "Hearing loss is the dose-limiting toxicity so far" in whole
    rows = [row for section in FULL.case.sections for row in section.rows]
    assert [row.label for row in rows if str(row.label) not in whole] == []
    assert [row.when for row in rows if str(row.when) not in whole] == []


def test_each_page_bears_case_code_number_and_responsibility(pages):
    for number, page in enumerate(pages, start=1):
        assert f"Case {FULL.case.pseudonym} · Code {grouped(FULL.code)} · Version 1" in page
        assert f"Page {number} of {len(pages)}" in page
        assert RESPONSIBLE in page


@pytest.mark.parametrize(
    ("sheet", "banner", "mark"),
    [
        (SUPERSEDED, "The version with the code M2N4-P6Q8-R1S3-T5V7 has taken the place of this one.", "SUPERSEDED"),
        (RETRACTED, f"do not act on this advice. {RETRACTED.retraction_reason}", "RETRACTED"),
        (UNSIGNED, "this is a draft and not the board’s advice", "NOT SIGNED"),
    ],
    ids=["superseded", "retracted", "unsigned"],
)
def test_what_is_not_current_says_so_on_every_page(sheet, banner, mark):
    pages = read(advice_pdf(sheet))

    assert banner in pages[0]
    assert [mark in page for page in pages] == [True] * len(pages)


def test_current_advice_bears_no_watermark(whole):
    assert [mark for mark in ("SUPERSEDED", "RETRACTED", "NOT SIGNED") if mark in whole] == []


def test_a_new_version_names_the_one_before():
    assert f"takes the place of the one with the code {grouped(FULL.code)}" in text(REPLACING)


def test_an_addition_stands_first_and_leaves_the_rest():
    first = read(advice_pdf(ADDED))[0]

    assert first.index(ADDED.addenda[0].text) < first.index("What the board recommends")
    assert RECOMMENDATIONS[1].what in first


def test_all_scripts_of_the_network_are_printed(whole):
    written = ["Ελένη Δύο", "Νοσοκομείο Παίδων Όρους", "Експерт Четири", "Szpital Dziecięcy", "Valea Țării, București"]

    assert [words for words in written if words not in whole] == []


def test_it_is_tagged_archival_and_says_its_title_and_language():
    file = PdfReader(BytesIO(advice_pdf(FULL)))
    root = file.trailer["/Root"]
    described = root["/Metadata"].get_object().get_data().decode()

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("en", True)
    assert file.metadata.title == "Advice on case K7QF-2M9X-4TDR, European Neuroblastoma Advisory Board"
    assert 'pdfaid:part="3"' in described or "<pdfaid:part>3<" in described
    assert 'pdfaid:conformance="A"' in described or "<pdfaid:conformance>A<" in described


def test_the_same_sheet_is_the_same_bytes():
    assert advice_pdf(BARE) == advice_pdf(BARE)


def test_what_people_type_is_text_and_nothing_is_fetched():
    typed = '<img src="http://127.0.0.1:1/spy.png"><script>alert(1)</script> {{ sheet.code }} & <b>bold</b>'

    assert typed in text(replace(FULL, assessment=typed))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/a", "file:///etc/passwd", "data:text/plain,x", "print:other"])
def test_a_print_asks_nobody(url):
    with pytest.raises(NotOurs):
        OwnParts({"print:mark.svg": b"<svg/>"}).fetch(url)


def test_the_code_leads_to_the_public_page():
    links = advice_pdf(FULL)

    assert FULL.verify_url in " ".join(read(links)).replace("verify/ ", "verify/")


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs poppler-utils")
def test_all_fonts_are_embedded(tmp_path):
    (tmp_path / "advice.pdf").write_bytes(advice_pdf(FULL))

    said = subprocess.run(["pdffonts", tmp_path / "advice.pdf"], capture_output=True, text=True, check=True).stdout

    fonts = [line.split() for line in said.splitlines()[2:]]
    assert {font[-5] for font in fonts} == {"yes"}
    assert {font[0].partition("+")[2].split("-")[0] for font in fonts} <= {"DejaVu"}


def test_the_cover_sheet_names_the_child_and_the_advice_does_not(whole):
    cover = " ".join(
        read(
            cover_sheet_pdf(
                FULL,
                name="Annelies Winterstein",
                birth_date="2023-04-17",
                own_number="MRN-4471902",
                centre="Children’s Hospital South",
                made_at=SIGNED,
            )
        )
    )

    for said in ("Annelies Winterstein", "17 April 2023", "MRN-4471902", FULL.case.pseudonym, grouped(FULL.code)):
        assert said in cover
    assert "This sheet is not signed and the network keeps no copy." in cover
    assert [part for part in ("Winterstein", "2023", "MRN") if part in whole] == []


def test_a_birth_date_that_is_only_a_year_stays_a_year():
    cover = cover_sheet_pdf(FULL, name="A B", birth_date="2023", centre="Centre", made_at=SIGNED)

    assert "Born 2023 " in " ".join(read(cover))


def test_what_is_not_known_says_why():
    assert f"Sex {ABSENCES[BARE.case.record.sex.absent]}" in text(BARE)


def test_very_long_advice_stays_readable():
    long = replace(RECOMMENDATIONS[1], what="Give " * 300, why="Because " * 900)
    sheet = replace(FULL, recommendations=tuple(replace(long, number=n) for n in range(1, 8)))

    pages = read(advice_pdf(sheet))

    assert sum(page.count("Because") for page in pages) == 7 * 900


def test_each_shelf_has_a_heading_of_its_own():
    only = replace(FULL, recommendations=tuple(one for one in RECOMMENDATIONS if one.feasible is Feasibility.UNKNOWN))

    first = read(advice_pdf(only))[0]

    assert "it is not known whether this can be done where the child is" in first
    assert "What can be done where the child is" not in first
