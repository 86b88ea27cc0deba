"""The network's seal: a PAdES signature on what leaves the network as a document.

It says that the network issued these bytes and shows any change since; who approved their content, and when, stands
in the text. The seal's key and certificates are in `sealing_keys`, outside the database.
"""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import cms, pem
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from refnet.documents.sealing_keys import ISSUER, SealLost, authority_pem, open_signer

__all__ = ["SealLost", "Verification", "authority_pem", "seal", "verify"]

FIELD = "Seal"
PLACE = "seal"  # the anchor in a print where the seal is to be seen
SIDE = 51  # of the visible seal, in points: 18 mm

# Two rings and three points joined in the middle, as on the letterhead, in the colour space of the print.
DRAWING = b"""q 0.051 0.361 0.420 RG 0.051 0.361 0.420 rg 1.4 w
48 25.5 m 48 37.93 37.93 48 25.5 48 c 13.07 48 3 37.93 3 25.5 c 3 13.07 13.07 3 25.5 3 c 37.93 3 48 13.07 48 25.5 c s
0.5 w 44.5 25.5 m 44.5 35.99 35.99 44.5 25.5 44.5 c 15.01 44.5 6.5 35.99 6.5 25.5 c
6.5 15.01 15.01 6.5 25.5 6.5 c 35.99 6.5 44.5 15.01 44.5 25.5 c s
2 w 1 J 25.5 25.5 m 16 33.5 l S 25.5 25.5 m 35 33.5 l S 25.5 25.5 m 25.5 14 l S
12.8 30.8 5.4 5.4 re f 32.8 30.8 5.4 5.4 re f 22.8 10.8 5.4 5.4 re f
0.949 0.722 0.294 rg 21.5 21.5 8 8 re f Q"""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a seal says of a file: unchanged since, by our authority, over the whole file, and when it was set."""

    intact: bool
    ours: bool
    whole: bool
    at: datetime | None


RANGES = re.compile(rb"/ByteRange \[(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]")
# A damaged or foreign file fails wherever the damage is; all of it means the same.
DAMAGE = (
    PdfError,
    SignatureValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    ArithmeticError,
    RecursionError,
    zlib.error,
)
# The parts of a seal that it does not itself cover, as we write them.
UNSIGNED: dict[str, object] = {
    "version": "v1",
    "digest_algorithms": [{"algorithm": "sha256", "parameters": None}],
    "encap_content_info": {"content_type": "data", "content": None},
}
UNSEALED = Verification(intact=False, ours=False, whole=False, at=None)


class NoPrint(ValueError):
    """What was to be sealed is no PDF, or is sealed already: sealed bytes are never edited."""


class Sealer(PdfSigner):
    """Signs by the clock of the act, which the caller has read once, in place of the machine's."""

    def __init__(self, *args: Any, at: datetime, **named: Any) -> None:
        super().__init__(*args, **named)
        self._at = at

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self._at
        return session


def seal(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """Return the PDF with the network's seal on it, which permits no later change.

    The seal is to be seen where the print has the anchor `seal`; a print without it has an invisible seal.

    Parameters
    ----------
    at
        The moment that stands in the signature, with a time zone.

    Raises
    ------
    SealLost
        If the seal cannot be opened, or has expired and cannot be renewed.
    NoPrint
        If it is no PDF, or bears a seal already.
    """
    signer = open_signer(at)
    try:
        file = IncrementalPdfFileWriter(BytesIO(pdf))
        if file.prev.embedded_signatures:
            raise NoPrint("the file is sealed already")
        about = PdfSignatureMetadata(
            field_name=FIELD,
            name=ISSUER,
            reason=reason,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        stamp = StaticStampStyle(background=RawContent(DRAWING, box=BoxConstraints(SIDE, SIDE)), border_width=0)
        sealer = Sealer(about, signer=signer, stamp_style=stamp, new_field_spec=_field(file), at=at)
        return bytes(sealer.sign_pdf(file).getvalue())
    except (PdfError, SigningError) as error:
        raise NoPrint("the file is no PDF that can be sealed") from error


def verify(pdf: bytes) -> Verification:
    """Say what the seal on a file is worth. A file without a seal, or no PDF at all, is not intact.

    Trust is judged at the moment that the seal gives for itself: certificates expire, advice is kept for decades.

    Raises
    ------
    SealLost
        If the authority's certificate is not there to judge by.
    """
    authority = authority_pem()
    if not _untouched(pdf):
        return UNSEALED
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return _judged(signatures[0], authority)
    except DAMAGE:
        return UNSEALED


def _untouched(pdf: bytes) -> bool:
    """Whether the bytes are those that were sealed, by the ranges that the seal itself names; no PDF is read for this.

    Ordinary readers overlook changes in the padding of the seal; here its form must be exact to the last byte.
    """
    named = RANGES.search(pdf)
    if named is None:
        return False
    first, gap, rest, length = (int(number) for number in named.groups())
    if first != 0 or rest + length != len(pdf):
        return False
    written = pdf[gap:rest]
    try:
        found = cms.ContentInfo.load(bytes.fromhex(written[1:-1].decode("ascii")))
        content = found["content"]
        attributes = {one["type"].native: one["values"] for one in content["signer_infos"][0]["signed_attrs"]}
        if attributes["message_digest"][0].native != sha256(pdf[:gap] + pdf[rest:]).digest():
            return False
        if [content[part].native for part in UNSIGNED] != list(UNSIGNED.values()):
            return False
        exact: bytes = found.dump(force=True).hex().upper().encode().ljust(rest - gap - 2, b"0")
    except DAMAGE:
        return False
    return written == b"<" + exact + b">"


def _field(file: IncrementalPdfFileWriter) -> SigFieldSpec:
    """Return where the seal is to be seen: at the print's own anchor, or nowhere."""
    spot = _anchor(file.prev.root)
    if spot is None:
        return SigFieldSpec(FIELD)
    page, left, top = spot
    return SigFieldSpec(FIELD, on_page=page, box=(left, top - SIDE, left + SIDE, top))


def _anchor(root: Any) -> tuple[int, int, int] | None:
    try:
        names = list(root["/Names"]["/Dests"]["/Names"])
        spot = names[names.index(PLACE) + 1]
        page, left, top = spot.raw_get(0), int(spot[2]), int(spot[3])
        kids = root["/Pages"]["/Kids"]
        pages = [kids.raw_get(place) for place in range(len(kids))]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return pages.index(page), left, top


def _judged(signature: EmbeddedPdfSignature, authority: bytes) -> Verification:
    at = signature.self_reported_timestamp
    _, _, der = pem.unarmor(authority)
    root = asn1.Certificate.load(der)
    trust = ValidationContext(trust_roots=[root], allow_fetching=False, moment=at)
    status = validate_pdf_signature(signature, trust)
    # Readers pass over certificates that they do not need; a change in one is a change.
    strangers = any(one.dump() != der for one in signature.other_embedded_certs)
    return Verification(
        intact=bool(status.intact and status.valid) and not (status.trusted and strangers),
        ours=bool(status.trusted),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        at=at,
    )
