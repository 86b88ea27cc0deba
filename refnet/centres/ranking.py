"""Which board first? From the facts of the roadmap alone, with the reasons in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from refnet.centres.phrases import LEVELS, MATCHES, NOT_SERVED, NOT_SPEAKS, SERVED, SPEAKS
from refnet.centres.terms import BoardView, Level, Match
from refnet.vocabulary.countries import country_name
from refnet.vocabulary.languages import language_name

GROUP = re.compile(r"[IVX]+")
BEST_MATCH = tuple(Match)
WIDEST = (Level.EUROPEAN, Level.NATIONAL, Level.INSTITUTIONAL)


@dataclass(frozen=True, slots=True)
class RankedBoard:
    """A board at its place in the ranking. `reasons` are sentences, in the order in which they counted."""

    board: BoardView
    match: Match
    entity: str
    serves: bool
    speaks: bool
    reasons: tuple[str | Promise, ...]


def rank(boards: Iterable[BoardView], *, iccc3: str | None, country: str, language: str) -> tuple[RankedBoard, ...]:
    """Return the boards, best first, for a tumour of an ICCC-3 class (`VIa`, `VIa.1`; None: not yet classified).

    What counts, in this order: how well the tumour fits; whether the board serves the country, since one that does
    not would decline; the level, European first; the language. Equals stand by name.
    """
    ranked = [_judge(board, iccc3 or "", country, language) for board in boards]
    return tuple(
        sorted(
            ranked,
            key=lambda one: (
                BEST_MATCH.index(one.match),
                not one.serves,
                WIDEST.index(one.board.level),
                not one.speaks,
                one.board.name,
            ),
        )
    )


def _judge(board: BoardView, iccc3: str, country: str, language: str) -> RankedBoard:
    match, entity = match_entities(board.entities, iccc3)
    if match is Match.NONE and board.very_rare:
        match = Match.VERY_RARE
    serves = not board.countries_served or country in board.countries_served
    speaks = language in board.languages
    reasons = (
        _say(MATCHES[match], {"entity": entity}),
        _say_country(SERVED if serves else NOT_SERVED, country),
        LEVELS[board.level],
        _say_language(SPEAKS if speaks else NOT_SPEAKS, language),
    )
    return RankedBoard(board, match, entity, serves, speaks, reasons)


def match_entities(entities: Iterable[str], iccc3: str) -> tuple[Match, str]:
    """Return how well a board's entities fit a class, and the entity that does.

    A board for `VIa` fits `VIa` and `VIa.1` exactly; one for `VI` fits them as a group. Where only the group of the
    tumour is known, a board for any part of it fits as a group.
    """
    subgroup = iccc3.partition(".")[0]
    group = _group_of(subgroup)
    named = tuple(entities)
    if subgroup in named:
        return (Match.GROUP if subgroup == group else Match.SUBGROUP), subgroup
    if group and group in named:
        return Match.GROUP, group
    if group and subgroup == group:
        parts = [one for one in named if _group_of(one) == group]
        if parts:
            return Match.GROUP, parts[0]
    return Match.NONE, ""


def _group_of(code: str) -> str:
    found = GROUP.match(code)
    return found.group() if found else ""


def _said(sentence: Promise, names: dict[str, str]) -> str:
    return str(sentence) % names


def _said_country(sentence: Promise, code: str) -> str:
    return str(sentence) % {"country": country_name(code, get_language() or "en")}


def _said_language(sentence: Promise, code: str) -> str:
    return str(sentence) % {"language": language_name(code, get_language() or "en")}


# Said when they are shown, in the language of whoever reads.
_say = lazy(_said, str)
_say_country = lazy(_said_country, str)
_say_language = lazy(_said_language, str)
