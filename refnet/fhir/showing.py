"""What people read of an import."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from refnet.cases.terms import Record
from refnet.fhir.commands import Imported


def brought_in(imported: Imported) -> str:
    """Say in a few words what came in, and how many places were not understood."""
    parts = [words for number, words in _counted(imported.record, imported.documents) if number]
    sentence = _("Read from %(source)s: %(parts)s.") % {"source": imported.source_format, "parts": ", ".join(parts)}
    left = len(imported.record.leftovers)
    if not left:
        return sentence
    rest = ngettext(
        "One thing was not taken over; it is listed below.",
        "%(number)s things were not taken over; they are listed below.",
        left,
    ) % {"number": left}
    return f"{sentence} {rest}"


def _counted(record: Record, documents: int) -> list[tuple[int, str]]:
    def count(one: str, many: str, number: int) -> tuple[int, str]:
        return number, ngettext(one, many, number) % {"number": number}

    notes = len(record.findings) + sum(len(tumour.markers) for tumour in record.tumours)
    return [
        count("%(number)s tumour", "%(number)s tumours", len(record.tumours)),
        count("%(number)s line of treatment", "%(number)s lines of treatment", len(record.phases)),
        count("%(number)s medicine", "%(number)s medicines", len(record.drugs)),
        count("%(number)s course of radiotherapy", "%(number)s courses of radiotherapy", len(record.radiotherapy)),
        count("%(number)s operation", "%(number)s operations", len(record.surgery)),
        count("%(number)s transplantation", "%(number)s transplantations", len(record.transplants)),
        count("%(number)s complication", "%(number)s complications", len(record.toxicities)),
        count("%(number)s finding", "%(number)s findings", notes),
        count("%(number)s document", "%(number)s documents", documents),
    ]
