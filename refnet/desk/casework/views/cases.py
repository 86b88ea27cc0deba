"""The centre's cases, a case begun by hand, and a case as a board sees it."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.cases.queries import CaseLine, list_cases_of_child
from refnet.desk.casework import queries, showing
from refnet.desk.casework.forms import BeginCase, FindCase
from refnet.desk.commands import begin_case
from refnet.desk.policies import may_begin
from refnet.kit.pieces import Pages


@require_http_methods(["GET", "POST"])
def cases(request: ActorRequest) -> HttpResponse:
    decision = may_begin(request.actor)
    if not decision.allowed:
        raise Refused(decision)
    # Looked for by POST: a child's name has no place in an address, which browsers and servers keep.
    form = FindCase(request.POST or None)
    sought = form.cleaned_data["sought"] if form.is_valid() else ""
    found = queries.list_shelf(request.actor, sought=sought, after=_key(request), at=request.at)
    first = reverse("desk:cases")
    older = f"{first}?{urlencode({'before': found.next[0], 'id': found.next[1]})}" if found.next else ""
    page = {
        "form": form,
        "sought": sought,
        "table": showing.case_table(found),
        "count": len(found.lines),
        "more": bool(sought and found.next),
        "pages": Pages(newer=first if request.GET else "", older="" if sought else older),
    }
    return render(request, "desk/cases.html", page)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest) -> HttpResponse:
    decision, centre_id = may_begin(request.actor), request.actor.clinical_centre_id
    if centre_id is None:
        raise Refused(decision)
    form = BeginCase(request.POST or None, today=request.at.date())
    known: tuple[CaseLine, ...] = ()
    if request.method == "POST" and form.is_valid():
        known = () if form.cleaned_data["again"] else list_cases_of_child(request.actor, form.person(), at=request.at)
        if not known:
            return _begun(request, centre_id, form)
    if not known and "again" not in request.POST:
        del form.fields["again"]
    page = {"form": form, "beginning": decision, "known": known}
    status = 409 if known else 422 if request.method == "POST" else 200
    return render(request, "desk/case_begin.html", page, status=status)


def _begun(request: ActorRequest, centre_id: UUID, form: BeginCase) -> HttpResponse:
    case_id = begin_case(
        request.actor, centre_id=centre_id, person=form.person(), typed=form.description(), at=request.at
    )
    messages.success(request, _("The case is open. Add what you know; the rest stays open."))
    return redirect("desk:case", case_id)


@require_GET
def as_board(request: ActorRequest, case_id: UUID, consultation_id: UUID | None = None) -> HttpResponse:
    sight = queries.open_board_sight(request.actor, case_id, consultation_id, at=request.at)
    page = {
        "case_id": case_id,
        "sight": sight,
        "shown": consultation_id,
        "sections": showing.sections_shown(sight.view),
    }
    return render(request, "desk/case_as_board.html", page)


def _key(request: ActorRequest) -> tuple[str, str] | None:
    """The place in the list after which to go on, as the page before gave it."""
    before, key = request.GET.get("before"), request.GET.get("id")
    if before is None or key is None:
        return None
    try:
        moment, place = parse_datetime(before), UUID(key)
    except ValueError:
        raise Http404 from None
    if moment is None or moment.tzinfo is None:
        raise Http404
    return before, str(place)
