"""Finding the child in a text: names, numbers, dates and places that give it away."""

import re
from collections.abc import Iterator
from datetime import date

from anyascii import anyascii

from refnet.identity.dating import places_of
from refnet.identity.terms import Person, Trace, TraceKind

SHORTEST = 3
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NUMBER = re.compile(r"[\w./+()-]*\d[\w./+()-]*(?: [\d()/-]{2,})*")
SEPARATORS = re.compile(r"[\W_]+")


def traces(person: Person, text: str) -> tuple[Trace, ...]:
    """Return the places in `text` that give `person` away, in their order; places, never values."""
    found = {*_words(person, text), *_numbers(person, text), *_days(person, text)}
    return tuple(sorted(found, key=lambda trace: (trace.start, trace.end)))


def fold(text: str) -> str:
    """Return the text in plain small letters: Greek and Cyrillic written out, accents gone."""
    return anyascii(text).casefold()


def tokens(person: Person) -> dict[str, TraceKind]:
    """Return each folded word that belongs to the child alone, with what it is.

    Words under three letters are too common.
    """
    kinds = (
        (TraceKind.ADDRESS, (*person.addresses, person.birth_place)),
        (TraceKind.NAME, (*_names(person), *person.contacts)),
    )
    return {
        folded: kind
        for kind, texts in kinds
        for text in texts
        for word in WORD.findall(text)
        for folded in _forms(word)
        if len(folded) >= SHORTEST and not folded.isdigit()
    }


def numbers(person: Person) -> dict[str, TraceKind]:
    """Return each number, date and address of the child without its separators, with what it is."""
    stated = [(TraceKind.NUMBER, value) for _, value in person.numbers]
    stated += [(TraceKind.TELECOM, value) for value in person.telecoms]
    stated += [(TraceKind.BIRTH_DATE, value) for value in _dates(person.birth_date)]
    return {
        bare: kind for kind, value in stated if len(bare := SEPARATORS.sub("", fold(value))) > SHORTEST or "@" in value
    }


def _words(person: Person, text: str) -> Iterator[Trace]:
    known = tokens(person)
    for match in WORD.finditer(text):
        for form in _forms(match.group()):
            if form in known:
                yield Trace(match.start(), match.end(), known[form])
                break


def _numbers(person: Person, text: str) -> Iterator[Trace]:
    known = numbers(person)
    for match in NUMBER.finditer(text):
        bare = SEPARATORS.sub("", fold(match.group()))
        for number, kind in known.items():
            if number in bare:
                yield Trace(match.start(), match.end(), kind)
    folded = text.casefold()
    for address in person.telecoms:
        start = folded.find(address.casefold())
        if "@" in address and start >= 0:
            yield Trace(start, start + len(address), TraceKind.TELECOM)


def _days(person: Person, text: str) -> Iterator[Trace]:
    """The day of birth where all of it is known; a year or a month alone gives nobody away."""
    try:
        born = date.fromisoformat(person.birth_date[:10])
    except ValueError:
        return
    for start, end in places_of(born, text):
        yield Trace(start, end, TraceKind.BIRTH_DATE)


def _names(person: Person) -> Iterator[str]:
    for name in person.names:
        yield from (name.family, *name.given, name.text)


def _forms(word: str) -> set[str]:
    """The word as a whole and its parts: Anna-Maria is found as Anna, Maria and Anna-Maria."""
    folded = fold(word)
    return {folded, *(part for part in re.split(r"['’-]", folded) if len(part) >= SHORTEST)}


def _dates(written: str) -> Iterator[str]:
    """The ways in which a complete date is written; a year or a month alone gives nobody away."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written[:10])
    if match:
        year, month, day = match.groups()
        yield from (f"{year}{month}{day}", f"{day}{month}{year}", f"{month}{day}{year}")
        yield from (f"{int(day)}{int(month)}{year}", f"{day}{month}{year[2:]}")
