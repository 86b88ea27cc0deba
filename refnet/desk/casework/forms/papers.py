"""What a clinician puts beside a case: what the family agreed to, and documents."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from refnet.consent.phrases import ASSENTS, PURPOSES, SCOPES, SIGNERS
from refnet.consent.terms import Agreed, Assent, Basis, Scope, Signer
from refnet.kit.inputs import DayInput, FilesField
from refnet.vocabulary.languages import language_name, languages

LARGEST_FILE = 50 * 1024 * 1024  # as `documents.policies` has it; here it is seen before the file is read


class RecordAgreement(forms.Form):
    """The arguments of `commands.record_agreement`; only scopes that are not agreed to yet are offered."""

    scopes = forms.TypedMultipleChoiceField(
        label=_("What was agreed to"), coerce=Scope, widget=forms.CheckboxSelectMultiple
    )
    signer = forms.TypedChoiceField(
        label=_("Who agreed"),
        coerce=Signer,
        choices=[(who, words) for who, words in SIGNERS.items() if who is not Signer.NOBODY_REACHED],
    )
    assent = forms.TypedChoiceField(label=_("The child"), coerce=Assent, choices=list(ASSENTS.items()))
    language = forms.ChoiceField(label=_("Language of the text that was signed"))
    given_on = forms.DateField(label=_("On which day"), widget=DayInput)

    def __init__(self, *arguments: Any, agreed: Agreed, today: date, **more: Any) -> None:
        language = (get_language() or "en").partition("-")[0]
        super().__init__(*arguments, **{"initial": {"given_on": today, "language": language}, **more})
        named = sorted((language_name(code, language), code) for code in languages())
        self.fields["language"].choices = [(code, name) for name, code in named]  # type: ignore[attr-defined]
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (scope, format_lazy("{}. {}", words, PURPOSES[scope]))
            for scope, words in SCOPES.items()
            if not agreed.covers(scope)
        ]


class RelyOnVitalInterests(forms.Form):
    """The arguments of `consent.commands.give_consent` where nobody who may consent can be reached."""

    reason = forms.CharField(
        label=_("Why nobody could be reached, and why waiting endangers life"),
        max_length=2000,
        widget=forms.Textarea,
    )
    assent = forms.TypedChoiceField(label=_("The child"), coerce=Assent, choices=list(ASSENTS.items()))
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
        """Refuse what is too large before it is read."""
        files = self.cleaned_data["documents"]
        for file in files:
            if file.size > LARGEST_FILE:
                raise forms.ValidationError(_("%(name)s is larger than 50 MB."), params={"name": file.name})
        return files
