"""The checked documents of a case, for the board."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from refnet.access.requests import ActorRequest
from refnet.consultations import queries
from refnet.documents.serving import answer_with
from refnet.documents.storing import Damaged, Missing


@require_GET
def document(request: ActorRequest, consultation_id: UUID, document_id: UUID) -> HttpResponse:
    try:
        found = queries.open_document_for_board(request.actor, consultation_id, document_id, at=request.at)
    except (Missing, Damaged):
        raise Http404 from None
    return answer_with(found, saved="save" in request.GET)
