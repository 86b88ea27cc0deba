"""The files that a clinician brings, and what is wrong with them."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from refnet.fhir.intake import LIMIT, BadIntake
from refnet.fhir.intake.reasons import TOO_LARGE
from refnet.kit.inputs import FileDrop, FilesField


class BringData(forms.Form):
    """The files of `commands.import_case`: chosen one by one, or a folder of them."""

    chosen = FilesField(
        label=_("The hospital’s data of one child"),
        help_text=_(
            "FHIR R4 in JSON: a Bundle, resources, NDJSON. One child at a time; up to 60 MB in up to 500 files."
        ),
    )
    folder = FilesField(
        label=_("All files of one folder"),
        required=False,
        widget=FileDrop(attrs={"webkitdirectory": True}),
    )

    again = forms.BooleanField(label=_("Open another case for this child"), required=False)

    use_required_attribute = False

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if "folder" in self.files:
            self.fields["chosen"].required = False

    def clean(self) -> dict[str, Any]:
        """Put the files of both places together; refuse more than an import may bring."""
        given: tuple[UploadedFile[Any], ...] = (
            *(self.cleaned_data.get("chosen") or ()),
            *(self.cleaned_data.get("folder") or ()),
        )
        if sum(file.size or 0 for file in given) > LIMIT:
            self.add_error("chosen", gettext(TOO_LARGE))
        return {"files": given, "again": self.cleaned_data.get("again", False)}

    def ask_again(self) -> None:
        """Say that the child is known; the files have to be chosen anew, since no browser keeps them."""
        self.add_error(
            "chosen", _("Nothing was opened. If another case is meant, choose the data once more and tick below.")
        )

    def refuse(self, error: BadIntake) -> None:
        """Say what is wrong with the data, and where."""
        sentence = gettext(error.template) % error.values
        place = ", ".join(part for part in error.where if part)
        self.add_error("chosen", f"{sentence} ({place})" if place else sentence)
