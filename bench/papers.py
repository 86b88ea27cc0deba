"""An advice on paper: printed, and sealed."""

import hashlib
from collections.abc import Iterator

from weasyprint import HTML

from bench.filling import Filled
from bench.measuring import Measure, in_turn
from refnet.consultations.printing import advice_pdf
from refnet.consultations.queries import open_consultation, open_sheet
from refnet.documents.sealing import seal
from refnet.site.demo.loading import clock

ROUNDS = 5
HASHES = 200
EMPTY = "<!DOCTYPE html><html lang=en><title>Empty</title>"


def measure(who: Filled) -> Iterator[Measure]:
    """Compare the print with that of an empty page, and the seal with the mere hash of the same bytes."""
    at = clock()
    advice = open_consultation(who.chair, who.closed, at=at).versions[0]
    sheet = open_sheet(who.chair, advice.id, at=at)
    printed = advice_pdf(sheet)
    yield Measure(
        "printing an advice",
        "printing an empty page",
        *in_turn(
            lambda: advice_pdf(sheet),
            lambda: HTML(string=EMPTY).write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True),
            rounds=ROUNDS,
        ),
        unit="ms",
    )
    yield Measure(
        f"sealing it ({len(printed) / 1000:.0f} kB)",
        "hashing it (SHA-256)",
        *in_turn(
            lambda: seal(printed, reason="Measured", at=at),
            lambda: hashlib.sha256(printed).digest(),
            rounds=ROUNDS,
            times=HASHES,
        ),
        unit="ms",
    )
