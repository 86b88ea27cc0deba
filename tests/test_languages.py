"""The product speaks every language that it offers whole, and each by its own rules."""

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.people.entering import enter
from tests.walking import Scene

ROOT = Path(__file__).parent.parent
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]
PLURALS = {"de": 2, "ro": 3}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
FOREIGN = {"de": re.compile('[”’](?!s )|"[^"]*"|[şţŞŢ]'), "ro": re.compile('[“‘]|"[^"]*"|[şţŞŢ]')}
# Marks and words that are the same wherever they are read.
SAME = re.compile(
    r"refnet|PDF|DICOM|ICCC-3 .*|[TNM] \(Toronto\)|%\(number\)s\. %\(what\)s|in situ|Scan %\(number\)[sd]"
)
SAME_WORDS = {
    "de": {
        *("Asparaginase", "Code", "Epipodophyllotoxin", "Interferon", "Interleukin", "Name", "Retinoid", "Text"),
    },
    "ro": {
        *(
            "%(n)d expert",
            "Antimetabolit",
            "Auditor",
            "Clinician",
            "Corticosteroid",
            "Document",
            "Expert",
            "Interferon",
            "Operator",
            "Program",
        ),
        *("Radiologie", "Retinoid", "Sex", "Text", "Urgent", "benign"),
    },
}


def catalogue(language):
    with (ROOT / "refnet/locale" / language / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def pairs(language):
    for message in catalogue(language):
        if message.id:
            yield (
                (*([message.id] if isinstance(message.id, str) else message.id),),
                ((message.string,) if isinstance(message.string, str) else tuple(message.string)),
            )


def tags(text):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, attrs))
    parser.handle_endtag = lambda tag: found.append(("/", tag))
    parser.feed(text)
    return sorted(found, key=str)


def test_every_string_of_the_code_is_in_the_catalogues_and_none_is_left_over():
    said = subprocess.run([ROOT / ".venv/bin/python", "scripts/messages", "--check"], cwd=ROOT, capture_output=True)

    assert said.stdout.decode() == ""
    assert said.returncode == 0


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_open_or_guessed(language):
    left = [ids[0] for ids, strings in pairs(language) if not all(strings)]
    guessed = [message.id for message in catalogue(language) if message.id and message.fuzzy]

    assert (left, guessed) == ([], [])


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plural_form_is_there(language):
    wrong = [ids[0] for ids, strings in pairs(language) if len(strings) != (PLURALS[language] if len(ids) > 1 else 1)]

    assert catalogue(language).num_plurals == PLURALS[language]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_filled_in_is_the_same(language):
    """Each form names what the plural of the source names; only a form for one may leave the number out."""
    wrong = []
    for ids, strings in pairs(language):
        asked = set(PLACEHOLDER.findall(ids[-1]))
        for place, string in enumerate(strings):
            given = set(PLACEHOLDER.findall(string))
            as_one = len(ids) > 1 and place == 0 and given == set(PLACEHOLDER.findall(ids[0]))
            if given != asked and not as_one:
                wrong.append((ids[0], string))

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_marks_of_pages_stay_whole(language):
    assert [ids[0] for ids, strings in pairs(language) if any(tags(ids[-1]) != tags(one) for one in strings)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_quotes_and_letters_are_those_of_the_language(language):
    def plain(text):
        return re.sub(r"<[^>]+>|Children’s", "", text)

    wrong = [one for _ids, strings in pairs(language) for one in strings if FOREIGN[language].search(plain(one))]

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_english(language):
    same = {ids[0] for ids, strings in pairs(language) if ids[0] == strings[0] and not SAME.fullmatch(ids[0])}

    assert same - SAME_WORDS[language] == set()


@pytest.mark.parametrize(("language", "sentence"), [("de", "Noch nichts."), ("ro", "Nimic încă.")])
def test_the_compiled_catalogue_is_what_people_read(language, sentence):
    with translation.override(language):
        assert translation.gettext("Nothing yet.") == sentence


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 zi"), (2, "2 zile"), (19, "19 zile"), (20, "20 de zile"), (101, "101 zile")]
)
def test_romanian_counts_in_three_ways(number, words):
    with translation.override("ro"):
        said = translation.ngettext("%(number)d day", "%(number)d days", number) % {"number": number}

    assert said == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "spoken"), [("de-AT,de;q=0.9", "de"), ("ro", "ro"), ("fr", "en"), ("", "en"), ("fr,ro;q=0.5", "ro")]
)
def test_a_browser_is_answered_in_its_language(asked, spoken):
    page = Client(headers={"accept-language": asked}).get("/accounts/login/")

    assert page.headers["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in page.content.decode()


@pytest.mark.django_db
def test_a_language_is_chosen_at_the_foot_of_the_page_and_stays():
    client = Client()
    answer = client.post("/people/language/", {"language": "ro", "next": "/centres/"})
    cookie = answer.cookies["django_language"]

    assert (answer.status_code, answer.headers["Location"]) == (302, "/centres/")
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("ro", True, "Lax")
    assert '<html lang="ro"' in client.get("/centres/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_choosing_a_language_leads_nowhere_else(elsewhere):
    answer = Client().post("/people/language/", {"language": "de", "next": elsewhere})

    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_a_language_that_is_not_offered_changes_nothing():
    answer = Client().post("/people/language/", {"language": "xx", "next": "/centres/"})

    assert "django_language" not in answer.cookies


def test_the_language_goes_with_the_account(world):
    reader = Scene(world).people()["chair"].id
    enter(Client(), reader).post("/people/language/", {"language": "de", "next": "/"})

    assert '<html lang="de"' in enter(Client(), reader).get("/").content.decode()
