"""The site starts with one command, and whatever ends it ends all of it."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.site.starting import (
    environment,
    free_port,
    processes_of,
    refnet,
    start,
    status,
    wait_until_gone,
    wait_until_up,
)

# All of these start servers and measure time: they run in one worker, one after the other.
pytestmark = pytest.mark.xdist_group("serving")


@pytest.fixture(scope="module")
def var(shared_place):
    """Return a folder whose database is set up once for all tests here."""
    return shared_place / "var"


@pytest.fixture
def site(var):
    """Return a function that starts the site and waits for it; whatever is left is ended."""
    started = []

    def begin(*words, **more):
        port = free_port()
        process = start("--port", str(port), *words, var=var, **more)
        started.append(process)
        wait_until_up(port, process)
        return process, port

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
    wait_until_gone(var, seconds=10)


def test_it_prints_its_address_and_serves(site):
    process, port = site()
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=5)
    assert f"refnet is running at http://127.0.0.1:{port}\n" in out


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("ignoring", [None, "INT"])
def test_a_signal_ends_everything_within_five_seconds(site, var, sign, ignoring):
    process, port = site(ignoring=ignoring)
    process.send_signal(sign)
    wait_until_gone(var, seconds=5)
    assert process.wait(1) == 0
    assert status(port) is None


def test_ctrl_c_twice_ends_it_as_well(site, var):
    process, _ = site()
    os.killpg(process.pid, signal.SIGINT)
    os.killpg(process.pid, signal.SIGINT)
    wait_until_gone(var, seconds=5)


def test_a_signal_while_it_starts_ends_everything(var):
    process = start("--port", str(free_port()), var=var)
    time.sleep(1.0)
    process.send_signal(signal.SIGTERM)
    wait_until_gone(var, seconds=5)
    process.communicate()
    assert process.returncode == 0


def test_a_connection_that_says_nothing_does_not_hold_up_the_end(site, var):
    process, port = site()
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        process.send_signal(signal.SIGTERM)
        wait_until_gone(var, seconds=5)


def test_when_it_is_killed_nothing_stays_behind(site, var):
    process, _ = site()
    process.kill()
    process.wait()
    wait_until_gone(var, seconds=5)


def test_when_the_make_that_runs_it_is_killed_nothing_stays_behind(var, place):
    port = free_port()
    (place / "Makefile").write_text(f"run:\n\t@exec $(PY) -P -m refnet.site.cli serve --port {port} --end-with-make\n")
    make = subprocess.Popen(
        ["make", "-C", str(place), f"PY={sys.executable}"], env=environment(var), stdout=subprocess.DEVNULL
    )
    wait_until_up(port, make)
    make.kill()
    make.wait()
    wait_until_gone(var, seconds=5)


def test_a_signal_to_make_alone_ends_everything(var, place):
    port = free_port()
    (place / "Makefile").write_text(f"run:\n\t@exec $(PY) -P -m refnet.site.cli serve --port {port} --end-with-make\n")
    make = subprocess.Popen(
        ["make", "-C", str(place), f"PY={sys.executable}"], env=environment(var), stdout=subprocess.DEVNULL
    )
    wait_until_up(port, make)
    make.send_signal(signal.SIGINT)
    wait_until_gone(var, seconds=5)
    make.wait(1)


def test_it_starts_again_after_everything_was_killed(site, var):
    site()
    for process in processes_of(var):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    begun = time.monotonic()
    site()
    assert time.monotonic() - begun < 6


def test_the_follower_is_started_again_when_it_dies(site, var):
    site()
    first = _follower(var)
    os.kill(first, signal.SIGKILL)
    end = time.monotonic() + 10
    while _follower(var) in (None, first):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_port_in_use_is_told_before_anything_starts(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = refnet("serve", "--port", str(port), var=place / "var")
    assert done.returncode == 1
    assert done.stderr.startswith(f"refnet: Port {port} is in use")
    assert "make run PORT=" in done.stderr
    assert not (place / "var").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "refnet.example.org"])  # noqa: S104
def test_the_demonstration_listens_on_this_machine_only(host, place):
    done = refnet("serve", "--demo", "--host", host, var=place / "var")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{host} is no loopback address" in done.stderr
    assert not (place / "var").exists()


def test_the_mode_of_the_environment_binds_the_demonstration_too(place):
    done = refnet("serve", "--host", "0.0.0.0", var=place / "var", REFNET_MODE="demo")  # noqa: S104
    assert "0.0.0.0 is no loopback address" in done.stderr
    assert refnet("serve", "--demo", var=place, REFNET_MODE="production").returncode == 1


def test_it_answers_to_its_own_name_alone(site):
    _, port = site()
    assert [status(port), status(port, host="refnet.example.org")] == [200, 400]


def _follower(var):
    for process in processes_of(var):
        try:
            with open(f"/proc/{process}/cmdline", "rb") as words:
                if b"follow" in words.read().split(b"\0"):
                    return process
        except OSError:
            continue
    return None
