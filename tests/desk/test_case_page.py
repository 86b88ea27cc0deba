"""The page of a case: for its own centre with the name, for nobody else, and what is done on it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from refnet.access.models import LedgerLine
from refnet.access.reading import PAGE_SIZE
from refnet.cases.commands import describe_case, open_case
from refnet.cases.describing import Description
from refnet.cases.queries import open_own_case
from refnet.cases.terms import Absence, Fact, Laterality, Leftover, Origin, Surgery, Way, When
from refnet.consent.queries import open_consent
from refnet.consent.terms import Basis, Scope
from refnet.consultations.terms import State
from refnet.documents.queries import list_documents
from refnet.identity.terms import Name, Person
from tests.people.entering import enter
from tests.world import NOON, PERSON, RECORD, ZERO

NAMES = ("Winterstein", "Annelies", "2023-04-17", "MRN-4471902", "Lindengasse")
IMPORTED = Origin(Way.IMPORTED, "Condition", "code")
UNKNOWN = Fact(absent=Absence.NOT_SENT)
BARE = replace(
    RECORD,
    tumours=(replace(RECORD.tumours[0], morphology=Fact("8960/3", origin=IMPORTED), laterality=UNKNOWN, stages=()),),
    leftovers=(
        Leftover("Observation", "code", "An observation without a value."),
        Leftover("Observation", "valueQuantity × 2", "An observation without a value."),
    ),
)


@pytest.fixture
def as_(client):
    """A browser in which the given actor is signed in with both factors."""
    return lambda actor: enter(client, actor.id)


@pytest.fixture
def referrer(world, as_):
    return as_(world.referrer)


def page(case_id, name="case"):
    return reverse(f"desk:{name}", args=[case_id])


def own(world, case_id):
    return open_own_case(world.referrer, case_id, at=NOON)


def tumour(world, case_id):
    return own(world, case_id).view.record.main


def typed(part, version=1, **fields):
    """A form as the page sends it: each field beside what stood in it."""
    said = {f"{part}-{name}": value for name, (_, value) in fields.items()}
    stood = {f"initial-{part}-{name}": value for name, (value, _) in fields.items()}
    return {"part": part, "version": version, **said, **stood}


# Who sees it


def test_the_own_centre_sees_the_child_by_name(world, referrer):
    case_id = world.case()

    response = referrer.get(page(case_id))

    assert [name in response.text for name in ("Annelies Rosa Winterstein", "2023-04-17")] == [True, True]
    assert "Only your centre sees this name" in response.text


@pytest.mark.parametrize("who", ["stranger", "expert", "dispatcher", "chair", "own_chair", "other_expert"])
@pytest.mark.parametrize("name", ["case", "case-as-board", "record-death"])
def test_nobody_else_learns_that_there_is_such_a_case(world, as_, who, name):
    case_id = world.case()
    world.consultation(State.IN_DISCUSSION, case_id=case_id)

    assert as_(getattr(world, who)).get(page(case_id, name)).status_code == 404


@pytest.mark.parametrize("name", ["describe-case", "choose-tumour", "agree", "vital-interests", "add-documents"])
def test_another_centre_changes_nothing(world, as_, name):
    case_id = world.case()

    assert as_(world.stranger).post(page(case_id, name)).status_code == 404
    assert own(world, case_id).version == 1


# What stands there


def test_each_fact_says_where_it_came_from_and_what_was_computed(world, referrer):
    case_id = world.case(record=BARE)

    sections = {section.key: section for section in referrer.get(page(case_id)).context["sections"]}
    facts = {str(fact.label): fact for fact in sections["diagnosis"].first}

    assert facts["Morphology (ICD-O-3)"].origin == "Condition.code"
    assert facts["ICCC-3 (IARC 2017)"].when == "computed"
    assert facts["Side"].missing == "not in the data"


def test_a_class_that_the_hospital_sent_is_not_called_computed(world, referrer):
    sent = replace(RECORD.tumours[0], morphology=UNKNOWN)
    case_id = world.case(record=replace(RECORD, tumours=(sent,)))

    facts = [
        fact
        for section in referrer.get(page(case_id)).context["sections"]
        for fact in section.first
        if "ICCC" in fact.label
    ]

    assert [fact.when for fact in facts] == ["as the hospital classed it"]


def test_what_was_not_understood_is_listed_by_its_reason(world, referrer):
    case_id = world.case(record=BARE)

    assert referrer.get(page(case_id)).context["leftovers"] == (
        ("An observation without a value.", ("Observation.code", "Observation.valueQuantity × 2")),
    )


# What is missing


def test_only_what_is_missing_is_asked_for(world, referrer):
    case_id = world.case(record=BARE)

    asked = referrer.get(page(case_id)).context["forms"]["missing"]

    assert list(asked.fields) == ["laterality", "stage", "stage_system", "so_far"]


def test_nothing_is_asked_where_nothing_is_missing(world, referrer):
    case_id = world.case(record=replace(RECORD, so_far="Biopsied."))

    assert "What is missing" not in referrer.get(page(case_id)).text


def test_what_was_missing_is_filled_in(world, referrer):
    case_id = world.case(record=BARE)
    filled = typed("missing", laterality=("", "left"), stage=("", "II"), stage_system=("", "SIOP"))

    response = referrer.post(page(case_id, "describe-case"), filled)

    main = tumour(world, case_id)
    assert (response.status_code, response.url) == (302, page(case_id))
    assert main.laterality == Fact(Laterality.LEFT, origin=Origin(Way.TYPED))
    assert [(stage.value, stage.system) for stage in main.stages] == [("II", "SIOP")]


def test_a_correction_leaves_alone_what_was_not_changed(world, referrer):
    case_id = world.case(record=BARE)
    corrected = typed(
        "correct", morphology=("8960/3", "8960/3"), topography=("C64.9", "c649"), text=("Nephroblastoma", "Wilms")
    )

    referrer.post(page(case_id, "describe-case"), corrected)

    main = tumour(world, case_id)
    assert (main.morphology.origin, main.text.value, main.topography.value) == (IMPORTED, "Wilms", "C64.9")


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("morphology", "9999", "is not an ICD-O-3 morphology"),
        ("topography", "Q12", "is not an ICD-O-3 topography"),
        ("diagnosed", "10.06.2016", "This is no date: write it as 2016-06-10, 2016-06 or 2016."),
        ("diagnosed", "2016-02-31", "This is no date"),
        ("diagnosed", "2999", "This day is still to come."),
        ("diagnosed", "2001", "The diagnosis is before the birth."),
        ("born", "2027-13", "This is no date"),
        ("text", "Tumour of Annelies", "This names the child"),
        ("stage", "MRN-4471902", "This names the child"),
        ("laterality", "up", "Select a valid choice."),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field_and_kept(world, referrer, field, wrong, sentence):
    case_id = world.case(record=BARE)

    response = referrer.post(page(case_id, "describe-case"), typed("correct", **{field: ("", wrong)}))

    form = response.context["forms"]["correct"]
    assert (response.status_code, form.data[f"correct-{field}"], list(form.errors)) == (422, wrong, [field])
    assert sentence in form.errors[field][0]
    assert own(world, case_id).version == 1


def test_what_others_changed_meanwhile_stays_and_what_was_typed_is_kept(world, referrer):
    case_id = world.case()
    describe_case(world.assistant, case_id, Description(stage="III"), version=1, at=NOON)
    late = typed("correct", text=("Nephroblastoma", "Wilms tumour"), stage=("II", "II"))

    refused = referrer.post(page(case_id, "describe-case"), late)

    form = refused.context["forms"]["correct"]
    assert (refused.status_code, "Somebody else changed this case" in refused.text) == (409, True)
    assert (form["text"].value(), form["stage"].value(), refused.context["case"].version) == ("Wilms tumour", "III", 2)

    again = typed("correct", version=2, text=("Nephroblastoma", "Wilms tumour"), stage=("III", "III"))
    referrer.post(page(case_id, "describe-case"), again)

    main = tumour(world, case_id)
    assert (main.text.value, main.stages[-1].value) == ("Wilms tumour", "III")


def test_a_field_that_somebody_else_filled_meanwhile_is_still_in_the_form(world, referrer):
    case_id = world.case(record=BARE)
    describe_case(world.assistant, case_id, Description(stage="III"), version=1, at=NOON)

    refused = referrer.post(page(case_id, "describe-case"), typed("missing", stage=("", "IV"), stage_system=("", "")))

    assert refused.context["forms"]["missing"]["stage"].value() == "IV"


def test_the_clinician_chooses_which_of_several_tumours_the_case_is_about(world, referrer):
    second = replace(RECORD.tumours[0], morphology=Fact("9500/3"), topography=Fact("C74.9"), text=Fact("Neuroblastoma"))
    case_id = world.case(record=replace(RECORD, tumours=(*RECORD.tumours, second)))
    choices = [label for _, label in referrer.get(page(case_id)).context["forms"]["main"].fields["main"].choices]

    referrer.post(page(case_id, "choose-tumour"), {"version": 1, "main-main": "1"})

    assert choices == ["Nephroblastoma · 8960/3 · C64.9", "Neuroblastoma · 9500/3 · C74.9"]
    assert tumour(world, case_id).text.value == "Neuroblastoma"


# Consent


AGREED = {"signer": "mother", "assent": "too-young", "language": "de", "given_on": "2026-03-01"}


def test_what_the_family_agreed_to_is_recorded_each_apart(world, referrer):
    case_id = world.case(scopes=())

    referrer.post(
        page(case_id, "agree"), {"scopes": ["care-consultation", "follow-up"], "further": "teaching", **AGREED}
    )

    agreed = open_consent(world.referrer, case_id, at=NOON)
    assert {given.scope for given in agreed.given} == {Scope.CARE, Scope.FOLLOW_UP, Scope.TEACHING}


def test_only_what_is_not_agreed_to_yet_is_offered(world, referrer):
    case_id = world.case(scopes=(Scope.CARE,))

    form = referrer.get(page(case_id)).context["forms"]["agreement"]

    assert [scope for scope, _ in form.fields["scopes"].choices] == [Scope.FOLLOW_UP]


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"assent": "refused"}, 403, "The child does not agree: talk it over before the consent is recorded."),
        ({"given_on": "2999-01-01"}, 403, "A consent cannot be given on a day to come."),
        ({"scopes": []}, 422, "Choose what was agreed to."),
        ({"assent": ""}, 422, "This field is required."),
        ({"given_on": "soon"}, 422, "Enter a valid date."),
    ],
)
def test_a_consent_that_cannot_be_says_why_and_is_kept(world, referrer, wrong, status, sentence):
    case_id = world.case(scopes=())
    said = {"scopes": ["care-consultation"], **AGREED, **wrong}

    response = referrer.post(page(case_id, "agree"), said)

    assert (response.status_code, sentence in response.text) == (status, True)
    assert response.context["forms"]["agreement"].data["language"] == "de"
    assert open_consent(world.referrer, case_id, at=NOON).given == ()


def test_what_was_taken_back_stays_in_the_list(world, referrer):
    case_id = world.case(scopes=(Scope.CARE,))
    (given,) = open_consent(world.referrer, case_id, at=NOON).given

    response = referrer.post(page(case_id, "withdraw-consent"), {"consent": given.id}, follow=True)

    assert (response.status_code, "Taken back" in response.text) == (200, True)
    assert open_consent(world.referrer, case_id, at=NOON).covers(Scope.CARE) is False


def test_another_centre_takes_no_consent_back(world, as_):
    case_id = world.case(scopes=(Scope.CARE,))
    (given,) = open_consent(world.referrer, case_id, at=NOON).given

    response = as_(world.stranger).post(page(case_id, "withdraw-consent"), {"consent": given.id})

    assert response.status_code == 404
    assert open_consent(world.referrer, case_id, at=NOON).covers(Scope.CARE) is True


VITAL = {"vital-reason": "Unconscious, parents not found.", "vital-assent": "too-ill", "vital-given_on": "2026-03-01"}


def test_a_clinician_relies_on_vital_interests_with_a_reason(world, referrer):
    case_id = world.case(scopes=())

    referrer.post(page(case_id, "vital-interests"), VITAL)

    (given,) = open_consent(world.referrer, case_id, at=NOON).given
    assert (given.scope, given.basis, given.reason) == (
        Scope.CARE,
        Basis.VITAL_INTERESTS,
        "Unconscious, parents not found.",
    )


def test_an_assistant_cannot_rely_on_vital_interests_and_is_told_why(world, as_):
    case_id = world.case(scopes=())

    response = as_(world.assistant).post(page(case_id, "vital-interests"), VITAL)

    assert (response.status_code, "Only a clinician can rely on vital interests." in response.text) == (403, True)
    assert "Unconscious, parents not found." in response.text


# Documents


def added(referrer, case_id, name, content):
    return referrer.post(page(case_id, "add-documents"), {"documents": [SimpleUploadedFile(name, content)]})


def test_a_document_is_added_and_comes_back_as_it_was(world, referrer):
    case_id = world.case()
    added(referrer, case_id, "Brief Müller.pdf", b"%PDF-1.7 invented")
    (line,) = list_documents(world.referrer, case_id, at=NOON)

    response = referrer.get(reverse("desk:document", args=[case_id, line.id]))

    assert (line.title, line.content_type, response.content) == (
        "Brief Müller.pdf",
        "application/pdf",
        b"%PDF-1.7 invented",
    )
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store")
    assert (response["X-Content-Type-Options"], response["Content-Disposition"]) == (
        "nosniff",
        "attachment; filename*=utf-8''Brief%20M%C3%BCller.pdf",
    )


def test_what_could_act_is_handed_out_as_bytes_alone(world, referrer):
    case_id = world.case()
    added(referrer, case_id, "letter.pdf", b"<!doctype html><script>alert(1)</script>")
    (line,) = list_documents(world.referrer, case_id, at=NOON)

    response = referrer.get(reverse("desk:document", args=[case_id, line.id]))

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01", b"MZ\0\0\0", b"#!/bin/sh\n"])
def test_a_program_is_no_document_whatever_its_name_says(world, referrer, content):
    case_id = world.case()

    response = added(referrer, case_id, "letter.pdf", content)

    assert (response.status_code, "letter.pdf is a program, or a document with macros" in response.text) == (422, True)
    assert list_documents(world.referrer, case_id, at=NOON) == ()


def test_an_empty_file_is_refused_in_words(world, referrer):
    response = added(referrer, world.case(), "letter.pdf", b"")

    assert (response.status_code, "This file is empty: nothing is in it." in response.text) == (422, True)


def test_the_language_of_the_consent_is_the_centres_own_and_vital_interests_are_called_so(world, referrer):
    case_id = world.case(scopes=())
    asked = referrer.get(page(case_id))

    referrer.post(page(case_id, "vital-interests"), VITAL)

    shown = referrer.get(page(case_id)).text
    assert asked.context["forms"]["agreement"]["language"].value() == "de"
    assert ("Relied on vital interests" in shown, ">Agreed<" in shown) == (True, False)


def test_a_document_that_is_too_large_is_refused_with_a_sentence(world, referrer):
    case_id = world.case()

    response = added(referrer, case_id, "scan.pdf", b"%PDF-" + b"x" * (50 * 1024 * 1024))

    assert (response.status_code, "scan.pdf is larger than 50 MB." in response.text) == (422, True)
    assert list_documents(world.referrer, case_id, at=NOON) == ()


@pytest.mark.parametrize("who", ["stranger", "expert", "dispatcher", "chair"])
def test_only_the_own_centre_opens_a_document(world, as_, who):
    case_id = world.case()
    added(as_(world.referrer), case_id, "letter.txt", b"Nephroblastoma.")
    world.consultation(State.IN_DISCUSSION, case_id=case_id)
    (line,) = list_documents(world.referrer, case_id, at=NOON)

    response = as_(getattr(world, who)).get(reverse("desk:document", args=[case_id, line.id]))

    assert response.status_code == 404


def test_many_documents_are_folded(world, referrer):
    case_id = world.case()
    for number in range(7):
        added(referrer, case_id, f"{number}.txt", f"Letter {number}".encode())

    shown = referrer.get(page(case_id)).context

    assert (len(shown["documents"].rows), len(shown["older_documents"].rows)) == (5, 2)


# As a board sees it


def test_a_preview_names_nobody_and_knows_no_calendar(world, referrer):
    case_id = world.case()

    response = referrer.get(page(case_id, "case-as-board"))

    assert [name for name in (*NAMES, "2026-01-15") if name in response.text] == []
    assert ("Nephroblastoma" in response.text, "day 0" in response.text) == (True, True)


def test_a_board_that_was_asked_is_shown_with_its_own_pseudonym(world, referrer):
    case_id = world.case()
    key = world.consultation(State.SUBMITTED, case_id=case_id)
    (line,) = referrer.get(page(case_id)).context["consultations"]

    response = referrer.get(reverse("desk:case-as-this-board", args=[case_id, key]))

    assert (line.name in response.text, "Renal tumours" in response.text) == (True, True)
    assert [name for name in NAMES if name in response.text] == []


def test_a_draft_is_before_no_board_yet(world, referrer):
    case_id = world.case()
    key = world.draft(case_id)

    assert referrer.get(reverse("desk:case-as-this-board", args=[case_id, key])).status_code == 404


# A child's death


def test_that_the_child_has_died_is_recorded_after_a_step_between(world, referrer):
    case_id = world.case()
    asked = referrer.get(page(case_id, "record-death"))

    response = referrer.post(page(case_id, "record-death"), follow=True)

    assert "Record that Annelies Rosa Winterstein has died" in asked.text
    assert ("The child has died. The case is kept as it is." in response.text, own(world, case_id).died) == (True, True)
    assert "The child has died; the case is kept as it is." in response.text


def test_an_assistant_sees_why_not(world, as_):
    case_id = world.case()

    shown = as_(world.assistant).get(page(case_id, "record-death"))
    refused = as_(world.assistant).post(page(case_id, "record-death"))

    assert "Only a clinician of the treating centre may do this." in shown.text
    assert (refused.status_code, own(world, case_id).died) == (403, False)


# Lists and beginnings


def test_the_button_asks_a_board_about_this_case(world, referrer):
    case_id = world.case()
    assert reverse("consultations:begin", args=[case_id]) in referrer.get(page(case_id)).text

    referrer.post(reverse("consultations:begin", args=[case_id]))

    assert len(referrer.get(page(case_id)).context["consultations"]) == 1


def test_the_list_shows_the_own_centre_alone(world, as_):
    case_id = world.case()

    shown = as_(world.referrer).get(reverse("desk:cases"))
    elsewhere = as_(world.stranger).get(reverse("desk:cases"))

    assert [row[0].url for row in shown.context["table"].rows] == [page(case_id)]
    assert elsewhere.context["table"].rows == []


def listed(response):
    return [(row[0].text, row[0].note.partition(" · ")[0], row[3]) for row in response.context["table"].rows]


def test_the_list_gives_the_child_its_name_and_says_where_it_stands(world, as_):
    case_id = world.case()
    world.consultation(State.SUBMITTED, case_id=case_id)
    other = world.case(person=replace(PERSON, names=(Name("*****", ("*****",)),)), scopes=())

    shown = as_(world.assistant).get(reverse("desk:cases"))

    rows = {row[0].url: line for row, line in zip(shown.context["table"].rows, listed(shown), strict=True)}
    assert rows == {
        page(case_id): ("Annelies Rosa Winterstein", "born 2023", "Submitted"),
        page(other): ("Name not in the data", "born 2023", "none yet"),
    }


@pytest.mark.parametrize(
    "sought",
    ["Winterstein", "annelies winterstein", "Winterstein, Annelies", "MRN-4471902", "mrn 4471902", "4471902"],
)
def test_a_child_is_found_by_name_or_number(world, referrer, sought):
    case_id = world.case()
    world.case(person=Person(names=(Name("Sommerfeld", ("Annelies",)),), birth_date="2020-01-01"), scopes=())

    found = referrer.post(reverse("desk:cases"), {"sought": sought})

    assert [row[0].url for row in found.context["table"].rows] == [page(case_id)]


@pytest.mark.parametrize("sought", ["Winter", "4471", "Rosa Sommerfeld", "…"])
def test_half_a_word_finds_nobody(world, referrer, sought):
    world.case()

    found = referrer.post(reverse("desk:cases"), {"sought": sought})

    assert found.context["table"].rows == []
    assert "No case of your centre is called so" in found.text


def test_a_case_is_found_by_either_pseudonym(world, referrer):
    case_id = world.case()
    world.consultation(State.SUBMITTED, case_id=case_id)
    world.case(scopes=())
    (line,) = referrer.get(page(case_id)).context["consultations"]

    for name in (own(world, case_id).view.pseudonym, line.name, line.name.lower().replace("-", " ")):
        found = referrer.post(reverse("desk:cases"), {"sought": name})
        assert [row[0].url for row in found.context["table"].rows] == [page(case_id)]


def test_another_centre_finds_nobody(world, as_):
    world.case()

    found = as_(world.stranger).post(reverse("desk:cases"), {"sought": "Winterstein"})

    assert found.context["table"].rows == []


def test_a_list_with_names_is_in_the_ledger_as_the_identities_that_it_showed(world, referrer):
    case_id = world.case()
    before = LedgerLine.objects.count()

    referrer.get(reverse("desk:cases"))

    (line,) = LedgerLine.objects.order_by("id")[before:]
    assert (line.actor, line.outcome, case_id in line.records) == (world.referrer.id, "seen", True)
    assert {"cases.case", "identity.patient"} <= set(line.kinds)


def test_the_list_goes_on_where_its_page_ended(world, referrer):
    for number in range(PAGE_SIZE + 1):
        at = NOON + timedelta(minutes=number)
        open_case(
            world.referrer, centre_id=world.vienna.id, record=RECORD, person=PERSON, zero=ZERO, source="test", at=at
        )
    first = referrer.get(reverse("desk:cases"))

    second = referrer.get(first.context["pages"].older)

    assert (len(first.context["table"].rows), len(second.context["table"].rows)) == (PAGE_SIZE, 1)


@pytest.mark.parametrize(
    "key",
    [
        "before=soon&id=1",
        "before=2026-03-02T12:00:00%2B00:00&id=x",
        "before=&id=",
        "before=2026-03-02T12:00:00&id=0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d11",
    ],
)
def test_a_place_in_the_list_that_is_none_leads_nowhere(referrer, key):
    assert referrer.get(f"{reverse('desk:cases')}?{key}").status_code == 404


AGAIN = {"given": "Annelies", "family": "Winterstein", "born": "2023-04-17"}


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("cases", {}),
        ("cases", {"sought": "Winterstein"}),
        (
            "begin-case",
            {"given": "Annelies", "family": "Winterstein", "born": "2023-04-17", "sex": "female", "text": "x"},
        ),
    ],
    ids=["all", "found", "known"],
)
def test_a_longer_list_asks_the_database_no_more_often(world, referrer, address, asked):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown = referrer.post(reverse(f"desk:{address}"), asked) if asked else referrer.get(reverse("desk:cases"))
        return len(captured), shown.text.count("Annelies Rosa Winterstein")

    world.case(scopes=())
    queries()
    one, _ = queries()
    for _ in range(2):
        world.case(scopes=())

    assert queries() == (one, 3)


@pytest.mark.parametrize("name", ["cases", "begin-case"])
def test_without_a_clinical_centre_one_is_told_why(world, as_, name):
    response = as_(world.expert).get(reverse(f"desk:{name}"))

    assert (response.status_code, "Only clinicians and their assistants open cases." in response.text) == (403, True)


BY_HAND = {
    "given": "Annelies Rosa",
    "family": "Winterstein",
    "born": "2023-04-17",
    "sex": "female",
    "text": "Nephroblastoma",
    "diagnosed": "2026-01",
}


def test_a_case_is_begun_by_hand(world, referrer):
    response = referrer.post(reverse("desk:begin-case"), BY_HAND)

    shown = referrer.get(response.url).context["case"]
    assert (shown.person.display, shown.diagnosed_on, shown.view.age) == (
        "Annelies Rosa Winterstein",
        "2026-01",
        "32–33 months",
    )
    assert shown.view.record.main.text == Fact("Nephroblastoma", origin=Origin(Way.TYPED))


@pytest.mark.parametrize(
    ("field", "wrong"), [("text", "Tumour of Annelies"), ("born", "1.1.2020"), ("diagnosed", "2020"), ("sex", "")]
)
def test_a_case_by_hand_that_cannot_be_is_kept_in_the_form(world, referrer, field, wrong):
    response = referrer.post(reverse("desk:begin-case"), {**BY_HAND, field: wrong})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert referrer.get(reverse("desk:cases")).context["table"].rows == []


def test_a_child_begun_by_hand_a_second_time_is_shown_with_its_case(world, referrer):
    case_id = world.case()
    known = {**BY_HAND, "given": "Annelies", "family": "WINTERSTEIN"}

    asked = referrer.post(reverse("desk:begin-case"), known)

    assert (asked.status_code, page(case_id) in asked.text, 'value="WINTERSTEIN"' in asked.text) == (409, True, True)
    assert len(referrer.get(reverse("desk:cases")).context["table"].rows) == 1

    meant = referrer.post(reverse("desk:begin-case"), {**known, "again": "on"})

    assert (meant.status_code, len(referrer.get(reverse("desk:cases")).context["table"].rows)) == (302, 2)


def test_what_has_been_done_so_far_is_typed_when_the_case_is_begun_and_names_nobody(world, referrer):
    named = {**BY_HAND, "so_far": "Annelies had a biopsy."}

    refused = referrer.post(reverse("desk:begin-case"), named)
    opened = referrer.post(reverse("desk:begin-case"), {**named, "so_far": "Biopsy on 20.01.2026."})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["so_far"])
    page_of_it = referrer.get(opened.url)
    assert ("Biopsy on [date]." in page_of_it.text, "so_far" in page_of_it.context["forms"]["missing"].fields) == (
        True,
        False,
    )


def test_what_asks_to_be_checked_is_on_the_own_centres_page_and_on_no_boards(world, referrer):
    long_ago = replace(RECORD, surgery=(Surgery("Biopsy", when=When(-900, -900)),))
    case_id = world.case(record=long_ago)

    assert "Biopsy is told for day −900, long before the diagnosis." in referrer.get(page(case_id)).text
    assert "long before the diagnosis" not in referrer.get(page(case_id, "case-as-board")).text
