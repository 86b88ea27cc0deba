"""What a command needs before it can begin: the database at hand, its tables up to date, Django set up.

A server of the operator's is named by DATABASE_URL. Without one it is the checkout's own: joined where it runs already,
else started, and stopped at the end by whoever needs it last.
"""

import importlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

from refnet.site import sql
from refnet.site.environment import Environment, read_environment
from refnet.site.migrating import mark_of_migrations, migrate_elsewhere, migrate_where_needed
from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from refnet.site.postgres.sql import scratch
from refnet.site.scratch import scratch_folder
from refnet.site.troubles import Trouble


@contextmanager
def database() -> Iterator[Server | None]:
    """Have the database running and up to date, and Django set up for it; yields the embedded server, if it is that.

    Raises
    ------
    Trouble
        If there is no database, it cannot be brought up to date, or the keys here are not those that it was used with.
    """
    here = read_environment(os.environ)
    with ExitStack() as held:
        server = None if here.database_url else held.enter_context(Server(here.var / "postgres"))
        with _told():
            migrate_where_needed(_owner_url(here, server))
        _set_up_django()
        held.callback(sql.close_connections)
        work("refnet.site.keys:settle_keys")()
        yield server


@dataclass(frozen=True, slots=True)
class Reached:
    """The addresses of one database: as the role that owns the tables, and as the one that works with them."""

    owner: str
    application: str


@contextmanager
def reached(*, start: bool) -> Iterator[Reached]:
    """Have the database at hand as it is, its tables of whatever age, and Django set up for it.

    Raises
    ------
    Trouble
        If there is no database, or it is the checkout's own, does not run, and we are not to `start` it.
    """
    here = read_environment(os.environ)
    with ExitStack() as held:
        server = None if here.database_url else Server(here.var / "postgres")
        if server is not None and start:
            held.enter_context(server)
        elif server is not None and not server.answers():
            raise Trouble("The database does not run.")
        _set_up_django()
        held.callback(sql.close_connections)
        with _told():
            owner = _owner_url(here, server)
            yield Reached(owner, server.places.url() if server else here.database_url or owner)


@contextmanager
def scratch_database() -> Iterator[None]:
    """Have an empty database for one use, with files and keys of its own; nothing of it remains.

    Raises
    ------
    Trouble
        If there is no database server, or it lets us make no database.
    """
    here = read_environment(os.environ)
    with ExitStack() as held:
        server = None if here.database_url else held.enter_context(Server(here.var / "postgres"))
        owner = _owner_url(here, server)
        folder = held.enter_context(scratch_folder(here.var / "scratch"))
        with _told():
            name = held.enter_context(
                scratch(owner, mark_of_migrations(), lambda empty: migrate_elsewhere(_in_database(owner, empty)))
            )
        url = server.places.url(database=name) if server else _in_database(here.database_url or owner, name)
        for own in ("REFNET_KEYS", "REFNET_SECRET_KEY_FILE"):
            os.environ.pop(own, None)
        os.environ |= {"DATABASE_URL": url, "REFNET_VAR": str(folder)}
        _set_up_django()
        held.callback(sql.close_connections)
        work("refnet.site.keys:settle_keys")()
        yield


def work(place: str) -> Any:
    """Return what `place` ("module:name") names. Only once Django is set up can modules with tables be imported."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def _owner_url(here: Environment, server: Server | None) -> str:
    if server is not None:
        return server.places.url(role=OWNER)
    return here.owner_url or here.database_url or ""


def _in_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _set_up_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "refnet.site.settings"
    django.setup()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege:
        raise Trouble("The database server does not let this role make what is needed; ask who runs it.") from None
    except psycopg.OperationalError as error:
        first = str(error).strip().splitlines()[-1:] or ["no reason given"]
        raise Trouble(f"The database cannot be reached: {first[0].strip()}") from None
