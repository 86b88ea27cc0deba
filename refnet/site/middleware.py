"""What each request leaves in the log: which page, how it ended, how long it took; no query, no body, no person."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("refnet.requests")


class LogRequests:
    """Write one line for each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        took = round((time.perf_counter() - started) * 1000, 1)
        log.info("request", method=request.method, path=request.path, status=response.status_code, ms=took)
        return response
