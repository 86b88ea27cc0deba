"""A request that is too large ends before it is kept."""

import asyncio

import pytest

from refnet.site.bounding import SENTENCE, Bounded


async def reads_all(scope, receive, send):
    """An application that reads the whole body and says how it ended."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            await send({"type": "ended", "size": size})
            return
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "read", "size": size})


def answers(*parts, length=None):
    said, left = [], list(parts)

    async def receive():
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    async def send(message):
        said.append(message)

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    asyncio.run(Bounded(reads_all, most=10)({"type": "http", "headers": headers}, receive, send))
    return said


def test_what_fits_is_read():
    assert answers(b"12345", b"67890", length=10) == [{"type": "read", "size": 10}]


def test_what_says_that_it_is_too_large_is_refused_with_a_sentence():
    start, body = answers(b"", length=11)

    assert (start["status"], body["body"].decode()) == (413, SENTENCE)


@pytest.mark.parametrize("length", [None, 3])
def test_what_turns_out_to_be_too_large_is_ended(length):
    assert answers(b"123456", b"789012", b"3", length=length) == [{"type": "ended", "size": 6}]
