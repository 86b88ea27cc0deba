"""A child's data taken the whole way by one command: four files that name nobody, or one sentence and no file."""

import json
import re
import shutil
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from refnet.consultations.lifecycle import CONSULTATION
from refnet.consultations.terms import State
from refnet.fhir.checking import check
from refnet.fhir.intake import LIMIT, read
from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from refnet.site.troubles import Trouble
from refnet.site.walking.clock import Clock
from refnet.site.walking.ending import Ending
from refnet.site.walking.given import understand
from refnet.site.walking.writing import NAMES, write_all
from tests.fhir.intake.children import OURS, PEOPLE, SAMPLES, bundle, example, files, patient, said, sample, tumour
from tests.site.starting import COMMAND, environment, refnet, wait_until_gone

VARIED = ("austria/at_205", "belgium", "italy/it_3", "lithuania/lt_69", "spain/sp_220")
BRIAN = "brian-l"
WAY = [
    State.DRAFT,
    State.SUBMITTED,
    State.ACCEPTED,
    State.IN_DISCUSSION,
    State.ADVICE_DRAFTED,
    State.IN_REVIEW,
    State.SIGNED,
    State.DELIVERED,
]
PDF_TOOLS = ("pdftotext", "pdfinfo", "pdfsig")
NO_POPPLER = [tool for tool in PDF_TOOLS if shutil.which(tool) is None]
MONTHS = ("January", "February", "March", "April", "May", "June", "July")
MONTHS += ("August", "September", "October", "November", "December")

# ---- who the child is, taken from the raw resource by rules of our own


def resources_of(given):
    for _, content in given:
        held = json.loads(content)
        yield from [entry["resource"] for entry in held["entry"]] if held["resourceType"] == "Bundle" else [held]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() if key not in {"system", "use"} for text in strings(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in strings(item))


def written(day):
    """The ways in which people write a birth date."""
    year, month, date = day.split("-")
    short, name = (str(int(month)), str(int(date))), MONTHS[int(month) - 1]
    yield from (day, f"{year}{month}{date}", f"{date}{month}{year}")
    for sign in "./-":
        yield from (f"{date}{sign}{month}{sign}{year}", f"{month}{sign}{date}{sign}{year}")
        yield from (f"{short[1]}{sign}{short[0]}{sign}{year}", f"{short[0]}{sign}{short[1]}{sign}{year}")
    yield from (f"{short[1]} {name} {year}", f"{name} {short[1]}, {year}", f"{short[1]} {name[:3]} {year}")


def tokens_of(given):
    """Everything that gives the child away: parts of names and addresses, numbers, telephones, the birth date."""
    found = set()
    for one in resources_of(given):
        if one["resourceType"] != "Patient":
            continue
        contacts = [{key: held.get(key) for key in ("name", "telecom", "address")} for held in one.get("contact", ())]
        places = [held.get("valueAddress", {}) for held in one.get("extension", ())]
        words = strings([one.get("name"), one.get("address"), one.get("telecom"), contacts, places])
        found |= {word for text in words for word in re.findall(r"\w{3,}", text)}
        found |= {held["value"] for held in one.get("identifier", ()) if "value" in held}
        found |= set(strings([held.get("value", "") for held in one.get("telecom", ())]))
        found |= set(written(one["birthDate"]))
    # A kind of contact and three digits are nobody's.
    return {token.casefold() for token in found if len(token) > 2} - {"email", "phone", "123", "com", "test"}


def ids_of(given):
    """The sender's ids; a short number also stands in a UUID by chance, and counts in a reference alone."""
    ids = {one["id"] for one in resources_of(given) if "id" in one}
    return {one if len(one) > 4 else f"{kind}/{one}" for one in ids for kind in ("Patient", "Condition")}


def told(token, text):
    return re.search(rf"(?<!\w){re.escape(token)}(?!\w)", text.casefold()) is not None


def words_of_print(pdf):
    """All that a PDF says: its text, its properties and its metadata."""
    commands = (["pdftotext", "-layout", pdf, "-"], ["pdfinfo", pdf], ["pdfinfo", "-meta", pdf])
    return "\n".join(subprocess.run(one, capture_output=True, text=True, check=True).stdout for one in commands)


def words_of(folder):
    texts = [(folder / name).read_text(encoding="utf-8") for name in NAMES if name.endswith(".json")]
    return "\n".join([*texts, words_of_print(folder / "advice.pdf")])


def children(name):
    return example(name) if name == BRIAN else sample(name)


# ---- through the command


@pytest.fixture(scope="module")
def var(shared_place):
    """One running server for all walks of this module; each still has a database of its own."""
    with Server(shared_place / "var" / "postgres"):
        yield shared_place / "var"
    wait_until_gone(shared_place)


def walk(path, out, var, *words, **more):
    return refnet("walk", str(path), "--out", str(out), *words, var=var, **more)


@pytest.fixture(scope="module", params=[*VARIED, BRIAN])
def walked(request, var, shared_place):
    """One child walked by the command: its files as given, the folder, and what was printed."""
    given, folder = children(request.param), shared_place / "out" / request.param
    path = SAMPLES / request.param
    if request.param == BRIAN:
        path = shared_place / "brian"
        path.mkdir()
        for name, content in given:
            (path / name).write_bytes(content)
    done = walk(path, folder, var, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return given, folder, json.loads(done.stdout)


@pytest.mark.skipif(bool(NO_POPPLER), reason="needs poppler-utils")
class TestByCommand:
    def test_it_writes_four_files_and_prints_where_they_are(self, walked):
        _, folder, printed = walked

        assert sorted(file.name for file in folder.iterdir()) == sorted(NAMES)
        assert printed["files"] == {name: str(folder / name) for name in NAMES}
        assert [one["state"] for one in printed["states"]] == WAY
        assert sorted(printed["states"], key=lambda one: one["seconds"]) == printed["states"]
        assert printed["seconds"] >= printed["states"][-1]["seconds"]

    def test_the_timeline_goes_the_way_of_the_lifecycle(self, walked):
        _, folder, printed = walked
        lines = json.loads((folder / "timeline.json").read_text())
        moves = [(State(one["state"]), State(two["state"])) for one, two in pairwise(lines)]

        assert list(dict.fromkeys(line["state"] for line in lines)) == WAY
        assert [pair for pair in moves if pair[0] is not pair[1] and not leads(*pair)] == []
        assert all(one["at"] < two["at"] for one, two in pairwise(lines))
        assert {line["by"] for line in lines} == {
            "Clinician One",
            "Dispatcher One",
            "Chair One",
            "Expert One",
            "Expert Two",
            "Expert Three",
        }
        assert [one["at"] for one in printed["states"]] == [
            next(line["at"] for line in lines if line["state"] == state) for state in WAY
        ]

    def test_no_file_gives_the_child_away(self, walked):
        given, folder, printed = walked
        words = words_of(folder) + json.dumps(printed["states"])

        assert [token for token in tokens_of(given) if told(token, words)] == []
        assert [one for one in ids_of(given) if told(one, words)] == []

    def test_the_seal_is_valid_for_others(self, walked):
        _, folder, _ = walked
        said = subprocess.run(["pdfsig", folder / "advice.pdf"], capture_output=True, text=True, check=False).stdout

        assert "Signature is Valid." in said
        assert "Total document signed" in said

    def test_the_document_is_fhir_and_says_the_same_as_the_print(self, walked):
        _, folder, printed = walked
        document = json.loads((folder / "advice.fhir.json").read_text(encoding="utf-8"))
        child = next(one["resource"] for one in document["entry"] if one["resource"]["resourceType"] == "Patient")

        assert check(document) == ()
        assert child["identifier"][0]["value"] == printed["case"]
        assert printed["case"] in words_of_print(folder / "advice.pdf")

    def test_the_advice_says_that_it_is_invented(self, walked):
        said = " ".join(words_of_print(walked[1] / "advice.pdf").split())

        assert "An invented advice" in said
        assert "Invented board for" in said
        assert "1 Invented: compare the imported record with the hospital's own" in said
        assert "it must not be used for the care of anybody" in said


def leads(one, two):
    return any(CONSULTATION.after(move, one) is two for move in CONSULTATION.moves if CONSULTATION.offers(move, one))


def test_a_walk_leaves_no_database_no_folder_and_other_files_alone(var, place):
    (place / "out").mkdir()
    (place / "out" / "mine.txt").write_text("kept")
    (place / "out" / "case.json").write_text("an earlier walk's")
    (place / "tmp").mkdir()
    (place / "child.ndjson").write_text("\n".join(json.dumps(one) for one in (patient(), tumour())))

    done = walk(place / "child.ndjson", place / "out", var, TMPDIR=str(place / "tmp"))

    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[-1] for line in done.stdout.splitlines()[1 : 1 + len(WAY)]] == WAY
    assert {file.name for file in (place / "out").iterdir()} == {*NAMES, "mine.txt"}
    assert (place / "out" / "mine.txt").read_text() == "kept"
    assert json.loads((place / "out" / "case.json").read_text())["record"]["sex"]["value"] == "female"
    assert list((place / "tmp").iterdir()) == []
    assert (scratch_databases(var), scratch_folders(var)) == ([], [])


def scratch_folders(var):
    return list((var / "scratch").glob("*"))


def scratch_databases(var):
    with Server(var / "postgres") as server, psycopg.connect(server.places.url(role=OWNER)) as line:
        names = [name for (name,) in line.execute("select datname from pg_database").fetchall()]
    return [name for name in names if name.startswith("refnet_scratch_")]


@pytest.mark.parametrize(("sign", "after", "status"), [(signal.SIGINT, 0.3, 130), (signal.SIGTERM, 1.0, 143)])
def test_a_walk_that_is_broken_off_leaves_nothing(sign, after, status, var, place):
    (place / "tmp").mkdir()
    (place / "child.json").write_text(json.dumps(bundle(patient(), tumour())))
    process = subprocess.Popen(
        [*COMMAND, "walk", str(place / "child.json"), "--out", str(place / "out")],
        env=environment(var, TMPDIR=str(place / "tmp")),
        stderr=subprocess.PIPE,
        text=True,
    )
    while not scratch_folders(var):  # its folder is made first
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(after)
    process.send_signal(sign)
    process.send_signal(sign)  # whoever is impatient presses twice

    assert process.communicate(timeout=30)[1] == ""
    assert process.returncode == status
    assert list((place / "tmp").iterdir()) == []
    assert not (place / "out").exists()
    assert (scratch_databases(var), scratch_folders(var)) == ([], [])


def test_a_wish_to_end_that_was_lost_is_heard_at_the_next_act():
    ending = Ending()
    ending.status = 130

    with pytest.raises(SystemExit) as end:
        ending.checked(Clock())()

    assert end.value.code == 130


GOOD = bundle(patient(), tumour())
REFUSED = {
    "no patient": (bundle(tumour()), "The data hold no patient."),
    "two patients": (bundle(patient(), tumour(), patient(id="q")), "The data hold 2 patients."),
    "no tumour": (bundle(patient()), "The data hold no tumour"),
    "DSTU2": (bundle(patient(), tumour(), {"resourceType": "MedicationOrder"}), "The data are FHIR DSTU2"),
    "R5": (bundle(patient(), tumour(), {"resourceType": "GenomicStudy"}), "The data are FHIR R5"),
    "no FHIR": ({"hello": 1}, "This is JSON, but not FHIR"),
    "no JSON": (b'{"resourceType": "Patient",', "The file is not JSON: line 1"),
    "XML": (b"<Patient/>", "The file is XML."),
    "nothing": (b"", "The file is empty."),
    "no text": (b"\xff\xfe\xfa\x00\x01", "The file is not"),
    "too much": (b" " * (LIMIT + 1), "The data are larger than 60 MB."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_case_is_told_in_one_line_and_writes_nothing(name, place):
    data, sentence = REFUSED[name]
    (place / "child.json").write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())

    done = walk(place / "child.json", place / "out", place / "var", "--json")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"refnet: {sentence}")
    assert (done.stderr.count("\n"), done.stderr[-2:]) == (1, ".\n")
    assert "lindqvist" not in done.stderr.lower()
    assert [file.name for file in place.iterdir()] == ["child.json"]  # no server was started for it either


def test_a_folder_without_files_or_no_folder_at_all_is_told(place):
    (place / "empty").mkdir()
    sentences = [walk(place / name, place / "out", place / "var").stderr for name in ("empty", "nowhere")]

    assert sentences == [
        f"refnet: There is no file to read in {place / 'empty'}.\n",
        f"refnet: There is no {place / 'nowhere'}.\n",
    ]


def test_a_place_where_nothing_can_be_written_is_told_before_the_walk(place):
    (place / "child.json").write_text(json.dumps(GOOD))
    (place / "out").mkdir()
    (place / "out" / "advice.pdf").mkdir()

    taken = walk(place / "child.json", place / "child.json", place / "var")
    blocked = walk(place / "child.json", place / "out", place / "var")

    assert (taken.returncode, taken.stderr) == (1, f"refnet: {place / 'child.json'} is no folder.\n")
    assert blocked.stderr.endswith("advice.pdf is a folder; a file would be written there.\n")
    assert not (place / "var").exists()


def test_misuse_has_status_2(place):
    done = walk(place, place / "out", place / "var", "--fast")

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


# ---- reading what was given


def test_a_folder_is_read_with_all_that_lies_in_it_and_the_rest_is_told(tmp_path):
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    for (name, content), folder in zip(files(patient(), tumour()), ("deep", "deep/deeper"), strict=True):
        (tmp_path / folder / name).write_bytes(content)
    for name in ("letter.pdf", "README.md", ".DS_Store"):
        (tmp_path / name).write_bytes(b"%PDF-")

    (left,) = [one for one in understand(tmp_path).record.leftovers if "not JSON by its name" in one.reason]

    assert (left.resource, left.path) == ("", "× 3")


def test_in_a_folder_the_file_with_the_fault_is_named(place):
    (place / "in").mkdir()
    for name, content in files(patient(), tumour()):
        (place / "in" / name).write_bytes(content)
    (place / "in" / "broken.json").write_text("{")

    done = walk(place / "in", place / "out", place / "var")

    assert done.stderr == "refnet: The file is not JSON: line 1, column 2: unexpected end of data (broken.json).\n"


# ---- all children, and odd ones, in process


@pytest.fixture
def results(db):
    """Walk in process, over the test's own database."""
    from refnet.site.walking.results import walk_to_results  # noqa: PLC0415

    return lambda given: walk_to_results(read(given), now=Clock())


DONE = {}


@pytest.fixture
def walked_here(results):
    """Walk one of the samples in process, once for all tests: what comes out are bytes, and nothing changes them."""

    def once(name):
        if name not in DONE:
            DONE[name] = results(children(name))
        return DONE[name]

    return once


def case_of(done):
    return json.loads(done.files["case.json"])


def test_the_search_for_the_child_is_awake():
    tokens = tokens_of(sample("belgium"))

    assert {"elena", "belgio", "cineca", "privacy@gmail.com", "3931234567", "2002-10-10", "10 october 2002"} <= tokens
    assert [token for token in tokens if not told(token, f"On {token.upper()}.")] == []


@pytest.mark.parametrize("name", [*PEOPLE, BRIAN])
def test_every_sample_walks_and_its_files_name_nobody(name, results, tmp_path):
    given = children(name)
    done = results(given)
    for file, content in done.files.items():
        (tmp_path / file).write_bytes(content)
    words = words_of(tmp_path) if not NO_POPPLER else b"".join(done.files.values()).decode("latin-1")
    case = case_of(done)

    assert [state for state, _ in done.states] == WAY
    assert check(json.loads(done.files["advice.fhir.json"])) == ()
    assert [token for token in tokens_of(given) if told(token, words)] == []
    assert [one for one in ids_of(given) if told(one, words)] == []
    assert case["pseudonym"] == done.pseudonym
    assert case["record"]["tumours"]


@pytest.mark.parametrize("name", [*PEOPLE, BRIAN])
def test_the_case_says_where_each_field_stood_and_knows_no_calendar(name, walked_here):
    case = case_of(walked_here(name))
    origins = list(found(case, "origin"))
    places = [(one["resource"], one.get("path", "")) for one in origins if isinstance(one, dict)]
    leftovers = [(one["resource"], one["path"]) for one in case["leftovers"]]

    assert [one for one in (*places, *leftovers) if not re.fullmatch(r"[A-Za-z]*", one[0])] == []
    assert [one for one in (*places, *leftovers) if re.search(r"/|urn:|\d{3}", one[1])] == []
    assert [text for text in strings(case) if re.search(r"\b(19|20)\d\d-\d\d", text)] == []
    assert [one for one in facts(case["record"]) if "value" in one and "origin" not in one] == []
    assert len(leftovers) == len(read(children(name)).record.leftovers)


def found(value, key):
    """Everything that stands under a key, however deep."""
    if isinstance(value, dict):
        yield from ([value[key]] if key in value else [])
        yield from (one for item in value.values() for one in found(item, key))
    elif isinstance(value, list):
        yield from (one for item in value for one in found(item, key))


def facts(record):
    names = ("morphology", "topography", "laterality", "text", "diagnosed", "iccc3")
    yield from (record["sex"], record["born"])
    for one in record["tumours"]:
        yield from (one[name] for name in names if name in one)


def test_what_the_data_lack_stays_unknown_with_its_reason(results):
    record = case_of(results(files(patient(), tumour(on=""))))["record"]

    assert record["tumours"][0]["diagnosed"] == {"absent": "not-sent"}
    assert record["tumours"][0]["laterality"] == {"absent": "not-sent"}
    assert "stages" not in record["tumours"][0]


PLAIN = {"resourceType": "Condition", "id": "c", "subject": OURS}


@pytest.mark.parametrize(
    "condition",
    [
        PLAIN | {"code": {"text": "Neuroblastoma, still to be typed"}},
        PLAIN | {"code": said("http://hl7.org/fhir/sid/icd-10", "C74.9")},
        PLAIN
        | {
            "meta": {"profile": ["http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-primary-cancer-condition"]},
            "bodySite": [{"text": "left adrenal gland"}],
        },
    ],
    ids=["in words", "as ICD-10", "as a place"],
)
def test_a_diagnosis_as_written_is_enough(condition, results):
    (only,) = case_of(results(files(patient(), condition)))["record"]["tumours"]

    assert only["text"]["value"] in {"Neuroblastoma, still to be typed", "C74.9", "left adrenal gland"}


def test_a_child_called_like_a_word_of_ours_walks_too(results):
    name = [{"family": "Hospital", "given": ["Invented", "Expert", "Record"]}]

    done = results(files(patient(name=name), tumour()))

    assert [state for state, _ in done.states] == WAY


def test_a_death_in_the_data_is_told_to_who_walks(results):
    assert results(files(patient(deceasedBoolean=True), tumour())).deceased


def test_nothing_is_left_half_written(tmp_path, monkeypatch):
    real = Path.replace

    def full(self, target):
        if Path(target).name == "advice.fhir.json":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Trouble, match="No space left on device"):
        write_all(tmp_path / "out", dict.fromkeys(NAMES, b"x"))

    assert list((tmp_path / "out").iterdir()) == []
