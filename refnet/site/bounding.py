"""No request is larger than what the product has a use for: the rest is refused by its length, before it is kept."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[..., Awaitable[None]]

MOST_BYTES = 200_000_000
SENTENCE = (
    "This is more than 200 MB at once. Nothing of it was kept, and nothing was changed. Please send it in parts.\n"
)


class Bounded:
    """Answer a request that says it is too large with 413, and end one that turns out to be."""

    def __init__(self, application: Application, most: int = MOST_BYTES) -> None:
        self.application, self.most = application, most

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
        elif _length(scope) > self.most:
            await _refuse(send)
        else:
            await self.application(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            # A sender who says no length, or a false one: as if the line had been cut.
            return message if came <= self.most else {"type": "http.disconnect"}

        return counted


def _length(scope: Message) -> int:
    said = dict(scope["headers"]).get(b"content-length", b"0")
    return int(said) if said.isdigit() else 0


async def _refuse(send: Send) -> None:
    body = SENTENCE.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 413, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})
