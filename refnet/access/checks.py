"""Start-up checks: a table that forgot its scope or its privacy keeps the site from starting."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from refnet.access.records import PatientRecord


@register
def every_record_is_scoped_and_classified(**kwargs: Any) -> list[CheckMessage]:
    """Find tables about patients that say not who sees them, or leave a field unclassified."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, PatientRecord):
            continue
        if model.seen_by is PatientRecord.seen_by:
            found.append(Error("says not who may see it", hint="give it seen_by", obj=model, id="access.E001"))
        undeclared = {field.name for field in model._meta.local_concrete_fields} ^ set(model.privacy)
        if undeclared:
            found.append(Error(f"privacy not declared: {sorted(undeclared)}", obj=model, id="access.E002"))
    return found
