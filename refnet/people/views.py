"""Pages about oneself: the own account, the first password, and entering a demonstration."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from refnet.access.public import Audience, opens_to, public
from refnet.access.requests import ActorRequest
from refnet.people import demonstration, sessions
from refnet.people.commands import choose_language as keep_language
from refnet.people.commands import set_password
from refnet.people.forms import Centre, Language, Link, NewPassword
from refnet.people.queries import NoSuchAccount, is_link_valid, list_demo_people, open_account
from refnet.people.showing import account_facts, role_table, show_people


@opens_to(Audience.ACCOUNTS)
@require_safe
def account(request: ActorRequest) -> HttpResponse:
    """Show who I am, what I may act as, and how long I am signed in."""
    me = open_account(request.actor.id, on=request.at.date())
    centres = {role.centre_id: role.place for role in me.roles if role.centre_id}
    context = {
        "me": me,
        "facts": account_facts(me),
        "roles": role_table(me),
        "centres": centres.items() if len(centres) > 1 else (),
        "acting_for": request.actor.centre_id,
        "began_at": sessions.began_at(request.session),
        "ends_at": sessions.ends_at(request.session),
        "in_demonstration": sessions.entered_in_demonstration(request.session),
    }
    return render(request, "people/account.html", context)


@opens_to(Audience.ACCOUNTS)
@require_POST
def act_for(request: ActorRequest) -> HttpResponse:
    """Choose for which centre I act. A centre where I have no role changes nothing: roles decide, not the session."""
    form = Centre(request.POST)
    if form.is_valid():
        sessions.choose_centre(request.session, form.cleaned_data["centre"])
    return redirect("people:account")


@public
@require_POST
def choose_language(request: ActorRequest) -> HttpResponse:
    """Show pages in another language from now on, in this browser and, for whoever is signed in, in others too."""
    form = Language(request.POST)
    if not form.is_valid():
        return redirect("/")
    language, back = form.cleaned_data["language"], form.cleaned_data["next"]
    keep_language(request.actor, language)
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None, require_https=request.is_secure())
    response = redirect(back if is_ours else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: ActorRequest) -> HttpResponse:
    """Set the first password under the link of an invitation."""
    link = Link(request.GET)
    if not link.is_valid() or not is_link_valid(link.cleaned_data["who"], link.cleaned_data["token"]):
        return render(request, "people/link_over.html", status=410)
    who: UUID = link.cleaned_data["who"]
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_password(who, token=link.cleaned_data["token"], password=form.cleaned_data["password"], at=request.at)
        messages.success(request, gettext("Your password is set. Sign in with it; then you set up the second factor."))
        return redirect("account_login")
    return render(request, "people/welcome.html", {"form": form})


@public
@require_safe
def enter(request: ActorRequest) -> HttpResponse:
    """Show the invented people as whom one may enter a demonstration."""
    if not demonstration.is_open(request):
        raise Http404
    groups = demonstration.group(list_demo_people(on=request.at.date()))
    return render(request, "people/enter.html", {"groups": show_people(groups)})


@public
@require_POST
def enter_as(request: ActorRequest, account_id: UUID) -> HttpResponse:
    """Enter a demonstration as an invented person."""
    if not demonstration.is_open(request):
        raise Http404
    logout(request)
    try:
        demonstration.enter(request, account_id)
    except NoSuchAccount as error:
        raise Http404 from error
    return redirect("/")
