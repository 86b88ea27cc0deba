"""Answers that are given no earlier than a page said, so that nothing can be learnt from how soon one comes."""

import asyncio
import time

from refnet.site.bounding import Application, Message, Receive, Send

NOT_BEFORE = b"refnet-not-before"


class Unhurried:
    """Hold an answer back until as many seconds after its question as its header says; nobody else waits meanwhile."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        began = time.monotonic()

        async def in_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = [float(value) for name, value in message["headers"] if name.lower() == NOT_BEFORE]
                if said:
                    message["headers"] = [pair for pair in message["headers"] if pair[0].lower() != NOT_BEFORE]
                    await asyncio.sleep(max(0.0, began + said[0] - time.monotonic()))
            await send(message)

        await self.application(scope, receive, in_time)
