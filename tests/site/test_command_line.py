"""The command line: a sentence where something is wrong, never a traceback, and nothing loaded that is not needed."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from refnet.site.cli import MODULES
from tests.site.starting import environment, refnet

BUILT = [name for name, module in MODULES.items() if find_spec(f"refnet.site.cli.{module}")]


@pytest.mark.parametrize("command", BUILT)
def test_every_command_has_help_and_json(command, place):
    done = refnet(command, "--help", var=place)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--json" in done.stdout


def test_help_lists_every_command(place):
    done = refnet("--help", var=place)
    assert done.returncode == 0
    assert [name for name in BUILT if f"    {name} " not in done.stdout] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "refnet: the following arguments are required: COMMAND."),
        (["fly"], "invalid choice: 'fly'"),
        (["serve", "--port", "http"], "'http' is no port"),
        (["serve", "--port", "70000"], "'70000' is no port"),
        (["iccc3", "--histology"], "expected one argument."),
    ],
)
def test_misuse_is_told_in_one_line_with_status_2(words, sentence, place):
    done = refnet(*words, var=place)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"REFNET_MODUS": "demo"}, "REFNET_MODUS is no setting of refnet"),
        ({"REFNET_MODE": "fast"}, "REFNET_MODE is 'fast'"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "The database cannot be reached"),
    ],
)
def test_what_is_wrong_around_it_is_told_in_one_line_with_status_1(more, sentence, place):
    done = refnet("migrate", var=place, **more)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_migrate_brings_its_own_database_and_takes_it_away_again(place):
    done = refnet("migrate", "--json", var=place)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)) == ["migrations"]
    again = refnet("migrate", "--json", var=place)
    assert again.stdout == done.stdout


def test_health_fails_where_nothing_runs(place):
    done = refnet("health", "--port", "1", "--json", var=place)
    assert done.returncode == 1
    checks = {
        "site": {"state": "unwell", "says": "No site answers at 127.0.0.1:1."},
        "database": {"state": "unwell", "says": "The database does not run."},
    }
    assert json.loads(done.stdout) == {"well": False, "says": "No site answers at 127.0.0.1:1.", "checks": checks}


def test_the_classification_of_a_tumour_needs_no_django(place):
    text = (
        "import sys; from refnet.site.cli import main; "
        "status = main(['iccc3', '--histology', '9836', '--topography', 'C42.1', '--behaviour', '3']); "
        "print(status, sorted({name.split('.')[0] for name in sys.modules} & {'django', 'psycopg', 'uvicorn'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", text], env=environment(place), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"
