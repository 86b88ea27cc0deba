"""What a clinician puts beside a case: what the family agreed to, and documents."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from refnet.consent.phrases import ASSENTS, PURPOSES, SCOPES, SIGNERS
from refnet.consent.terms import Agreed, Assent, Basis, Scope, Signer
from refnet.documents.sniffing import ContentType, sniff
from refnet.kit.inputs import DayInput, FilesField
from refnet.vocabulary.languages import language_name, languages

LARGEST_FILE = 50 * 1024 * 1024  # as `documents.policies` has it; here it is seen before the file is read
CHOOSE = ("", _("Choose"))
"""Nothing stands chosen of what a family said: it would be recorded by oversight."""
USUAL = (Scope.CARE, Scope.FOLLOW_UP)
"""What a consultation needs; all else is behind a fold."""


class RecordAgreement(forms.Form):
    """The arguments of `commands.record_agreement`; only scopes that are not agreed to yet are offered. `signed_in` is
    the language in which families sign at this centre.
    """

    scopes = forms.TypedMultipleChoiceField(
        label=_("What was agreed to"),
        coerce=Scope,
        error_messages={"required": _("Choose what was agreed to.")},
        widget=forms.CheckboxSelectMultiple,
    )
    further = forms.TypedMultipleChoiceField(
        label=_("Also agreed to"), coerce=Scope, required=False, widget=forms.CheckboxSelectMultiple
    )
    signer = forms.TypedChoiceField(
        label=_("Who agreed"),
        coerce=Signer,
        choices=[CHOOSE, *((who, words) for who, words in SIGNERS.items() if who is not Signer.NOBODY_REACHED)],
    )
    assent = forms.TypedChoiceField(label=_("The child"), coerce=Assent, choices=[CHOOSE, *ASSENTS.items()])
    language = forms.ChoiceField(label=_("Language of the text that was signed"))
    given_on = forms.DateField(label=_("On which day"), widget=DayInput)

    def __init__(self, *arguments: Any, agreed: Agreed, signed_in: str, today: date, **more: Any) -> None:
        language = (get_language() or "en").partition("-")[0]
        super().__init__(*arguments, **{"initial": {"given_on": today, "language": signed_in or language}, **more})
        named = sorted((language_name(code, language), code) for code in languages())
        self.fields["language"].choices = [(code, name) for name, code in named]  # type: ignore[attr-defined]
        open_scopes = [scope for scope in SCOPES if not agreed.covers(scope)]
        for name, wanted in (("scopes", True), ("further", False)):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (scope, format_lazy("{}. {}", SCOPES[scope], PURPOSES[scope]))
                for scope in open_scopes
                if (scope in USUAL) is wanted
            ]

        self.fields["scopes"].required = not (self.data.get("further") or set(USUAL).isdisjoint(open_scopes))

    @property
    def offers(self) -> bool:
        """Whether anything is left that could be agreed to."""
        return any(self.fields[name].choices for name in ("scopes", "further"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put the scopes of both lists together."""
        typed = dict(self.cleaned_data)
        typed["scopes"] = (*typed.get("scopes", ()), *typed.pop("further", ()))
        if not typed["scopes"] and not self.errors:
            self.add_error("further", _("Choose what was agreed to."))
        return typed


class RelyOnVitalInterests(forms.Form):
    """The arguments of `consent.commands.give_consent` where nobody who may consent can be reached."""

    reason = forms.CharField(
        label=_("Why nobody could be reached, and why waiting endangers life"),
        max_length=2000,
        widget=forms.Textarea,
    )
    assent = forms.TypedChoiceField(label=_("The child"), coerce=Assent, choices=[CHOOSE, *ASSENTS.items()])
    given_on = forms.DateField(label=_("On which day"), widget=DayInput)

    def __init__(self, *arguments: Any, today: date, **more: Any) -> None:
        super().__init__(*arguments, **{"initial": {"given_on": today}, **more})

    def arguments(self) -> dict[str, Any]:
        """What the command takes, with what vital interests imply."""
        language = (get_language() or "en").partition("-")[0]
        implied = {"scope": Scope.CARE, "basis": Basis.VITAL_INTERESTS, "signer": Signer.NOBODY_REACHED}
        return {**self.cleaned_data, **implied, "language": language}


class AddDocuments(forms.Form):
    """The files of `commands.file_documents`."""

    documents = FilesField(
        label=_("Letters, reports, pictures"), help_text=_("Up to 50 MB each. Scans of a child’s images come later.")
    )

    def clean_documents(self) -> Any:
        """Refuse what is too large before it is read, and what could act on the reader's machine."""
        files = self.cleaned_data["documents"]
        for file in files:
            if file.size > LARGEST_FILE:
                raise forms.ValidationError(_("%(name)s is larger than 50 MB."), params={"name": file.name})
            found = sniff(file.read())
            file.seek(0)
            if found is ContentType.EXECUTABLE:
                raise forms.ValidationError(
                    _("%(name)s is a program, or a document with macros, whatever its name says. Add it as a PDF."),
                    params={"name": file.name},
                )
        return files
