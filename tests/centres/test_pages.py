"""The roadmap's public pages."""

import pytest

from refnet.centres.terms import Level, Life, Paper, Resource


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def pages(roadmap):
    host = roadmap.centre("AT-VIE-1", name="Hospital of Vienna", resources=(Resource.MRI,), life=Life.APPROVED)
    roadmap.centre("PT-LIS-1", name="Hospital of Lisbon", country="PT", invented=True)
    roadmap.board(
        "EU-KID", name="Renal tumours", entities=("VIa",), host_id=host, urgent_service=True, ring="+43 1 000"
    )
    roadmap.board("AT-ALL", name="Austrian board", level=Level.NATIONAL, country="AT", invented=True, very_rare=True)
    roadmap.paper(host, Paper.JOINT_CONTROLLERSHIP)


def test_anybody_can_read_them_without_signing_in(pages, client):
    paths = ("/centres/", "/centres/AT-VIE-1/", "/centres/boards/", "/centres/boards/EU-KID/")

    assert [client.get(path).status_code for path in paths] == [200] * 4


def test_what_is_invented_says_so_and_what_is_not_does_not(pages, client):
    word = "There is no such hospital"

    told = {
        path: word in text(client, path)
        for path in ("/centres/AT-VIE-1/", "/centres/PT-LIS-1/", "/centres/boards/EU-KID/", "/centres/boards/AT-ALL/")
    }

    assert list(told.values()) == [False, True, False, True]


def test_a_centre_says_how_far_its_entry_is_confirmed_and_what_it_does_not_state(pages, client):
    page = text(client, "/centres/AT-VIE-1/")

    assert ["Approved" in page, "Magnetic resonance imaging" in page, "not stated" in page] == [True, True, True]
    assert "/centres/boards/EU-KID/" in page


def test_a_board_says_whom_to_ring_and_what_it_promises(pages, client):
    kidney, austria = text(client, "/centres/boards/EU-KID/"), text(client, "/centres/boards/AT-ALL/")

    assert ["+43 1 000" in kidney, "48 hours" in kidney, "no urgent service" in kidney] == [True, True, False]
    assert ["When hours count, ring:" in austria, "no urgent service" in austria] == [False, True]


def test_agreements_are_not_public(pages, client):
    assert [
        word in text(client, path) for path in ("/centres/", "/centres/AT-VIE-1/") for word in ("joint", "2026-03-02")
    ] == [False] * 4


def test_what_is_not_there_is_not_found(pages, client):
    assert [client.get(path).status_code for path in ("/centres/XX-1/", "/centres/boards/XX-1/")] == [404, 404]


def test_an_empty_roadmap_says_that_it_is_empty(db, client):
    assert "No centre is on the roadmap yet" in text(client, "/centres/")
    assert "No board is on the roadmap yet" in text(client, "/centres/boards/")


def test_a_long_list_costs_no_more_queries_than_a_short_one(pages, roadmap, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/centres/boards/")
    for number in range(3):
        roadmap.board(f"EU-{number}")
    with django_assert_num_queries(1):
        client.get("/centres/boards/")
