"""What may be said of the keys where the keys themselves may not be: which there are, and that one of them was at hand.

A backup holds such references, and never a key. A key cannot be found from its reference.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from refnet.identity.keyring import FILE, KeyRing, LostKey, key_ring, make_ring, place_of_keys
from refnet.identity.sealing import open_key

__all__ = ["FILE", "LostKey", "attest", "is_attested", "is_there", "make_ring", "missing_keys", "opens", "references"]

LETTERS = 16
REFERENCE, ATTESTING = b"refnet key reference", b"refnet backup"


def is_there() -> bool:
    """Whether there is a key ring."""
    return (place_of_keys() / FILE).exists()


def references() -> dict[str, str]:
    """Return a fingerprint of each key of the ring, by the key's name. Raises `keyring.LostKey`."""
    return {name: _fingerprint(key) for name, key in key_ring().keys.items()}


def opens(case_id: UUID, sealed: bytes) -> bool:
    """Whether this ring opens the key of a case's files; the key itself is not told."""
    try:
        return bool(open_key(case_id, sealed))
    except LostKey:
        return False


def attest(message: bytes) -> str:
    """Return a mark on `message` that only a holder of the key ring can make. Raises `keyring.LostKey`."""
    ring = key_ring()
    return f"{ring.current}:{_mark(ring, ring.current, message)}"


def is_attested(message: bytes, mark: str) -> bool:
    """Whether `mark` is what `attest` made for `message` under a key of this ring. Raises `keyring.LostKey`."""
    name, _, said = mark.partition(":")
    ring = key_ring()
    return name in ring.keys and hmac.compare_digest(_mark(ring, name, message).encode(), said.encode())


def missing_keys(named: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the keys that are `named` by fingerprint this ring does not have.

    Where there is no ring all are missing. Where the first key here is none of the named they miss too, since the first
    makes all pseudonyms. Raises `keyring.LostKey`.
    """
    if not is_there():
        return tuple(named)
    here = references()
    if key_ring().first not in named:
        return tuple(named)
    return tuple(name for name, fingerprint in named.items() if here.get(name) != fingerprint)


def _fingerprint(key: bytes) -> str:
    return hmac.digest(key, REFERENCE, sha256).hex()[:LETTERS]


def _mark(ring: KeyRing, name: str, message: bytes) -> str:
    return hmac.digest(hmac.digest(ring.keys[name], ATTESTING, sha256), message, sha256).hex()
