"""The advice: its page, writing it, and the acts on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.consultations import commands, queries
from refnet.consultations.commands.advising import WrittenMeanwhile
from refnet.consultations.forms.advice import Recommendations, SignerText, WriteAdvice, recommendation_forms
from refnet.consultations.forms.requesting import GiveReason
from refnet.consultations.phrases import ADVICE_STATES, FOLLOWED
from refnet.consultations.pictures import AdvicePage
from refnet.consultations.printing import grouped
from refnet.consultations.shelves import shelves_of
from refnet.consultations.showing import ADVICE_TONES, HASTE_TONES, SHELVES, opinions_of, signers_of, versions_of
from refnet.consultations.views.acting import Asking, ask_first, by_name, say_why

ACTS = {
    "reopen": Asking(
        "reopen",
        _("Take the advice back to draft"),
        _("Countersignatures given so far do not count for the new wording."),
        _("Take it back to draft"),
        GiveReason,
        commands.reopen_draft,
    ),
    "dissent": Asking(
        "dissent",
        _("Have a differing position kept"),
        _("It stands in the advice with your name. Everyone is asked to read and countersign again."),
        _("Keep this position"),
        SignerText,
        commands.keep_dissent,
    ),
    "add": Asking(
        "add",
        _("Sign an addition to the advice"),
        _("Signed advice is never edited. The addition is printed and sealed with it; the first print stays."),
        _("Sign the addition"),
        SignerText,
        commands.sign_addendum,
    ),
    "revise": Asking(
        "revise",
        _("Begin a new version"),
        _("It begins with the text of this one, which holds until the new version is signed."),
        _("Begin a new version"),
        GiveReason,
        commands.begin_revision,
    ),
    "retract": Asking(
        "retract",
        _("Retract the advice"),
        _("Everyone who received it is told at once, and the public page says that it is retracted."),
        _("Retract the advice"),
        GiveReason,
        commands.retract_advice,
        "danger",
    ),
}


DONE = {
    "send-to-review": _("The panel is asked to read and countersign."),
    "sign": _("Signed and sealed. Now it can be delivered."),
    "countersign": _("Countersigned."),
    "acknowledge-change": _("Noted."),
}


@require_GET
def advice(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    return _page(request, advice_id)


@require_POST
def move(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    verb = request.POST.get("move", "")
    draft = request.POST.get("draft", "")
    moves: dict[str, Callable[[], Any]] = {
        "send-to-review": lambda: commands.send_to_review(request.actor, advice_id, at=request.at),
        "sign": lambda: commands.sign_advice(request.actor, advice_id, at=request.at),
        "acknowledge-change": lambda: commands.acknowledge_change(request.actor, advice_id, at=request.at),
    }
    if draft.isdecimal() and len(draft) < 10:
        read = int(draft)
        moves["countersign"] = lambda: commands.countersign_advice(request.actor, advice_id, draft=read, at=request.at)
    if verb not in moves:
        raise Http404
    try:
        moves[verb]()
    except WrittenMeanwhile:
        messages.warning(
            request, _("The wording has changed since you opened the page. Read it again, then countersign.")
        )
        return _page(request, advice_id, status=409)
    except Refused as refused:
        for reason in refused.decision.reasons:
            messages.error(request, str(reason.text))
        return _page(request, advice_id, status=403)
    messages.success(request, DONE[verb])
    return redirect("consultations:advice", advice_id)


@require_http_methods(["GET", "POST"])
def act(request: ActorRequest, advice_id: UUID, name: str) -> HttpResponse:
    asking = ACTS.get(name)
    if asking is None:
        raise Http404
    page = queries.open_advice(request.actor, advice_id, at=request.at)
    here = reverse("consultations:advice", args=[advice_id])
    return ask_first(
        request,
        asking,
        advice_id,
        decision=page.acts[asking.key],
        about=page.sheet.case.pseudonym,
        back=here,
        done=reverse("consultations:consultation", args=[page.sheet.consultation_id]) if name == "revise" else here,
    )


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    page = queries.open_advice(request.actor, advice_id, at=request.at)
    said = request.POST or None
    begun = {"draft": page.draft, "assessment": page.sheet.assessment, "none_reason": page.sheet.none_reason}
    form = WriteAdvice(said, initial=begun)
    recommendations = recommendation_forms(said, begun=page.sheet.recommendations)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and recommendations.is_valid():
            try:
                commands.write_advice(
                    request.actor,
                    advice_id,
                    recommendations=recommendations.written,
                    at=request.at,
                    **form.cleaned_data,
                )
            except Refused as refused:
                say_why(form, refused)
                status = 403
            except WrittenMeanwhile:
                # What was typed stays; saved once more it replaces the other wording, which is shown beside it.
                typed = request.POST.copy()
                typed["draft"] = str(page.draft)
                return _writing(request, page, WriteAdvice(typed), recommendations, status=409)
            else:
                messages.success(request, _("Saved as a draft."))
                return redirect("consultations:write" if "more" in request.POST else "consultations:advice", advice_id)
    return _writing(request, page, form, recommendations, status=status)


def _writing(
    request: ActorRequest, page: AdvicePage, form: WriteAdvice, recommendations: Recommendations, *, status: int
) -> HttpResponse:
    """Show the form. After somebody else wrote meanwhile, it keeps what was typed and says so."""
    consultation = queries.open_consultation(request.actor, page.sheet.consultation_id, at=request.at)
    shown = {
        "page": page,
        "form": form,
        "recommendations": recommendations,
        "opinions": opinions_of(consultation),
        "meanwhile": page if status == 409 else None,
        "local_means": consultation.local_means,
        "answers": [one for one in consultation.requests if one.answered_at],
    }
    return render(request, "consultations/write.html", shown, status=status)


def _page(request: ActorRequest, advice_id: UUID, *, status: int = 200) -> HttpResponse:
    page = queries.open_advice(request.actor, advice_id, at=request.at)
    sheet = page.sheet
    shown = {
        "page": page,
        "acts": by_name(page.acts),
        "sheet": sheet,
        "state": ADVICE_STATES[sheet.state],
        "tone": ADVICE_TONES[sheet.state],
        "code": grouped(sheet.code),
        "shelves": [
            (
                SHELVES[shelf.feasible],
                shelf.feasible,
                [(line, HASTE_TONES[line.one.haste], _outcome(page, line.one.id)) for line in shelf.lines],
            )
            for shelf in shelves_of(sheet.recommendations)
        ],
        "signers": signers_of(page),
        "versions": [one for one in versions_of(page.versions) if one.line.id != sheet.id],
    }
    return render(request, "consultations/advice.html", shown, status=status)


def _outcome(page: AdvicePage, recommendation_id: UUID) -> tuple[object, str] | None:
    told = page.outcomes.get(recommendation_id)
    return (FOLLOWED[told.followed], told.text) if told else None
