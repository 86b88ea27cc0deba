"""The edges of cells, of ranges and of ages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refnet.staging import Unstageable
from refnet.staging.ages import Age, of_days, of_years
from refnet.staging.cells import parse_cell


@pytest.mark.parametrize(
    ("cell", "taken", "not_taken"),
    [
        ("*", ["", "0", "anything"], []),
        ("", [""], ["0", " "]),
        ("00,99", ["00", "99"], ["", "0", "9", "000", "01"]),
        ("99 ", ["99"], ["99 ", ""]),
        ("9490, 9500", ["9490", "9500"], ["9495"]),
        ("001-050,990", ["001", "050", "990"], ["000", "051", "989", "991", "", "abc"]),
        ("10-70", ["10", "30", "70"], ["00", "09", "71", "99", ""]),
        ("0-9", ["0", "9"], ["10", ""]),
        ("000-120,999", ["000", "3", "120", "999"], ["121", "998"]),
        ("C400-C419", ["C400", "C405", "C419"], ["C399", "C420", "C40", "C4000", "", "400"]),
        ("A000-A300,A900", ["A000", "A270", "A300", "A900"], ["A301", "A899", "a100", "000"]),
        ("T1a,T2b", ["T1a"], ["T1", "T1A", "T2"]),
    ],
)
def test_a_cell_takes_what_it_says_and_nothing_beside(cell, taken, not_taken):
    read = parse_cell(cell)

    assert [code for code in (*taken, *not_taken) if read.takes(code)] == taken


@pytest.mark.parametrize("cell", ["1-", "5-1", "C41-C400", "C419-C400", "1;2", "a b", "1-2-3"])
def test_a_cell_that_cannot_be_right_is_refused(cell):
    with pytest.raises(ValueError, match=f"^“{cell}” "):
        parse_cell(cell)


@pytest.mark.parametrize(
    ("days", "years"),
    [
        ((0, 0), ("0",)),
        ((364, 364), ("0",)),
        ((365, 365), ("0", "1")),
        ((366, 366), ("1",)),
        ((300, 800), ("0", "1", "2")),
        ((1460, 1460), ("3",)),
        ((1461, 1461), ("4",)),
    ],
)
def test_days_become_the_whole_years_that_they_may_be(days, years):
    assert of_days(*days) == Age(years, days)


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 15_000))
def test_the_years_by_the_calendar_are_among_those_that_the_days_may_be(born, days):
    then = born + timedelta(days=days)
    birthday_passed = (then.month, then.day) >= (born.month, born.day)
    years = then.year - born.year - (not birthday_passed)

    assert str(years) in of_days(days, days).years
    first, last = of_years(years).days or (0, 0)
    assert first <= days <= last


@pytest.mark.parametrize("years", [-1, 121, 998, 1000])
def test_no_one_is_as_old_as_that(years):
    with pytest.raises(Unstageable, match=f"an age of {years} years is not understood"):
        of_years(years)
