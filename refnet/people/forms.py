"""What people type about themselves."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):  # type: ignore[misc]
    """Address and password. The labels say what to type, so nothing stands in the fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs["autofocus"] = True
        self.fields["password"].help_text = ""  # the way to a new one stands under the form


class NewPassword(forms.Form):
    """A password of one's own, typed twice."""

    password = forms.CharField(
        label=_("Your new password"),
        help_text=_("At least twelve characters. A sentence that only you know is best."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "password" in typed and "again" in typed and typed["password"] != typed["again"]:
            self.add_error("again", ValidationError(_("The two passwords are not the same.")))
        return typed


class Link(forms.Form):
    """What an invitation's link says: for whom it is, and its token."""

    who = forms.UUIDField()
    token = forms.CharField(max_length=100)


class Centre(forms.Form):
    """The centre that somebody who works at several acts for."""

    centre = forms.UUIDField()


class Language(forms.Form):
    """The language in which somebody wants to read, and the page from which they ask for it."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
    next = forms.CharField(max_length=2000, required=False)
