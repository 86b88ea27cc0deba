"""The key ring: the keys that the database does not hold.

One file in the folder of keys, made at the first start and never again, kept apart from database and backups. Sealed
values name the key they were sealed with, so that a new key can be added while old ones still open. No two keys
anywhere have the same name, so that two rings can be made one.
"""

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FILE = "identity-keys.json"
NONCE_BYTES = 12
ALPHABET = "0123456789ACDEFGHJKLMNPQRTUVWXYZ"
PSEUDONYM_LETTERS = 11
MARK_BYTES = 12
NAME_BYTES = 6


class LostKey(Exception):
    """A value cannot be opened: its key is not in the key ring, or the value was changed or moved."""

    for_operators = True


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Named keys of 32 bytes. The current one seals; all of them open; the first makes pseudonyms and marks."""

    current: str
    keys: dict[str, bytes]
    first: str

    def seal(self, plain: bytes, *, bound_to: str) -> bytes:
        """Encrypt with AES-256-GCM. A sealed value opens only for what it was `bound_to`, so that rows cannot be
        swapped.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        name = self.current.encode()
        return name + b":" + nonce + AESGCM(self.keys[self.current]).encrypt(nonce, plain, bound_to.encode())

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Decrypt what `seal` made.

        Raises
        ------
        LostKey
            If the key is not in the ring, or the value is not what was sealed for `bound_to`.
        """
        name, _, rest = bytes(sealed).partition(b":")
        key = self.keys.get(name.decode(errors="replace"))
        if key is None:
            raise LostKey("the key that sealed this value is not in the key ring")
        try:
            return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound_to.encode())
        except InvalidTag as error:
            raise LostKey("this value was not sealed for this record, or was changed since") from error

    def mark(self, context: str, text: str) -> str:
        """Return a sign by which `text` is known again in `context`, and from which nobody reads it without the ring.

        As with pseudonyms it is the oldest key that makes them, so that a new key forgets nobody.
        """
        oldest = self.keys[self.first]
        return hmac.digest(oldest, f"mark|{context}|{text}".encode(), sha256)[:MARK_BYTES].hex()

    def pseudonym(self, context: str, subject: str) -> str:
        """Return the name that `subject` has in `context`, such as `K7Q2-9FHA-4CXT`; not linkable without the ring.

        The oldest key makes all pseudonyms, so that a new key does not rename children. The last letter checks
        the others.
        """
        oldest = self.keys[self.first]
        digest = hmac.digest(oldest, f"{context}|{subject}".encode(), sha256)
        letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:PSEUDONYM_LETTERS])
        letters += check_letter(letters)
        return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def check_letter(letters: str) -> str:
    """Return the letter that makes a misread or swapped neighbour show (ISO 7064 in spirit: a weighted sum,
    modulo 31).
    """
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(letters, start=2))
    return ALPHABET[total % 31]


def key_ring() -> KeyRing:
    """Return the key ring of this installation.

    Raises
    ------
    LostKey
        If there is none, or it cannot be read as one. None is made: what was sealed would stay shut.
    """
    return _load(place_of_keys() / FILE)


def make_ring() -> None:
    """Make a key ring where there is none. Only for a database that holds nothing sealed yet."""
    file = place_of_keys() / FILE
    if not file.exists():
        _make(file)


def place_of_keys() -> Path:
    """Return the folder in which the key ring lies."""
    return Path(settings.REFNET_KEYS)


@cache
def _load(file: Path) -> KeyRing:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        keys = {name: base64.b64decode(key, validate=True) for name, key in stored["keys"].items()}
        ring = KeyRing(stored["current"], keys, stored.get("first") or _oldest(keys))
        if any(len(key) != 32 for key in keys.values()) or not {ring.current, ring.first} <= set(keys):
            raise ValueError("keys have 32 bytes, and the current and the first one are among them")
    except FileNotFoundError as error:
        raise LostKey(f"the key ring {file} is missing; put it back from the backup of the keys") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LostKey(f"the key ring {file} cannot be read; put it back from the backup of the keys") from error
    return ring


def _oldest(keys: dict[str, bytes]) -> str:
    """Return the oldest key of a ring whose keys were numbered, as they once were."""
    return min(keys, key=int)


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(NAME_BYTES)
    fresh = {"current": name, "first": name, "keys": {name: base64.b64encode(secrets.token_bytes(32)).decode()}}
    draft = file.with_suffix(f".{os.getpid()}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(fresh, out)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)  # fails where another process was first: then its keys are the keys
    except FileExistsError:
        pass
    finally:
        draft.unlink()
