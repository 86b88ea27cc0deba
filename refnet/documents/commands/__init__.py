"""Adding documents to a case, checking them, and deciding what the check found."""

from refnet.documents.commands.adding import add_document
from refnet.documents.commands.checking import check_document, defer_check, recheck_documents
from refnet.documents.commands.ruling import (
    black_out,
    black_out_place,
    check_again,
    overrule_hits,
    vouch_for_document,
)

__all__ = [
    "add_document",
    "black_out",
    "black_out_place",
    "check_again",
    "check_document",
    "defer_check",
    "overrule_hits",
    "recheck_documents",
    "vouch_for_document",
]
