"""The network's seal on a print: what it says, what it shows, and what becomes of it without its key."""

import shutil
import stat
import subprocess
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter

from refnet.consultations.printing import advice_pdf
from refnet.documents.sealing import NoPrint, SealLost, Verification, authority_pem, seal, verify
from refnet.documents.sealing_keys import make_seal
from tests.fhir.pictures import BARE, SIGNED

YEAR = timedelta(days=365)
UNSEALED = Verification(intact=False, ours=False, whole=False, at=None)


@pytest.fixture(scope="module")
def printed():
    return advice_pdf(BARE)


@pytest.fixture(autouse=True)
def _made_when_first_needed(settings, tmp_path):
    settings.REFNET_KEYS = tmp_path / "of its own"
    make_seal(SIGNED)


@pytest.fixture
def sealed(printed):
    return seal(printed, reason="Advice 7Q4MZX2K9TDRW3HB", at=SIGNED)


def kept(settings):
    return settings.REFNET_KEYS / "seal"


def seal_certificate(settings):
    return pkcs12.load_key_and_certificates((kept(settings) / "seal.p12").read_bytes(), None)[1]


def test_a_sealed_print_is_intact_ours_and_whole(sealed):
    assert verify(sealed) == Verification(intact=True, ours=True, whole=True, at=SIGNED)


def test_a_file_without_a_seal_is_not_intact(printed, sealed):
    assert [verify(printed), verify(b"no PDF"), verify(b"")] == [UNSEALED, UNSEALED, UNSEALED]


def test_an_independent_validation_trusts_it_by_our_authority(sealed):
    _, _, der = pem.unarmor(authority_pem())
    trust = ValidationContext(trust_roots=[asn1.Certificate.load(der)], allow_fetching=False, moment=SIGNED)

    (signature,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    status = validate_pdf_signature(signature, trust)

    assert (status.bottom_line, status.coverage.name, status.docmdp_ok) == (True, "ENTIRE_FILE", True)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"] == "Advice 7Q4MZX2K9TDRW3HB"


@pytest.mark.parametrize("share", [0.001, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.999])
def test_one_changed_byte_breaks_it(sealed, share):
    changed = bytearray(sealed)
    changed[int(len(sealed) * share)] ^= 1

    assert verify(bytes(changed)).intact is False


def test_a_changed_byte_within_the_seal_itself_breaks_it(sealed):
    first, last = sealed.index(b"<3082") + 1, sealed.index(b">", sealed.index(b"<3082"))
    unnoticed = []
    for place in range(first, last, 211):
        changed = bytearray(sealed)
        changed[place] ^= 1
        if verify(bytes(changed)).intact:
            unnoticed.append(place - first)

    assert unnoticed == []


def test_what_is_appended_breaks_it(sealed):
    added = PdfWriter(BytesIO(sealed), incremental=True)
    added.add_blank_page()
    out = BytesIO()
    added.write(out)

    assert verify(out.getvalue()).intact is False
    assert verify(sealed + b"\n%").intact is False


def test_sealed_bytes_are_never_sealed_again(sealed):
    with pytest.raises(NoPrint):
        seal(sealed, reason="Addendum", at=SIGNED)
    with pytest.raises(NoPrint):
        seal(b"no PDF", reason="Advice", at=SIGNED)


def test_the_seal_leaves_what_was_printed_as_it_is(printed, sealed):
    assert sealed.startswith(printed)


def test_the_seal_is_to_be_seen_where_the_print_has_its_place(sealed):
    boxes = [
        (number, [float(side) for side in note.get_object()["/Rect"]])
        for number, page in enumerate(PdfReader(BytesIO(sealed)).pages)
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Widget"
    ]

    assert len(boxes) == 1
    left, bottom, right, top = boxes[0][1]
    assert (right - left, top - bottom) == (51, 51)


def test_a_print_without_a_place_has_an_invisible_seal():
    plain, out = PdfWriter(), BytesIO()
    plain.add_blank_page(200, 200)
    plain.write(out)

    assert verify(seal(out.getvalue(), reason="Advice", at=SIGNED)).intact is True


def test_another_networks_seal_is_not_ours(sealed, settings):
    shutil.rmtree(kept(settings))
    make_seal(SIGNED)
    seal(advice_pdf(BARE), reason="Advice", at=SIGNED)

    found = verify(sealed)

    assert (found.intact, found.ours) == (True, False)


def test_keys_are_made_at_first_use_for_the_owner_alone(sealed, settings):
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in kept(settings).iterdir()}

    assert modes == {"authority.pem": 0o600, "authority.key": 0o600, "seal.p12": 0o600}
    assert stat.S_IMODE(kept(settings).stat().st_mode) == 0o700


def test_the_same_seal_serves_again(printed, sealed, settings):
    before = seal_certificate(settings)

    seal(printed, reason="Advice", at=SIGNED + YEAR)

    assert seal_certificate(settings) == before


def test_a_seal_is_renewed_at_half_its_time_and_old_prints_stay_good(printed, sealed, settings):
    before = seal_certificate(settings)

    later = seal(printed, reason="Advice", at=SIGNED + 6 * YEAR)

    assert seal_certificate(settings) != before
    assert [verify(one).ours for one in (sealed, later)] == [True, True]


def test_without_the_authoritys_key_a_seal_serves_until_it_expires(printed, sealed, settings):
    (kept(settings) / "authority.key").unlink()

    assert verify(seal(printed, reason="Advice", at=SIGNED + 6 * YEAR)).ours is True
    with pytest.raises(SealLost, match=r"expired on 2036-03-03, and authority.key to renew it is lost"):
        seal(printed, reason="Advice", at=SIGNED + 11 * YEAR)


@pytest.mark.parametrize("part", ["seal.p12", "authority.pem"])
def test_a_lost_part_is_told_in_one_sentence(printed, sealed, settings, part):
    (kept(settings) / part).unlink()

    with pytest.raises(SealLost, match=r"a part of the network's seal is missing: put back .*"):
        seal(printed, reason="Advice", at=SIGNED) if part == "seal.p12" else verify(sealed)


def test_a_damaged_seal_is_told_in_one_sentence(printed, sealed, settings):
    (kept(settings) / "seal.p12").write_bytes(b"not a key")

    with pytest.raises(SealLost, match=r"the network's seal is damaged: put back .*seal\.p12"):
        seal(printed, reason="Advice", at=SIGNED)


def test_an_addition_is_a_print_of_its_own(sealed, printed):
    added = seal(advice_pdf(replace(BARE, version=2)), reason="Addendum", at=SIGNED)

    assert added != sealed
    assert verify(sealed).intact is True


@pytest.mark.skipif(
    not shutil.which("pdfsig") or not shutil.which("certutil"), reason="needs poppler-utils, libnss3-tools"
)
def test_pdfsig_says_valid_and_trusted(sealed, tmp_path):
    (tmp_path / "authority.pem").write_bytes(authority_pem())
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    base = f"sql:{tmp_path}"
    subprocess.run(["certutil", "-N", "-d", base, "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", base, "-n", "refnet", "-t", "C,C,C", "-i", tmp_path / "authority.pem"], check=True
    )

    said = subprocess.run(
        ["pdfsig", "-nssdir", base, tmp_path / "sealed.pdf"], capture_output=True, text=True, check=False
    ).stdout

    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
