"""However damaged the data are, there is a case or a refusal, and never anything else."""

import copy
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refnet.cases.coding import from_plain, to_plain
from refnet.fhir.intake import BadIntake, read
from tests.fhir.intake.children import sample

DAMAGE = st.sampled_from(
    [
        None, "", 0, -1, True, 1.5, 10**30, "x", "2021-02-30", "Patient/nobody", "#a", [], {}, [[]], [{}], [None],
        {"a": 1}, {"reference": 5}, {"coding": "x"}, ["y"], "\x00", {"value": "5"}, {"extension": [{"url": 3}]},
        {"start": "2020", "end": "2019"}, "2020-13", "0000", "9999-12-31", "not-applicable",
    ]
)  # fmt: skip
SAMPLES = st.sampled_from(["austria/at_205", "italy/it_3", "lithuania/lt_73", "lithuania/lt_87", "spain/sp_220"])


def places(value):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        yield value, key
        yield from places(item)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=SAMPLES, blows=st.lists(st.tuples(st.integers(0, 10**6), st.none() | st.tuples(DAMAGE)), max_size=6))
def test_damage_gives_a_case_or_a_sentence(name, blows):
    damaged = [(file, json.loads(content)) for file, content in sample(name)]
    for where, blow in blows:
        found = [place for _, value in damaged for place in places(value)]
        holder, key = found[where % len(found)]
        if blow is None:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(blow[0])
    try:
        record = read((file, json.dumps(value).encode()) for file, value in damaged).record
    except BadIntake as refusal:
        assert refusal.sentence  # noqa: PT017 -- either way is right; both are checked
    else:
        assert from_plain(json.loads(json.dumps(to_plain(record)))) == record


@given(st.binary(max_size=200))
def test_any_bytes_at_all_give_a_sentence(content):
    try:
        read([("x.json", content)])
    except BadIntake as refusal:
        assert refusal.sentence  # noqa: PT017 -- nothing but a refusal may come out
    else:
        raise AssertionError("no bytes of chance make a child")
