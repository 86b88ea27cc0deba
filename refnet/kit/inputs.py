"""Fields and widgets that Django lacks: several files at once, and a calendar day."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class FileDrop(forms.ClearableFileInput):
    """A file input that takes several files; the script lets them be dropped on it."""

    allow_multiple_selected = True
    template_name = "kit/widgets/drop.html"


class FilesField(forms.FileField):
    """Several files in one field; its value is a tuple of uploaded files."""

    widget = FileDrop
    default_error_messages = {
        "required": _("Choose at least one file."),
        "empty": _("This file is empty: nothing is in it. Choose another, or leave it out."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file as a single one would be; return all of them."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        return tuple(self._one(file) for file in given)

    def _one(self, file: "UploadedFile[Any]") -> Any:
        return super().clean(file)


class DayInput(forms.DateInput):
    """A calendar day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FoldedChoices(forms.RadioSelect):
    """Radios in groups: the first is open, the others behind a line, unless what is chosen is among them."""

    template_name = "kit/widgets/folded.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the groups with whether each is open."""
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            (heading, options, place == 0 or any(option["selected"] for option in options))
            for place, (heading, options, _index) in enumerate(context["widget"]["optgroups"])
        ]
        return context
