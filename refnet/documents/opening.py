"""Having a file opened in a process of its own, and taking from it pictures of pages and nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from refnet.documents.sandbox.terms import MOST_SECONDS, Picture, Refusal, Refusing, Word
from refnet.documents.sniffing import ContentType, sniff

__all__ = ["Opened", "Refusal", "Refusing", "open_pages"]

OPENERS = {
    ContentType.PDF: "open_letter",
    ContentType.PNG: "open_image",
    ContentType.JPEG: "open_image",
    ContentType.TIFF: "open_image",
    ContentType.DOCX: "open_writing",
    ContentType.TEXT: "open_writing",
}
REFUSED = {
    ContentType.EXECUTABLE: Refusal.EXECUTABLE,
    ContentType.HTML: Refusal.ACTIVE,
    ContentType.ZIP: Refusal.ARCHIVE,
    ContentType.DICOM: Refusal.IMAGING,
    ContentType.UNKNOWN: Refusal.UNKNOWN,
}
ENVIRONMENT = {"LANG": "C.UTF-8", "HOME": "/nonexistent", "PATH": os.defpath}
GRACE_SECONDS = 20
"""The process is bound in seconds of its own work; on a busy machine they take longer."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How many pages a file has, and some of them."""

    count: int
    pages: tuple[Picture, ...]


def open_pages(content: bytes, *, first: int, most: int) -> Opened:
    """Return up to `most` pages of a file from the `first` on, counted from 0.

    Raises
    ------
    Refusing
        If the file acts, hides something, or cannot be opened within the bounds.
    """
    kind = sniff(content)
    if kind not in OPENERS:
        is_written = kind is ContentType.EXECUTABLE and content.startswith(b"PK")
        raise Refusing(Refusal.MACROS if is_written else REFUSED[kind])
    command = [sys.executable, "-I", "-m", f"refnet.documents.sandbox.{OPENERS[kind]}"]
    try:
        said = subprocess.run(  # noqa: S603 -- our own module by its name; what is not ours comes by the input
            [*command, json.dumps({"first": first, "most": most})],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
            timeout=MOST_SECONDS + GRACE_SECONDS,
            check=True,
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise Refusing(Refusal.BOMB) from error
    except subprocess.CalledProcessError as error:
        # It ends by itself where it cannot make sense of a file; what ends it is a bound.
        raise Refusing(Refusal.DAMAGED if error.returncode == 1 else Refusal.BOMB) from error
    return _heard(said)


def _heard(said: bytes) -> Opened:
    count, pages, place = 0, [], 0
    while place < len(said):
        end = said.index(b"\n", place)
        frame = json.loads(said[place:end])
        place = end + 1 + frame["bytes"]
        if "refused" in frame:
            raise Refusing(Refusal(frame["refused"]))
        if "number" not in frame:
            count = frame["pages"]
            continue
        words = tuple(Word(*word) for word in frame["words"])
        pages.append(Picture(frame["number"], frame["width"], frame["height"], said[end + 1 : place], words))
    return Opened(count, tuple(pages))
