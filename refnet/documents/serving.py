"""Answering with a checked document: in the page where the browser shows PDF, able to do nothing, kept nowhere."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from refnet.documents.pictures import HarmlessFile

POLICY = "sandbox; default-src 'none'"


def neutral_title(number: int, *, scan: bool) -> str:
    """Return the title under which others know a document: its own may name the child."""
    return (_("Scan %(number)d") if scan else _("Letter %(number)d")) % {"number": number}


def answer_with(file: HarmlessFile, *, saved: bool = False) -> HttpResponse:
    """Return the harmless form of a document as an answer; `saved` to a file where that was asked for."""
    name = f"{neutral_title(file.number, scan=file.scan)}.pdf"
    return HttpResponse(
        file.content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(saved, name) or "inline",
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
