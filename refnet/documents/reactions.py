"""What documents do when something happened: one that was added is checked, and all are when a name is corrected."""

from uuid import UUID

from refnet.access.actors import SYSTEM
from refnet.documents.commands import check_document, defer_check, recheck_documents
from refnet.journal.following import reacts_to
from refnet.journal.queries import Line, others_wait

MOST_DEFERRALS = 3


@reacts_to(
    "documents.document-added",
    "documents.pages-read",
    "documents.document-settled",
    "documents.check-again",
    "documents.check-deferred",
)
def check_what_waits(line: Line) -> None:
    """Do the next turn of a check. A turn takes seconds, so what else has happened meanwhile goes first."""
    document_id = UUID(line.facts["document"])
    turns = line.facts.get("turns", 0)
    if turns < MOST_DEFERRALS and others_wait(line.id, beside="documents."):
        defer_check(SYSTEM, document_id, line.subject, turns=turns + 1, at=line.at)
    else:
        check_document(SYSTEM, document_id, at=line.at)


@reacts_to("identity.identity-corrected")
def check_all_again(line: Line) -> None:
    """What was clean for one name need not be for another."""
    recheck_documents(SYSTEM, line.subject, at=line.at)
