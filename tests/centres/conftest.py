"""A short way to put things on the roadmap; loaded late, since Django is not set up when this file is."""

import pytest


@pytest.fixture
def roadmap(db):
    from tests.centres.roadmap import Roadmap  # noqa: PLC0415

    return Roadmap()
