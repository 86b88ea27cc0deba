"""A case put into the pieces of its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from refnet.cases.pictures import CaseView, Row
from refnet.cases.queries import CaseLine
from refnet.consent.phrases import ASSENTS, BASES, SCOPES, SIGNERS
from refnet.consent.terms import Agreed, Basis, Given
from refnet.consultations.phrases import PARTIES, STATES
from refnet.consultations.pictures import ConsultationLine
from refnet.consultations.terms import Party, Urgency
from refnet.desk.casework.checks import line_in_words
from refnet.desk.casework.queries import CaseShelf
from refnet.desk.phrases import DOCUMENT_KINDS, content_in_words
from refnet.documents.queries import DocumentLine
from refnet.kit.pieces import Cell, Column, Fact, Table, Text, Waiting

AT_ONCE = 8
"""Rows of a section that are shown before the rest is folded away."""
FOLDED = ("drugs", "findings")
"""Only lists of like things are folded: what stands of the diagnosis, as a metastasis, must not be overlooked."""
LONG_LABEL = 70
"""Some hospitals name an item by a whole sentence, which needs the width of a value."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of a case; `rest` opens on request."""

    key: str
    title: Text
    first: tuple[Fact, ...]
    rest: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ShownConsent:
    """One consent in words."""

    given: Given
    scope: Text
    who: str
    reason: str


def sections_shown(view: CaseView) -> list[ShownSection]:
    """Return sections whose long lists are folded; what was computed says so."""
    shown = []
    for section in view.sections:
        rows = tuple(_fact(row) for row in section.rows)
        # One row behind a fold is more trouble than one row more.
        cut = AT_ONCE if section.key in FOLDED and len(rows) > AT_ONCE + 1 else len(rows)
        shown.append(ShownSection(section.key, section.title, rows[:cut], rows[cut:]))
    return shown


def consents_shown(agreed: Agreed) -> list[ShownConsent]:
    """Return what was agreed, what stands before what was taken back."""
    ordered = sorted(agreed.given, key=lambda given: given.withdrawn_on is not None)
    return [ShownConsent(given, SCOPES[given.scope], _who(given), given.reason) for given in ordered]


def document_table(case_id: object, documents: Iterable[DocumentLine]) -> Table:
    """Return documents of a case, each with the way to open it and where its check stands."""
    columns = (Column(_("Document")), Column(_("Check")), Column(_("Added")))
    rows = [
        (
            Cell(
                line.title or _("Without a title"),
                url=reverse("desk:document", args=[case_id, line.id]),
                note=" · ".join(part for part in _about(line) if part),
            ),
            _checked(case_id, line),
            Cell(at=line.added_at),
        )
        for line in documents
    ]
    return Table(_("Documents of this case"), columns, rows)


def _checked(case_id: object, line: DocumentLine) -> Cell:
    state, why = line_in_words(line)
    return Cell(state, url=reverse("desk:document-check", args=[case_id, line.id]), note=why)


def case_table(cases: CaseShelf) -> Table:
    """Return the own centre's cases by the child's name, each with the way to its page."""
    columns = (
        Column(_("Child")),
        Column(_("Diagnosis")),
        Column(_("Age at diagnosis")),
        Column(_("Newest consultation")),
        Column(_("Opened")),
    )
    rows = [
        (
            Cell(line.name, url=reverse("desk:case", args=[line.id]), note=_about_child(line)),
            Cell(line.diagnosis or _("No diagnosis yet"), note=line.entity),
            line.age,
            STATES[state] if state else _("none yet"),
            date_format(localtime(line.opened_at), "j M Y"),
        )
        for line, state in cases.lines
    ]
    return Table(_("Cases of your centre, newest first"), columns, rows)


def consultations_shown(lines: Iterable[ConsultationLine]) -> list[Waiting]:
    """Return the consultations on a case; it is the requester's turn that is one's own here."""
    return [
        Waiting(
            url=reverse("consultations:consultation", args=[line.id]),
            name=line.pseudonym or "–",
            title=line.board or _("No board chosen yet"),
            turn=PARTIES[line.turn] if line.turn else "",
            yours=line.turn is Party.REQUESTER,
            since=line.since,
            urgent=line.urgency is Urgency.URGENT,
            state=STATES[line.state],
        )
        for line in lines
    ]


def _fact(row: Row) -> Fact:
    if len(str(row.label)) > LONG_LABEL:
        return Fact(_("As written"), f"{row.label}\n{row.value}", row.when, row.origin)
    return Fact(row.label, row.value, row.when, row.origin, row.missing)


def _about_child(line: CaseLine) -> str:
    born = _("born %(year)s") % {"year": line.birth_year} if line.birth_year else ""
    return " · ".join(part for part in (born, line.pseudonym) if part)


def _who(given: Given) -> str:
    first = SIGNERS[given.signer] if given.basis is Basis.CONSENT else BASES[given.basis]
    return " · ".join((str(first), str(ASSENTS[given.assent])))


def _about(line: DocumentLine) -> tuple[str, str, str]:
    sent_as = line.origin.partition(" ")[0]
    came_from = "" if line.origin == line.title else str(DOCUMENT_KINDS.get(sent_as, sent_as))
    return content_in_words(line.content_type), filesizeformat(line.size), came_from
