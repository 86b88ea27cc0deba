"""The page on which a child's data are brought in, and what other systems are given."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from refnet.access.decisions import Refused
from refnet.access.requests import ActorRequest
from refnet.cases.queries import CaseLine
from refnet.fhir.commands import Imported, KnownChild, import_case
from refnet.fhir.forms import BringData
from refnet.fhir.intake import BadIntake
from refnet.fhir.policies import may_import
from refnet.fhir.queries import open_advice_document
from refnet.fhir.showing import brought_in

PAGE = "fhir/import.html"


@require_http_methods(["GET", "POST"])
def bring(request: ActorRequest) -> HttpResponse:
    decision, centre_id = may_import(request.actor), request.actor.clinical_centre_id
    if centre_id is None:
        raise Refused(decision)
    if request.method == "GET":
        return _page(request, BringData())
    form = BringData(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    files, again = _contents(form.cleaned_data["files"]), form.cleaned_data["again"]
    try:
        imported = import_case(request.actor, centre_id=centre_id, files=files, again=again, at=request.at)
    except BadIntake as error:
        form.refuse(error)
        return _page(request, form, status=422)
    except KnownChild as known:
        form.ask_again()
        return _page(request, form, status=409, known=known.cases)
    _tell(request, imported)
    return redirect("desk:case", imported.case_id)


@require_GET
def advice(request: ActorRequest, advice_id: UUID) -> HttpResponse:
    document = open_advice_document(request.actor, advice_id, at=request.at)
    headers = {"Content-Disposition": 'attachment; filename="advice.fhir.json"', "Cache-Control": "no-store"}
    return JsonResponse(document, content_type="application/fhir+json; charset=utf-8", headers=headers)


def _contents(files: tuple["UploadedFile[Any]", ...]) -> Iterator[tuple[str, bytes]]:
    """One file after the other, so that not all of them stand in memory."""
    for file in files:
        yield file.name or "", file.read()


def _tell(request: HttpRequest, imported: Imported) -> None:
    messages.success(request, brought_in(imported))
    if imported.deceased:
        messages.info(
            request,
            _("The data say that the child has died. Nothing is recorded of it here until you do so, on this page."),
        )


def _page(
    request: ActorRequest, form: BringData, *, status: int = 200, known: tuple[CaseLine, ...] = ()
) -> HttpResponse:
    page = {"form": form, "bringing": may_import(request.actor), "known": known}
    return render(request, PAGE, page, status=status)
