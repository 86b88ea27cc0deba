"""What people read on the desk for the words of others."""

from django.utils.translation import gettext_lazy as _

from refnet.documents.storing import ContentType

CONTENT_TYPES = {
    ContentType.PDF: _("PDF"),
    ContentType.PNG: _("Picture"),
    ContentType.JPEG: _("Picture"),
    ContentType.TIFF: _("Picture"),
    ContentType.DICOM: _("DICOM"),
    ContentType.DOCX: _("Word document"),
    ContentType.ZIP: _("Archive"),
    ContentType.HTML: _("Web page"),
    ContentType.EXECUTABLE: _("Program"),
    ContentType.TEXT: _("Text"),
    ContentType.UNKNOWN: _("Other file"),
}


DOCUMENT_KINDS = {
    "DocumentReference": _("sent with the data"),
    "DiagnosticReport": _("a report in the data"),
    "Media": _("a picture in the data"),
    "Binary": _("a file in the data"),
}
"""In what a document came, by the FHIR resource that held it."""


def content_in_words(content_type: str) -> str:
    """Return what kind of file a media type stands for."""
    known = content_type in ContentType.__members__.values()
    return str(CONTENT_TYPES[ContentType(content_type) if known else ContentType.UNKNOWN])
