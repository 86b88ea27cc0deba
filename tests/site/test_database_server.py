"""The embedded server runs while somebody needs it, heals after any kill, and cannot be reached from the network."""

import os
import signal
import socket
import subprocess
import sys
import time

import psycopg
import pytest

from refnet.site.postgres.cluster import server_of
from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server, ServerTrouble
from tests.site.starting import environment, processes_of, wait_until_gone

HOLDER = """
import sys, time
from pathlib import Path
from refnet.site.postgres.server import Server
with Server(Path(sys.argv[1])) as server:
    print("held", flush=True)
    time.sleep(120)
"""


@pytest.fixture
def folder(place):
    below = place / "postgres"
    yield below
    wait_until_gone(below)


@pytest.fixture
def hold(folder):
    """Return a function that starts a process which holds the server."""
    held = []

    def holder():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder)], env=environment(folder), stdout=subprocess.PIPE, text=True
        )
        held.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield holder
    for process in held:
        process.kill()
        process.wait()
        process.stdout.close()


def ask(server, text, role=OWNER):
    with psycopg.connect(server.places.url(role=role), autocommit=True) as line:
        return line.execute(text).fetchone()


def test_it_starts_answers_and_stops_with_the_last_who_needs_it(folder):
    with Server(folder) as first:
        with Server(folder) as second:
            assert ask(second, "select current_user, current_database()") == ("refnet_owner", "refnet")
        assert ask(first, "select 1") == (1,)
    assert processes_of(folder) == []


def test_whoever_started_it_may_leave_first(folder):
    first, second = Server(folder), Server(folder)
    first.__enter__()
    second.__enter__()
    first.release()
    assert ask(second, "select 1") == (1,)
    second.release()


def test_what_was_written_is_there_the_next_time(folder):
    with Server(folder) as server, psycopg.connect(server.places.url(role=OWNER), autocommit=True) as line:
        line.execute("create table kept (word text)")
        line.execute("insert into kept values ('Łódź')")
    with Server(folder) as server:
        assert ask(server, "select lower(word) from kept") == ("łódź",)


def test_it_cannot_be_reached_from_the_network(folder):
    with Server(folder) as server:
        assert ask(server, "show listen_addresses") == ("",)
        with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", 5432), timeout=2):
            pass


def test_it_does_not_write_down_what_it_was_asked(folder):
    with Server(folder) as server:
        with pytest.raises(psycopg.Error):
            ask(server, "select 'Anna Beispiel' + 1")
        assert "Anna" not in server.places.log.read_text()


def test_it_ends_when_its_users_are_killed(folder, hold):
    hold().kill()
    wait_until_gone(folder, seconds=3)


def test_it_heals_after_everything_was_killed(folder, hold):
    hold()
    for process in processes_of(folder):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    wait_until_gone(folder)
    begun = time.monotonic()
    with Server(folder) as server:
        assert ask(server, "select 1") == (1,)
    assert time.monotonic() - begun < 6


def test_it_comes_back_when_it_alone_was_killed(folder):
    with Server(folder) as server:
        os.kill(server_of(server.places.data), signal.SIGKILL)
        end = time.monotonic() + 10
        while server.answers() and time.monotonic() < end:
            time.sleep(0.01)
        server.ensure()
        assert ask(server, "select 1") == (1,)


def test_a_left_over_number_of_another_process_does_not_hinder_it(folder):
    with Server(folder) as server:
        data = server.places.data
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n0\n5432\n{folder}\n\n0 0\nready\n")
    with Server(folder) as server:
        assert ask(server, "select 1") == (1,)


def test_a_folder_with_a_long_name_is_no_hindrance(place):
    deep = place / ("long-" * 12) / ("longer-" * 8) / "postgres"
    with Server(deep) as server:
        assert ask(server, "select 1") == (1,)
        assert len(str(server.places.socket)) < 107
    wait_until_gone(deep)
    server.places.socket_folder.rmdir()


def test_data_of_another_version_are_refused_in_a_sentence(folder):
    with Server(folder) as server:
        data = server.places.data
    (data / "PG_VERSION").write_text("12\n")
    with pytest.raises(ServerTrouble, match="was made by PostgreSQL 12"), Server(folder):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run it as another account")
def test_root_may_keep_it_in_a_folder_that_nobody_else_enters(place):
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with Server(closed / "postgres") as server:
        assert ask(server, "select 1") == (1,)
    assert closed.stat().st_mode & 0o007 == 0
    closed.chmod(0o700)  # which takes the account's passage away again
    with Server(closed / "postgres") as server:
        assert ask(server, "select 1") == (1,)
    wait_until_gone(closed)
