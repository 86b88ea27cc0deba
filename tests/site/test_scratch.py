"""A database for one use is there, has all tables, and is gone afterwards, also where a process was killed."""

import subprocess
import sys

import psycopg
import pytest

from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from tests.site.starting import environment, wait_until_gone

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
    assert not lines[1].startswith(str(var))
    assert {name for name in databases(var) if "scratch" in name} == set()


def test_what_a_killed_process_left_is_removed_by_the_next(var):
    assert use(var, "killed")[0] == -9
    assert len({name for name in databases(var) if "scratch" in name}) == 1
    assert use(var)[0] == 0
    assert {name for name in databases(var) if "scratch" in name} == set()
