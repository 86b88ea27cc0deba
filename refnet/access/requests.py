"""The request, once we know who is asking."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from refnet.access.actors import Actor
from refnet.access.decisions import Refused, Unseen


class ActorRequest(HttpRequest):
    """A request of a known actor, and the one moment at which all of it happens. `people.middleware` fills both in."""

    actor: Actor
    at: datetime


class HideTheUnseen:
    """Answer `Unseen` with 404, and a `Refused` that no page caught with 403 and its reasons."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Unseen):
            raise Http404 from exception
        if isinstance(exception, Refused):
            back = request.META.get("HTTP_REFERER", "")
            ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
            page = {"decision": exception.decision, "back": back if ours else ""}
            return render(request, "kit/refused.html", page, status=403)
        return None
