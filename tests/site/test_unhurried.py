"""An answer comes no earlier than its page said, and who reads it does not see why."""

import asyncio
import time

from refnet.site.unhurried import Unhurried


def answered(*headers):
    async def answers(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
        await send({"type": "http.response.body", "body": b""})

    said, began = [], time.monotonic()

    async def keep(message):
        said.append(message)

    asyncio.run(Unhurried(answers)({"type": "http"}, None, keep))
    return said[0]["headers"], time.monotonic() - began


def test_an_answer_waits_for_its_time():
    headers, took = answered((b"a", b"b"), (b"Refnet-Not-Before", b"0.3"))

    assert (headers, 0.3 <= took < 2) == ([(b"a", b"b")], True)


def test_any_other_comes_at_once():
    headers, took = answered((b"a", b"b"))

    assert (headers, took < 0.2) == ([(b"a", b"b")], True)
