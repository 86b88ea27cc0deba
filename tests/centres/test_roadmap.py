"""Keeping and reading the roadmap."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from refnet.access.actors import SYSTEM, Actor, Role
from refnet.access.decisions import Refused
from refnet.centres import phrases
from refnet.centres.queries import (
    NoSuchBoard,
    NoSuchCentre,
    find_board,
    find_boards,
    find_centre,
    list_centres,
    list_missing_agreements,
    open_board,
    open_boards,
    open_centre,
    rank_boards,
)
from refnet.centres.terms import Kind, Level, Life, Match, Paper, Resource, Specialty
from refnet.journal.models import Entry
from refnet.vocabulary.classification import Unclassified
from refnet.vocabulary.countries import UnknownCountry
from refnet.vocabulary.languages import UnknownLanguage

from .roadmap import TODAY

DAY = timedelta(days=1)
OFFICE = Actor(uuid4(), roles=frozenset({Role.NETWORK_COORDINATOR}))
OTHERS = [
    Actor(uuid4(), centre_id=uuid4(), roles=frozenset({role}))
    for role in Role
    if role not in {Role.NETWORK_COORDINATOR, Role.SYSTEM}
]


def test_a_centre_is_found_by_its_code_however_it_is_typed(roadmap):
    key = roadmap.centre("BG-SOF-1", country="BG", resources=(Resource.MRI,), kind=Kind.BOTH, life=Life.ATTESTED)

    found = find_centre(" bg-sof-1 ")

    assert (found.id, found.resources, found.kind, found.life) == (key, (Resource.MRI,), Kind.BOTH, Life.ATTESTED)
    assert open_centre(key) == found


def test_what_is_not_on_the_roadmap_is_said_not_to_be(roadmap):
    with pytest.raises(NoSuchCentre, match="'XX-1'"):
        find_centre("XX-1")
    with pytest.raises(NoSuchBoard, match="'XX-1'"):
        find_board("XX-1")
    with pytest.raises(NoSuchBoard):
        open_board(uuid4())


@pytest.mark.parametrize(
    ("missing", "papers"),
    [
        ((Paper.JOINT_CONTROLLERSHIP, Paper.PROTECTION_ASSESSMENT), []),
        ((Paper.PROTECTION_ASSESSMENT,), [(Paper.JOINT_CONTROLLERSHIP, TODAY, None)]),
        ((), [(Paper.JOINT_CONTROLLERSHIP, TODAY, TODAY), (Paper.PROTECTION_ASSESSMENT, TODAY - DAY, None)]),
        (
            (Paper.PROTECTION_ASSESSMENT,),
            [(Paper.JOINT_CONTROLLERSHIP, TODAY, None), (Paper.PROTECTION_ASSESSMENT, TODAY + DAY, None)],
        ),
        (
            (Paper.JOINT_CONTROLLERSHIP,),
            [(Paper.JOINT_CONTROLLERSHIP, TODAY - DAY, TODAY - DAY), (Paper.PROTECTION_ASSESSMENT, TODAY, None)],
        ),
    ],
)
def test_a_centre_may_submit_only_while_both_papers_are_on_record(roadmap, missing, papers):
    centre, other = roadmap.centre(), roadmap.centre("PT-LIS-1", country="PT")
    for paper in Paper:
        roadmap.paper(other, paper)
    for paper, signed_on, until_on in papers:
        roadmap.paper(centre, paper, signed_on=signed_on, until_on=until_on)

    assert list_missing_agreements(centre, on=TODAY) == missing


def test_boards_are_found_by_level_country_and_host(roadmap):
    host = roadmap.centre()
    european = roadmap.board("EU-KID", host_id=host)
    austrian = roadmap.board("AT-KID", level=Level.NATIONAL, country="AT")

    def keys(**by):
        return {board.id for board in find_boards(**by)}

    assert [keys(), keys(level=Level.NATIONAL), keys(country="AT"), keys(host_id=host)] == [
        {european, austrian},
        {austrian},
        {austrian},
        {european},
    ]
    assert set(open_boards([european])) == {european}


def test_a_board_is_read_as_it_was_added(roadmap):
    key = roadmap.board(
        entities=("VI", "iva"),
        required_specialties=(Specialty.SURGERY,),
        countries_served=("UK", "at"),
        languages=("EN", "no"),
    )

    board = open_board(key)

    assert (board.entities, board.countries_served) == (("VI", "IVa"), ("GB", "AT"))
    assert (board.required_specialties, board.languages) == ((Specialty.SURGERY,), ("en", "no"))


def test_the_ranking_reads_the_whole_roadmap_in_one_query(roadmap, django_assert_num_queries):
    roadmap.board("EU-LIV", entities=("VII",))
    exact = roadmap.board("EU-KID", entities=("VIa",))

    with django_assert_num_queries(1):
        ranked = rank_boards(iccc3="VIa.1", country="AT", language="en")

    assert [(one.board.id == exact, one.match) for one in ranked] == [(True, Match.SUBGROUP), (False, Match.NONE)]


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: next(iter(actor.roles)))
def test_only_the_office_keeps_the_roadmap(roadmap, actor):
    centre = roadmap.centre()
    roadmap.actor = actor
    acts = (
        lambda: roadmap.centre("PT-LIS-1"),
        roadmap.board,
        lambda: roadmap.paper(centre, Paper.JOINT_CONTROLLERSHIP),
    )

    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.decision.codes == ("not-the-office",)
    assert (len(list_centres()), find_boards()) == (1, ())


def test_the_journal_says_what_the_office_did(roadmap):
    roadmap.actor = OFFICE
    centre = roadmap.centre()
    roadmap.paper(centre, Paper.JOINT_CONTROLLERSHIP)
    board = roadmap.board()

    assert list(Entry.objects.order_by("id").values_list("kind", "subject", "actor")) == [
        ("centres.centre-added", centre, OFFICE.id),
        ("centres.agreement-added", centre, OFFICE.id),
        ("centres.board-added", board, OFFICE.id),
    ]


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"country": "Atlantis"}, UnknownCountry),
        ({"countries_served": ("XX",)}, UnknownCountry),
        ({"languages": ("klingon",)}, UnknownLanguage),
        ({"entities": ("XIIIz",)}, Unclassified),
    ],
)
def test_a_board_with_unknown_codes_is_refused(roadmap, facts, fault):
    with pytest.raises(fault):
        roadmap.board(**facts)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"quorum": 0}, "board_has_quorum"),
        ({"level": Level.NATIONAL}, "board_country_given"),
        ({"acknowledge_hours": 0}, "board_targets_positive"),
    ],
)
def test_a_board_that_cannot_be_right_is_refused_by_the_table_itself(roadmap, facts, name):
    with pytest.raises(IntegrityError, match=name):
        roadmap.board(**facts)


def test_a_paper_that_ends_before_it_is_signed_is_refused_by_the_table_itself(roadmap):
    centre = roadmap.centre()

    with pytest.raises(IntegrityError, match="agreement_ends_after_it_begins"):
        roadmap.paper(centre, Paper.JOINT_CONTROLLERSHIP, until_on=TODAY - DAY)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (phrases.LEVELS, Level),
        (phrases.KINDS, Kind),
        (phrases.LIVES, Life),
        (phrases.PAPERS, Paper),
        (phrases.SPECIALTIES, Specialty),
        (phrases.RESOURCES, Resource),
        (phrases.MATCHES, Match),
    ],
)
def test_every_word_has_its_phrase(table, words):
    assert set(table) == set(words)


def test_the_system_sets_up_a_network(roadmap):
    assert roadmap.actor == SYSTEM
    assert roadmap.centre() is not None
