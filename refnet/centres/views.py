"""The roadmap's public pages: who there is, and what each board takes. Nobody needs to sign in for them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from refnet.access.public import public
from refnet.centres import showing
from refnet.centres.phrases import LEVELS
from refnet.centres.queries import (
    NoSuchBoard,
    NoSuchCentre,
    find_board,
    find_boards,
    find_centre,
    list_boards,
    list_centres,
    open_centre,
)


@public
@require_safe
def centres(request: HttpRequest) -> HttpResponse:
    """List all centres by country."""
    found = list_centres()
    context = {
        "groups": showing.centre_groups(found),
        "count": len(found),
        "countries": len({centre.country for centre in found}),
        "invented": any(centre.invented for centre in found),
    }
    return render(request, "centres/centres.html", context)


@public
@require_safe
def centre(request: HttpRequest, code: str) -> HttpResponse:
    """Show a centre and the boards that it hosts."""
    try:
        found = find_centre(code)
    except NoSuchCentre as error:
        raise Http404 from error
    boards = find_boards(host_id=found.id)
    context = {
        "centre": found,
        "facts": showing.centre_facts(found),
        "boards": showing.board_table(boards, _("Boards hosted here")) if boards else None,
    }
    return render(request, "centres/centre.html", context)


@public
@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """List all boards by level."""
    found = list_boards()
    context = {
        "groups": showing.board_groups(found),
        "count": len(found),
        "invented": any(board.invented for board in found),
    }
    return render(request, "centres/boards.html", context)


@public
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Show a board: what it takes, for whom, how soon, and whom to ring when hours count."""
    try:
        found = find_board(code)
    except NoSuchBoard as error:
        raise Http404 from error
    host = open_centre(found.host_id) if found.host_id else None
    context = {
        "board": found,
        "host": host,
        "level": LEVELS[found.level],
        "facts": showing.board_facts(found),
        "panel": showing.panel_facts(found),
        "targets": showing.target_facts(found),
    }
    return render(request, "centres/board.html", context)
