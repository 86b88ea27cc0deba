"""What we ask of django-allauth, the library that signs people in: the one module that knows it from within."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

RECENT = 5 * 60
"""For how many seconds after signing in nobody is asked for their password again."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        """Whoever has just given their password is not asked for it again to set up the second factor."""
        request = context.request
        records = get_authentication_records(request, request.user)
        just_now = bool(records) and request.at.timestamp() - records[-1]["at"] < RECENT
        return not just_now

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner that their password or second factor has changed, at the address that they sign in with."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors are kept sealed: whoever has the database alone cannot make codes."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"refnet second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
