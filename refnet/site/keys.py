"""The keys that the database does not hold, seen to before anything else: they are there, and they are the right ones.

The database remembers each key by a fingerprint. A key is made only where there is nothing yet that needs another; one
that is missing, damaged or foreign keeps the site shut, with the sentence that says what to put back. Anything made in
its place would look well for a while, seal new children with it, and make it harder to put the right ones back.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction

from refnet.access.models import KnownKey
from refnet.documents.sealing_keys import SealLost, authority_pem, make_seal, require_seal, seal_is_there
from refnet.identity.references import FILE, LostKey, is_there, make_ring, opens, references
from refnet.people.adapters import SecondFactors
from refnet.site import sql
from refnet.site.troubles import Trouble
from refnet.site.walking.clock import Clock

LETTERS = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept in the folder of the keys."""

    name: str
    place: Path
    guards: Callable[[], bool]
    """Whether the database holds anything that needs it."""
    is_there: Callable[[], bool]
    make: Callable[[], None]
    prints: Callable[[], dict[str, str]]
    """The fingerprint of each of its keys; raises `LostKey` or `SealLost` where it cannot be read."""
    fits: Callable[[], bool]
    """Whether it opens what is there; asked of a database that does not know it yet."""


def settle_keys() -> None:
    """See that the keys are those that the database was used with; make those that nothing needs yet.

    Raises
    ------
    Trouble
        If one is missing, damaged or another. Nothing was made or changed then.
    """
    with transaction.atomic():
        sql.one_at_a_time(sql.KEYS_LOCK)
        every = _every()
        found = [_look(kept) for kept in every]  # all of them, before any is made
        for kept, prints in zip(every, found, strict=True):
            if prints is None:
                kept.make()
            _remember(kept, kept.prints() if prints is None else prints)


def require_keys() -> None:
    """See that the keys are those that the database was used with, and make none. Raises `Trouble`."""
    if sql.has_table(KnownKey._meta.db_table):
        for kept in _every():
            _look(kept)


def _every() -> tuple[Kept, ...]:
    folder = Path(settings.REFNET_KEYS)
    return (
        Kept("ring", folder / FILE, sql.has_sealed_records, is_there, make_ring, references, _opens_all),
        Kept(
            "sessions",
            Path(settings.REFNET_SECRET_KEY_FILE),
            sql.has_second_factors,
            lambda: Path(settings.REFNET_SECRET_KEY_FILE).exists(),
            _keep_secret_key,
            lambda: {"key": _digest(settings.SECRET_KEY.encode())},
            _opens_a_second_factor,
        ),
        Kept(
            "seal",
            folder / "seal",
            sql.has_signed_advice,
            seal_is_there,
            lambda: make_seal(Clock()()),
            _prints_of_seal,
            lambda: True,
        ),
    )


def _look(kept: Kept) -> dict[str, str] | None:
    """Return the fingerprints of what is there, or nothing where it may be made."""
    guards = kept.guards()
    if not kept.is_there():
        if guards:
            raise _missing(kept)
        return None
    try:
        prints = kept.prints()
        known = _known(kept)
        if guards and (not known.items() <= prints.items() if known else not kept.fits()):
            raise _another(kept)
    except (LostKey, SealLost) as error:
        said = str(error)
        raise Trouble(f"{said[0].upper()}{said[1:].removesuffix('.')}. Nothing was made or changed.") from None
    return prints


def _known(kept: Kept) -> dict[str, str]:
    rows = KnownKey.objects.filter(name__startswith=f"{kept.name}:").values_list("name", "fingerprint")
    return {name.partition(":")[2]: fingerprint for name, fingerprint in rows}


def _remember(kept: Kept, prints: dict[str, str]) -> None:
    known = _known(kept)
    if known == prints:
        return
    if not kept.guards():
        KnownKey.objects.filter(name__startswith=f"{kept.name}:").delete()
        known = {}
    for name, fingerprint in prints.items():
        if name not in known:
            KnownKey.objects.create(name=f"{kept.name}:{name}", fingerprint=fingerprint)


def _missing(kept: Kept) -> Trouble:
    return Trouble(
        f"The database holds what only {kept.place} opens, and it is missing: put it back from the backup of the keys "
        "that belongs to this database. Nothing was made or changed."
    )


def _another(kept: Kept) -> Trouble:
    return Trouble(
        f"{kept.place} is not the one that this database was used with: put that one back from the backup of the keys "
        "that belongs to this database. Nothing was made or changed."
    )


def _keep_secret_key() -> None:
    """Write the key that this process began with, or take the one of another process that was first."""
    file = Path(settings.REFNET_SECRET_KEY_FILE)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(settings.SECRET_KEY)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        settings.SECRET_KEY = file.read_text(encoding="utf-8").strip()


def _opens_all() -> bool:
    return all(opens(case_id, sealed) for case_id, sealed in sql.some_sealed_keys())


def _opens_a_second_factor() -> bool:
    sealed = sql.any_second_factor()
    try:
        return not sealed or bool(SecondFactors().decrypt(sealed))
    except InvalidToken:
        return False


def _prints_of_seal() -> dict[str, str]:
    require_seal()
    return {"authority": _digest(authority_pem())}


def _digest(content: bytes) -> str:
    return sha256(b"refnet known key" + content).hexdigest()[:LETTERS]
