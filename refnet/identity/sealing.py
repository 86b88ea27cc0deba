"""Sealing and opening a person: the plain form inside, the key ring around it."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from refnet.identity.keyring import key_ring
from refnet.identity.terms import Identity, Name, Person


def seal_identity(case_id: UUID, identity: Identity) -> bytes:
    plain = orjson.dumps({"person": asdict(identity.person), "zero": identity.zero})
    return key_ring().seal(plain, bound_to=f"identity:{case_id}")


def open_sealed(case_id: UUID, sealed: bytes) -> Identity:
    """Return what `seal_identity` sealed. Raises `keyring.LostKey`."""
    plain: dict[str, Any] = orjson.loads(key_ring().open(sealed, bound_to=f"identity:{case_id}"))
    person = plain["person"]
    names = tuple(Name(name["family"], tuple(name["given"]), name["text"]) for name in person.pop("names"))
    lists = {key: tuple(value) for key, value in person.items() if isinstance(value, list)}
    for name in ("numbers", "lasting"):
        if person.get(name) is not None:
            lists[name] = tuple((system, value) for system, value in person[name])
    return Identity(Person(names=names, **{**person, **lists}), date.fromisoformat(plain["zero"]))


def seal_key(case_id: UUID, key: bytes) -> bytes:
    return key_ring().seal(key, bound_to=f"files:{case_id}")


def open_key(case_id: UUID, sealed: bytes) -> bytes:
    """Return the key of a case's files. Raises `keyring.LostKey`."""
    return key_ring().open(sealed, bound_to=f"files:{case_id}")
