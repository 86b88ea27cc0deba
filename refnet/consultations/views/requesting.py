"""Putting a question to a board: begin, choose the board, write, and find it again in the list."""

from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from refnet.access.actors import STEERING
from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.centres.queries import find_board_names, find_centre_names
from refnet.consultations import commands, queries
from refnet.consultations.forms.requesting import PrepareQuestion
from refnet.consultations.phrases import PARTIES
from refnet.consultations.pictures import ConsultationList, ConsultationPage
from refnet.consultations.showing import board_choices, waiting_line
from refnet.consultations.terms import Party
from refnet.consultations.views.acting import say_why
from refnet.kit.pieces import NavigationItem, Pages

ENDED = "ended"
SAVED = _("Saved. Nothing is sent before you submit.")
SAVED_AGAIN = _("Saved. The board sees it; submit to say that the case is complete.")


@require_POST
def begin(request: ActorRequest, case_id: UUID) -> HttpResponse:
    return redirect("consultations:prepare", commands.draft_consultation(request.actor, case_id, at=request.at))


@require_http_methods(["GET", "POST"])
def prepare(request: ActorRequest, consultation_id: UUID) -> HttpResponse:
    page = queries.open_consultation(request.actor, consultation_id, at=request.at)
    language = get_language() or "en"
    ranked = queries.rank_boards_for(request.actor, consultation_id, language=language, at=request.at)
    boards = [] if page.submitted_at else board_choices(ranked)
    form = PrepareQuestion(
        request.POST or None, boards=boards, unfinished="unfinished" in request.POST, initial=_written(page)
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = {"board_id": page.board_id, **form.cleaned_data}
            try:
                commands.prepare_question(request.actor, consultation_id, at=request.at, **said)
            except Refused as refused:
                say_why(form, refused)
                status = 403
            else:
                messages.success(request, SAVED_AGAIN if page.submitted_at else SAVED)
                return redirect("consultations:consultation", consultation_id)
    return render(request, "consultations/prepare.html", {"page": page, "form": form}, status=status)


@require_GET
def queue(request: ActorRequest) -> HttpResponse:
    places = _places(request)
    if not places:
        return render(request, "consultations/queue.html", {"places": ()})
    chosen = request.GET.get("of", "")
    place = chosen if chosen in places else next(iter(places))
    word = request.GET.get("turn", "")
    turn = Party(word) if word in set(Party) else None if word == ENDED else _first_turn(place)
    found = _found(request, place, turn)
    named = turn.value if turn else ENDED
    page = {
        "places": [NavigationItem(name, _address(key, named), key == place) for key, name in places.items()],
        "turns": [
            *(NavigationItem(PARTIES[party], _address(place, party), party is turn) for party in Party),
            NavigationItem(_("Ended"), _address(place, ENDED), turn is None),
        ],
        "heading": _heading(turn),
        "lines": [waiting_line(line, yours=turn is _first_turn(place)) for line in found.lines],
        "pages": Pages(older=_address(place, named, found.next) if found.next else ""),
    }
    return render(request, "consultations/queue.html", page)


def _heading(turn: Party | None) -> str:
    if turn is None:
        return str(_("Ended, newest first"))
    return str(_("Turn: %(party)s, longest waiting first") % {"party": PARTIES[turn]})


def _written(page: ConsultationPage) -> dict[str, object]:
    return {
        "board_id": str(page.board_id) if page.board_id else None,
        "presentation": page.presentation,
        "question": page.question,
        "local_means": page.local_means,
        "urgency": page.urgency,
    }


def _places(request: ActorRequest) -> dict[str, str]:
    """The lists that this reader may open: the own centre's, and one for each board that they steer."""
    own = request.actor.clinical_centre_id
    centres = find_centre_names({own}) if own else {}
    boards = find_board_names(request.actor.boards_as(*STEERING))
    return {
        **({"centre": centres[own]} if own else {}),
        **{str(key): name for key, name in sorted(boards.items(), key=lambda item: item[1])},
    }


def _first_turn(place: str) -> Party:
    return Party.REQUESTER if place == "centre" else Party.DISPATCHER


def _found(request: ActorRequest, place: str, turn: Party | None) -> ConsultationList:
    after = _after(request.GET.get("after", ""))
    if place == "centre":
        return queries.list_for_centre(request.actor, turn=turn, after=after, at=request.at)
    return queries.list_for_board(request.actor, UUID(place), turn=turn, after=after, at=request.at)


def _address(place: str, turn: str, after: tuple[str, str] | None = None) -> str:
    return "?" + urlencode({"of": place, "turn": turn} | ({"after": "~".join(after)} if after else {}))


def _after(typed: str) -> tuple[str, str] | None:
    """The key of the page before; what is none begins at the first page."""
    since, _tilde, key = typed.partition("~")
    try:
        moment, row = datetime.fromisoformat(since), UUID(key)
        if moment.tzinfo is None:
            return None
        return moment.astimezone(UTC).isoformat(), str(row)
    except (ValueError, OverflowError):
        return None
