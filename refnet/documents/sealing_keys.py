"""The key of the network's seal and the authority that vouches for it: in the key folder, never in the database.

Both are made at the first start and never again. The authority lasts twenty years and outlives several seals; a seal
lasts ten and is renewed at half its time, so that what is sealed today can be checked for years with ordinary tools.
"""

import os
import secrets
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.sign.signers import SimpleSigner

ISSUER = "ExPO-r-Net"
FOLDER = "seal"
SEAL = "seal.p12"
AUTHORITY = "authority.pem"
AUTHORITY_KEY = "authority.key"

YEAR = timedelta(days=365)
AUTHORITY_LASTS = 20 * YEAR
SEAL_LASTS = 10 * YEAR
# The advice of an invented network is older than its seal.
BACKDATED = 2 * YEAR


class SealLost(Exception):
    """The seal cannot be used. The message is a sentence for the operator; nothing is sealed until it is mended."""

    for_operators = True


def open_signer(at: datetime) -> SimpleSigner:
    """Return what seals at this moment; renewed in time by the authority that is here, and never made anew.

    Raises
    ------
    SealLost
        If a key or certificate is missing or unreadable, or has expired and cannot be renewed.
    """
    place = _place()
    certificate = _seal_certificate(place)
    if at > certificate.not_valid_after_utc - SEAL_LASTS / 2:
        _renew(place, certificate, at)
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12(str(place / SEAL))  # type: ignore[no-untyped-call]
    if signer is None:
        raise SealLost(f"the network's seal {place / SEAL} cannot be read: put back the copy that was kept of it")
    return signer


def seal_is_there() -> bool:
    """Whether there is anything of the network's seal."""
    return _place().exists()


def make_seal(at: datetime) -> None:
    """Make authority and seal where there are none. Only for a database in which nothing was sealed yet."""
    if not seal_is_there():
        _make(_place(), at)


def require_seal() -> None:
    """See that the seal can be used, whatever the day. Raises `SealLost`."""
    _seal_certificate(_place())
    authority_pem()


def authority_pem() -> bytes:
    """Return the certificate of the network's own authority, for those who check the seal elsewhere.

    Raises
    ------
    SealLost
        If it is missing.
    """
    return _read(_place() / AUTHORITY)


def _place() -> Path:
    return Path(settings.REFNET_KEYS) / FOLDER


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        why = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise SealLost(f"a part of the network's seal {why}: put back {file} from the copy that was kept") from error


def _seal_certificate(place: Path) -> x509.Certificate:
    try:
        certificate = pkcs12.load_key_and_certificates(_read(place / SEAL), None)[1]
    except ValueError as error:
        raise SealLost(f"the network's seal is damaged: put back {place / SEAL} from the copy that was kept") from error
    if certificate is None:
        raise SealLost(f"the network's seal has no certificate: put back {place / SEAL} from the copy that was kept")
    return certificate


def _make(place: Path, at: datetime) -> None:
    """Make authority and seal in a folder beside and put it in place whole: of two who come first, one's is kept."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"{ISSUER} seal authority")
    authority = _certificate(name, name, key.public_key(), key, at - BACKDATED, at + AUTHORITY_LASTS, authority=True)
    draft = place.with_name(f".{FOLDER}.{secrets.token_hex(8)}")
    draft.mkdir(parents=True, mode=0o700)
    _write(draft / AUTHORITY, authority.public_bytes(Encoding.PEM))
    _write(draft / AUTHORITY_KEY, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _write(draft / SEAL, _new_seal(authority, key, at))
    try:
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft)
        if not place.exists():
            raise


def _renew(place: Path, old: x509.Certificate, at: datetime) -> None:
    """Make a new seal by the same authority; where its key is kept elsewhere, a seal that is still good is used on."""
    expired = at > old.not_valid_after_utc
    try:
        key = load_pem_private_key(_read(place / AUTHORITY_KEY), None)
        authority = x509.load_pem_x509_certificate(_read(place / AUTHORITY))
    except (SealLost, ValueError) as error:
        if expired:
            day = old.not_valid_after_utc.date()
            raise SealLost(f"the network's seal expired on {day}, and {AUTHORITY_KEY} to renew it is lost") from error
        return
    if at > authority.not_valid_after_utc:
        raise SealLost(f"the authority of the network's seal expired on {authority.not_valid_after_utc.date()}")
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != authority.public_key():
        raise SealLost(f"{AUTHORITY_KEY} and {AUTHORITY} of the network's seal do not belong together")
    draft = place / f".{SEAL}.{secrets.token_hex(8)}"
    _write(draft, _new_seal(authority, key, at))
    draft.replace(place / SEAL)


def _new_seal(authority: x509.Certificate, by: ec.EllipticCurvePrivateKey, at: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    last = min(at + SEAL_LASTS, authority.not_valid_after_utc)
    first = max(at - BACKDATED, authority.not_valid_before_utc)
    seal = _certificate(_name(f"{ISSUER} seal"), authority.subject, key.public_key(), by, first, last, authority=False)
    return pkcs12.serialize_key_and_certificates(b"seal", key, seal, [authority], NoEncryption())


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    by: ec.EllipticCurvePrivateKey,
    first: datetime,
    last: datetime,
    *,
    authority: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, ISSUER), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
