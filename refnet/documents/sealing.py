"""The network's seal: a PAdES signature on what leaves the network as a document.

It says that the network issued these bytes; who approved their content, and when, stands in the text. The seal's key
and certificate lie with the other keys, outside the database.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

SEAL = "seal.p12"
AUTHORITY = "seal-authority.pem"
FIELD = "Seal"
YEARS = 10
ISSUER = "ExPO-r-Net"


class SealLost(Exception):
    """The seal's key or certificate is not where keys are kept, or cannot be read. Nothing can be sealed then."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a seal says of a file: unchanged since, by our authority, over the whole file, and when it was set."""

    intact: bool
    ours: bool
    whole: bool
    at: datetime | None


def seal(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """Return the PDF with the network's seal on it.

    Parameters
    ----------
    at
        The moment that stands in the signature, with a time zone.

    Raises
    ------
    SealLost
        If the seal cannot be opened.
    """
    signer = _signer()
    about = signers.PdfSignatureMetadata(
        field_name=FIELD, name=ISSUER, reason=reason, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    # The clock of the signature is the moment of the act, which the caller has read once.
    out = signers.PdfSigner(about, signer=signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return bytes(out.getvalue())


def verify(pdf: bytes) -> Verification:
    """Say what the seal on a PDF is worth. A file without a seal, or no PDF at all, is not intact."""
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    except PdfReadError:
        signatures = []
    if not signatures:
        return Verification(intact=False, ours=False, whole=False, at=None)
    trust = ValidationContext(trust_roots=[_authority()], allow_fetching=False)
    status = validate_pdf_signature(signatures[0], trust)
    return Verification(
        intact=bool(status.intact and status.valid),
        ours=bool(status.trusted),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        at=status.signer_reported_dt,
    )


def authority_pem() -> bytes:
    """Return the certificate of the network's own authority, for those who check the seal elsewhere.

    Raises `SealLost`.
    """
    _make_once()
    try:
        return (_folder() / AUTHORITY).read_bytes()
    except OSError as error:
        raise SealLost("the certificate of the seal's authority is not where keys are kept") from error


def _authority() -> asn1.Certificate:
    _, _, der = pem.unarmor(authority_pem())
    return asn1.Certificate.load(der)


def _signer() -> signers.SimpleSigner:
    _make_once()
    signer: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12(str(_folder() / SEAL))  # type: ignore[no-untyped-call]
    if signer is None:
        raise SealLost(f"the network's seal ({SEAL}) cannot be read; put it back from where keys are kept")
    return signer


def _folder() -> Path:
    return Path(settings.REFNET_KEYS)


def _make_once() -> None:
    """Make the seal where there is none at all; half a seal is a lost one, and is not made anew in silence."""
    if (_folder() / SEAL).exists() != (_folder() / AUTHORITY).exists():
        raise SealLost("one half of the network's seal is missing; put it back from where keys are kept")
    if not (_folder() / SEAL).exists():
        _make(datetime.now(UTC))


def _make(now: datetime) -> None:
    root_key, seal_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, seal_name = _name(f"{ISSUER} seal authority"), _name(f"{ISSUER} seal")
    root = _certificate(root_name, root_name, root_key, root_key, now, authority=True)
    leaf = _certificate(seal_name, root_name, seal_key, root_key, now, authority=False)
    packed = pkcs12.serialize_key_and_certificates(b"seal", seal_key, leaf, [root], NoEncryption())
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with _draft(AUTHORITY, root.public_bytes(Encoding.PEM)), _draft(SEAL, packed):
        pass


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    now: datetime,
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
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .sign(by, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, ISSUER), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


@contextlib.contextmanager
def _draft(name: str, content: bytes) -> Iterator[None]:
    draft = _folder() / f".{name}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    yield
    draft.replace(_folder() / name)
