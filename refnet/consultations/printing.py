"""The advice on paper: what a doctor files."""

from pathlib import Path
from typing import NoReturn

import segno
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from refnet.consultations.phrases import ALTERNATIVES, EVIDENCE, FEASIBILITIES, HASTES, PRESENTATIONS, URGENCIES
from refnet.consultations.pictures import AdviceSheet

STYLE = Path(__file__).parent / "print.css"
GROUP = 4


class Nothing(URLFetcher):  # type: ignore[misc]
    """Fetches nothing: a print is made of what is in the page, and asks nobody for more."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise ValueError("a print fetches nothing")


def advice_pdf(sheet: AdviceSheet) -> bytes:
    """Return the advice as PDF/A-3a, not yet sealed: recommendations first, then what led to them and who stands
    behind.
    """
    recommendations = [
        {
            "one": one,
            "evidence": EVIDENCE[one.evidence],
            "haste": HASTES[one.haste],
            "feasible": FEASIBILITIES[one.feasible],
            "alternative": ALTERNATIVES[one.alternative] if one.alternative else "",
        }
        for one in sheet.recommendations
    ]
    page = render_to_string(
        "consultations/print/advice.html",
        {
            "sheet": sheet,
            "code": grouped(sheet.code),
            "qr": segno.make(sheet.verify_url, error="m").svg_inline(scale=3) if sheet.verify_url else "",
            "recommendations": recommendations,
            "presentation": PRESENTATIONS[sheet.presentation],
            "urgency": URGENCIES[sheet.urgency],
        },
    )
    document = HTML(string=page, url_fetcher=Nothing())
    printed: bytes = document.write_pdf(stylesheets=[CSS(filename=STYLE)], pdf_variant="pdf/a-3a", pdf_tags=True)
    return printed


def grouped(code: str) -> str:
    """Return a code as it is read aloud: in groups of four."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
