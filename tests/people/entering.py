"""Signing people in for tests: a session as it is after both steps, without going through the pages."""

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from refnet.people.models import Account


def enter(client, account_id, *, steps=("password", "mfa")):
    """Give a test client the session of somebody who has gone through these steps."""
    client.force_login(Account.objects.get(pk=account_id))
    change(client, **{METHODS: [{"method": step, "at": 0.0} for step in steps], WHOSE: str(account_id)})
    return client


def change(client, **facts):
    """Change what a client's session remembers."""
    session = client.session
    session.update(facts)
    session.save()


def code_for(secret):
    """The code that an authenticator app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
