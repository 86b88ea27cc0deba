"""Which board comes first, and why."""

from uuid import UUID

import pytest

from refnet.centres.ranking import match_entities, rank
from refnet.centres.terms import BoardView, Level, Match


def board(code, *, entities=(), level=Level.EUROPEAN, very_rare=False, languages=("en",), serves=()):
    return BoardView(
        id=UUID(int=1),
        code=code,
        name=code,
        level=level,
        country="",
        entities=entities,
        very_rare=very_rare,
        languages=languages,
        countries_served=serves,
        quorum=3,
        required_specialties=(),
        acknowledge_hours=24,
        routine_days=7,
        urgent_hours=48,
        follow_up_days=90,
        urgent_service=False,
        ring="",
    )


def order(*boards, iccc3="VIa", country="AT", language="en"):
    return [one.board.code for one in rank(boards, iccc3=iccc3, country=country, language=language)]


@pytest.mark.parametrize(
    ("entities", "iccc3", "match", "entity"),
    [
        (("VI", "VIa"), "VIa", Match.SUBGROUP, "VIa"),
        (("VIa",), "VIa.1", Match.SUBGROUP, "VIa"),
        (("VI",), "VIa.1", Match.GROUP, "VI"),
        (("VI",), "VI", Match.GROUP, "VI"),
        (("VIb",), "VI", Match.GROUP, "VIb"),
        (("VIb",), "VIa", Match.NONE, ""),
        (("V", "VII", "VIIIa", "XI"), "VI", Match.NONE, ""),
        (("I",), "IIa", Match.NONE, ""),
        (("I", "VI"), "", Match.NONE, ""),
        ((), "VIa", Match.NONE, ""),
    ],
)
def test_how_well_a_board_fits_a_class_of_tumours(entities, iccc3, match, entity):
    assert match_entities(entities, iccc3) == (match, entity)


def test_the_exact_class_comes_before_the_group_before_the_very_rare_before_none():
    assert order(
        board("none"),
        board("rare", very_rare=True),
        board("group", entities=("VI",)),
        board("exact", entities=("VIa",)),
    ) == ["exact", "group", "rare", "none"]


def test_a_board_that_does_not_serve_the_country_comes_after_one_that_does_whatever_its_level():
    assert order(
        board("elsewhere", entities=("VIa",), serves=("FR",)),
        board("home", entities=("VIa",), serves=("AT", "FR"), level=Level.INSTITUTIONAL),
    ) == ["home", "elsewhere"]


def test_of_equals_the_wider_comes_first_then_the_one_that_speaks_the_language():
    assert order(
        board("hospital", level=Level.INSTITUTIONAL, languages=("de",)),
        board("english"),
        board("nation", level=Level.NATIONAL, languages=("de",)),
        board("german", languages=("en", "de")),
        language="de",
    ) == ["german", "english", "nation", "hospital"]


def test_full_equals_stand_by_name():
    assert order(board("b"), board("a"), board("c")) == ["a", "b", "c"]


def test_a_tumour_without_a_class_goes_to_those_who_take_the_very_rare():
    assert order(board("kidney", entities=("VIa",)), board("rare", very_rare=True), iccc3=None) == ["rare", "kidney"]


def test_each_place_has_its_reasons_in_words():
    kidney = board("kidney", entities=("VI",), serves=("FR",), languages=("de",))

    (ranked,) = rank([kidney], iccc3="VIa", country="AT", language="de")

    assert [str(reason) for reason in ranked.reasons] == [
        "Takes tumours of this group (VI)",
        "Does not serve Austria",
        "European board",
        "Works in German",
    ]
    assert (ranked.match, ranked.entity, ranked.serves, ranked.speaks) == (Match.GROUP, "VI", False, True)
