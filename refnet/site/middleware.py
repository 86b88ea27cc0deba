"""What every request has in common: its line in the log, HEAD where GET is allowed, and no copy of what was shown."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from refnet.site.sql import give_back_connection
from refnet.site.unhurried import NOT_BEFORE

EVEN_PATHS = frozenset({"/accounts/password/forgotten/"})
EVEN_SECONDS = 1.0

log = structlog.get_logger("refnet.requests")


class LogRequests:
    """Write one line for each request: which page, how it ended, how long it took; no query, no body, no person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        method, started = request.method, time.perf_counter()
        response = self.get_response(request)
        took = round((time.perf_counter() - started) * 1000, 1)
        log.info("request", method=method, path=request.path, status=response.status_code, ms=took)
        return response


class HeadAsGet:
    """Answer HEAD as GET would be answered, without the body: whoever watches a page asks for it so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = request.META["REQUEST_METHOD"] = "GET"
        try:
            response: Any = self.get_response(request)
        finally:
            request.method = request.META["REQUEST_METHOD"] = "HEAD"
        if response.streaming:
            response.streaming_content = ()
        else:
            length = response.headers.get("Content-Length", str(len(response.content)))
            response.content = b""
            response.headers["Content-Length"] = length
        return response  # type: ignore[no-any-return]


class AnswerInTime:
    """Say how soon an answer may be given, where a page wants it later than it is done (`site.unhurried` waits).

    A code for a forgotten password takes as long to ask for whether there is an account or not. Whoever waits holds no
    connection to the database, of which there are few.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        seconds = getattr(request, "not_before", 0.0)
        if request.method == "POST" and request.path in EVEN_PATHS:
            seconds = max(seconds, EVEN_SECONDS)
        if seconds:
            response.headers[NOT_BEFORE.decode()] = str(seconds)
            give_back_connection()
        return response


class KeepNoCopy:
    """Let no browser and nobody in between keep what somebody was shown who is signed in, by whatever factor.

    The next person at a ward's computer must not find it by the way back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        return response
