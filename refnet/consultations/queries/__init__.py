"""Reading consultations."""

from refnet.consultations.queries.advice import (
    find_certificate,
    open_advice,
    open_cover_sheet,
    open_print,
    open_sheet,
)
from refnet.consultations.queries.lists import (
    count_waiting,
    list_changed_advice,
    list_for_board,
    list_for_case,
    list_for_centre,
    list_open_revisions,
    list_owed,
    list_questions_to,
)
from refnet.consultations.queries.newest import list_newest_states
from refnet.consultations.queries.pages import (
    list_parties,
    open_consultation,
    open_request_page,
    rank_boards_for,
)
from refnet.consultations.queries.papers import open_document_for_board

__all__ = [
    "count_waiting",
    "find_certificate",
    "list_changed_advice",
    "list_for_board",
    "list_for_case",
    "list_for_centre",
    "list_newest_states",
    "list_open_revisions",
    "list_owed",
    "list_parties",
    "list_questions_to",
    "open_advice",
    "open_consultation",
    "open_cover_sheet",
    "open_document_for_board",
    "open_print",
    "open_request_page",
    "open_sheet",
    "rank_boards_for",
]
