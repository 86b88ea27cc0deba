"""Writing a walk's files: all of them, or none."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from refnet.site.troubles import Trouble

NAMES = ("case.json", "advice.pdf", "advice.fhir.json", "timeline.json")


def check_folder(folder: Path) -> None:
    """See beforehand whether the files could be written. Raises `Trouble`."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        raise Trouble(f"{there} is no folder.")
    if not os.access(there, os.W_OK | os.X_OK):
        raise Trouble(f"Nothing can be written in {there}.")
    for name in NAMES:
        if (folder / name).is_dir():
            raise Trouble(f"{folder / name} is a folder; a file would be written there.")


def write_all(folder: Path, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Write each file beside its place and then put all in place; return where they are.

    Raises
    ------
    Trouble
        If that fails; none of the files of this walk is there then.
    """
    mark = secrets.token_hex(6)
    drafts = {folder / f".{name}.{mark}": folder / name for name in contents}
    half_placed: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for draft, place in drafts.items():
            draft.write_bytes(contents[place.name])
        for draft, place in drafts.items():
            draft.replace(place)
            half_placed.append(place)
        half_placed.clear()
    except OSError as error:
        raise Trouble(f"{error.filename or folder} cannot be written: {error.strerror}.") from None
    finally:
        for file in (*drafts, *half_placed):
            file.unlink(missing_ok=True)
    return {place.name: place for place in drafts.values()}
