"""Where the measures are made: data of their own, of which nothing remains."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from refnet.site.environment import CHECKOUT, READERS, Mode
from refnet.site.migrating import mark_of_migrations
from refnet.site.postgres.places import OWNER
from refnet.site.postgres.server import Server
from refnet.site.postgres.sql import scratch
from refnet.site.running import scratch_database
from refnet.site.scratch import scratch_folder

FOLDERS = CHECKOUT / "var" / "scratch"


@contextmanager
def own_data() -> Iterator[Path]:
    """Have a folder of data for the measures alone, and nothing of the caller's own settings."""
    for name in (*READERS, "DATABASE_URL"):
        os.environ.pop(name, None)
    with scratch_folder(FOLDERS) as var:
        os.environ |= {"REFNET_VAR": str(var), "REFNET_MODE": Mode.DEMO.value}
        with Server(var / "postgres"):  # held throughout, so that it is not started anew for each measure
            yield var


@contextmanager
def two_databases(var: Path) -> Iterator[tuple[str, str]]:
    """Have two empty databases side by side, Django set up for the first, and return their owner's addresses."""
    with scratch_database(), Server(var / "postgres") as server:
        first = os.environ["DATABASE_URL"].rpartition("/")[2]
        with scratch(server.places.url(role=OWNER), mark_of_migrations(), _never) as second:
            yield server.places.url(role=OWNER, database=first), server.places.url(role=OWNER, database=second)


def _never(_name: str) -> None:
    raise RuntimeError("the first database has left a template for the second")
