"""The acts of a consultation that ask for a reason or a choice first."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from refnet.access.actors import Role
from refnet.access.requests import ActorRequest
from refnet.cases.pictures import Text
from refnet.centres.queries import list_boards
from refnet.consultations import commands, queries
from refnet.consultations.forms.panel import InviteExperts, StandDown
from refnet.consultations.forms.requesting import Decline, GiveReason, Waive
from refnet.consultations.pictures import ConsultationPage
from refnet.consultations.showing import in_words
from refnet.consultations.views.acting import Asking, Form, ask_first
from refnet.people.queries import find_experts

EXPERTS = {Role.EXPERT, Role.CHAIR}
ACTS = {
    "invite": Asking(
        "invite",
        _("Invite experts to the panel"),
        _("The case is open to them from the moment of the invitation. Each says first whether there is a conflict."),
        _("Invite"),
        InviteExperts,
        commands.invite_experts,
    ),
    "return": Asking(
        "return",
        _("Return the case for completion"),
        _("It goes back to the requesting centre; the board’s clock stands until it comes again."),
        _("Return the case"),
        GiveReason,
        commands.return_case,
    ),
    "decline": Asking(
        "decline",
        _("Decline the case"),
        _("The requesting centre reads your reason, and which board to ask instead. This cannot be taken back."),
        _("Decline the case"),
        Decline,
        commands.decline_case,
        "danger",
    ),
    "withdraw": Asking(
        "withdraw",
        _("Withdraw the question"),
        _("The board no longer sees the case from this moment. Signed advice stays with your centre."),
        _("Withdraw the question"),
        GiveReason,
        commands.withdraw_consultation,
        "danger",
    ),
    "stand-down": Asking(
        "stand-down",
        _("Stand down from the panel"),
        _("The case closes to you at once."),
        _("Stand down"),
        StandDown,
        commands.stand_down,
        "danger",
    ),
    "waive": Asking(
        "waive",
        _("Go on without a specialty"),
        _("The board requires this specialty. The reason why it is not heard stays with the consultation."),
        _("Go on without it"),
        Waive,
        commands.waive_specialty,
    ),
}


@require_http_methods(["GET", "POST"])
def act(request: ActorRequest, consultation_id: UUID, name: str) -> HttpResponse:
    asking = ACTS.get(name)
    if asking is None:
        raise Http404
    page = queries.open_consultation(request.actor, consultation_id, at=request.at)
    here = reverse("consultations:consultation", args=[page.id])
    return ask_first(
        request,
        replace(asking, form=_form(request, name, page), lead=_lead(name, page, asking)),
        page.id,
        decision=page.acts[asking.key],
        about=page.pseudonym,
        back=here,
        done=reverse("desk:desk") if name == "stand-down" else here,
    )


def _lead(name: str, page: ConsultationPage, asking: Asking) -> Text:
    if name != "invite":
        return asking.lead
    needed = _("The board’s quorum is %(quorum)s opinions.") % {"quorum": page.quorum}
    heard = ", ".join(in_words(one) for one in page.unanswered)
    required = _("Required and not heard yet: %(specialties)s.") % {"specialties": heard} if heard else ""
    return " ".join(str(part) for part in (asking.lead, needed, required) if part)


def _form(request: ActorRequest, name: str, page: ConsultationPage) -> Form:
    if name == "invite":
        return partial(InviteExperts, experts=_experts(request, page))
    if name == "decline":
        others = [(str(board.id), board.name) for board in list_boards() if board.id != page.board_id]
        return partial(Decline, boards=others)
    if name == "waive":
        return partial(Waive, specialties=[(one, in_words(one)) for one in page.unanswered])
    return ACTS[name].form


def _experts(request: ActorRequest, page: ConsultationPage) -> list[tuple[str, str]]:
    """Everyone of the board who can give an opinion and has not been invited yet."""
    if page.board_id is None:
        return []
    present = {seat.person.id for seat in page.panel}
    experts = find_experts(page.board_id, on=request.at.date())
    return [
        (str(one.id), f"{one.name} · {in_words(one.specialty, one.centre)}")
        for one in experts
        if one.id not in present and EXPERTS.intersection(one.roles)
    ]
