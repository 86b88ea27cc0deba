"""Letters are put down at once, sent afterwards, tried again, and never lost without a word."""

import json
import smtplib
import socket
import threading

import pytest
from django.core.mail import EmailMessage

from refnet.site import mail
from refnet.site.mail import TRIES, Outbox, by_smtp, post_forever, post_once


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.REFNET_VAR = tmp_path
    settings.DEFAULT_FROM_EMAIL = "refnet@refnet.example"
    return tmp_path


def put_down(subject="A code", to="one@example.org"):
    Outbox().send_messages([EmailMessage(subject, "Grüße\n1234", "refnet@refnet.example", [to])])


def letters(var, where="outbox"):
    return sorted((var / "mail" / where).glob("*.letter"))


def refuses(error):
    def send(_letter):
        raise error

    return send


def test_a_letter_is_put_down_for_its_owner_alone_and_then_sent_once(var):
    put_down()
    (file,) = letters(var)
    sent = []

    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [post_once(sent.append, now=1.0), post_once(sent.append, now=2.0)] == [1, 0]
    (letter,) = sent
    assert (letter["from"], letter["to"], letters(var)) == ("refnet@refnet.example", ["one@example.org"], [])
    assert "@refnet.example>" in letter["text"].partition("Message-ID: ")[2].partition("\n")[0]


@pytest.mark.parametrize(
    "error", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected(), smtplib.SMTPAuthenticationError(535, b"")]
)
def test_what_is_not_taken_is_tried_again_later_under_the_same_name(var, error):
    put_down()
    sent = []

    assert post_once(refuses(error), now=100.0) == 0
    assert [post_once(sent.append, now=100.1), post_once(sent.append, now=106.0)] == [0, 1]


def test_what_is_never_taken_is_put_aside(var):
    put_down()
    for again in range(TRIES):
        assert letters(var, "parked") == []
        post_once(refuses(TimeoutError()), now=again * 10_000.0)

    assert (letters(var), len(letters(var, "parked"))) == ([], 1)


def test_an_address_that_there_is_not_is_put_aside_at_once_and_the_next_letter_goes(var):
    put_down(to="nobody@example.org")
    put_down(to="one@example.org")
    sent = []

    def send(letter):
        if letter["to"] == ["nobody@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"nobody@example.org": (550, b"no such")})
        sent.append(letter)

    assert post_once(send, now=1.0) == 1
    assert (len(letters(var, "parked")), len(sent)) == (1, 1)


def test_a_damaged_letter_is_put_aside(var):
    put_down()
    letters(var)[0].write_text("{")

    assert (post_once(refuses(AssertionError()), now=1.0), len(letters(var, "parked"))) == (0, 1)


def test_one_process_sends_at_a_time(var):
    put_down()
    with mail._alone() as held:
        assert (held, post_once(refuses(AssertionError()), now=1.0)) == (True, 0)


def test_it_goes_on_until_it_is_told_to_stop(var, monkeypatch):
    monkeypatch.setattr(mail, "LOOK_EVERY", 0.01)
    put_down()
    sent = []

    post_forever(lambda: bool(sent), send=sent.append)

    assert len(sent) == 1


def test_a_mail_server_gets_it(var, settings):
    """A server of a few lines, which says yes to everything and keeps what it was told."""
    heard = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        line, _ = listening.accept()
        with line, line.makefile("rwb") as talk:
            talk.write(b"220 ready\r\n")
            talk.flush()
            in_data = False
            for said in talk:
                heard.append(said.decode().rstrip())
                in_data = in_data and said != b".\r\n"
                if in_data:
                    continue
                in_data = said.upper().startswith(b"DATA")
                talk.write(b"354 go on\r\n" if in_data else b"250 yes\r\n")
                talk.flush()
                if said.upper().startswith(b"QUIT"):
                    return

    server = threading.Thread(target=serve)
    server.start()
    settings.REFNET_MAIL_URL = f"smtp://127.0.0.1:{listening.getsockname()[1]}?tls=none"
    put_down()
    by_smtp(json.loads(letters(var)[0].read_text()))
    server.join(5)
    listening.close()

    assert "mail FROM:<refnet@refnet.example>" in [one.partition(" size")[0] for one in heard]
    assert [one for one in heard if one.lower().startswith("rcpt")] == ["rcpt TO:<one@example.org>"]
    assert "Subject: A code" in heard
