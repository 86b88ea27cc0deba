"""Folders for one use: what a command needs for files and keys of its own while it runs, and never afterwards.

A folder belongs to the process that holds a lock on it. The system lets go of the lock however a process ends, so the
next one that makes a folder sweeps away what a killed one left: sealed files, and the keys that open them.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOR_US_ALONE = 0o700


@contextmanager
def scratch_folder(base: Path) -> Iterator[Path]:
    """Have an empty folder under `base` that only its owner may enter; nothing of it remains."""
    base.mkdir(FOR_US_ALONE, parents=True, exist_ok=True)
    with _held(base):  # nobody sweeps between making a folder and holding it
        _sweep(base)
        folder = base / secrets.token_hex(8)
        folder.mkdir(mode=FOR_US_ALONE)
        hold = _lock(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(hold)


def _sweep(base: Path) -> None:
    """Remove the folders that no living process holds."""
    for folder in base.iterdir():
        if folder.is_symlink() or not folder.is_dir():
            continue
        try:
            hold = _lock(folder, wait=False)
        except (BlockingIOError, FileNotFoundError):  # somebody works in it, or has just removed it
            continue
        shutil.rmtree(folder, ignore_errors=True)
        os.close(hold)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    hold = _lock(folder)
    try:
        yield
    finally:
        os.close(hold)


def _lock(folder: Path, *, wait: bool = True) -> int:
    """Return a descriptor that holds the folder until it is closed, and that no child process inherits."""
    hold = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(hold)
        raise
    return hold
