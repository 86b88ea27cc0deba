"""The file that a backup is: a zip file with a head, the rows of each table, the stored files, a list and a mark.

The list names every part with its length and SHA-256; the mark is made over the list under the key ring. So what was
changed is found before anything is restored, and what nobody of this installation made, too. Behind the zip file stands
the SHA-256 of all of it, for what was damaged or cut short.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any, Protocol

from refnet.site.troubles import Trouble

FORMAT = 1
ENDING = b"\nrefnet backup, sha256 "
HEAD, LIST, MARK = "refnet-backup.json", "list.json", "mark"
BEGINNING = b"PK\x03\x04"
PIECE = 1 << 20
LARGEST_LIST = 64 << 20
EPOCH = (1980, 1, 1, 0, 0, 0)


class BadBackup(Trouble):
    """The file cannot be restored; the sentence says why, and nothing was changed."""


class Sink(Protocol):
    """Where the bytes of a part go."""

    def write(self, piece: bytes, /) -> object: ...


class Nowhere:
    """Takes what is only to be hashed."""

    def write(self, piece: bytes, /) -> None:
        pass


@dataclass(slots=True)
class Part:
    """One part of a backup as it is written: counted and hashed on its way."""

    out: "Sink"
    size: int = 0
    digest: Any = field(default_factory=sha256)

    def write(self, piece: bytes) -> None:
        self.out.write(piece)
        self.size += len(piece)
        self.digest.update(piece)

    def facts(self) -> dict[str, Any]:
        return {"bytes": self.size, "sha256": self.digest.hexdigest()}


class _Zip(zipfile.ZipFile):
    def __del__(self) -> None:
        """One that was given up stays as it is: what is left of it is removed, and not finished."""


class Writing:
    """A backup that is being written."""

    def __init__(self, out: IO[bytes]) -> None:
        self.zip = _Zip(out, "w")
        self.parts: dict[str, dict[str, Any]] = {}
        with self.part(HEAD) as head:
            head.write(json.dumps({"made_by": "refnet", "format": FORMAT}).encode())

    @contextmanager
    def part(self, name: str, *, packed: bool = False) -> Iterator[Part]:
        """Write one part. What is sealed cannot be packed any smaller; rows can, to a fifth."""
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        if packed:
            self.zip.compresslevel = entry._compresslevel = 1  # type: ignore[attr-defined]
        with self.zip.open(entry, "w", force_zip64=True) as out:
            part = Part(out)
            yield part
        self.parts[name] = part.facts()

    def finish(self, facts: dict[str, Any], attest: Callable[[bytes], str]) -> None:
        """Close the backup with its list and its mark."""
        told = json.dumps({**facts, "parts": self.parts}, ensure_ascii=False, indent=1).encode()
        self.zip.writestr(zipfile.ZipInfo(LIST, EPOCH), told)
        self.zip.writestr(zipfile.ZipInfo(MARK, EPOCH), attest(told))
        self.zip.close()


def close_off(out: IO[bytes]) -> None:
    """Write the last line: the SHA-256 of all before it."""
    out.seek(0)
    digest = file_digest(out, "sha256").hexdigest()  # type: ignore[arg-type]
    out.write(ENDING + digest.encode() + b"\n")


def _is_closed_off(file: IO[bytes]) -> bool:
    """Whether the file ends with the SHA-256 of all of it."""
    length = len(ENDING) + 2 * sha256().digest_size + 1
    end = file.seek(0, os.SEEK_END) - length
    if end < 0:
        return False
    file.seek(0)
    digest, left = sha256(), end
    while left and (piece := file.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return file.read() == ENDING + digest.hexdigest().encode() + b"\n"


class Reading:
    """A backup that is being read. Its list is believed only once the caller has found the mark right."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path, self.zip = path, file
        with told(path):
            self.head = json.loads(self._whole(HEAD))
            if self.head["format"] != FORMAT:
                form = self.head["format"]
                raise BadBackup(
                    f"{path} was made by a newer refnet (its form is {form}): bring this one up to date first."
                )
            self.list = self._whole(LIST)
            self.mark = self._whole(MARK).decode()
            self.facts: dict[str, Any] = json.loads(self.list)
            self.parts: dict[str, dict[str, Any]] = self.facts["parts"]

    def _whole(self, name: str) -> bytes:
        if self.zip.getinfo(name).file_size > LARGEST_LIST:
            raise BadBackup(f"{self.path} is damaged: its {name} is too large.")
        return self.zip.read(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield one part in pieces, none beyond the length that the list gives it."""
        left = int(self.parts[name]["bytes"])
        with told(self.path), self.zip.open(name) as part:
            while piece := part.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise _damaged(self.path)
                yield piece

    def verify(self) -> None:
        """Read every part to its end. Raises `BadBackup` where one is not what was written."""
        if sorted(self.zip.namelist()) != sorted([*self.parts, LIST, MARK]):
            raise _damaged(self.path)
        for name, facts in self.parts.items():
            part = Part(Nowhere())
            for piece in self.pieces(name):
                part.write(piece)
            if part.facts() != facts:
                raise _damaged(self.path)


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    """Open a backup.

    Raises
    ------
    BadBackup
        If it is none, was cut short or damaged, or a newer version made it.
    """
    with ExitStack() as held:
        try:
            file = held.enter_context(path.open("rb"))
            beginning = file.read(len(BEGINNING) + 26 + len(HEAD))
        except OSError as error:
            raise BadBackup(f"{path} cannot be read: {error.strerror}.") from None
        if not (beginning.startswith(BEGINNING) and beginning.endswith(HEAD.encode())):
            raise BadBackup(f"{path} is no backup of refnet.")
        if not _is_closed_off(file):
            raise _damaged(path)
        with told(path):
            reading = Reading(path, held.enter_context(zipfile.ZipFile(file)))
        yield reading


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell whatever may go wrong in reading a damaged file in one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> BadBackup:
    return BadBackup(f"{path} is damaged, cut short or changed since it was made; nothing of it was restored.")
