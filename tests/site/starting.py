"""Starting the product as an operator does: as processes, over data of their own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-P", "-m", "refnet.site.cli"]


def environment(var, **more):
    """Return our environment without what the test run itself set, with data under `var`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REFNET_", "DATABASE_URL"))}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"REFNET_VAR": str(var), "PYTHONPATH": str(CHECKOUT)} | more


def refnet(*words, var, **more):
    """Run one command to its end."""
    return subprocess.run(
        [*COMMAND, *words], env=environment(var, **more), capture_output=True, text=True, timeout=120, check=False
    )


def start(*words, var, ignoring=None, **more):
    """Start `refnet serve` in a session of its own; with `ignoring`, from a caller that ignores this signal."""
    trap = ["sh", "-c", f'trap "" {ignoring}; exec "$@"', "sh"] if ignoring else []
    return subprocess.Popen(
        [*trap, *COMMAND, "serve", *words],
        env=environment(var, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def status(port, path="/health", host=None):
    """Return the status with which the site answers, or None where nothing does."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", path, headers={"Host": host or f"127.0.0.1:{port}"})
        return line.getresponse().status
    except OSError:
        return None
    finally:
        line.close()


def wait_until_up(port, process, seconds=40):
    """Wait until the site is well, and return how long that took."""
    begun = time.monotonic()
    while status(port) != 200:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() - begun < seconds, "the site did not come up"
        time.sleep(0.1)
    return time.monotonic() - begun


def processes_of(var):
    """Return the processes that work on the data under `var`, whatever their session, group or parent."""
    mark = os.fsencode(var)
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if mark in (entry / "cmdline").read_bytes() or mark in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def wait_until_gone(var, seconds=5.0):
    """Wait until no process works on `var`, and return how long that took."""
    begun = time.monotonic()
    while processes_of(var):
        assert time.monotonic() - begun < seconds, f"still there: {processes_of(var)}"
        time.sleep(0.05)
    return time.monotonic() - begun
