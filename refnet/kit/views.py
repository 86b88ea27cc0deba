"""The gallery: every component in every state, and three pages as they will look. With invented data only."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from refnet.kit import examples
from refnet.kit.pieces import Tone


def _page(current: int) -> dict[str, object]:
    links = tuple(replace(item, current=number == current) for number, item in enumerate(examples.NAVIGATION))
    return {**examples.FRAME, "navigation": links, "examples": examples}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    context = {
        **_page(3),
        "crumbs": examples.CRUMBS,
        "tones": tuple(Tone),
        "strips": (examples.steps(0), examples.steps(4, "2 of 3 have countersigned"), examples.steps(8)),
        "form": examples.EveryField(),
        "wrong": examples.EveryField({"agreement": "no", "minutes": "ten"}, prefix="wrong"),
    }
    return render(request, "kit/gallery/components.html", context)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show a desk: what waits for me."""
    return render(request, "kit/gallery/desk.html", _page(0))


@require_safe
def consultation(request: HttpRequest) -> HttpResponse:
    """Show a consultation as a member of the panel sees it."""
    context = {
        **_page(1),
        "crumbs": examples.CRUMBS,
        "steps": examples.steps(2, "3 of 5 opinions"),
        "form": examples.OpinionForm(),
    }
    return render(request, "kit/gallery/consultation.html", context)


@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """Show an advice as the requester receives it."""
    return render(request, "kit/gallery/advice.html", {**_page(2), "crumbs": examples.CRUMBS})
