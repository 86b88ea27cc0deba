"""What the check of a document found, and deciding it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.desk.casework import checks
from refnet.documents import commands
from refnet.documents.queries import case_of_document, open_check, open_harmless_document, open_page_picture
from refnet.documents.serving import answer_with
from refnet.documents.storing import Damaged, Missing

LONGEST_REASON = 500
LONGEST_NUMBER = 6
"""Digits of a place in a picture; more are a trick."""


@require_GET
def check(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    return _show(request, case_id, document_id)


@require_GET
def page_picture(request: ActorRequest, case_id: UUID, document_id: UUID, page: int) -> HttpResponse:
    try:
        found, jpeg = open_page_picture(request.actor, document_id, page=page, at=request.at)
    except (Missing, Damaged):
        raise Http404 from None
    if found != case_id:
        raise Http404
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(jpeg, content_type="image/jpeg", headers=headers)


@require_GET
def harmless(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    try:
        found = open_harmless_document(request.actor, document_id, at=request.at)
    except (Missing, Damaged):
        raise Http404 from None
    if found.case_id != case_id or case_of_document(request.actor, document_id, at=request.at) != case_id:
        raise Http404
    return answer_with(found)


@require_POST
def black_out(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    return _decide(request, case_id, document_id, commands.black_out, hit_ids=_hits(request))


@require_POST
def black_out_place(request: ActorRequest, case_id: UUID, document_id: UUID, page: int) -> HttpResponse:
    x, y = (_part(request, name) for name in ("x", "y"))
    return _decide(request, case_id, document_id, commands.black_out_place, page=page, x=x, y=y)


@require_POST
def overrule(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:LONGEST_REASON]
    return _decide(request, case_id, document_id, commands.overrule_hits, hit_ids=_hits(request), reason=reason)


@require_POST
def vouch(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")[:LONGEST_REASON]
    return _decide(request, case_id, document_id, commands.vouch_for_document, reason=reason)


@require_POST
def check_again(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    return _decide(request, case_id, document_id, commands.check_again)


def _decide(
    request: ActorRequest, case_id: UUID, document_id: UUID, command: Callable[..., None], **arguments: Any
) -> HttpResponse:
    """Call one command with what was decided; where it is refused the page says why."""
    if case_of_document(request.actor, document_id, at=request.at) != case_id:
        raise Http404
    try:
        command(request.actor, document_id, at=request.at, **arguments)
    except Refused as refused:
        for reason in refused.decision.reasons:
            messages.error(request, str(reason.text))
        return _show(request, case_id, document_id, status=403)
    messages.success(request, _("Done. What is left is searched again before a board sees it."))
    return redirect("desk:document-check", case_id, document_id)


def _show(request: ActorRequest, case_id: UUID, document_id: UUID, *, status: int = 200) -> HttpResponse:
    try:
        page = open_check(request.actor, document_id, at=request.at)
    except (Missing, Damaged):
        messages.error(request, _("The file cannot be read: what is stored is not what was put there."))
        return redirect("desk:case", case_id)
    if page.case_id != case_id:
        raise Http404
    state, why = checks.state_in_words(page.state, page.reason, len(page.open))
    first, rest = checks.pages_shown(page)
    shown = {
        "page": page,
        "state": state,
        "tone": checks.TONES[page.state],
        "why": why,
        "groups": checks.groups_shown(page),
        "rulings": checks.rulings_shown(page),
        "pages": first,
        "rest": rest,
        "width": checks.PICTURE_WIDTH,
        "longest": LONGEST_REASON,
    }
    return render(request, "desk/document_check.html", shown, status=status)


def _hits(request: ActorRequest) -> list[UUID]:
    try:
        return [UUID(hit) for hit in request.POST.getlist("hit")]
    except ValueError:
        raise Http404 from None


def _part(request: ActorRequest, name: str) -> float:
    """A click as a part of the picture's width or height; nothing where it was no click."""
    at, whole = (request.POST.get(key, "") for key in (f"place.{name}", name))
    if not all(one.isdecimal() and len(one) < LONGEST_NUMBER for one in (at, whole)) or int(whole) == 0:
        return 0.0
    return int(at) / int(whole)
