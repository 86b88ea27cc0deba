"""Large files are taken from whoever has signed in; a cookie that nobody was given proves nothing."""

import asyncio

import pytest
from django.conf import settings

from refnet.site.knowing import is_signed_in
from tests.walking import browser
from tests.world import World


def knows(cookie):
    return asyncio.run(is_signed_in({"type": "http", "headers": [(b"cookie", cookie.encode("latin-1"))]}))


@pytest.mark.django_db(transaction=True)
def test_a_session_is_known_and_an_invented_one_is_not():
    session = browser(World().referrer).cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME

    assert knows(f"a=b; {name}={session}") is True
    assert [knows(f"{name}={'x' * 32}"), knows(""), knows("a[=b;="), knows(f"{name}=é\x00")] == [False] * 4
