"""The desk: what waits for me."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from refnet.access.requests import ActorRequest
from refnet.consultations.showing import owed_act, waiting_advice, waiting_line
from refnet.desk.queries import open_desk
from refnet.kit.pieces import Pages, Waiting
from refnet.notices.commands import mark_all_read
from refnet.notices.queries import count_unread, list_notices

NOTICES_A_PAGE = 25


@require_GET
def desk(request: ActorRequest) -> HttpResponse:
    found = open_desk(request.actor, at=request.at)
    mine = [
        *(waiting_line(line, yours=True, act=owed_act(line)) for line in found.owed),
        *(waiting_line(line, yours=True, act=_("answer a question in the thread")) for line in found.asked),
        *(waiting_line(line, yours=True) for line in found.yours),
    ]
    page = {
        "desk": found,
        "yours": [*(waiting_advice(line) for line in found.changed), *sorted(mine, key=_urgency)],
        "others": [waiting_line(line, yours=False) for line in found.others],
    }
    return render(request, "desk/desk.html", page)


def _urgency(line: Waiting) -> tuple[bool, datetime | None]:
    return not line.urgent, line.since


@require_http_methods(["GET", "POST"])
def notices(request: ActorRequest) -> HttpResponse:
    if request.method == "POST":
        mark_all_read(request.actor, at=request.at)
        return redirect("desk:notices")
    after = request.GET.get("after", "")
    told = list_notices(
        request.actor, after=int(after) if after.isdecimal() and len(after) < 19 else None, most=NOTICES_A_PAGE
    )
    page = {
        "notices": told,
        "unread": count_unread(request.actor),
        "pages": Pages(older=f"?after={told[-1].id}" if len(told) == NOTICES_A_PAGE else ""),
    }
    return render(request, "desk/notices.html", page)
