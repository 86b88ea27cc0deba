"""The page of a request that failed: said as it is where it is known why, so that whoever reads it knows what to do."""

import sys

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

SOMEBODY_FIRST = frozenset({"40P01", "40001"})  # a deadlock, and a change that did not fit another
AWAY = ("08", "57P", "53")  # classes of PostgreSQL's states: no connection, shutting down, no room for one more


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request in which something went wrong: 503 where trying again will do, else 500."""
    error = sys.exc_info()[1]
    sentence, status = "", 500
    if _state(error) in SOMEBODY_FIRST:
        sentence, status = _somebody_else(), 503
    elif _is_away(error):
        sentence, status = _database_away(), 503
    elif _for_operators(error):
        sentence = _keys()
    response = render(None, "500.html", {"sentence": sentence}, status=status)
    if status == 503:
        response.headers["Retry-After"] = "5"
    response.headers["Cache-Control"] = "no-store"
    return response


def _somebody_else() -> str:
    return _("Somebody else changed this at the same moment; nothing of yours was saved, please try again.")


def _database_away() -> str:
    return _("The database cannot be reached at the moment; nothing of yours was saved and nothing was lost.")


def _keys() -> str:
    return _("Something that only whoever runs this site can put right is missing; the site’s log says what it is.")


def _state(error: BaseException | None) -> str:
    """Return PostgreSQL's own word for what happened, where it had one."""
    while error is not None:
        state = getattr(error, "sqlstate", None)
        if state:
            return str(state)
        error = error.__cause__
    return ""


def _is_away(error: BaseException | None) -> bool:
    if isinstance(error, (PoolTimeout, InterfaceError)):
        return True
    state = _state(error)
    # A connection that breaks, or cannot be made, has no state: there was nobody to say one.
    return isinstance(error, DatabaseError) and (
        state.startswith(AWAY) or (not state and type(error).__name__ == "OperationalError")
    )


def _for_operators(error: BaseException | None) -> bool:
    while error is not None:
        if getattr(error, "for_operators", False):
            return True
        error = error.__cause__
    return False
