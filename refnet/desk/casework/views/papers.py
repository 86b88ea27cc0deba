"""What is put beside a case: consents and documents."""

from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.consent.commands import give_consent, withdraw_consent
from refnet.consent.queries import open_consent
from refnet.desk.casework import queries
from refnet.desk.casework.forms import AddDocuments, RecordAgreement, RelyOnVitalInterests
from refnet.desk.casework.queries import Casework
from refnet.desk.casework.views.case import say_why, show
from refnet.desk.commands import file_documents, record_agreement
from refnet.documents.queries import open_document
from refnet.documents.sniffing import ACTIVE
from refnet.documents.storing import ContentType, Damaged, Missing, sniff


@require_POST
def agree(request: ActorRequest, case_id: UUID) -> HttpResponse:
    work = queries.open_casework(request.actor, case_id, at=request.at)
    form = RecordAgreement(request.POST, agreed=work.agreed, signed_in=work.language, today=request.at.date())
    if not form.is_valid():
        return show(request, work, typed={"agreement": form})
    try:
        record_agreement(request.actor, case_id, centre_id=work.case.centre_id, at=request.at, **form.cleaned_data)
    except Refused as refused:
        return _refuse(request, work, "agreement", form, refused)
    messages.success(request, _("The consent is recorded."))
    return redirect("desk:case", case_id)


@require_POST
def rely_on_vital_interests(request: ActorRequest, case_id: UUID) -> HttpResponse:
    work = queries.open_casework(request.actor, case_id, at=request.at)
    form = RelyOnVitalInterests(request.POST, prefix="vital", today=request.at.date())
    if not form.is_valid():
        return show(request, work, typed={"vital": form})
    try:
        give_consent(request.actor, case_id, centre_id=work.case.centre_id, at=request.at, **form.arguments())
    except Refused as refused:
        return _refuse(request, work, "vital", form, refused)
    messages.success(request, _("It is recorded, with your reason."))
    return redirect("desk:case", case_id)


@require_POST
def withdraw(request: ActorRequest, case_id: UUID) -> HttpResponse:
    try:
        consent_id = UUID(request.POST.get("consent", ""))
    except ValueError:
        raise Http404 from None
    if consent_id not in {given.id for given in open_consent(request.actor, case_id, at=request.at).given}:
        raise Http404
    withdraw_consent(request.actor, consent_id, at=request.at)
    messages.success(request, _("It is recorded that the family took this back."))
    return redirect("desk:case", case_id)


@require_POST
def add(request: ActorRequest, case_id: UUID) -> HttpResponse:
    form = AddDocuments(request.POST, request.FILES)
    work = queries.open_casework(request.actor, case_id, at=request.at)
    if not form.is_valid():
        return show(request, work, typed={"adding": form})
    try:
        file_documents(request.actor, case_id, form.cleaned_data["documents"], at=request.at)
    except Refused as refused:
        return _refuse(request, work, "adding", form, refused)
    messages.success(request, _("Added. It is being checked; only your centre sees it until then."))
    return redirect("desk:case", case_id)


@require_GET
def document(request: ActorRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    try:
        found = open_document(request.actor, document_id, at=request.at)
    except (Missing, Damaged):
        messages.error(request, _("The file cannot be read: what is stored is not what was put there."))
        return redirect("desk:case", case_id)
    if found.case_id != case_id:
        raise Http404
    kind = sniff(found.content)
    headers = {
        "Content-Disposition": content_disposition_header(True, found.title or "document") or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(
        found.content, content_type=str(ContentType.UNKNOWN if kind in ACTIVE else kind), headers=headers
    )


def _refuse(
    request: ActorRequest, work: Casework, name: str, form: django_forms.Form, refused: Refused
) -> HttpResponse:
    say_why(form, refused)
    return show(request, work, status=403, typed={name: form})
