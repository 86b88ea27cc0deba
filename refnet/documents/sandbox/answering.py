"""How a process that opens one file binds itself, and what it says: a line of JSON, then a picture, for each page.

python -I -m refnet.documents.sandbox.open_letter '{"first": 0, "most": 3}' < letter.pdf
"""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from itertools import islice

from refnet.documents.sandbox.terms import MOST_MEMORY, MOST_SECONDS, Picture, Refusal, Refusing

Opened = tuple[int, Iterator[Picture]]
"""How many pages a file has, and those from the first asked for on."""


def answer(opened: Callable[[bytes, int], Opened]) -> None:
    """Open the file on the input, and say what it holds or why it is refused."""
    _bind()
    asked = json.loads(sys.argv[1])
    try:
        count, pages = opened(sys.stdin.buffer.read(), asked["first"])
        _say({"pages": count})
        for page in islice(pages, asked["most"]):
            words = [[word.text, *word.box] for word in page.words]
            _say({"number": page.number, "width": page.width, "height": page.height, "words": words}, page.jpeg)
    except Refusing as refused:
        _say({"refused": refused.reason.value})
    except (MemoryError, RecursionError):
        _say({"refused": Refusal.BOMB.value})


def _bind() -> None:
    """Take from this process the means to do harm: memory and time without end, and files to write."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def _say(frame: dict[str, object], picture: bytes = b"") -> None:
    out = sys.stdout.buffer
    out.write(json.dumps({**frame, "bytes": len(picture)}).encode() + b"\n" + picture)
    out.flush()
