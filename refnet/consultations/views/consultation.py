"""The page of a consultation, and what is done on it with one button or a short form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.consultations import commands, queries
from refnet.consultations.forms.panel import AnswerRequest, AskForInformation, GiveOpinion, PostMessage
from refnet.consultations.lifecycle import BEFORE_SIGNED
from refnet.consultations.phrases import PRESENTATIONS, STATES
from refnet.consultations.pictures import ConsultationPage
from refnet.consultations.showing import in_words, opinions_of, panel_of, timeline_of, turn_of, versions_of
from refnet.consultations.steps import steps_of
from refnet.consultations.views.acting import by_name, say_why
from refnet.kit.times import span

LATEST = 4
PAGE = "consultations/consultation.html"
Typed = dict[str, forms.Form]

PLAIN: dict[str, Callable[..., Any]] = {
    "submit": commands.submit_case,
    "accept": commands.accept_case,
    "open-discussion": commands.open_discussion,
    "join": commands.join_panel,
    "deliver": commands.deliver_advice,
    "close": commands.close_consultation,
    "raise-urgency": commands.raise_urgency,
}


DONE = {
    "submit": _("The case is before the board. You are told when it is accepted."),
    "accept": _("Accepted: the requesting centre is told. Now invite the panel."),
    "open-discussion": _("The discussion is open, and the panel is told."),
    "join": _("You have joined the panel."),
    "deliver": _("The advice is delivered, and the requesting centre is told."),
    "close": _("The consultation is closed."),
    "raise-urgency": _("It is urgent now, and the board is told."),
}


@require_GET
def consultation(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _page(request, consultation_id)


@require_POST
def move(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    verb = request.POST.get("move", "")
    if verb not in PLAIN:
        raise Http404
    try:
        PLAIN[verb](request.actor, consultation_id, at=request.at)
    except Refused as refused:
        for reason in refused.decision.reasons:
            messages.error(request, str(reason.text))
        return _page(request, consultation_id, status=403)
    messages.success(request, DONE[verb])
    return redirect("consultations:consultation", consultation_id)


@require_POST
def begin_advice(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return redirect("consultations:write", commands.begin_advice(request.actor, consultation_id, at=request.at))


@require_POST
def opinion(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _act(request, consultation_id, "opinion", GiveOpinion(request.POST), commands.give_opinion)


@require_POST
def post(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    page = queries.open_consultation(request.actor, consultation_id, at=request.at)
    form = PostMessage(request.POST, people=_people(request, page))
    return _act(request, consultation_id, "message", form, commands.post_message)


@require_POST
def tick(request: ActorRequest, post_id: UUID) -> HttpResponse:
    consultation_id = commands.tick_question(request.actor, post_id, at=request.at)
    return redirect("consultations:consultation", consultation_id)


@require_POST
def ask(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    return _act(request, consultation_id, "asking", AskForInformation(request.POST), commands.ask_for_information)


@require_POST
def answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    consultation_id, _request = queries.open_request_page(request.actor, request_id, at=request.at)

    def give(actor: object, _subject: object, **said: Any) -> None:
        commands.answer_request(request.actor, request_id, **said)

    return _act(request, consultation_id, "answering", AnswerRequest(request.POST), give)


def _act(
    request: ActorRequest, consultation_id: UUID, name: str, form: forms.Form, command: Callable[..., Any]
) -> HttpResponse:
    """Call one command with what was typed; where it is refused the page says why and keeps what was typed."""
    if not form.is_valid():
        return _page(request, consultation_id, status=422, typed={name: form})
    try:
        command(request.actor, consultation_id, at=request.at, **form.cleaned_data)
    except Refused as refused:
        say_why(form, refused)
        return _page(request, consultation_id, status=403, typed={name: form})
    messages.success(request, _("Saved."))
    return redirect("consultations:consultation", consultation_id)


def _page(
    request: ActorRequest, consultation_id: UUID, *, status: int = 200, typed: Typed | None = None
) -> HttpResponse:
    page = queries.open_consultation(request.actor, consultation_id, at=request.at)
    own = next((one for one in page.opinions if one.author.id == request.actor.id), None)
    known = {name: getattr(own, name) for name in GiveOpinion.base_fields} if own else None
    written = {
        "opinion": GiveOpinion(initial=known),
        "message": PostMessage(people=_people(request, page)),
        "asking": AskForInformation(),
        "answering": AnswerRequest(),
        **(typed or {}),
    }
    shown = {
        "page": page,
        "acts": by_name(page.acts),
        "state": STATES[page.state],
        "steps": steps_of(page.state),
        "turn": turn_of(request.actor, page),
        "presentation": PRESENTATIONS[page.presentation] if page.presentation else "",
        "opinions": opinions_of(page),
        "own_opinion": own is not None,
        "panel": panel_of(page.panel, page.state),
        "waivers": [(in_words(specialty), reason) for specialty, reason in page.waivers],
        "ending": page.state in BEFORE_SIGNED,
        "unanswered": [in_words(one) for one in page.unanswered],
        "versions": versions_of(page.versions),
        "history": timeline_of(page.history)[:LATEST],
        "earlier": timeline_of(page.history)[LATEST:],
        "spent": (span(page.clock.board), span(page.clock.requester)) if page.submitted_at else None,
        "forms": written,
        "typed": typed or {},
    }
    return render(request, PAGE, shown, status=status)


def _people(request: ActorRequest, page: ConsultationPage) -> list[tuple[str, str]]:
    """Those to whom a question can be put: the requester and the panel, but for oneself."""
    named = {page.requester.id: page.requester, **{seat.person.id: seat.person for seat in page.panel}}
    return [(str(key), f"{one.name} · {one.centre}") for key, one in named.items() if key != request.actor.id]
