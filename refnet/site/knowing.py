"""Whether a request comes from somebody who has signed in, asked before any of it is read."""

from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import close_old_connections

from refnet.site.bounding import Message


@sync_to_async(thread_sensitive=False)
def is_signed_in(scope: Message) -> bool:
    """Whether the cookie that came with a request is that of somebody who has signed in. Any other proves nothing."""
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return False
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    if found is None:
        return False
    session = import_module(settings.SESSION_ENGINE).SessionStore(found.value)
    try:
        return session.get(SESSION_KEY) is not None
    finally:
        close_old_connections()  # no request ends here that would give it back
