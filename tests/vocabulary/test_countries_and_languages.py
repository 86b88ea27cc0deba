"""Countries and languages are told in the reader's language, and understood as systems send them."""

import pytest

from refnet.vocabulary.countries import Member, UnknownCountry, countries, country_name, parse_country, read_countries
from refnet.vocabulary.languages import (
    UnknownLanguage,
    language_name,
    languages,
    own_name,
    parse_language,
    read_languages,
)
from refnet.vocabulary.load import BadFacts

HEAD = "# source: a book\n# edition: 3\n# licence: facts\n# read_on: 2026-11-25\n"


def test_the_network_has_32_countries_27_of_them_in_the_union():
    members = [country.member for country in countries().values()]

    assert [members.count(member) for member in Member] == [27, 3, 2]


def test_the_union_has_24_languages_and_each_is_spoken_somewhere():
    spoken = {language for country in countries().values() for language in country.languages}

    assert (len(languages()), set(languages())) == (24, spoken)


@pytest.mark.parametrize(
    ("written", "code"),
    [("GB", "GB"), ("UK", "GB"), ("uk", "GB"), (" GBR ", "GB"), ("EL", "GR"), ("GR", "GR"), ("LTU", "LT")],
)
def test_a_country_is_understood_as_systems_send_it(written, code):
    assert parse_country(written) == code


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("GB", "fr", "Royaume-Uni"),
        ("UK", "fr", "Royaume-Uni"),
        ("EL", "de", "Griechenland"),
        ("LT", "de-at", "Litauen"),
        ("UA", "lt", "Ukraina"),
        ("CZ", "xx-yy", "Czechia"),
        ("ZZZ", "en", "ZZZ"),
    ],
)
def test_a_country_has_its_name_in_the_readers_language(code, language, name):
    assert country_name(code, language) == name


def test_every_country_has_a_name_in_every_language_of_the_union():
    nameless = [
        (code, language) for code in countries() for language in languages() if country_name(code, language) == code
    ]

    assert nameless == []


@pytest.mark.parametrize(("written", "code"), [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("pt_BR", "pt")])
def test_a_language_is_understood_as_systems_send_it(written, code):
    assert parse_language(written) == code


def test_a_language_has_its_name_in_the_readers_language_and_in_its_own():
    assert (language_name("lt", "pt"), own_name("lt"), language_name("xx", "en")) == ("lituano", "Lietuvių", "xx")


def test_a_country_outside_the_network_is_refused():
    with pytest.raises(UnknownCountry) as refused:
        parse_country("Atlantis")

    assert str(refused.value) == "“Atlantis” is no country of the network: expected a code such as FR or GB"


def test_a_language_outside_the_union_is_refused():
    with pytest.raises(UnknownLanguage) as refused:
        parse_language("tlh")

    assert str(refused.value) == "“tlh” is not one of the 24 official languages of the European Union"


def test_a_file_of_countries_is_refused_with_all_its_faults(tmp_path):
    file = tmp_path / "countries.csv"
    lines = [
        "country,alpha3,also,member,languages",
        "XX,XXX,,EU,",
        "DE,DEU,,EU,xx",
        "FR,FRA,,NATO,",
        "GR,GRC,,EU,",
        "EL,,,EU,",
    ]
    file.write_text(HEAD + "\n".join([*lines, "GB,GBR,GR,none,"]), encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read_countries(file)

    assert str(refused.value).splitlines() == [
        "countries.csv: line 6: ISO 3166 has no country XX",
        "countries.csv: line 7: xx is no language of the Union",
        "countries.csv: line 8: 'NATO' is not a valid Member",
        "countries.csv: line 10: alpha3 must not be empty",
        "countries.csv: GR stands there 2 times",
    ]


def test_a_file_of_languages_is_refused_with_all_its_faults(tmp_path):
    file = tmp_path / "languages.csv"
    file.write_text(HEAD + "language\nde\nde\nenglish\n", encoding="utf-8")

    with pytest.raises(BadFacts) as refused:
        read_languages(file)

    assert str(refused.value).splitlines() == [
        "languages.csv: line 8: english is no two-letter code of a language",
        "languages.csv: de stands there 2 times",
    ]
