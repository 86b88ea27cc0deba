"""The running site: pages from this process, and a follower of the journal as its child."""

import asyncio
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import socket
from types import FrameType

import structlog
import uvicorn

from refnet.site.lines import MOST_LINES, Line, allow_many_files
from refnet.site.postgres.server import Server, ServerTrouble
from refnet.site.processes import environment_of_child, python, was_interrupted

LAST_REQUESTS = 2  # seconds that requests under way get to finish
END_AT_LATEST = 4.0
LOOK_EVERY = 0.25
PATIENCE_WITH_FOLLOWER = 1.0
FIRST_PAUSE, LONGEST_PAUSE, SETTLED_AFTER = 0.5, 30.0, 60.0

log = structlog.get_logger(__name__)


class Stopped(BaseException):
    """We were told to stop before the site was up."""


class Stop:
    """Hears SIGINT and SIGTERM, also where who called us had them ignored, and sees to it that the end comes soon.

    What would hold up the end, a page that is being made in a thread above all, is cut short: the database rolls back
    what was not finished, the follower and the database server end when this process is gone.
    """

    def __init__(self) -> None:
        self.heard = False
        self.site: uvicorn.Server | None = None

    def listen(self) -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._hear)

    def _hear(self, _sign: int, _frame: FrameType | None) -> None:
        if not self.heard:
            self.now()
            if self.site is None:
                raise Stopped

    def now(self) -> None:
        """Begin to end."""
        self.heard = True
        cut = threading.Timer(END_AT_LATEST, os._exit, [0])
        cut.daemon = True
        cut.start()
        if self.site is not None:
            self.site.should_exit = True


class _Site(uvicorn.Server):
    """Uvicorn, which leaves the signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Follower:
    """The journal's follower, a child process that is started again when it dies, after a pause that grows."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.pause = FIRST_PAUSE

    def tend(self) -> None:
        """Start it, or start it again once its pause is over."""
        if self.child is not None and self.child.poll() is None:
            return
        if self.child is not None and time.monotonic() - self.started < self.pause:
            return
        if self.child is not None:
            lived = time.monotonic() - self.started
            self.pause = FIRST_PAUSE if lived > SETTLED_AFTER else min(self.pause * 2, LONGEST_PAUSE)
            log.warning("follower.died", status=self.child.returncode, pause=self.pause)
        self.started = time.monotonic()
        self.child = subprocess.Popen(  # noqa: S603
            python("refnet.site.cli", "follow", "--parent", str(os.getpid())),
            stdin=subprocess.DEVNULL,
            env=environment_of_child(REFNET_CONNECTIONS="0"),
            start_new_session=True,  # Ctrl-C is for us; we tell it
        )

    def end(self) -> None:
        if self.child is None or self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(PATIENCE_WITH_FOLLOWER)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def serve(
    listening: socket, stop: Stop, *, server: Server | None, make: int | None, proxied: bool, ready: Callable[[], None]
) -> None:
    """Serve pages on the socket until told to stop. `make` is the number of the `make` that runs us, if one does."""
    files = allow_many_files()
    config = uvicorn.Config(
        "refnet.site.asgi:application",
        lifespan="off",
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=proxied,
        timeout_graceful_shutdown=LAST_REQUESTS,
        http=Line,
        limit_concurrency=min(MOST_LINES, files // 2),  # beyond, one is told to come again
    )
    config.load()
    site = _Site(config)
    stop.site = site
    site.should_exit = stop.heard
    follower = Follower()
    try:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_run(site, listening, follower, stop, server, make, ready))
    finally:
        follower.end()


async def _run(
    site: uvicorn.Server,
    listening: socket,
    follower: Follower,
    stop: Stop,
    server: Server | None,
    make: int | None,
    ready: Callable[[], None],
) -> None:
    watch = asyncio.create_task(_watch(site, follower, stop, server, make, ready))
    await site.serve(sockets=[listening])
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)


async def _watch(
    site: uvicorn.Server,
    follower: Follower,
    stop: Stop,
    server: Server | None,
    make: int | None,
    ready: Callable[[], None],
) -> None:
    """Say when the site is up, and keep up what it leans on."""
    told = False
    while not site.should_exit:
        if site.started and not told:
            ready()
            told = True
        follower.tend()
        if server is not None and not server.answers():
            await _bring_back(server)
        if make is not None and was_interrupted(make):
            stop.now()
        await asyncio.sleep(LOOK_EVERY)


async def _bring_back(server: Server) -> None:
    log.warning("database.away")
    try:
        await asyncio.to_thread(server.ensure)
    except ServerTrouble as trouble:
        log.warning("database.stays-away", says=str(trouble))
