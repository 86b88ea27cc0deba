"""The reference that is written from the code itself: lifecycles, permissions, events, privacy."""

import csv
import importlib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from refnet.access.records import PatientRecord
from refnet.consultations.lifecycle import ADVICE, CONSULTATION
from refnet.documents.lifecycle import CHECK
from refnet.journal.events import Event

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
HEAD = "Written by `make docs` from the code; do not edit.\n"


def write_reference() -> None:
    """Write each page of the reference anew."""
    pages: dict[str, Callable[[], Iterator[str]]] = {
        "lifecycles": lifecycles,
        "permissions": permissions,
        "events": events,
        "privacy": privacy,
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, lines in pages.items():
        (FOLDER / f"{name}.md").write_text("\n".join(lines()).rstrip() + "\n", encoding="utf-8")


def lifecycles() -> Iterator[str]:
    """Each lifecycle as a diagram, and whose turn it is in each state."""
    yield "# Lifecycles\n"
    yield HEAD
    for name, diagram, turns in (
        ("Consultation", CONSULTATION.diagram(), CONSULTATION.turns.items()),
        ("Check of a document", CHECK.diagram(), CHECK.turns.items()),
        ("Advice", ADVICE.diagram(), ADVICE.turns.items()),
    ):
        yield f"## {name}\n\n```mermaid\n{diagram}\n```\n"
        yield "| state | turn |\n|---|---|"
        yield from (f"| {state} | {party or 'ended'} |" for state, party in turns)
        yield ""


def permissions() -> Iterator[str]:
    """The permission table of the tests, for people to read."""
    yield "# Permissions\n"
    yield HEAD
    yield "An act that is not named for a person is refused to that person in every state.\n"
    yield "| who | act | in the states |\n|---|---|---|"
    table = ROOT / "tests" / "consultations" / "permissions.csv"
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        yield f"| {row['who'].replace('_', ' ')} | {row['act']} | {row['states'].replace(' ', ', ')} |"


def events() -> Iterator[str]:
    """Every event of the journal with what it holds."""
    yield "# Events\n"
    yield HEAD
    yield "| kind | holds | means |\n|---|---|---|"
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "events"):
            importlib.import_module(f"{app.name}.events")
    for _, event in sorted({event.kind: event for event in _kinds(Event)}.items()):
        held = ", ".join(field.name for field in fields(event))
        yield f"| {event.kind} | {held} | {(event.__doc__ or '').splitlines()[0]} |"


def privacy() -> Iterator[str]:
    """Every field of every table about patients, with how private it is."""
    yield "# Privacy\n"
    yield HEAD
    yield "| table | field | private as |\n|---|---|---|"
    tables = [model for model in apps.get_models() if issubclass(model, PatientRecord)]
    for table in sorted(tables, key=lambda one: one._meta.label):
        yield from (f"| {table._meta.label} | {name} | {kind} |" for name, kind in table.privacy.items())


def _kinds(base: type[Event]) -> Iterator[type[Event]]:
    """All events below a base that have a kind; a base without one only lends its fields."""
    for event in base.__subclasses__():
        if "kind" in vars(event):
            yield event
        yield from _kinds(event)
