"""The consultation's pages: read the request, make one call, show the answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from refnet.access.decisions import Refused
from refnet.access.public import public
from refnet.access.requests import ActorRequest
from refnet.consultations import commands, queries
from refnet.consultations.forms import (
    AnswerRequest,
    AskForInformation,
    GiveOpinion,
    GiveReason,
    InviteExpert,
    PostMessage,
)
from refnet.consultations.phrases import ADVICE_STATES, STATES
from refnet.consultations.pictures import ConsultationPage
from refnet.consultations.steps import steps_of
from refnet.people.queries import find_experts

PAGE = "consultations/consultation.html"
Typed = dict[str, django_forms.Form]

PLAIN: dict[str, Callable[..., Any]] = {
    "submit": commands.submit_case,
    "accept": commands.accept_case,
    "open-discussion": commands.open_discussion,
    "join": commands.join_panel,
    "deliver": commands.deliver_advice,
    "acknowledge": commands.acknowledge_advice,
    "close": commands.close_consultation,
    "raise-urgency": commands.raise_urgency,
}
REASONED: dict[str, Callable[..., Any]] = {
    "return": commands.return_case,
    "withdraw": commands.withdraw_consultation,
}
LEAVING = {"conflict": True, "decline-invitation": False}


@require_GET
def consultation(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _page(request, consultation_id)


@require_POST
def move(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    verb = request.POST.get("move", "")
    if verb in PLAIN:
        PLAIN[verb](request.actor, consultation_id, at=request.at)
    elif verb in LEAVING:
        commands.stand_down(request.actor, consultation_id, conflict=LEAVING[verb], at=request.at)
        return redirect("desk:desk")
    elif verb in REASONED:
        form = GiveReason(request.POST)
        if not form.is_valid():
            return _page(request, consultation_id, typed={"reason": form})
        REASONED[verb](request.actor, consultation_id, at=request.at, **form.cleaned_data)
    else:
        raise Http404
    return redirect("consultations:consultation", consultation_id)


@require_POST
def opinion(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _act(request, consultation_id, "opinion", GiveOpinion(request.POST), commands.give_opinion)


@require_POST
def post(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _act(request, consultation_id, "message", PostMessage(request.POST), commands.post_message)


@require_POST
def ask(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _act(request, consultation_id, "asking", AskForInformation(request.POST), commands.ask_for_information)


@require_POST
def invite(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    page = queries.open_consultation(request.actor, consultation_id, at=request.at)
    form = InviteExpert(request.POST, experts=_experts(request, page))
    return _act(request, consultation_id, "inviting", form, commands.invite_expert)


@require_POST
def answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    consultation_id, _request = queries.open_request_page(request.actor, request_id, at=request.at)
    form = AnswerRequest(request.POST)
    if not form.is_valid():
        return _page(request, consultation_id, typed={"answering": form})
    commands.answer_request(request.actor, request_id, at=request.at, **form.cleaned_data)
    return redirect("consultations:consultation", consultation_id)


@require_GET
def printed(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    content = queries.open_print(request.actor, advice_id, at=request.at)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="advice.pdf"', "Cache-Control": "no-store"},
    )


@public
@require_GET
def verify(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.find_certificate(code)
    state = ADVICE_STATES[found.state] if found else ""
    page = {"found": found, "state": state}
    return render(request, "consultations/verify.html", page, status=200 if found else 404)


def _act(
    request: ActorRequest, consultation_id: UUID, name: str, form: django_forms.Form, command: Callable[..., Any]
) -> HttpResponse:
    """Call one command with what was typed; where it is refused the page says why and keeps what was typed."""
    if not form.is_valid():
        return _page(request, consultation_id, typed={name: form})
    try:
        command(request.actor, consultation_id, at=request.at, **form.cleaned_data)
    except Refused as refused:
        for reason in refused.decision.reasons:
            form.add_error(None, str(reason.text))
        return _page(request, consultation_id, status=403, typed={name: form})
    messages.success(request, _("Saved."))
    return redirect("consultations:consultation", consultation_id)


def _page(request: ActorRequest, consultation_id: UUID, *, status: int = 0, typed: Typed | None = None) -> HttpResponse:
    page = queries.open_consultation(request.actor, consultation_id, at=request.at)
    forms = {
        "opinion": GiveOpinion(),
        "message": PostMessage(),
        "asking": AskForInformation(),
        "answering": AnswerRequest(),
        "reason": GiveReason(),
        "inviting": InviteExpert(experts=_experts(request, page)),
        **(typed or {}),
    }
    shown = {"page": page, "state": STATES[page.state], "steps": steps_of(page.state), "forms": forms}
    return render(request, PAGE, shown, status=status or (422 if typed else 200))


def _experts(request: ActorRequest, page: ConsultationPage) -> list[tuple[str, str]]:
    if page.board_id is None or not page.acts["invite"].allowed:
        return []
    present = {seat.person.id for seat in page.panel}
    experts = find_experts(page.board_id, on=request.at.date())
    return [(str(one.id), f"{one.name} · {one.specialty}") for one in experts if one.id not in present]
