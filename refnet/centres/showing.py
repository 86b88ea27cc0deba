"""The roadmap as its public pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from refnet.centres.phrases import KINDS, LEVELS, LIVES, RESOURCES, SPECIALTIES
from refnet.centres.ranking import WIDEST
from refnet.centres.terms import BoardView, CentreView, Level, Life
from refnet.kit.pieces import Cell, Column, Fact, Table, Tone
from refnet.vocabulary.countries import country_name
from refnet.vocabulary.iccc3 import of_code
from refnet.vocabulary.languages import language_name

Words = str | Promise
TONES = {
    Life.DRAFT: Tone.NEUTRAL,
    Life.SELF_DECLARED: Tone.NEUTRAL,
    Life.ATTESTED: Tone.INFO,
    Life.APPROVED: Tone.DONE,
    Life.SUSPENDED: Tone.WARNING,
    Life.EXPIRED: Tone.WARNING,
}


_BY_LEVEL = {
    Level.EUROPEAN: _("Boards for all of Europe"),
    Level.NATIONAL: _("Boards of a country"),
    Level.INSTITUTIONAL: _("Boards of a hospital, open to others"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The centres of one country, or the boards of one level, under their heading."""

    key: str
    heading: Words
    table: Table


def centre_groups(centres: Iterable[CentreView]) -> tuple[Group, ...]:
    """Return the centres by country, in the order of the countries' names."""
    by_country: dict[str, list[CentreView]] = {}
    for centre in centres:
        by_country.setdefault(centre.country, []).append(centre)
    named = sorted((in_words(code), code) for code in by_country)
    return tuple(Group(code.lower(), name, _centres(name, by_country[code])) for name, code in named)


def board_groups(boards: Iterable[BoardView]) -> tuple[Group, ...]:
    """Return the boards by level, European first."""
    listed = tuple(boards)
    by_level = {level: [board for board in listed if board.level is level] for level in WIDEST}
    return tuple(
        Group(level.value, LEVELS[level], board_table(found, _BY_LEVEL[level]))
        for level, found in by_level.items()
        if found
    )


def board_table(boards: Iterable[BoardView], caption: Words) -> Table:
    """Return boards with what they take, whom they serve and in which languages."""
    return Table(
        caption,
        (Column(_("Board")), Column(_("Takes")), Column(_("Serves")), Column(_("Languages"))),
        tuple(
            (
                Cell(board.name, url=reverse("centres:board", args=[board.code]), note=_mark(board.invented)),
                Cell(_list([_entity(code) for code in board.entities]) or _whatever(board) or gettext("not stated")),
                _serves(board),
                _languages(board.languages),
            )
            for board in boards
        ),
    )


def centre_facts(centre: CentreView) -> tuple[Fact, ...]:
    """Return what the roadmap says of a centre; what it does not say is said to be missing."""
    return (
        Fact(_("Where"), f"{centre.city}, {in_words(centre.country)}"),
        Fact(_("What it is"), KINDS[centre.kind]),
        Fact(_("This entry is"), LIVES[centre.life]),
        _fact(_("Languages"), _languages(centre.languages)),
        _fact(_("What it says it has"), _list([str(RESOURCES[one]) for one in centre.resources])),
        Fact(_("Code"), centre.code),
    )


def board_facts(board: BoardView) -> tuple[Fact, ...]:
    """Return what a board takes and for whom."""
    takes = _list([_entity(code) for code in board.entities])
    return (
        _fact(_("Tumours"), takes or _whatever(board)),
        Fact(_("Very rare tumours"), _("taken") if board.very_rare else _("not taken")),
        Fact(_("Countries served"), _serves(board)),
        _fact(_("Languages"), _languages(board.languages)),
        _fact(_("Clinical trial group"), board.trial_group),
    )


def panel_facts(board: BoardView) -> tuple[Fact, ...]:
    """Return how many experts and which specialties an advice of this board needs."""
    specialties = _list([str(SPECIALTIES[one]) for one in board.required_specialties])
    quorum = ngettext("%(n)d expert", "%(n)d experts", board.quorum) % {"n": board.quorum}
    return (
        Fact(_("Countersigned by at least"), quorum),
        Fact(_("Always heard"), specialties or _("no specialty in particular")),
    )


def target_facts(board: BoardView) -> tuple[Fact, ...]:
    """Return what a board promises, in its own hours and days."""
    urgent = _hours(board.urgent_hours) if board.urgent_service else _("no urgent service")
    return (
        Fact(_("Request acknowledged within"), _hours(board.acknowledge_hours)),
        Fact(_("Advice, routine, within"), _days(board.routine_days)),
        Fact(_("Advice, urgent, within"), urgent),
        Fact(_("Asks what became of the child after"), _days(board.follow_up_days)),
    )


def in_words(country: str) -> str:
    return country_name(country, get_language() or "en")


def _centres(country: str, centres: list[CentreView]) -> Table:
    return Table(
        _("Centres in %(country)s") % {"country": country},
        (Column(_("Centre")), Column(_("City")), Column(_("What it is")), Column(_("Entry"))),
        tuple(
            (
                Cell(centre.name, url=reverse("centres:centre", args=[centre.code]), note=_mark(centre.invented)),
                centre.city,
                KINDS[centre.kind],
                Cell(LIVES[centre.life], tone=TONES[centre.life]),
            )
            for centre in centres
        ),
    )


def _mark(invented: bool) -> Words:
    return _("invented") if invented else ""


def _fact(label: Words, value: Words) -> Fact:
    return Fact(label, value) if value else Fact(label, missing=_("not stated"))


def _entity(code: str) -> str:
    return f"{gettext(of_code(code).name)} ({code})"


def _whatever(board: BoardView) -> str:
    return gettext("very rare tumours of any class") if board.very_rare else ""


def _serves(board: BoardView) -> str:
    return _list(sorted(in_words(code) for code in board.countries_served)) or gettext("all countries")


def _languages(codes: Iterable[str]) -> str:
    return _list([language_name(code, get_language() or "en") for code in codes])


def _hours(number: int) -> str:
    return ngettext("%(n)d hour", "%(n)d hours", number) % {"n": number}


def _days(number: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)
