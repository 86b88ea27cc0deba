"""What the requesting centre does with advice: whose it is, what became of it, and the papers to file."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from refnet.access.decisions import Refused
from refnet.access.public import public
from refnet.access.requests import ActorRequest
from refnet.cases.phrases import child_name
from refnet.cases.queries import open_own_case
from refnet.consultations import commands, queries
from refnet.consultations.forms.requesting import ConfirmChild, ReportOutcomes
from refnet.consultations.phrases import ADVICE_STATES
from refnet.consultations.printing import grouped
from refnet.consultations.views.acting import say_why
from refnet.documents.sealing_keys import SealLost, authority_pem
from refnet.documents.storing import Damaged, Missing

LONGEST_CODE = 60
log = structlog.get_logger(__name__)


@require_http_methods(["GET", "POST"])
def acknowledge(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    page = queries.open_advice(request.actor, advice_id, at=request.at)
    child = open_own_case(request.actor, page.sheet.case.id, at=request.at)
    form = ConfirmChild(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            commands.acknowledge_advice(request.actor, page.sheet.consultation_id, at=request.at)
            messages.success(request, _("The board knows that the advice has arrived."))
            return redirect("consultations:advice", advice_id)
    shown = {"page": page, "child": child.person, "name": child_name(child.person), "form": form}
    return render(request, "consultations/acknowledge.html", shown, status=status)


@require_http_methods(["GET", "POST"])
def outcomes(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    page = queries.open_advice(request.actor, advice_id, at=request.at)
    form = ReportOutcomes(request.POST or None, recommendations=page.sheet.recommendations, before=dict(page.outcomes))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                commands.report_outcomes(request.actor, advice_id, outcomes=form.outcomes, at=request.at)
            except Refused as refused:
                say_why(form, refused)
                status = 403
            else:
                messages.success(request, _("Thank you: the experts see what became of their advice."))
                return redirect("consultations:advice", advice_id)
    return render(request, "consultations/outcomes.html", {"page": page, "form": form}, status=status)


@require_GET
def printed(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    return _print(request, advice_id, None)


@require_GET
def printed_addition(request: ActorRequest, advice_id: UUID, addendum_id: UUID) -> HttpResponse:
    return _print(request, advice_id, addendum_id)


@require_GET
def cover(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    return _pdf(queries.open_cover_sheet(request.actor, advice_id, at=request.at), "cover-sheet")


@public
@require_GET
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Confirm what the public may know; without a code, ask for it."""
    code = code or request.GET.get("code", "")[:LONGEST_CODE]
    if not code.strip():
        return render(request, "consultations/verify.html", {"asking": True})
    found = queries.find_certificate(code)
    state = ADVICE_STATES[found.state] if found else ""
    page = {"found": found, "state": state, "code": grouped(found.code) if found else code}
    return render(request, "consultations/verify.html", page, status=200 if found else 404)


@public
@require_GET
def authority(request: HttpRequest) -> HttpResponse:
    """Hand out the certificate by which anyone can check the seal of a print with a tool of their own."""
    try:
        pem = authority_pem()
    except SealLost as error:
        raise Http404 from error
    headers = {"Content-Disposition": 'attachment; filename="refnet-authority.pem"'}
    return HttpResponse(pem, content_type="application/x-pem-file", headers=headers)


def _print(request: ActorRequest, advice_id: UUID, addendum_id: UUID | None) -> HttpResponse:
    sheet = queries.open_sheet(request.actor, advice_id, at=request.at)
    name = f"advice-{sheet.case.pseudonym}-v{sheet.version}" + ("-with-addition" if addendum_id else "")
    try:
        return _pdf(queries.open_print(request.actor, advice_id, addendum_id=addendum_id, at=request.at), name)
    except (Missing, Damaged):
        log.error("print.damaged", advice=str(advice_id))
        messages.error(request, _("The stored PDF cannot be read. What it says stands below; tell who runs the site."))
        return redirect("consultations:advice", advice_id)


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )
