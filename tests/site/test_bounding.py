"""A request that is too large, too slow or one of too many ends before it is kept."""

import asyncio

import pytest

from refnet.site import bounding
from refnet.site.bounding import LARGE, MOST_OF_ONE, SMALL, TOO_LARGE, TOO_MANY, TOO_SLOW, Bounded

DOCUMENTS = "/cases/00000000-0000-4000-8000-000000000001/documents/"


async def reads_all(scope, receive, send):
    """An application that reads the whole body and says how large it was; like Django it is still where it was cut."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "read", "size": size})


def scope_of(path="/", length=None, client="192.0.2.7"):
    body = (b"transfer-encoding", b"chunked") if length is None else (b"content-length", str(length).encode())
    return {"type": "http", "path": path, "headers": [body], "client": (client, 1)}


def known(answer):
    async def knows(_scope):
        return answer

    return knows


def answers(*parts, length=None, path="/", signed_in=False):
    """Send a body in parts, and return what came of it; after the last part but one without end, nothing comes."""
    said, left = [], list(parts)

    async def receive():
        if not left:
            await asyncio.sleep(60)
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": part is not parts[-1] or part == b"..."}

    async def send(message):
        said.append(message)

    asyncio.run(Bounded(reads_all, known(signed_in), patience=0.05)(scope_of(path, length), receive, send))
    return said


def refusal(said):
    start, body = said
    return start["status"], body["body"].decode(), (b"connection", b"close") in start["headers"]


def test_what_fits_is_read():
    assert answers(b"12345", b"67890", length=10) == [{"type": "read", "size": 10}]


@pytest.mark.parametrize(
    ("path", "signed_in", "most"),
    [
        ("/accounts/login/", False, SMALL),
        ("/accounts/login/", True, SMALL),
        ("/fhir/import/", False, SMALL),
        ("/fhir/import/", True, LARGE),
        (DOCUMENTS, False, SMALL),
        (DOCUMENTS, True, LARGE),
        (DOCUMENTS + "x/", True, SMALL),
    ],
)
def test_large_files_are_for_those_signed_in_and_for_addresses_that_take_them(path, signed_in, most):
    sentence = TOO_LARGE.format(megabytes=most // 1_000_000)

    assert answers(b"1", length=most, path=path, signed_in=signed_in) == [{"type": "read", "size": 1}]
    assert refusal(answers(b"1", length=most + 1, path=path, signed_in=signed_in)) == (413, sentence, True)


@pytest.mark.parametrize("length", [None, 3])
def test_what_turns_out_to_be_too_large_is_ended(length, monkeypatch):
    monkeypatch.setattr(bounding, "SMALL", 10)

    assert refusal(answers(b"123456", b"789012", b"3", length=length))[0] == 413


def test_what_does_not_come_on_is_ended():
    assert refusal(answers(b"1", b"...", length=9)) == (408, TOO_SLOW, True)


def test_nobody_may_have_many_on_the_way_and_others_still_come_in():
    async def run():
        bounded, said = Bounded(reads_all, known(False), patience=30), {"one": [], "other": []}
        whole = asyncio.Event()

        async def never():
            await whole.wait()
            return {"type": "http.request", "body": b"1"}

        async def at_once():
            return {"type": "http.request", "body": b"1"}

        async def send(_message):
            pass

        under_way = [asyncio.create_task(bounded(scope_of(length=1), never, send)) for _ in range(MOST_OF_ONE)]
        await asyncio.sleep(0)
        for who, client in (("one", "192.0.2.7"), ("other", "192.0.2.8")):

            async def keep(message, who=who):
                said[who].append(message)

            await bounded(scope_of(length=1, client=client), at_once, keep)
        whole.set()
        await asyncio.gather(*under_way)
        return said, bounded.unfinished.total()

    said, left = asyncio.run(run())

    assert refusal(said["one"]) == (503, TOO_MANY, True)
    assert (said["other"], left) == ([{"type": "read", "size": 1}], 0)
