"""To whom a page opens. What says nothing opens to members alone: signed in with both factors, and with a role."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Audience(IntEnum):
    """To whom a page opens, each to all below it too."""

    EVERYBODY = 0
    HALF_SIGNED_IN = 1
    """Whoever gave the password and now sets up, or gives, the second factor."""
    ACCOUNTS = 2
    """Whoever has signed in, also without any role."""
    MEMBERS = 3


def opens_to(audience: Audience) -> Callable[[View], View]:
    """Open a page to an audience."""

    def mark(view: View) -> View:
        view.opens_to = audience  # type: ignore[attr-defined]
        return view

    return mark


public = opens_to(Audience.EVERYBODY)
"""Open a page to everybody, signed in or not."""


def audience_of(view: Callable[..., Any]) -> Audience:
    """Return to whom a page opens."""
    audience: Audience = getattr(view, "opens_to", Audience.MEMBERS)
    return audience


def is_public(view: Callable[..., Any]) -> bool:
    """Whether a page is open to everybody."""
    return audience_of(view) is Audience.EVERYBODY
