"""Finding the child in a text: names, numbers, dates and places that give it away.

Names and places are found as they are written, inflected, misspelt, in other letters, and with letters apart.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from refnet.identity.dating import places_of
from refnet.identity.likeness import is_like
from refnet.identity.load import ordinary
from refnet.identity.terms import Person, Trace, TraceKind
from refnet.identity.wording import WORD, Word, fold, forms_of, words_of

SHORTEST, SHORTEST_APART = 3, 5
# From the start of a run alone: a long run without a digit is looked through once, not from each of its letters.
NUMBER = re.compile(r"(?<![\w./+()-])[\w./+()-]*\d[\w./+()-]*(?: [\d()/-]{2,})*")
SEPARATORS = re.compile(r"[\W_]+")
MISREAD = str.maketrans("oilsbzg", "0115829")
"""Letters that a scan reads in place of a digit."""
LONG_NUMBER = 6


def traces(person: Person, text: str) -> tuple[Trace, ...]:
    """Return the places in `text` that give `person` away, in their order; places, never values."""
    found = {*_words(person, text), *_phrases(person, text), *_numbers(person, text), *_days(person, text)}
    return tuple(sorted(found, key=lambda trace: (trace.start, trace.end)))


def tokens(person: Person) -> dict[str, TraceKind]:
    """Return each folded word that belongs to the child alone, with what it is.

    Words under three letters, the small words of names (von, de) and of addresses (street) are too common.
    """
    kinds = (
        (TraceKind.ADDRESS, (*person.addresses, person.birth_place), ordinary("addresses") | ordinary("particles")),
        (TraceKind.NAME, (*_names(person), *person.contacts), ordinary("particles")),
    )
    return {
        folded: kind
        for kind, texts, common in kinds
        for text in texts
        for word in WORD.findall(text)
        for folded in forms_of(word)
        if len(folded) >= SHORTEST and not folded.isdigit() and folded not in common
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
    likely = tuple(known)
    judged: dict[tuple[tuple[str, ...], bool, bool, bool], TraceKind | None] = {}
    for word in words_of(text):
        key = (word.forms, word.named, word.joined, word.spaced)
        if key not in judged:
            judged[key] = _judge(word, known, likely)
        kind = judged[key]
        if kind is not None:
            yield Trace(word.start, word.end, kind)


def _judge(word: Word, known: dict[str, TraceKind], likely: Iterable[str]) -> TraceKind | None:
    """What a word gives away. One that had to be put together must be the name itself, or hold it whole."""
    for form in word.forms:
        if form in known and (len(form) >= SHORTEST_APART or not (word.joined or word.spaced)):
            return known[form]
    for name in likely:
        if word.spaced:
            is_it = len(name) >= SHORTEST_APART and any(name in form for form in word.forms)
        else:
            is_it = not word.joined and any(is_like(form, name, named=word.named) for form in word.forms)
        if is_it:
            return known[name]
    return None


def _phrases(person: Person, text: str) -> Iterator[Trace]:
    """An address whose words are all common ones is found by two of them side by side: Lange Straße."""
    common = ordinary("addresses") | ordinary("particles")
    pairs = set()
    for address in (*person.addresses, person.birth_place):
        words = [(fold(word), fold(next_)) for word, next_ in pairwise(WORD.findall(address))]
        pairs |= {pair for pair in words if set(pair) <= common and not set(pair) <= ordinary("particles")}
    if pairs:
        for one, next_ in pairwise(WORD.finditer(text)):
            if (fold(one.group()), fold(next_.group())) in pairs:
                yield Trace(one.start(), next_.end(), TraceKind.ADDRESS)


def _numbers(person: Person, text: str) -> Iterator[Trace]:
    known = numbers(person)
    misread = {number.translate(MISREAD): kind for number, kind in known.items() if len(number) >= LONG_NUMBER}
    for match in NUMBER.finditer(text):
        bare = SEPARATORS.sub("", fold(match.group()))
        alike = bare.translate(MISREAD)
        found = {kind for number, kind in known.items() if number in bare}
        for kind in found or {kind for number, kind in misread.items() if number in alike}:
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


def _dates(written: str) -> Iterator[str]:
    """The ways in which a complete date is written; a year or a month alone gives nobody away."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written[:10])
    if match:
        year, month, day = match.groups()
        yield from (f"{year}{month}{day}", f"{day}{month}{year}", f"{month}{day}{year}")
        yield from (f"{int(day)}{int(month)}{year}", f"{day}{month}{year[2:]}")
