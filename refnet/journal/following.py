"""Following the journal: runs what capabilities do about each other's events, at least once, in order."""

import importlib
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import structlog
from django.apps import apps
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.utils.module_loading import module_has_submodule

from refnet.journal.models import Parked, Position
from refnet.journal.queries import Line, line_of
from refnet.journal.sql import list_settled, only_follower

Reaction = Callable[[Line], None]
R = TypeVar("R", bound=Reaction)

NAME = "main"
BATCH = 200
TRIES = 3
IDLE_SECONDS = 0.5

log = structlog.get_logger(__name__)
reactions: defaultdict[str, list[Reaction]] = defaultdict(list)


def reacts_to(*kinds: str) -> Callable[[R], R]:
    """Register a function as a reaction to events of these kinds.

    It may be run twice for one event, and must be able to.
    """

    def register(reaction: R) -> R:
        for kind in kinds:
            if reaction not in reactions[kind]:
                reactions[kind].append(reaction)
        return reaction

    return register


def load_reactions() -> None:
    """Import every capability's `reactions`, which registers them."""
    for app in apps.get_app_configs():
        if app.name.startswith("refnet.") and app.module and module_has_submodule(app.module, "reactions"):
            importlib.import_module(f"{app.name}.reactions")


def follow_once(*, at: Callable[[], datetime]) -> int:
    """Run the reactions to the next entries, and return how many entries were read."""
    position, _ = Position.objects.get_or_create(follower=NAME)
    entries = list_settled(position, most=BATCH)
    for entry in entries:
        for reaction in reactions[entry.kind]:
            _run(reaction, line_of(entry), at=at)
        Position.objects.filter(pk=NAME).update(transaction=int(entry.transaction), entry=entry.pk)
    return len(entries)


def follow_forever(stopped: Callable[[], bool]) -> None:
    """Follow until `stopped` says so; waits where another follower is at work or the database is away."""
    load_reactions()
    while not stopped():
        try:
            with only_follower() as held:
                while held and not stopped():
                    if not follow_once(at=_clock):
                        time.sleep(IDLE_SECONDS)
        except (DatabaseError, InterfaceError) as error:
            log.warning("follower.database-away", fault=type(error).__name__)
        close_old_connections()
        if not stopped():
            time.sleep(IDLE_SECONDS)


def _run(reaction: Reaction, line: Line, *, at: Callable[[], datetime]) -> None:
    name = f"{reaction.__module__}.{reaction.__qualname__}"
    for attempt in range(1, TRIES + 1):
        try:
            reaction(line)
        except (InterfaceError, OperationalError):
            raise  # the database's fault, not the reaction's: the follower waits and comes back to this entry
        except Exception as error:  # whatever a reaction does wrong must not stop the others
            log.warning("reaction.failed", reaction=name, kind=line.kind, entry=line.id, attempt=attempt)
            if attempt == TRIES:
                fault = type(error).__name__
                Parked.objects.get_or_create(entry_id=line.id, reaction=name, defaults={"fault": fault, "at": at()})
            else:
                time.sleep(0.1 * attempt)
        else:
            return


def _clock() -> datetime:
    return datetime.now(UTC)
