"""Numbers for those who watch over the site, in the form that Prometheus reads: requests, follower, consultations.

They count and time; they name no person, no record and no board that so few ask that a child could be known.
"""

import hmac
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from psycopg_pool import PoolTimeout

from refnet.access.public import public
from refnet.site.environment import LOOPBACK
from refnet.site.watching import sql

FEWEST = 5
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

registry = CollectorRegistry()
ProcessCollector(registry=registry)
REQUESTS = Counter(
    "refnet_requests", "Requests answered, by the name of the route.", ("route", "method", "status"), registry=registry
)
LATENCY = Histogram("refnet_request_seconds", "How long requests took.", ("route",), registry=registry, buckets=SECONDS)


class CountRequests:
    """Count each request under the name of its route, never under its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        route = (request.resolver_match.view_name if request.resolver_match else "") or "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(route, method, str(response.status_code)).inc()
        LATENCY.labels(route).observe(time.perf_counter() - started)
        return response


class Site(Collector):
    """What the database says at the moment when it is asked; nothing but that it is away where it does not answer."""

    def collect(self) -> Iterator[Metric]:
        try:
            found = list(_measures())
        except (DatabaseError, PoolTimeout):
            found = []
        yield GaugeMetricFamily("refnet_database_up", "Whether the database answers.", value=1 if found else 0)
        yield from found


registry.register(Site())


def _measures() -> Iterator[Metric]:
    stands = sql.following()
    yield GaugeMetricFamily("refnet_follower_up", "Whether a follower is at work.", value=int(stands.at_work))
    yield GaugeMetricFamily("refnet_follower_behind", "Entries that wait for the follower.", value=stands.behind)
    yield GaugeMetricFamily("refnet_follower_lag_seconds", "How long the oldest has waited.", value=stands.seconds)
    yield GaugeMetricFamily("refnet_reactions_parked", "Reactions that wait for an operator.", value=sql.count_parked())
    states = GaugeMetricFamily("refnet_consultations", "Consultations of the network by state.", labels=("state",))
    for state, count in sql.count_by_state().items():
        states.add_metric((state,), count)
    yield states
    boards = GaugeMetricFamily(
        "refnet_board_consultations", f"Consultations of each board that has had {FEWEST} or more.", labels=("board",)
    )
    for board, count in sql.count_by_board(at_least=FEWEST).items():
        boards.add_metric((board,), count)
    yield boards


@public
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Hand out the numbers to a program on this machine, or to one that brings the token; to others nothing is here."""
    if not (_is_of_this_machine(request) or _brings_the_token(request)):
        raise Http404
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _is_of_this_machine(request: HttpRequest) -> bool:
    """Whether somebody here asks the site itself, by its name here: a proxy on this machine asks for others."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    passed_on = any(name in request.META for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and host in LOOPBACK and not passed_on


def _brings_the_token(request: HttpRequest) -> bool:
    token: str = settings.REFNET_METRICS_TOKEN
    brought = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(brought.encode(), f"Bearer {token}".encode())
