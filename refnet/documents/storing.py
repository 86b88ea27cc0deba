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

NONCE_BYTES = 12


class Missing(Exception):
    """The store has no file of this name."""


class Damaged(Exception):
    """The stored file is not what was stored, or was stored under another key."""


def keep(content: bytes, *, key: bytes) -> str:
    """Store `content`, and return its name: an HMAC under the case's key, so that equal files of two cases do not show.

    It is on disk when this returns. The same content under the same key is kept once.
    """
    name = hmac.digest(key, content, sha256).hex()
    place = _place(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        nonce = secrets.token_bytes(NONCE_BYTES)
        _write(place, nonce + AESGCM(key).encrypt(nonce, content, name.encode()))
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
        sealed = _place(name).read_bytes()
    except FileNotFoundError as error:
        raise Missing(name) from error
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged(name) from error


def _place(name: str) -> Path:
    return Path(settings.REFNET_FILES) / name[:2] / name


def _write(place: Path, content: bytes) -> None:
    """Write beside, then rename: a reader finds the whole file or none, also after a crash."""
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
