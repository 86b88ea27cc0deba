"""The store of sealed files: named by their content, encrypted under the case's key, complete or not there."""

import contextlib
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from refnet.documents.sniffing import ContentType, sniff

__all__ = ["ContentType", "Damaged", "Missing", "fetch", "is_kept", "keep", "place_of", "sniff"]

NONCE_BYTES = 12
# One key of a case, two uses: each has a key of its own made from it.
NAMING, SEALING = b"refnet file name", b"refnet file content"


class Missing(Exception):
    """The store has no file of this name."""


class Damaged(Exception):
    """The stored file is not what was stored, or was stored under another key."""


def keep(content: bytes, *, key: bytes) -> str:
    """Store `content`, and return its name: an HMAC under the case's key, so that equal files of two cases do not show.

    It is on disk when this returns. The same content under the same key is kept once; a damaged copy is replaced.
    """
    name = hmac.digest(_own(key, NAMING), content, sha256).hex()
    place = place_of(name)
    if not _stands(name, key):
        _make_folder(place.parent)
        nonce = secrets.token_bytes(NONCE_BYTES)
        _write(place, nonce + AESGCM(_own(key, SEALING)).encrypt(nonce, content, name.encode()))
    return name


def fetch(name: str, *, key: bytes) -> bytes:
    """Return what was stored under `name`.

    Raises
    ------
    Missing
        If there is no such file.
    Damaged
        If it was changed since, or `key` is not the key that it was stored under.
    """
    try:
        sealed = place_of(name).read_bytes()
    except FileNotFoundError as error:
        raise Missing(name) from error
    try:
        return AESGCM(_own(key, SEALING)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged(name) from error


def _own(key: bytes, use: bytes) -> bytes:
    return hmac.digest(key, use, sha256)


def _stands(name: str, key: bytes) -> bool:
    try:
        fetch(name, key=key)
    except (Missing, Damaged):
        return False
    return True


def is_kept(name: str) -> bool:
    """Whether the store has a file of this name, whole or damaged."""
    return place_of(name).is_file()


def place_of(name: str) -> Path:
    """Return where the file of this name lies. Raises `Missing` for what is no name of a file."""
    if len(name) != sha256().digest_size * 2 or not name.isalnum():
        raise Missing(name)
    return Path(settings.REFNET_FILES) / name[:2] / name


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sync(folder.parent)


def _write(place: Path, content: bytes) -> None:
    """Write beside, then rename: a reader finds the whole file or none, also after a crash."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(place)
        _sync(place.parent)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
