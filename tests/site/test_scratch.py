"""A database for one use is there, has all tables, and is gone afterwards, also where a process was killed."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from refnet.site.scratch import scratch_folder
from tests.site.starting import CHECKOUT, environment, wait_until_gone

USE = """
import os, signal, sys
from refnet.site.running import scratch_database, work
with scratch_database():
    connection = work("django.db:connection")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_case")
        print(cursor.fetchone()[0], connection.settings_dict["NAME"][:15], connection.settings_dict["USER"], flush=True)
    print(work("django.conf:settings").REFNET_KEYS, flush=True)
    if sys.argv[1:] == ["killed"]:
        os.kill(os.getpid(), signal.SIGKILL)
"""

LEAVE = """
import os, signal, subprocess, sys
from pathlib import Path
from refnet.site.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1])) as folder:
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(["sleep", "60"], stdin=quiet, stdout=quiet, stderr=quiet)
    print(child.pid, folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def use(var, *words):
    done = subprocess.run(
        [sys.executable, "-c", USE, *words], env=environment(var), capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def databases(var):
    with Server(var / "postgres") as server, psycopg.connect(server.places.url(role=OWNER)) as line:
        return {name for (name,) in line.execute("select datname from pg_database").fetchall()}


@pytest.fixture
def var(place):
    yield place / "var"
    wait_until_gone(place)


def test_it_has_tables_and_keys_of_its_own_and_leaves_nothing(var):
    status, lines, trouble = use(var)
    assert (status, lines[0], trouble) == (0, "0 refnet_scratch_ refnet_app", "")
    keys = Path(lines[1])
    assert (keys.parents[1], keys.exists()) == (var / "scratch", False)
    assert list((var / "scratch").iterdir()) == []
    assert {name for name in databases(var) if "scratch" in name} == set()


def test_what_a_killed_process_left_is_removed_by_the_next(var):
    assert use(var, "killed")[0] == -9
    assert len({name for name in databases(var) if "scratch" in name}) == 1
    assert len(list((var / "scratch").iterdir())) == 1
    assert use(var)[0] == 0
    assert {name for name in databases(var) if "scratch" in name} == set()
    assert list((var / "scratch").iterdir()) == []


def test_only_its_owner_may_enter_the_folder(tmp_path):
    with scratch_folder(tmp_path / "scratch") as folder:
        (folder / "key").write_text("secret")
        assert [stat.S_IMODE(place.stat().st_mode) for place in (folder.parent, folder)] == [0o700, 0o700]
    assert not folder.exists()


def test_a_folder_in_which_somebody_works_is_not_swept(tmp_path):
    with scratch_folder(tmp_path) as first:
        (first / "key").write_text("secret")
        with scratch_folder(tmp_path) as second:
            assert sorted(tmp_path.iterdir()) == sorted([first, second])
            assert (first / "key").read_text() == "secret"
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_follows_no_link_and_takes_no_file(tmp_path):
    elsewhere, base = tmp_path / "elsewhere", tmp_path / "scratch"
    elsewhere.mkdir()
    base.mkdir()
    (elsewhere / "letter").write_text("to keep")
    (base / "link").symlink_to(elsewhere)
    (base / "note").write_text("to keep")
    (base / "left").mkdir()
    with scratch_folder(base) as folder:
        assert sorted(place.name for place in base.iterdir()) == sorted(["link", "note", folder.name])
    assert (elsewhere / "letter").read_text() == "to keep"


def test_what_was_left_of_a_process_that_lives_on_in_a_child_is_swept(tmp_path):
    """A child process does not inherit the hold, so that a program left running keeps no keys alive."""
    left = subprocess.run(
        [sys.executable, "-c", LEAVE, str(tmp_path)], capture_output=True, text=True, check=False, cwd=CHECKOUT
    )
    child, folder = left.stdout.split()
    try:
        assert Path(folder).is_dir()
        with scratch_folder(tmp_path):
            assert not Path(folder).exists()
    finally:
        os.kill(int(child), signal.SIGKILL)
