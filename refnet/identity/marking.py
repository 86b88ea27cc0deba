"""Marks by which a centre knows its own children again, and finds them: keyed, never plain, and different in each
centre.
"""

import re
from collections.abc import Iterator
from uuid import UUID

from refnet.identity.keyring import key_ring
from refnet.identity.terms import Name, Person
from refnet.identity.wording import fold

WORD = re.compile(r"[^\W_]+")
SEPARATORS = re.compile(r"[\W_]+")
SHORTEST_NUMBER = 4
MOST_WORDS = 8
"""More words than any name has are no search."""


def marks_of(person: Person, centre_id: UUID) -> list[str]:
    """Return all marks of a child at a centre: those of `known_by`, and one for each word and number to find it by."""
    told = [*_same(person), *(f"word|{word}" for word in _words(person))]
    told += [f"number|{way}" for _, value in person.numbers for way in (_bare(value), _figures(value)) if way]
    return _marked(told, centre_id)


def known_by(person: Person, centre_id: UUID) -> list[str]:
    """Return the marks that two records of one child have in common: name with birth date, and each lasting number."""
    return _marked(_same(person), centre_id)


def sought(text: str, centre_id: UUID) -> list[list[str]]:
    """Return the marks that a search looks for: of each list one has to be there.

    A text is a number as a whole, or words of a name in any order.
    """
    words = [fold(word) for word in WORD.findall(text)][:MOST_WORDS]
    if not words:
        return []
    whole = f"number|{_bare(text)}"
    return [_marked([f"word|{word}", f"number|{word}", whole], centre_id) for word in words]


def _same(person: Person) -> Iterator[str]:
    if person.birth_date:
        for name in person.names:
            for words in _ways(name):
                yield f"child|{person.birth_date}|{' '.join(words)}"
    lasting = person.numbers if person.lasting is None else person.lasting
    for system, value in lasting:
        if _bare(value):
            yield f"lasting|{fold(system)}|{_bare(value)}"


def _ways(name: Name) -> Iterator[list[str]]:
    """All words of a name; and its first and last alone, since second names come and go."""
    written = " ".join((*name.given, name.family)).strip() or name.text
    words = [fold(word) for word in WORD.findall(written) if not word.isdigit()]
    if words:
        yield sorted(words)
    if len(words) > 2:
        first = WORD.findall(name.given[0])[:1] if name.given and name.family else words[:1]
        family = WORD.findall(name.family) if name.given and name.family else words[-1:]
        yield sorted(fold(word) for word in (*first, *family))


def _words(person: Person) -> Iterator[str]:
    for name in person.names:
        for written in (name.family, *name.given, name.text):
            yield from (fold(word) for word in WORD.findall(written))


def _bare(value: str) -> str:
    return SEPARATORS.sub("", fold(value))


def _figures(value: str) -> str:
    """The figures of a number alone, where they are enough to find it by."""
    found = "".join(letter for letter in value if letter.isdecimal())
    return found if len(found) >= SHORTEST_NUMBER else ""


def _marked(texts: "list[str] | Iterator[str]", centre_id: UUID) -> list[str]:
    ring = key_ring()
    return sorted({ring.mark(str(centre_id), text) for text in texts})
