"""Every address of the site, found by walking the resolver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from refnet.access.public import Audience, audience_of
from tests.house import method_check

AUDIENCES = {
    Audience.EVERYBODY: "public",
    Audience.HALF_SIGNED_IN: "half-signed-in",
    Audience.ACCOUNTS: "account",
    Audience.MEMBERS: "member",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name, its path with the arguments in angle brackets, and the view behind it."""

    name: str
    path: str
    view: Callable[..., Any]

    @property
    def audience(self) -> str:
        return AUDIENCES[audience_of(self.view)]

    @property
    def methods(self) -> tuple[str, ...]:
        return method_check(self.view)


def routes(resolver: URLResolver | None = None, before: str = "/", spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    """Every address below a resolver; of the whole site where none is given."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(":".join((*spaces, entry.name or path)), path, entry.callback)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry, path, inner)
