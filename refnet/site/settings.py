"""The site's settings, in one file. What differs between machines comes from `environment`."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from refnet.site.environment import Misconfigured, Mode, read_environment
from refnet.site.logs import logging_to, set_up_structlog
from refnet.site.postgres.places import places_under

try:
    HERE = read_environment(os.environ)
except Misconfigured as error:
    raise SystemExit(f"refnet: {error}") from None

# Ours, for those who ask `django.conf.settings`.
REFNET_MODE = HERE.mode.value
REFNET_VAR = HERE.var
REFNET_KEYS = HERE.keys
REFNET_FILES = HERE.var / "files"
REFNET_PUBLIC_URL = HERE.public_url
REFNET_METRICS_TOKEN = HERE.metrics_token


def _secret_key(file: Path) -> str:
    """Return the key that signs sessions and seals second factors.

    Where there is no file yet it is a new one, which `refnet.site.keys` keeps if the database holds nothing that
    another one guards.
    """
    if not file.exists():
        return secrets.token_urlsafe(50)
    key = file.read_text(encoding="utf-8").strip()
    if len(key) < SHORTEST_KEY:
        raise SystemExit(f"refnet: {file} holds no key; put it back from the backup of the keys.")
    return key


SHORTEST_KEY = 20
REFNET_SECRET_KEY_FILE = HERE.secret_key_file
try:
    SECRET_KEY = _secret_key(HERE.secret_key_file)
except (OSError, UnicodeDecodeError) as error:
    why = error.strerror if isinstance(error, OSError) else "it is no text"
    raise SystemExit(f"refnet: the key in {HERE.secret_key_file} cannot be read: {why}.") from None
DEBUG = False
LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]
# An invented network answers only to this machine's own names, so that no page elsewhere can reach it by another.
ALLOWED_HOSTS = (
    LOOPBACK_NAMES
    if HERE.mode is Mode.DEMO
    else sorted({HERE.host, *LOOPBACK_NAMES, "testserver"} - (set() if HERE.mode is Mode.TEST else {"testserver"}))
)
CSRF_TRUSTED_ORIGINS = [HERE.public_url]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "servestatic",
    "refnet.people",  # before allauth, whose pages it draws
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "refnet.journal",
    "refnet.access",
    "refnet.kit",
    "refnet.centres",
    "refnet.consent",
    "refnet.identity",
    "refnet.cases",
    "refnet.documents",
    "refnet.consultations",
    "refnet.notices",
    "refnet.desk",
    "refnet.fhir",
]
MIDDLEWARE = [
    "refnet.site.middleware.LogRequests",
    "refnet.site.middleware.HeadAsGet",
    "refnet.site.middleware.AnswerInTime",
    "refnet.site.metrics.CountRequests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "refnet.site.middleware.KeepNoCopy",
    "refnet.people.middleware.KnowTheActor",
    "refnet.access.requests.HideTheUnseen",
]
FORM_RENDERER = "refnet.kit.renderer.KitRenderer"
ROOT_URLCONF = "refnet.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "refnet.people.frame.frame",
                "refnet.desk.frame.navigation",
            ]
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    database: dict[str, Any] = {
        **dj_database_url.parse(url),
        "ATOMIC_REQUESTS": False,  # a page's ledger lines must outlive what it rolls back
        "CONN_MAX_AGE": 0,
    }
    if HERE.connections:
        pool = {"min_size": 1, "max_size": HERE.connections, "timeout": 10}
        database["OPTIONS"] = {**database.get("OPTIONS", {}), "pool": pool}
    return database


DATABASES = {"default": _database(HERE.database_url or places_under(HERE.var / "postgres").url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004"
]  # addresses are unique whatever their case, by a constraint that Django overlooks
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if HERE.mode is Mode.TEST:
    # A password hash is slow on purpose; hundreds of invented people would wait for it.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Signing in; the pages and their audiences are in refnet.people.signing_in.
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "refnet.people.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # one is invited to an address, which proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = "refnet: "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = False  # closing the browser signs out
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
# Wrong passwords count for an account at one address, so that nobody can lock another out (see people.adapters).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
ACCOUNT_FORMS = {"login": "refnet.people.forms.SignIn"}
MFA_ADAPTER = "refnet.people.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "refnet"
MFA_TOTP_TOLERANCE = 1  # telephones whose clocks are half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True
# End of signing in.

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("ro", "Română")]  # each by its own name
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_AGE = True, "Lax", 365 * 24 * 60 * 60

STATIC_URL = "/static/"
STATIC_ROOT = HERE.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files go to `documents`, sealed, or nowhere
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if HERE.mode is Mode.TEST
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # an export may be a folder with a file for each resource; each is an open file

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # allauth shows the TOTP secret as a data: picture
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HERE.is_secure
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HERE.is_secure
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HERE.is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HERE.is_secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

REFNET_MAIL_URL = HERE.mail_url if HERE.mode is Mode.PRODUCTION else ""  # invented people have no letter boxes
EMAIL_BACKEND = "refnet.site.mail.Outbox" if REFNET_MAIL_URL else "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HERE.var / "mail"
DEFAULT_FROM_EMAIL = HERE.mail_from or f"refnet@{HERE.host}"

LOG_FOLDER = HERE.var / "log"
if HERE.mode is Mode.DEMO:
    LOG_FOLDER.mkdir(parents=True, exist_ok=True)
LOGGING = logging_to(LOG_FOLDER / "refnet.jsonl" if HERE.mode is Mode.DEMO else None)
set_up_structlog()
