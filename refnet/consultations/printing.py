"""The advice on paper: what a doctor files, and the sheet that says whose it is.

A print says first what can be done where the child is, then what needs another way, then how the board came to it
and who stands behind it. The same picture always gives the same bytes.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from refnet.cases.pictures import CaseView, Text
from refnet.centres.phrases import LEVELS, SPECIALTIES
from refnet.centres.terms import Level, Specialty
from refnet.consultations.phrases import PRESENTATIONS, URGENCIES
from refnet.consultations.pictures import AdviceSheet, SignerView
from refnet.consultations.shelves import shelves_of
from refnet.consultations.terms import AdviceState
from refnet.vocabulary.countries import country_name

FOLDER = Path(__file__).parent / "templates" / "consultations" / "print"
STYLE = FOLDER / "print.css"
MARK = "print:mark.svg"
QR = "print:qr.svg"
GROUP = 4
UNSIGNED = {AdviceState.DRAFT, AdviceState.IN_REVIEW}

# The printer's own log may quote what it prints; ours knows no patient.
for name in ("weasyprint", "weasyprint.progress"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


class NotOurs(FatalURLFetchingError):  # type: ignore[misc]
    """A print asked for something that is not part of it. A fault of the template: a print asks nobody."""


class OwnParts(URLFetcher):  # type: ignore[misc]
    """Hands out the pictures that belong to a print, by name, and refuses every other address."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._parts = parts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url not in self._parts:
            raise NotOurs(url)
        return URLFetcherResponse(url, body=BytesIO(self._parts[url]), headers={"Content-Type": "image/svg+xml"})


@dataclass(frozen=True, slots=True)
class Signature:
    """One signer in words; the moment is given in UTC."""

    name: str
    specialty: Text
    centre: str
    country: str
    chair: bool
    at: datetime


def advice_pdf(sheet: AdviceSheet) -> bytes:
    """Return the advice as PDF/A-3a in the language of the sheet, not yet sealed.

    An advice that is not signed, is superseded or is retracted says so on every page.
    """
    with translation.override(sheet.language):
        page = render_to_string(
            "consultations/print/advice.html",
            {
                "sheet": sheet,
                "code": grouped(sheet.code),
                "replaces": grouped(sheet.replaces),
                "replaced_by": grouped(sheet.replaced_by),
                "unsigned": sheet.state in UNSIGNED,
                "level": _words(LEVELS, Level, sheet.board_level),
                "country": country_name(sheet.board_country, sheet.language) if sheet.board_country else "",
                "shelves": shelves_of(sheet.recommendations),
                "presentation": PRESENTATIONS[sheet.presentation],
                "urgency": URGENCIES[sheet.urgency],
                "diagnosis": _diagnosis(sheet.case),
                "waivers": [(_words(SPECIALTIES, Specialty, one), reason) for one, reason in sheet.waivers],
                "signers": [_signature(signer, sheet.language) for signer in sheet.signers],
            },
        )
    return _printed(page, qr=sheet.verify_url, identifier=sheet.id.bytes)


def cover_sheet_pdf(
    sheet: AdviceSheet, *, name: str, birth_date: str, own_number: str = "", centre: str, made_at: datetime
) -> bytes:
    """Return the sheet that says whose advice this is, for the treating centre's own file.

    It names the child, so it is made when it is asked for, is not sealed and is never stored. Source: rulings, 11.

    Parameters
    ----------
    birth_date
        As `identity` keeps it: `2023-04-17`, or only a month or a year.
    own_number
        The child's number in the centre's own records, where it has one.
    """
    with translation.override(sheet.language):
        page = render_to_string(
            "consultations/print/cover.html",
            {
                "sheet": sheet,
                "code": grouped(sheet.code),
                "name": name,
                "birth_date": _day(birth_date),
                "own_number": own_number,
                "centre": centre,
                "made_at": made_at.astimezone(UTC),
            },
        )
    return _printed(page, qr=sheet.verify_url, identifier=sheet.id.bytes)


def grouped(code: str) -> str:
    """Return a code as it is read aloud: in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _printed(page: str, *, qr: str, identifier: bytes) -> bytes:
    parts = {MARK: (FOLDER / "mark.svg").read_bytes(), QR: _qr(qr)}
    document = HTML(string=page, base_url=None, url_fetcher=OwnParts(parts))
    printed: bytes = document.write_pdf(
        stylesheets=[CSS(filename=STYLE)], pdf_variant="pdf/a-3a", pdf_tags=True, pdf_identifier=identifier
    )
    return printed


def _qr(address: str) -> bytes:
    out = BytesIO()
    segno.make(address or "-", error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, dark="#14323a")
    return out.getvalue()


def _signature(signer: SignerView, language: str) -> Signature:
    return Signature(
        name=signer.name,
        specialty=_words(SPECIALTIES, Specialty, signer.specialty),
        centre=signer.centre,
        country=country_name(signer.country, language) if signer.country else "",
        chair=signer.chair,
        at=signer.at.astimezone(UTC),
    )


def _words(phrases: Mapping[Any, Text], terms: type[Level] | type[Specialty], value: str) -> Text:
    """Return what people read for `value`; a word that is none of our terms stays as it was written."""
    return phrases[terms(value)] if value in {term.value for term in terms} else value


def _diagnosis(case: CaseView) -> Text:
    """Return the diagnosis in one line: the class where there is one, else as the hospital wrote it."""
    if case.classification:
        return case.classification.name
    tumour = case.record.main
    return tumour.text.value or "" if tumour else ""


def _day(written: str) -> date | str:
    """Return a full date as a date, to be told in the reader's words; a month or a year stays as it is written."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
