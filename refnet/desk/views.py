"""The desk: what waits for me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from refnet.access.requests import ActorRequest
from refnet.consultations.phrases import PARTIES, STATES
from refnet.consultations.pictures import ConsultationLine
from refnet.consultations.terms import Urgency
from refnet.desk.queries import open_desk
from refnet.kit.pieces import Waiting


@require_GET
def desk(request: ActorRequest) -> HttpResponse:
    found = open_desk(request.actor, at=request.at)
    page = {
        "desk": found,
        "yours": [_waiting(line, yours=True) for line in found.yours],
        "others": [_waiting(line, yours=False) for line in found.others],
    }
    return render(request, "desk/desk.html", page)


def _waiting(line: ConsultationLine, *, yours: bool) -> Waiting:
    return Waiting(
        url=reverse("consultations:consultation", args=[line.id]),
        name=line.pseudonym or "–",
        title=line.entity or STATES[line.state],
        detail=line.board,
        turn=PARTIES[line.turn] if line.turn else "",
        yours=yours,
        since=line.since,
        urgent=line.urgency is Urgency.URGENT,
        state=STATES[line.state],
    )
