"""How forms are drawn: Django's own widgets inside the kit's fields. `FORM_RENDERER` names `KitRenderer`."""

from pathlib import Path
from typing import Any

import django.forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property

OURS = Path(__file__).parent / "templates"
THEIRS = Path(django.forms.__file__).parent / "templates"
SIMPLE = {
    "input",
    "text",
    "number",
    "email",
    "url",
    "password",
    "date",
    "datetime",
    "time",
    "textarea",
    "select",
    "search",
    "tel",
}


class KitRenderer(DjangoTemplates):
    """Draws forms, fields and widgets by the templates of the kit; what the kit has not comes from Django."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"

    @cached_property
    def engine(self) -> Engine:
        return Engine({"APP_DIRS": True, "DIRS": [OURS, THEIRS], "NAME": "kitforms", "OPTIONS": {}})

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw a template; single inputs are given the class that the style sheet knows."""
        widget = context.get("widget")
        if widget and Path(template_name).stem in SIMPLE:
            attrs = widget["attrs"]
            attrs["class"] = f"ds-input {attrs.get('class', '')}".strip()
        return super().render(template_name, context, request)
