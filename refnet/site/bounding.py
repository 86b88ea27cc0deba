"""No request is larger than what the product has a use for, and none takes for ever to come.

What is too large is refused by its length, before it is kept; large files are for those who are signed in and for the
addresses that take them. A body that does not come on is ended, and nobody may have many of them on the way.
"""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[..., Awaitable[None]]
Knows = Callable[[Message], Awaitable[bool]]

SMALL, LARGE = 2_000_000, 200_000_000
UPLOADS = re.compile(r"/fhir/import/|/cases/[0-9a-f-]{36}/documents/")
PATIENCE = 20.0  # seconds without a byte, and what a slow line gets beyond its bytes
LEAST_RATE = 1_000  # bytes a second: a tenth of the slowest line that one can work with
MOST_UNFINISHED, MOST_OF_ONE = 200, 40

TOO_LARGE = (
    "This is more than {megabytes} MB at once. Nothing of it was kept, and nothing was changed. "
    "Please send it in parts.\n"
)
TOO_SLOW = "This did not come to its end in time. Nothing of it was kept, and nothing was changed.\n"
TOO_MANY = "Too much is on its way at once. Nothing of this was kept; please send it again in a minute.\n"


class Bounded:
    """Answer a request that is too large, too slow or one of too many; let every other through as it comes."""

    def __init__(self, application: Application, knows: Knows, *, patience: float = PATIENCE) -> None:
        self.application, self.knows, self.patience = application, knows, patience
        self.unfinished: Counter[str] = Counter()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self.application(scope, receive, send)
            return
        length, most = _length(scope), await self._most(scope)
        who = str((scope.get("client") or ("",))[0])
        if length > most:
            await _refuse(send, 413, TOO_LARGE.format(megabytes=most // 1_000_000))
        elif self.unfinished.total() >= MOST_UNFINISHED or self.unfinished[who] >= MOST_OF_ONE:
            await _refuse(send, 503, TOO_MANY)
        else:
            body = Body(receive, send, most=most, patience=self.patience, ended=lambda: self._forget(who))
            self.unfinished[who] += 1
            try:
                await self.application(scope, body.receive, body.send)
            finally:
                body.end()
            await body.answer_where_it_was_cut()

    async def _most(self, scope: Message) -> int:
        """How large this one may be. Who is signed in is looked up only where it matters."""
        large = UPLOADS.fullmatch(scope["path"]) and (_length(scope) > SMALL or _is_chunked(scope))
        return LARGE if large and await self.knows(scope) else SMALL

    def _forget(self, who: str) -> None:
        self.unfinished[who] -= 1
        if not self.unfinished[who]:
            del self.unfinished[who]


class Body:
    """The body of one request on its way: counted, timed, and cut off where it does not keep within bounds."""

    def __init__(self, receive: Receive, send: Send, *, most: int, patience: float, ended: Callable[[], None]) -> None:
        self._receive, self._send, self.most, self.patience, self._ended = receive, send, most, patience, ended
        self.came, self.began = 0, time.monotonic()
        self.is_whole = self.is_counted_out = self.is_answered = False
        self.cut: tuple[int, str] | None = None

    async def receive(self) -> Message:
        if self.is_whole:
            return await self._receive()
        if self.cut:
            return {"type": "http.disconnect"}
        left = self.began + self.patience + self.came / LEAST_RATE - time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(self.patience, left)))
        except TimeoutError:
            return self._cut_off(408, TOO_SLOW)
        self.came += len(message.get("body", b""))
        if self.came > self.most:
            return self._cut_off(413, TOO_LARGE.format(megabytes=self.most // 1_000_000))
        if not message.get("more_body", False):
            self.is_whole = True
            self.end()
        return message

    async def send(self, message: Message) -> None:
        self.is_answered = True
        await self._send(message)

    def end(self) -> None:
        """Count it as unfinished no longer."""
        if not self.is_counted_out:
            self.is_counted_out = True
            self._ended()

    async def answer_where_it_was_cut(self) -> None:
        if self.cut and not self.is_answered:
            await _refuse(self._send, *self.cut)

    def _cut_off(self, status: int, sentence: str) -> Message:
        self.cut = (status, sentence)
        return {"type": "http.disconnect"}  # to the application it is as if the line had been cut


def _header(scope: Message, name: bytes) -> bytes:
    found: bytes = dict(scope["headers"]).get(name, b"")
    return found


def _length(scope: Message) -> int:
    said = _header(scope, b"content-length")
    return int(said) if said.isdigit() else 0


def _is_chunked(scope: Message) -> bool:
    return bool(_header(scope, b"transfer-encoding"))


def _has_body(scope: Message) -> bool:
    return _length(scope) > 0 or _is_chunked(scope)


async def _refuse(send: Send, status: int, sentence: str) -> None:
    body = sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status == 503:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})
