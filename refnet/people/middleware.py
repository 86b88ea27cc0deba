"""From the visitor to the actor: who asks, when, in which language, and whether the page opens to them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone, translation
from django.utils.translation import gettext

from refnet.access.actors import Actor
from refnet.access.public import Audience, audience_of
from refnet.people import sessions
from refnet.people.queries import actor_of

NOBODY = Actor(UUID(int=0))
ASKING = ("GET", "HEAD")


class KnowTheActor:
    """Say with each request who asks and when, and close every page to those to whom it does not open.

    The clock is read here and nowhere else: all of a request happens at one moment.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.at = datetime.now(UTC)
        request.actor, request.audience = NOBODY, Audience.EVERYBODY
        if not request.user.is_authenticated:
            return self.get_response(request)
        if sessions.is_over(request.session, request.at):
            logout(request)
            messages.info(request, gettext("You were signed out after a time without activity. Please sign in again."))
            return self.get_response(request)
        sessions.note_visit(request.session, request.at)
        _know(request)
        with timezone.override(ZoneInfo(request.user.time_zone)), translation.override(_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if audience_of(view) <= request.audience:
            return None
        if request.audience is Audience.EVERYBODY:
            return redirect_to_login(request.get_full_path() if request.method in ASKING else resolve_url("/"))
        if request.audience is Audience.HALF_SIGNED_IN:
            return _ask_for_second_factor(request)
        return redirect("people:account")


def _know(request: Any) -> None:
    """Fill in actor and audience. Without the second factor there is no role, whatever the page."""
    if not _has_both_factors(request):
        request.actor, request.audience = Actor(request.user.id), Audience.HALF_SIGNED_IN
        return
    actor = actor_of(request.user.id, on=request.at.date(), centre_id=sessions.centre_chosen(request.session))
    request.actor = actor
    request.audience = Audience.MEMBERS if actor.roles or actor.seats else Audience.ACCOUNTS


def _has_both_factors(request: Any) -> bool:
    if sessions.passed_second_factor(request.session):
        return True
    return (
        settings.REFNET_MODE == "demo" and request.user.invented and sessions.entered_in_demonstration(request.session)
    )


def _ask_for_second_factor(request: Any) -> HttpResponse:
    if is_mfa_enabled(request.user):
        return redirect_to_login(request.get_full_path(), resolve_url("mfa_reauthenticate"))
    return redirect("mfa_activate_totp")


def _language(request: Any) -> str:
    """The reader's own language, where the product speaks it; else what was chosen here or the browser asks for.

    English is every account's language until another is chosen, so that it alone is no choice.
    """
    own: str = request.user.language
    is_chosen = own in dict(settings.LANGUAGES) and own != settings.LANGUAGE_CODE
    return own if is_chosen else translation.get_language() or settings.LANGUAGE_CODE
