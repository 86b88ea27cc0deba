"""The house keeps its own rules.

Each rule has two tests: that the house keeps it, and that the check would notice if it did not.
"""

import ast
import csv
import importlib
import subprocess
from enum import StrEnum
from pathlib import Path

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from refnet.access.records import PatientRecord
from refnet.consultations import policies
from refnet.consultations.lifecycle import ADVICE, ANSWERS, CONSULTATION
from refnet.consultations.terms import State
from refnet.journal.events import Event
from tests import house
from tests.consultations.test_permissions import ACTS, PEOPLE, SEE
from tests.walking import routes

CAPABILITIES = sorted(
    {file.parent for room in ("commands", "queries") for file in house.HOUSE.glob(f"*/{room}.py")}
    | {file.parent for room in ("commands", "queries") for file in house.HOUSE.glob(f"*/{room}")}
)

# Capabilities that hold nothing about a patient: no actor, no ledger.
NO_PATIENTS = {
    "access": "reads the ledger for whoever has opened the record itself",
    "centres": "the public roadmap",
    "journal": "ids and codes, read by the product itself",
    "notices": "ids and codes, each person's own",
    "people": "accounts and roles of staff",
}
# Single functions in other capabilities that need no actor.
NO_ACTOR = {
    "consultations.find_certificate": "what everybody may know of a signed advice: its code, date, hash and state",
    "identity.pseudonym": "pure: derives a name from ids, opens nothing",
}
# Where the clock is read, and nowhere below.
CLOCKS = {
    "refnet/people/middleware.py": "once for each request",
    "refnet/journal/following.py": "once for each round of the follower",
    "refnet/site/demo/loading.py": "once for the invented network",
    "refnet/site/walking/clock.py": "once for each act of a command",
}
# Who names a patient table's rows beside queries, commands and models.
TABLES = {
    "refnet/access/changing.py": "add_many, the door's own hinge for many rows at once",
}
ROOMS_WITH_TABLES = ("queries", "commands", "models")
OVERSIZE = Path(__file__).with_name("oversize.txt")


def faults_in(files, check):
    """What a check finds, by file; a check that is shown no file at all has not checked."""
    found = {house.name_of(file): check(file) for file in files}
    assert len(found) > 20
    return {name: faults for name, faults in found.items() if faults}


def capability_of(file):
    return file.relative_to(house.HOUSE).parts[0]


def code(text):
    return ast.parse(text)


def function(text):
    return next(house.functions(code(text)))


# Signatures


SIGNATURES = [
    pytest.param(found, id=f"{capability.name}.{found.name}")
    for capability in CAPABILITIES
    if capability.name not in NO_PATIENTS
    for room in ("commands", "queries")
    for found in house.public_functions(capability, room)
    if f"{capability.name}.{found.name}" not in NO_ACTOR
]


@pytest.mark.parametrize("found", SIGNATURES)
def test_who_acts_comes_first_and_when_comes_last(found):
    assert house.signature_faults(found) == []


def test_the_exceptions_from_the_signature_exist():
    names = {capability.name for capability in CAPABILITIES}
    functions = {
        f"{capability.name}.{found.name}"
        for capability in CAPABILITIES
        for room in ("commands", "queries")
        for found in house.public_functions(capability, room)
    }

    assert set(NO_PATIENTS) - names == set()
    assert set(NO_ACTOR) - functions == set()


GOOD = 'def f(actor: Actor, *, at: datetime): """Do.\n\n    Raises\n    ------\n    Unseen\n    """'


@pytest.mark.parametrize(
    ("bad", "faults"),
    [
        (GOOD.replace("actor: Actor", "actor"), 1),
        (GOOD.replace("actor: Actor", "case_id: UUID"), 1),
        (GOOD.replace("*, at", "*, at: datetime, why"), 1),
        (GOOD.replace("*, at", "at"), 1),
        (GOOD.replace("datetime)", "datetime = NOW)"), 1),
        (GOOD.replace("Raises", "Gives"), 1),
        ("def f(): pass", 3),
        (GOOD, 0),
    ],
)
def test_it_notices_a_wrong_signature(bad, faults):
    assert len(house.signature_faults(function(bad))) == faults


def test_others_come_in_by_the_front_of_a_room():
    assert faults_in(house.modules(), lambda file: house.inner_imports(house.parse(file), capability_of(file))) == {}


def test_it_notices_who_comes_in_by_the_back():
    back = code("from refnet.consultations.queries.pages import open_consultation")

    assert house.inner_imports(back, "desk") == ["refnet.consultations.queries.pages"]
    assert house.inner_imports(back, "consultations") == []


# Views


def test_every_view_says_its_method():
    assert [route.name for route in routes() if not route.methods] == []


def test_it_notices_a_view_that_does_not_say_its_method():
    def view(request):
        return HttpResponse()

    assert house.method_check(view) == house.method_check(never_cache(view)) == ()
    assert house.method_check(never_cache(require_POST(view))) == ("POST",)


# Phrases


PHRASES = [
    pytest.param(name, table, id=name)
    for file in sorted(house.HOUSE.glob("*/phrases.py"))
    for module in [importlib.import_module(f"refnet.{file.parent.name}.phrases")]
    for name, table in ((f"{file.parent.name}.{key}", value) for key, value in vars(module).items())
    if isinstance(table, dict) and name.rpartition(".")[2].isupper()
]


@pytest.mark.parametrize(("name", "table"), PHRASES)
def test_every_table_of_phrases_is_complete(name, table):
    assert house.phrase_faults(name, table) == []


def test_every_event_of_a_consultation_has_its_sentence():
    from refnet.consultations.phrases import EVENTS  # noqa: PLC0415

    def below(base):
        return {base, *(one for child in base.__subclasses__() for one in below(child))}

    kinds = {vars(event).get("kind") for event in below(Event)}

    assert set(EVENTS) == {kind for kind in kinds if isinstance(kind, str) and kind.startswith("consultations.")}


def test_it_notices_a_phrase_that_is_missing():
    class Colour(StrEnum):
        RED = "red"
        BLUE = "blue"

    class Size(StrEnum):
        BIG = "big"

    assert house.phrase_faults("C", {Colour.RED: "Red"}) == ["C has no words for blue"]
    assert house.phrase_faults("C", {Colour.RED: "Red", Size.BIG: "Big"}) == ["C mixes enumerations"]
    assert house.phrase_faults("C", {Colour.RED: "Red", Colour.BLUE: "Blue"}) == []


# Permissions


PERMISSIONS = list(csv.DictReader((house.ROOT / "tests/consultations/permissions.csv").read_text().splitlines()))
POLICIES = {name for name, value in vars(policies).items() if name.startswith("may_") and callable(value)}


def policy_asked(act):
    """The policies that an act of the table asks."""
    return {act.__name__} & POLICIES or set(act.__code__.co_names) & POLICIES


def without_rows(acts, rows, asked_for):
    rowed = {row["act"] for row in rows}
    return asked_for - {policy for act, check in acts.items() if act in rowed for policy in policy_asked(check)}


def wrong_rows(rows):
    states = {state.value for state in State}
    return [
        row
        for row in rows
        if row["who"] not in PEOPLE
        or row["act"] not in {*ACTS, SEE}
        or set(row["states"].split()) - states
        or not row["states"]
    ]


def test_every_policy_has_rows_in_the_permission_table():
    assert without_rows(ACTS, PERMISSIONS, POLICIES) == set()


def test_every_row_of_the_permission_table_names_what_exists():
    assert wrong_rows(PERMISSIONS) == []


def test_it_notices_a_policy_without_rows_and_a_row_without_a_state():
    wrong = {"who": "clinician", "act": "submit", "states": "draft lost"}

    assert without_rows(ACTS, [row for row in PERMISSIONS if row["act"] != "submit"], POLICIES) == {"may_submit"}
    assert without_rows(ACTS, PERMISSIONS, POLICIES | {"may_fly"}) == {"may_fly"}
    assert wrong_rows([*PERMISSIONS, wrong]) == [wrong]


# Lifecycles


def test_every_move_has_a_command_and_every_command_a_move():
    commands = [house.parse(file) for file in sorted((house.HOUSE / "consultations/commands").glob("*.py"))]

    assert house.moves_made(commands) | set(ANSWERS.values()) == {*CONSULTATION.moves, *ADVICE.moves}


def test_it_notices_the_moves_that_a_command_makes():
    made = 'move_on(c, "close" if ended else "open", at=at); ADVICE.after("sign", state); other("x")'

    assert house.moves_made([code(made)]) == {"close", "open", "sign"}


# Pages


def test_no_template_holds_a_style_or_a_script():
    assert faults_in(house.templates(), lambda file: house.template_faults(file.read_text(encoding="utf-8"))) == {}


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<p style='color: red'>",
        '<a\n  onclick="go()">',
        "<style>p { }</style>",
        "<script>go()</script>",
        '<script nonce="1">go()</script>',
        '<a href="javascript:go()">',
    ],
)
def test_it_notices_a_style_or_a_script_in_a_page(bad):
    assert house.template_faults(bad) != []
    assert house.template_faults('<script src="kit.js" defer></script><p class="style">only one = 1</p>') == []


def test_no_template_promises_that_the_child_cannot_be_known():
    assert faults_in(house.templates(), lambda file: house.anonymous_words(file.read_text(encoding="utf-8"))) == {}


def test_no_phrase_promises_that_the_child_cannot_be_known():
    said = [(house.name_of(file), words) for file in house.modules() for words in house.sayings(house.parse(file))]

    assert [(file, words) for file, words in said if house.anonymous_words(words)] == []
    assert len(said) > 300


def test_it_notices_a_promise_that_the_child_cannot_be_known():
    assert house.anonymous_words("The data are anonymised.") == ["anonymised"]
    assert list(house.sayings(code('_("Anonymous") + gettext("data" " only")'))) == ["Anonymous", "data only"]


# Sizes


def allowed_sizes(text):
    """The files that may exceed their size, each with the reason."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {name: reason.strip() for name, _, reason in (line.partition(" ") for line in lines)}


def test_every_file_keeps_its_size_or_says_why():
    files = [
        file
        for file in sorted(house.HOUSE.rglob("*"))
        if house.GENERATED not in file.parts and "vendor" not in file.parts and "__pycache__" not in file.parts
    ]
    allowed = allowed_sizes(OVERSIZE.read_text(encoding="utf-8"))

    assert {house.name_of(file) for file in files if file.is_file() and house.too_long(file)} == set(allowed)
    assert all(len(reason) > 10 for reason in allowed.values())


def test_it_notices_a_long_file(tmp_path):
    page, style = tmp_path / "page.html", tmp_path / "style.css"
    page.write_text("<p>\n" * 81)
    style.write_text("p { }\n" * 300)

    assert (house.too_long(page), house.too_long(style)) == (1, 0)
    assert allowed_sizes("# head\n\na.py one long table\n") == {"a.py": "one long table"}


def test_no_function_is_longer_than_a_screen():
    assert faults_in(house.modules(), lambda file: house.long_functions(house.parse(file))) == {}


def test_it_notices_a_long_function():
    body = "    x = 1\n" * 60
    told = '    """Told\n    at\n    length."""\n'

    assert house.long_functions(code(f"def f():\n{body}")) == ["f: 61 lines"]
    assert house.long_functions(code(f"def f():\n{told}{body[10:]}")) == []


# The door


def patient_tables():
    return {model.__name__ for model in apps.get_models() if issubclass(model, PatientRecord)}


def is_room_with_tables(file):
    parts = file.relative_to(house.HOUSE).with_suffix("").parts
    return len(parts) > 1 and parts[1] in ROOMS_WITH_TABLES


def test_only_rooms_with_tables_name_the_rows_of_a_patient_table():
    found = {
        house.name_of(file)
        for file in house.modules()
        if not is_room_with_tables(file) and house.tables_named(house.parse(file), patient_tables())
    }

    assert found - set(TABLES) == set()


def test_queries_and_commands_take_rows_from_the_door_and_not_from_the_table():
    found = {
        house.name_of(file): house.tables_named(house.parse(file), patient_tables())
        for file in house.modules()
        if is_room_with_tables(file) and file.relative_to(house.HOUSE).with_suffix("").parts[1] != "models"
    }

    assert {name: places for name, places in found.items() if places} == {}


def test_it_notices_a_table_named_past_the_door():
    assert {"Case", "Consultation", "Document"} <= patient_tables()
    for bad in ("Case.objects.all()", "models.Case.objects.get(pk=1)", "QuerySet(Case)", "Case._base_manager"):
        assert house.tables_named(code(bad), patient_tables()) != []
    assert house.tables_named(code("Centre.objects.all(); records.seen(Case)"), patient_tables()) == []


def test_the_clock_is_read_in_few_places():
    found = {house.name_of(file) for file in house.modules() if house.clocks_read(house.parse(file))}

    assert found == set(CLOCKS)


def test_it_notices_a_clock():
    for bad in ("datetime.now(UTC)", "timezone.now()", "date.today()", "default=timezone.now"):
        assert house.clocks_read(code(f"f({bad})")) != []
    assert house.clocks_read(code("request.at; datetime.combine(a, b)")) == []


def test_sql_by_hand_lives_in_modules_of_that_name():
    found = {house.name_of(file) for file in house.modules() if house.raw_statements(house.parse(file))}

    assert {name for name in found if not name.endswith("/sql.py")} == set()
    assert found != set()


def test_it_notices_sql_by_hand():
    for bad in ("connection.cursor()", 'Case.objects.raw("select 1")', 'RawSQL("1", ())', "connections[a].cursor()"):
        assert house.raw_statements(code(bad)) != []


# The repository


def files_of_the_repository():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=house.ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("the sources were not cloned: there is no list of what belongs to them")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [house.ROOT / name for name in names if (house.ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry():
    found = {}
    for file in files_of_the_repository():
        content = file.read_bytes()
        if b"\0" not in content[:8000]:
            found[house.name_of(file)] = house.places_named(content.decode("utf-8", "replace"))

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "bad",
    ["cd /" + "work/main", 'Path("/' + 'tmp/x")', "https://pypi" + ".org/simple", '"resolved": "' + 'https://x"'],
)
def test_it_notices_a_machine_or_a_registry(bad):
    assert house.places_named(bad) != []
    assert house.places_named("desk/" + "work/list and $TMP/" + "tmp.txt") == []
