"""Mail, which is put down while somebody waits for a page and sent afterwards by the follower's process.

A letter is a file in `var/mail/outbox` until the mail server has taken it. What it does not take is tried again, each
time later, and at last put aside in `var/mail/parked` for whoever runs the site. A letter may go out twice where a
process dies between sending and taking note; both have one Message-ID, by which receivers know that it is one.
"""

import fcntl
import json
import os
import secrets
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.utils import make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

OUTBOX, PARKED = "outbox", "parked"
SUFFIX = ".letter"
TRIES = 14
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 3600.0
LOOK_EVERY = 1.0
PATIENCE = 20
PERMANENT = 500

log = structlog.get_logger(__name__)
Send = Callable[[dict[str, Any]], None]


class Outbox(BaseEmailBackend):
    """Django's way to send mail, here only to put it down: no request waits for a mail server, or fails with it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            message.extra_headers.setdefault(
                "Message-ID", make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2])
            )
            _put(
                folder() / OUTBOX / f"{time.time_ns()}-{secrets.token_hex(4)}{SUFFIX}",
                {
                    "from": message.from_email,
                    "to": message.recipients(),
                    "text": message.message().as_string(),
                    "tries": 0,
                    "not_before": 0.0,
                },
            )
        return len(email_messages)


def folder() -> Path:
    return Path(settings.REFNET_VAR) / "mail"


def post_forever(stopped: Callable[[], bool], *, send: Send | None = None) -> None:
    """Send what lies in the outbox until told to stop."""
    while not stopped():
        try:
            post_once(send or by_smtp, now=time.time())
        except OSError as error:
            log.error("mail.outbox-cannot-be-used", exc_info=error)
        time.sleep(LOOK_EVERY)


def post_once(send: Send, *, now: float) -> int:
    """Try each letter whose time has come, one process at a time; return how many were taken."""
    taken = 0
    with _alone() as alone:
        for file in sorted((folder() / OUTBOX).glob(f"*{SUFFIX}")) if alone else ():
            letter = _read(file)
            if letter is None:
                _park(file)
            elif letter["not_before"] <= now:
                taken += _try(file, letter, send, now)
    return taken


def by_smtp(letter: dict[str, Any]) -> None:
    """Hand a letter to the mail server that REFNET_MAIL_URL names."""
    parts = urlsplit(settings.REFNET_MAIL_URL)
    tls = parse_qs(parts.query).get("tls", ["implicit" if parts.scheme == "smtps" else "starttls"])[0]
    context, host = ssl.create_default_context(), parts.hostname or ""
    line: smtplib.SMTP
    if tls == "implicit":
        line = smtplib.SMTP_SSL(host, parts.port or 465, timeout=PATIENCE, context=context)
    else:
        line = smtplib.SMTP(host, parts.port or (587 if tls == "starttls" else 25), timeout=PATIENCE)
    try:
        if tls == "starttls":
            line.starttls(context=context)
        if parts.username:
            line.login(unquote(parts.username), unquote(parts.password or ""))
        line.sendmail(letter["from"], letter["to"], letter["text"].encode())
        with suppress(OSError, smtplib.SMTPException):  # it has the letter, however it says good-bye
            line.quit()
    finally:
        line.close()


def _try(file: Path, letter: dict[str, Any], send: Send, now: float) -> int:
    try:
        send(letter)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        letter["tries"] += 1
        code = _code(error)
        log.warning("mail.not-taken", letter=file.stem, tries=letter["tries"], fault=type(error).__name__, code=code)
        if code >= PERMANENT or letter["tries"] >= TRIES:
            _park(file)
        else:
            letter["not_before"] = now + min(FIRST_PAUSE * 2 ** (letter["tries"] - 1), LONGEST_PAUSE)
            _put(file, letter)
        return 0
    file.unlink()
    return 1


def _code(error: Exception) -> int:
    """Return the mail server's number for why not; a wrong password may be put right, and is no reason to give up."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    if isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, smtplib.SMTPAuthenticationError):
        return error.smtp_code
    return 0


def _put(file: Path, letter: dict[str, Any]) -> None:
    """Write a letter whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(letter, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        letter: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return letter


def _park(file: Path) -> None:
    log.error("mail.parked", letter=file.stem)
    aside = folder() / PARKED
    aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.replace(aside / file.name)


@contextmanager
def _alone() -> Iterator[bool]:
    """Be the only process at the outbox; the system lets go of it however a process ends."""
    place = folder() / OUTBOX
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    hold = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(hold)
