"""The environment is read strictly: what cannot be meant is told in one sentence."""

from pathlib import Path

import pytest

from refnet.site.environment import CHECKOUT, Misconfigured, Mode, read_environment


def test_without_any_variable_everything_lies_under_the_checkout():
    found = read_environment({"PATH": "/usr/bin"})
    assert (found.mode, found.var, found.keys) == (Mode.PRODUCTION, CHECKOUT / "var", CHECKOUT / "var" / "keys")
    assert (found.database_url, found.public_url, found.debug) == (None, "http://127.0.0.1:8000", False)


def test_keys_may_lie_apart_from_data():
    found = read_environment({"REFNET_VAR": "/srv/refnet", "REFNET_KEYS": "/etc/refnet/keys"})
    assert (found.keys, found.secret_key_file) == (Path("/etc/refnet/keys"), Path("/etc/refnet/keys/secret-key"))


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"REFNET_PUBLIC_ULR": "x"}, "REFNET_PUBLIC_ULR is no setting of refnet"),
        ({"REFNET_MODE": "prod"}, "REFNET_MODE is 'prod'; it is one of demo, production, test."),
        ({"REFNET_PUBLIC_URL": "refnet.example.org"}, "it is an address such as https://refnet.example.org."),
        ({"REFNET_PUBLIC_URL": "https://refnet.example.org/x"}, "it is an address such as"),
        ({"REFNET_PUBLIC_URL": "http://refnet.example.org"}, "beyond this machine it has to begin with https://."),
        ({"REFNET_SECRET_KEY_FILE": "/nowhere/key"}, "there is no such file."),
        ({"REFNET_CONNECTIONS": "many"}, "REFNET_CONNECTIONS is 'many'; it is a number from 0 to 90."),
        ({"REFNET_METRICS_TOKEN": "short"}, "REFNET_METRICS_TOKEN has at least 20 letters and figures, and no blank."),
        ({"REFNET_MAIL_URL": "mail.example.org:25"}, "REFNET_MAIL_URL is no address of a mail server"),
        ({"REFNET_MAIL_URL": "smtp://a:geheim@host?tls=maybe"}, "REFNET_MAIL_URL is no address of a mail server"),
        ({"REFNET_MAIL_FROM": "refnet"}, "it is an address such as refnet@example.org."),
        ({"REFNET_DEBUG": "yes"}, "REFNET_DEBUG is 'yes'; it is 0 or 1."),
        ({"DATABASE_URL": "mysql://host/refnet"}, "DATABASE_URL is no address of a PostgreSQL database"),
    ],
)
def test_a_slip_of_the_pen_is_told(variables, sentence):
    with pytest.raises(Misconfigured) as told:
        read_environment(variables)
    assert sentence in str(told.value)


@pytest.mark.parametrize("name", ["DATABASE_URL", "REFNET_MAIL_URL"])
def test_a_wrong_address_is_not_repeated_since_it_may_hold_a_password(name):
    with pytest.raises(Misconfigured) as told:
        read_environment({name: "mysql://user:geheim@host/refnet"})
    assert "geheim" not in str(told.value)
