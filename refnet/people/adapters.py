"""What we ask of django-allauth, the library that signs people in: the one module that knows it from within."""

import base64
from contextlib import suppress
from hashlib import sha256
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

RECENT = 5 * 60
"""For how many seconds after signing in nobody is asked for their password again."""
LATELY = 5 * 60
SECONDS_EACH, MOST_SECONDS = 0.2, 8.0
"""How much later an answer comes for each wrong password that the account was given lately, and how late at most."""

log = structlog.get_logger(__name__)


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

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords for an account at one address: from elsewhere nobody can lock its owner out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer later the more wrong passwords an account was given lately from wherever, whatever this one is."""
        request.not_before = min(wrong_lately(credentials) * SECONDS_EACH, MOST_SECONDS)  # type: ignore[attr-defined]
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        key = _counted(credentials)
        cache.add(key, 0, LATELY)
        with suppress(ValueError):  # it was over between one line and the next
            cache.incr(key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a letter down. Where that fails whoever runs the site is told, and the page is as with any address."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.error("mail.not-put-down", exc_info=error)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner that their password or second factor has changed, at the address that they sign in with."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


def wrong_lately(credentials: dict[str, Any]) -> int:
    """Return how many wrong passwords an account was given in the last minutes, from all addresses together."""
    return int(cache.get(_counted(credentials), 0))


def _counted(credentials: dict[str, Any]) -> str:
    login = str(credentials.get("email", "")).lower()
    return f"wrong-passwords:{sha256(login.encode(errors='replace')).hexdigest()}"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors are kept sealed: whoever has the database alone cannot make codes."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"refnet second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
