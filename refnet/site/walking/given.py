"""The data that a command was given: one file, or a folder of files, understood as one child's."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from refnet.cases.terms import Leftover
from refnet.fhir.intake import LIMIT, BadIntake, Intake, read, reasons
from refnet.site.troubles import Trouble

JSON = {".json", ".ndjson", ".jsonl"}
PASSED_OVER = reasons.gettext_noop("A file that is not JSON by its name; it was not read.")

Files = list[tuple[str, bytes]]


def understand(path: Path) -> Intake:
    """Return the draft case that the data at `path` make.

    Raises
    ------
    Trouble
        If there is nothing to read there, or what is there cannot become a case.
    """
    try:
        files, passed_over = _read_all(path)
    except OSError as error:
        raise Trouble(
            f"{shown(error.filename or path)} cannot be read: {error.strerror or 'no reason given'}."
        ) from None
    try:
        intake = read(files)
    except BadIntake as fault:
        raise Trouble(_sentence(fault, alone=not path.is_dir())) from None
    if not passed_over:
        return intake
    note = Leftover("", f"× {passed_over}" if passed_over > 1 else "", PASSED_OVER)
    return replace(intake, record=replace(intake.record, leftovers=(*intake.record.leftovers, note)))


def _read_all(path: Path) -> tuple[Files, int]:
    """Return the files to read, and how many others lie beside them. Reads no more than an import may bring."""
    if not path.exists():
        raise Trouble(f"There is no {shown(path)}.")
    if not path.is_dir():
        return [(shown(path.name), _content(path, LIMIT))], 0
    found = sorted(_files_in(path))
    wanted = [file for file in found if file.suffix.lower() in JSON and not _is_hidden(file.relative_to(path))]
    wanted = wanted or [file for file in found if not _is_hidden(file.relative_to(path))]
    if not wanted:
        raise Trouble(f"There is no file to read in {shown(path)}.")
    if sum(file.stat().st_size for file in wanted) > LIMIT:
        raise Trouble(reasons.TOO_LARGE)
    files: Files = []
    left = LIMIT
    for file in wanted:
        files.append((shown(file.relative_to(path)), _content(file, left)))
        left -= len(files[-1][1])
    return files, len(found) - len(wanted)


def _files_in(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder, onerror=_stop):
        yield from (Path(place, name) for name in names)


def _stop(error: OSError) -> NoReturn:
    # A folder that cannot be looked into may hold half of the record: that is no small thing to pass over.
    raise error


def _is_hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def shown(name: object) -> str:
    """Return a file's name as it may be printed: what would move a terminal's cursor or colour it is spelt out."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(name))


def _content(file: Path, most: int) -> bytes:
    # A pipe or a device never ends, or waits for somebody to write. It is opened without waiting, and looked at then,
    # so that none can be put in a file's place in between.
    number = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(number, "rb") as opened:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise Trouble(f"{shown(file)} is no file but a pipe, a device or the like; nothing was read.")
        content = opened.read(most + 1)
    if len(content) > most:
        raise Trouble(reasons.TOO_LARGE)
    return content


def _sentence(fault: BadIntake, *, alone: bool) -> str:
    """Say what is wrong and where; the name of a single file is known to whoever gave it."""
    file, path = fault.where
    place = path if alone else ", ".join(part for part in (file, path) if part)
    return f"{fault.sentence.removesuffix('.')} ({place})." if place else fault.sentence
