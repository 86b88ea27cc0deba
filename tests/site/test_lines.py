"""Whoever opens a line to the site says soon what it is for; those who do not keep nobody else out."""

import asyncio
import resource
import socket
import subprocess
import sys
import time

import pytest
import uvicorn

from refnet.site import lines
from refnet.site.lines import LONGEST_HEAD, MOST_WAITING, Line


async def answers(_scope, receive, send):
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def meet(monkeypatch):
    """Return a function that runs a visit at a small site, whose patience is short."""
    monkeypatch.setattr(Line, "seconds_for_head", 0.5)

    def run(visit):
        async def both():
            config = uvicorn.Config(answers, port=0, http=Line, lifespan="off", ws="none", log_config=None)
            config.load()
            server = uvicorn.Server(config)
            server.lifespan = config.lifespan_class(config)
            with socket.socket() as listening:
                listening.bind(("127.0.0.1", 0))
                await server.startup(sockets=[listening])
                try:
                    return await visit(listening.getsockname()[1])
                finally:
                    await server.shutdown()

        return asyncio.run(both())

    return run


async def ask(port, text=b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text)
    return reader, writer


async def rest(reader):
    try:
        return await asyncio.wait_for(reader.read(), 5)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("text", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_that_does_not_come_closes_the_line(meet, text):
    async def visit(port):
        begun = time.monotonic()
        reader, writer = await ask(port, text)
        left = await rest(reader)
        writer.close()
        return left, time.monotonic() - begun

    left, took = meet(visit)
    assert (left, 0.4 < took < 3) == (b"", True)


def test_a_head_that_comes_drop_by_drop_closes_the_line(meet):
    async def visit(port):
        reader, writer = await ask(port, b"GET / HTTP/1.1\r\n")
        begun = time.monotonic()
        while not reader.at_eof() and reader.exception() is None and time.monotonic() - begun < 4:
            writer.write(b"X: y\r\n")
            await asyncio.sleep(0.05)
        writer.close()
        return time.monotonic() - begun

    assert meet(visit) < 3


def test_a_head_without_end_closes_the_line(meet, monkeypatch):
    monkeypatch.setattr(Line, "seconds_for_head", 30)

    async def visit(port):
        reader, writer = await ask(port, b"GET / HTTP/1.1\r\nX: " + b"y" * (LONGEST_HEAD + 1))
        left = await rest(reader)
        writer.close()
        return left

    assert meet(visit) == b""


def test_the_second_request_on_a_line_has_its_time_too_and_a_slow_answer_is_no_slow_head(meet):
    async def visit(port):
        reader, writer = await ask(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n")
        await asyncio.sleep(0.8)  # longer than a head may take
        writer.write(b"1GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        first = await reader.readuntil(b"\r\n\r\n")
        second = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"GET / HTTP/1.1\r\n")
        left = await rest(reader)
        writer.close()
        return first.split()[1], second.split()[1], left

    assert meet(visit) == (b"204", b"204", b"")


def test_many_who_wait_keep_nobody_out(meet, monkeypatch):
    monkeypatch.setattr(Line, "seconds_for_head", 30)

    async def visit(port):
        held = [await ask(port, b"GET / HTTP/1.1\r\n") for _ in range(MOST_WAITING + 50)]
        reader, writer = await ask(port)
        status = (await reader.readuntil(b"\r\n\r\n")).split()[1]
        waiting = len(lines._waiting)
        for _, one in [*held, (reader, writer)]:
            one.transport.abort()
        await asyncio.sleep(0.1)
        return status, waiting <= MOST_WAITING, len(lines._waiting)

    assert meet(visit) == (b"204", True, 0)


def test_the_site_takes_as_many_files_as_it_may():
    program = (
        "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (64, r.getrlimit(r.RLIMIT_NOFILE)[1]));"
        "from refnet.site.lines import allow_many_files; allow_many_files(); print(r.getrlimit(r.RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert int(done.stdout) == resource.getrlimit(resource.RLIMIT_NOFILE)[1]
