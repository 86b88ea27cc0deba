"""Which keys a backup needs, said by reference: never a key, and nothing from which one could be found."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from refnet.identity.references import LostKey, missing_keys, references
from refnet.site.backing.archive import BadBackup

LETTERS = 16
SEAL = Path("seal") / "authority.pem"


def key_references() -> dict[str, Any]:
    """Return the references that a backup holds. Raises `BadBackup` where the key ring cannot be read."""
    try:
        ring = references()
    except LostKey as error:
        raise BadBackup(f"There is no backup without the key ring: {error}.") from None
    return {"ring": ring, "sessions": _digest(settings.SECRET_KEY.encode()), "seal": _seal()}


def require_keys(path: Path, named: dict[str, Any]) -> None:
    """Go on only where the key ring here has all keys that the backup's rows and files were sealed with.

    Raises
    ------
    BadBackup
        If it lacks one.
    """
    ring: dict[str, str] = named["ring"]
    try:
        missing = missing_keys(ring)
    except LostKey as error:
        raise BadBackup(f"{path} cannot be restored: {error}.") from None
    if missing:
        keys = ", ".join(f"{name} ({ring[name]})" for name in missing)
        raise BadBackup(
            f"{path} needs a key ring with {'keys' if len(missing) > 1 else 'key'} {keys}, and the one in "
            f"{settings.REFNET_KEYS} is another or missing: put back the keys that were kept with it."
        )


def notes_on(named: dict[str, Any]) -> list[str]:
    """Return what else is different here, and what follows from it."""
    here = {"sessions": _digest(settings.SECRET_KEY.encode()), "seal": _seal()}
    notes = []
    if here["sessions"] != named["sessions"]:
        notes.append(
            "The key of sessions and second factors (secret-key) is not the one of the backup: put that one back, or "
            "everybody needs a new second factor."
        )
    if here["seal"] != named["seal"] and named["seal"]:
        notes.append(
            "The network's seal is not the one of the backup: put its folder back beside the key ring, or new advice "
            "is sealed by another authority."
        )
    return notes


def _seal() -> str:
    file = Path(settings.REFNET_KEYS) / SEAL
    return _digest(file.read_bytes()) if file.is_file() else ""


def _digest(content: bytes) -> str:
    return sha256(b"refnet key reference" + content).hexdigest()[:LETTERS]
