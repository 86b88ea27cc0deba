"""Acts that ask for something first: one page for each, with what it means, a form and its button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from refnet.access.decisions import Decision, Refused
from refnet.access.requests import ActorRequest
from refnet.cases.pictures import Text

Form = Callable[..., forms.Form]


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page of an act says: `key` names its decision, `do` its command, `form` what it asks for."""

    key: str
    title: Text
    lead: Text
    button: Text
    form: Form
    do: Callable[..., Any]
    variant: str = "primary"


def ask_first(
    request: ActorRequest, asking: Asking, subject: object, *, decision: Decision, about: Text, back: str, done: str
) -> HttpResponse:
    """Show the form of an act, or do the act with what was typed; where it is refused the page says why.

    Parameters
    ----------
    subject
        The id that the command takes.
    about
        What the act is about, in the page's head.
    back, done
        Where the way back leads, and where one goes once it is done.
    """
    form = asking.form(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                asking.do(request.actor, subject, at=request.at, **form.cleaned_data)
            except Refused as refused:
                say_why(form, refused)
                status = 403
            else:
                messages.success(request, _("Done."))
                return redirect(done)
    page = {"asking": asking, "form": form, "decision": decision, "about": about, "back": back}
    return render(request, "consultations/act.html", page, status=status)


def by_name(acts: Mapping[str, Decision]) -> dict[str, Decision]:
    """Return decisions under names that a template can spell."""
    return {name.replace("-", "_"): decision for name, decision in acts.items()}


def say_why(form: forms.Form, refused: Refused) -> None:
    """Put every reason of a refusal above the form."""
    for reason in refused.decision.reasons:
        form.add_error(None, str(reason.text))
