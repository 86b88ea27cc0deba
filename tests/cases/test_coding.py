"""A record survives being written down."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refnet.cases import terms
from refnet.cases.coding import VERSION, BadRecord, from_plain, to_plain
from refnet.cases.terms import Absence, Drug, Fact, Laterality, Origin, Record, Sex, Tumour, Way, When

TEXT = st.text(max_size=12)
DAYS = st.tuples(st.integers(-9999, 99999), st.integers(0, 400)).map(lambda pair: When(pair[0], pair[0] + pair[1]))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def facts(values):
    known = st.builds(Fact, value=values, origin=st.none() | st.builds(Origin, st.sampled_from(Way), TEXT, TEXT))
    return known | st.builds(Fact, absent=st.sampled_from(Absence))


st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, NUMBERS)
st.register_type_strategy(When, DAYS)
TUMOURS = st.builds(
    Tumour,
    morphology=facts(TEXT),
    topography=facts(TEXT),
    laterality=facts(st.sampled_from(Laterality)),
    text=facts(TEXT),
    diagnosed=facts(DAYS),
    iccc3=facts(TEXT),
    stages=st.lists(st.builds(terms.Stage), max_size=2).map(tuple),
    markers=st.lists(st.builds(terms.Marker), max_size=2).map(tuple),
    metastases=st.lists(st.from_type(terms.Metastasis), max_size=2).map(tuple),
)


def many(kind):
    return st.lists(st.from_type(kind), max_size=2).map(tuple)


RECORDS = st.builds(
    Record,
    sex=facts(st.sampled_from(Sex)),
    born=facts(DAYS),
    tumours=st.lists(TUMOURS, max_size=2).map(tuple),
    phases=many(terms.Phase),
    drugs=many(terms.Drug),
    radiotherapy=many(terms.Radiotherapy),
    surgery=many(terms.Surgery),
    transplants=many(terms.Transplant),
    toxicities=many(terms.Toxicity),
    findings=many(terms.Marker),
    leftovers=many(terms.Leftover),
)
UNKNOWN = Fact(absent=Absence.NOT_SENT)


@given(RECORDS)
def test_every_record_comes_back_as_it_was_through_json(record):
    assert from_plain(json.loads(json.dumps(to_plain(record)))) == record


def test_what_is_empty_is_left_out():
    record = Record(sex=Fact(Sex.MALE), born=UNKNOWN, drugs=(Drug("vincristine"),))

    assert to_plain(record) == {
        "version": VERSION,
        "sex": {"value": "male"},
        "born": {"absent": "not-sent"},
        "drugs": [{"name": "vincristine"}],
    }


def test_a_false_finding_is_not_taken_for_an_empty_one():
    record = Record(sex=UNKNOWN, born=UNKNOWN, toxicities=(terms.Toxicity("VOD", resolved=False),))

    assert to_plain(record)["toxicities"] == [{"name": "VOD", "resolved": False}]


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        ([], "not a record in version 1 of its plain form"),
        ({"version": 99}, "not a record in version 1 of its plain form"),
        ({"version": 1, "sex": {"value": "x"}}, "Record.sex.value: not one of female, male, other, unknown"),
        ({"version": 1, "sex": {}}, "Record.sex: a fact has a value, or the reason why it has none"),
        ({"version": 1, "born": {"value": 3}}, "Record.born.value: expected an object"),
        ({"version": 1, "name": "x"}, "Record: name is not among its fields"),
        ({"version": 1, "drugs": "x"}, "Record.drugs: expected a list"),
        ({"version": 1, "drugs": [{"name": 1}]}, "Record.drugs[0].name: expected str"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(plain, sentence):
    with pytest.raises(BadRecord) as refusal:
        from_plain(plain)

    assert str(refusal.value) == sentence
