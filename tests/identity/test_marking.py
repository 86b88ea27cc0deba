"""A centre knows its own children again, by keyed marks: nobody reads them, and no other centre has the same."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from refnet.identity.commands import correct_identity
from refnet.identity.marking import known_by, marks_of
from refnet.identity.models import Patient
from refnet.identity.terms import Identity, Name, Person
from tests.world import NOON, PERSON, ZERO

HERE = UUID("0b0f4c8a-7f5c-4c39-9a62-6f6b0f3a9d11")
CHILD = Person(
    names=(Name("Müller-Straß", ("Åsa", "Maj")),),
    birth_date="2015-03-05",
    numbers=(("MR", "12-345 67"), ("visit", "V9")),
    lasting=(("urn:hospital", "12-345 67"),),
)


@pytest.mark.parametrize(
    "other",
    [
        Person(names=(Name("MULLER STRASS", ("Asa", "Maj")),), birth_date="2015-03-05"),
        Person(names=(Name(text="Müller-Straß, Åsa Maj"),), birth_date="2015-03-05"),
        Person(names=(Name("Müller-Straß", ("Åsa",)),), birth_date="2015-03-05"),
        Person(lasting=(("URN:hospital", "1234567"),)),
    ],
)
def test_one_child_is_known_again(other):
    assert set(known_by(CHILD, HERE)) & set(known_by(other, HERE)) != set()


@pytest.mark.parametrize(
    "other",
    [
        replace(CHILD, birth_date="2015-03-06", lasting=()),
        replace(CHILD, names=(Name("Müller-Straß", ("Elin", "Maj")),), lasting=()),
        Person(names=(Name("Berg", ("Ida",)),), numbers=(("visit", "V9"),), lasting=()),
        Person(lasting=(("urn:other", "1234567"),)),
    ],
)
def test_another_child_is_not(other):
    assert set(known_by(CHILD, HERE)) & set(known_by(other, HERE)) == set()


def test_marks_are_keyed_and_different_in_each_centre():
    here, there = marks_of(CHILD, HERE), marks_of(CHILD, uuid4())

    assert set(here) & set(there) == set()
    assert {len(mark) for mark in here} == {24}
    assert all(set(mark) <= set("0123456789abcdef") for mark in here)


def test_a_correction_of_the_name_changes_the_marks(world):
    case_id = world.case()
    person = replace(PERSON, names=(Name("Sommerfeld", ("Ida",)),))

    correct_identity(world.referrer, case_id, Identity(person, ZERO), at=NOON)

    assert Patient.objects.filter(case=case_id, marks__contains=marks_of(person, world.vienna.id)).exists()


def test_a_masked_name_is_none_and_a_passing_number_is_not_the_childs():
    masked = Person(names=(Name("*****", ("***",)), Name("Lind", ("Ida",))), numbers=(("visit", "V9"),), main_number="")

    assert (masked.display, masked.own_number, Person(numbers=(("MR", "7"),)).own_number) == ("Ida Lind", "", "7")
