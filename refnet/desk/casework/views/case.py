"""The case's own page, and the acts that describe it."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from refnet.access.decisions import Decision, Refused
from refnet.access.requests import ActorRequest
from refnet.cases.commands import ChangedMeanwhile, describe_case, record_death
from refnet.cases.describing import Description
from refnet.desk.casework import queries, showing
from refnet.desk.casework.forms import AddDocuments, ChooseTumour, DescribeCase, RecordAgreement, RelyOnVitalInterests
from refnet.desk.casework.queries import Casework

MISSING, CORRECT, MAIN = "missing", "correct", "main"
CHANGED = _(
    "Somebody else changed this case while you were writing. The page shows it as it is now; what you typed is still "
    "in the form. Look at both, and save again."
)
FEW = 5
"""Documents that are shown before the rest is folded away."""
Typed = dict[str, django_forms.Form]

LONGEST_NUMBER = 10
"""More digits have no version; so many that reading them takes long are a trick."""


@require_GET
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    return show(request, queries.open_casework(request.actor, case_id, at=request.at))


@require_POST
def describe(request: ActorRequest, case_id: UUID) -> HttpResponse:
    work = queries.open_casework(request.actor, case_id, at=request.at)
    part = CORRECT if request.POST.get("part") == CORRECT else MISSING
    asked = [name for name in DescribeCase.base_fields if f"{part}-{name}" in request.POST]
    form = DescribeCase(request.POST, prefix=part, case=work.case, asked=asked, today=request.at.date())
    if not form.is_valid():
        return show(request, work, typed={part: form})
    return _describe(request, work, part, form, form.description())


@require_POST
def choose_tumour(request: ActorRequest, case_id: UUID) -> HttpResponse:
    work = queries.open_casework(request.actor, case_id, at=request.at)
    form = ChooseTumour(request.POST, prefix=MAIN, tumours=work.case.view.record.tumours)
    if not form.is_valid():
        return show(request, work, typed={MAIN: form})
    return _describe(request, work, MAIN, form, Description(main=form.cleaned_data["main"]))


@require_http_methods(["GET", "POST"])
def died(request: ActorRequest, case_id: UUID) -> HttpResponse:
    if request.method == "POST":
        record_death(request.actor, case_id, at=request.at)
        messages.info(request, _("It is recorded. Reminders have stopped, and nothing more is asked."))
        return redirect("desk:case", case_id)
    work = queries.open_casework(request.actor, case_id, at=request.at)
    page = {"work": work, "name": work.case.person.display}
    return render(request, "desk/case_died.html", page)


def show(request: ActorRequest, work: Casework, *, status: int = 0, typed: Typed | None = None) -> HttpResponse:
    """Show the case's page, with what was typed and refused in its place."""
    record, today = work.case.view.record, request.at.date()
    forms: Typed = {
        MISSING: DescribeCase(prefix=MISSING, case=work.case, asked=work.missing, today=today),
        CORRECT: DescribeCase(prefix=CORRECT, case=work.case, asked=DescribeCase.base_fields, today=today),
        MAIN: ChooseTumour(prefix=MAIN, tumours=record.tumours),
        "agreement": RecordAgreement(agreed=work.agreed, signed_in=work.language, today=today),
        "vital": RelyOnVitalInterests(prefix="vital", today=today),
        "adding": AddDocuments(),
        **(typed or {}),
    }
    page: dict[str, Any] = {
        "work": work,
        "case": work.case,
        "name": work.case.person.display,
        "sections": showing.sections_shown(work.case.view),
        "leftovers": queries.group_leftovers(record.leftovers),
        "consents": showing.consents_shown(work.agreed),
        "documents": showing.document_table(work.case.view.id, work.documents[:FEW]),
        "older_documents": showing.document_table(work.case.view.id, work.documents[FEW:]),
        "consultations": showing.consultations_shown(work.consultations),
        "forms": forms,
        "agreeing": not work.consented or bool(forms["agreement"].errors),
        # Who sees this page works with the centre's patients, and that is all that is asked of them here.
        "allowed": Decision(),
    }
    return render(request, "desk/case.html", page, status=status or (422 if typed else 200))


def say_why(form: django_forms.Form, refused: Refused) -> None:
    """Put the reasons of a refusal on top of the form."""
    for reason in refused.decision.reasons:
        form.add_error(None, str(reason.text))


def _describe(
    request: ActorRequest, work: Casework, part: str, form: django_forms.Form, typed: Description
) -> HttpResponse:
    case_id = work.case.view.id
    if not typed.named:
        messages.info(request, _("Nothing was typed, so nothing was changed."))
        return redirect("desk:case", case_id)
    version = request.POST.get("version", "")
    try:
        describe_case(
            request.actor,
            case_id,
            typed,
            version=int(version) if version.isdecimal() and len(version) < LONGEST_NUMBER else 0,
            at=request.at,
        )
    except Refused as refused:
        say_why(form, refused)
        return show(request, work, status=403, typed={part: form})
    except ChangedMeanwhile:
        now = queries.open_casework(request.actor, case_id, at=request.at)
        if isinstance(form, DescribeCase):
            form = form.after(now.case)
        form.add_error(None, CHANGED)
        return show(request, now, status=409, typed={part: form})
    messages.success(request, _("Saved."))
    return redirect("desk:case", case_id)
