"""A case opened for a centre by a command, as on the page: whole or not at all, and without a name on the screen."""

import json
import subprocess
import sys

import psycopg
import pytest

from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from tests.fhir.intake.children import PEOPLE, SAMPLES, bundle, files, patient, sample, tumour
from tests.site.starting import environment, refnet, wait_until_gone

CENTRE, EMPTY, OTHER = "AT-VIE-1", "FI-TKU-1", "BE-GNT-1"
# Two clinicians here, so that “the first by name” can be seen; one elsewhere; a centre without any.
PEOPLED = """
from datetime import UTC, datetime
from refnet.site.running import database, work
with database():
    SYSTEM = work("refnet.access.actors:SYSTEM")
    at = datetime.now(UTC)
    add_centre, add_account = work("refnet.centres.commands:add_centre"), work("refnet.people.commands:add_account")
    join, roles = work("refnet.people.commands:join_centre"), work("refnet.access.actors:Role")
    for code, country, people in (
        ("AT-VIE-1", "AT", [("b", roles.CLINICIAN), ("a", roles.CLINICIAN), ("c", roles.DATA_STEWARD)]),
        ("BE-GNT-1", "BE", [("d", roles.CLINICIAN)]),
        ("FI-TKU-1", "FI", []),
    ):
        centre = add_centre(SYSTEM, code=code, name=code, city="–", country=country, invented=True, at=at)
        for name, role in people:
            account = add_account(SYSTEM, email=f"{name}@refnet.example", name=f"Person {name}", invented=True, at=at)
            join(SYSTEM, account, centre_id=centre, role=role, from_on=at.date(), at=at)
"""
HELD = """
select (select count(*) from cases_case), (select count(*) from identity_patient),
       (select count(*) from documents_document),
       (select account.name from journal_entry entry join people_account account on account.id = entry.actor
        where entry.kind = 'cases.case-opened' order by entry.id desc limit 1)
"""


@pytest.fixture(scope="module")
def var(shared_place):
    """One running server, with a small network in the checkout's own database."""
    with Server(shared_place / "var" / "postgres"):
        run = [sys.executable, "-c", PEOPLED]
        subprocess.run(run, env=environment(shared_place / "var"), capture_output=True, check=True)
        yield shared_place / "var"
    wait_until_gone(shared_place)


def held(var):
    """Cases, children and documents in the database, and who opened the last case."""
    with psycopg.connect(Server(var / "postgres").places.url(role=OWNER)) as line:
        return line.execute(HELD).fetchone()


@pytest.fixture
def child(place):
    path = place / "child.json"
    path.write_text(json.dumps(bundle(patient(), tumour())), encoding="utf-8")
    return path


def test_a_child_becomes_a_case_of_the_first_clinician_by_name(var, child):
    cases, people, documents, _ = held(var)

    done = refnet("import", str(child), "--centre", CENTRE.lower(), "--json", var=var)
    printed = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert held(var) == (cases + 1, people + 1, documents, "Person a")
    assert {key: value for key, value in printed.items() if key not in {"case", "seconds"}} == {
        "centre": CENTRE,
        "diagnosis": "9500/3 Neuroblastoma, NOS",
        "iccc3": "IVa",
        "source_format": "FHIR R4 Bundle (collection)",
        "documents": 0,
        "missing": ["laterality", "stage", "stage_system", "so_far"],
        "leftovers": [],
        "notes": [],
    }
    assert len(printed["case"].replace("-", "")) == 12
    assert 0 < printed["seconds"] < 60


def test_another_clinician_of_the_centre_can_be_named(var, child):
    done = refnet("import", str(child), "--centre", CENTRE, "--as", "B@refnet.example", "--again", var=var)

    assert (done.returncode, done.stderr) == (0, "")
    assert held(var)[3] == "Person b"
    assert done.stdout.splitlines()[1:-1] == [
        "Diagnosis: 9500/3 Neuroblastoma, NOS",
        "Documents: 0",
        "Missing: laterality, stage, stage_system, so_far",
        "Not taken over: nothing",
    ]
    assert done.stdout.splitlines()[-1].startswith("The centre had a case of this child already: ")


def test_a_child_whom_the_centre_knows_is_not_opened_twice_without_a_word(var, place):
    path = place / "known.json"
    known = patient(name=[{"family": "Vaitkus", "given": ["Lukas"]}], birthDate="2018-09-09")
    path.write_text(json.dumps(bundle(known, tumour())), encoding="utf-8")
    first = json.loads(refnet("import", str(path), "--centre", CENTRE, "--json", var=var).stdout)
    before = held(var)

    second = refnet("import", str(path), "--centre", CENTRE, "--json", var=var)
    elsewhere = refnet("import", str(path), "--centre", OTHER, "--json", var=var)

    sentence = f"{CENTRE} has a case of this child already: {first['case']}. Give --again to open another."
    assert (second.returncode, second.stdout, second.stderr) == (1, "", f"refnet: {sentence}\n")
    assert (elsewhere.returncode, held(var)[0]) == (0, before[0] + 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--centre", "XX-1"], "There is no centre 'XX-1' on the roadmap."),
        (["--centre", EMPTY], f"{EMPTY} has no clinician yet who could open a case."),
        (["--centre", CENTRE, "--as", "z@refnet.example"], "Nobody here has the e-mail address z@refnet.example."),
        (["--centre", CENTRE, "--as", "c@refnet.example"], "Only clinicians and their assistants open cases."),
        (["--centre", CENTRE, "--as", "d@refnet.example"], "Only clinicians and their assistants open cases."),
    ],
)
def test_who_may_not_is_told_and_nothing_is_kept(words, sentence, var, child):
    before = held(var)

    done = refnet("import", str(child), *words, "--json", var=var)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"refnet: {sentence}\n")
    assert held(var) == before


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"{", "The file is not JSON: line 1, column 2: unexpected end of data."),
        (json.dumps(bundle(patient())).encode(), "The data hold no tumour: no Condition says which."),
        (b" " * 60_000_001, "The data are larger than 60 MB. Please send one child's data, without images, in one go."),
    ],
    ids=["no JSON", "no tumour", "too much"],
)
def test_data_that_make_no_case_are_refused_before_a_database_is_asked(data, sentence, place):
    (place / "child.json").write_bytes(data)

    done = refnet("import", str(place / "child.json"), "--centre", CENTRE, var=place / "var")

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"refnet: {sentence}\n")
    assert not (place / "var").exists()


def test_the_centre_has_to_be_given(place, child):
    done = refnet("import", str(child), var=place / "var")

    assert (done.returncode, done.stdout) == (2, "")
    assert "the following arguments are required: --centre." in done.stderr


def test_nothing_that_is_printed_names_the_child(var, place):
    (place / "in").mkdir()
    note = {"note": [{"text": "Lindqvist, Åsa, lives in Uppsala"}]}
    for name, content in files(patient(address=[{"city": "Uppsala"}]), tumour(**note)):
        (place / "in" / name).write_bytes(content)

    more = ([], ["--json"])
    done = [refnet("import", str(place / "in"), "--centre", CENTRE, "--again", *one, var=var) for one in more]

    assert [one.returncode for one in done] == [0, 0]
    told = "".join(one.stdout + one.stderr for one in done).lower()
    assert [word for word in ("lindqvist", "åsa", "maj", "uppsala", "2015") if word in told] == []


@pytest.mark.parametrize("name", ["austria/at_205", "belgium", "italy/it_5"])
def test_samples_become_cases_with_their_documents(name, var):
    assert name in PEOPLE
    sample(name)  # skips where they are not at hand
    before = held(var)

    done = refnet("import", str(SAMPLES / name), "--centre", CENTRE, "--json", var=var)
    printed = json.loads(done.stdout)
    after = held(var)

    assert (done.returncode, done.stderr) == (0, "")
    assert (after[0] - before[0], after[2] - before[2]) == (1, printed["documents"])
    assert all(set(one) == {"resource", "path", "reason"} and one["reason"] for one in printed["leftovers"])
