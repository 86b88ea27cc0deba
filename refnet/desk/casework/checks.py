"""The check of a document put into the pieces of its page."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from refnet.documents.phrases import CHECK_STATES, REFUSALS, UNREAD
from refnet.documents.pictures import CheckPage, DocumentLine, HitView, PageView
from refnet.documents.terms import CheckState, Refusal, Ruling, Unread
from refnet.identity.phrases import TRACES
from refnet.kit.pieces import Text, Tone

TONES = {
    CheckState.WAITING: Tone.WAITING,
    CheckState.CLEAN: Tone.DONE,
    CheckState.HITS: Tone.YOURS,
    CheckState.REFUSED: Tone.WARNING,
    CheckState.UNREADABLE: Tone.WARNING,
}
PUNCTUATION = ".,;:!?()“”„\"' "
PICTURE_WIDTH = 720
"""Pixels: a click is counted from the picture's corner, so that it is not made to fit."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The same words found in one or more places, which are decided together."""

    words: str
    what: Text
    pages: str
    hits: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """What was decided of words: `words` is empty where they are black."""

    words: str
    page: int
    ruling: Ruling
    reason: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page with its number from 1 and its height at the width of the picture; `hits` waits on it."""

    view: PageView
    number: int
    height: int
    hits: int


def state_in_words(state: CheckState, reason: str, hits: int = 0) -> tuple[Text, Text]:
    """Return where a check stands, and why or how much of it."""
    if state is CheckState.REFUSED:
        return CHECK_STATES[state], REFUSALS[Refusal(reason)]
    if state is CheckState.UNREADABLE:
        return CHECK_STATES[state], UNREAD[Unread(reason)]
    if state is CheckState.HITS:
        return CHECK_STATES[state], ngettext("%(number)d place", "%(number)d places", hits) % {"number": hits}
    return CHECK_STATES[state], ""


def line_in_words(line: DocumentLine) -> tuple[Text, Text]:
    """Return where the check of a listed document stands, and why."""
    return state_in_words(line.state, line.reason, line.hits)


def groups_shown(page: CheckPage) -> list[ShownGroup]:
    """Return what waits for a decision, the same words once."""
    groups: dict[tuple[str, object], list[HitView]] = {}
    for hit in page.open:
        groups.setdefault((hit.words.casefold().strip(PUNCTUATION), hit.what), []).append(hit)
    return [
        ShownGroup(
            hits[0].words.strip(PUNCTUATION) or _("(not read)"),
            TRACES[hits[0].what] if hits[0].what else "",
            ", ".join(str(number + 1) for number in dict.fromkeys(hit.place.page for hit in hits)),
            tuple(hit.id for hit in hits),
        )
        for hits in groups.values()
    ]


def rulings_shown(page: CheckPage) -> list[ShownRuling]:
    """Return what was decided, in the order of the pages."""
    return [ShownRuling(hit.words, hit.place.page + 1, hit.ruling, hit.reason) for hit in page.ruled]


def pages_shown(page: CheckPage) -> tuple[list[ShownPage], list[ShownPage]]:
    """Return the pages to look at, and the rest: where nothing was found, or all was read, they are the rest."""
    shown = [
        ShownPage(view, view.number + 1, round(PICTURE_WIDTH * view.height / view.width), len(view.boxes))
        for view in page.pages
    ]
    first = [one for one in shown if one.hits or page.state is CheckState.UNREADABLE]
    return first, [one for one in shown if one not in first]
