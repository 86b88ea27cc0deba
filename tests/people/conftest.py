"""A network of people; loaded late, since Django is not set up when this file is."""

import pytest


@pytest.fixture
def network(db):
    from django.core.cache import cache  # noqa: PLC0415

    from tests.people.network import make_network  # noqa: PLC0415

    cache.clear()  # attempts that earlier tests have used up
    return make_network()
