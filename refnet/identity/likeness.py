"""Whether a word is a name that was inflected or misspelt.

Only names that are not ordinary words as well, only long ones, and mostly only where the word is written as a name is:
a search that found the child in every second sentence would be switched off.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from refnet.identity.load import endings, ordinary

INFLECTED_FROM, ONE_FAULT_FROM, TWO_FAULTS_FROM, GLUED_FROM = 5, 6, 9, 8
ANY_CASE_FROM = 8
"""Names this long are looked for in small letters too."""

LAST_VOWEL = re.compile(r"[aeiouy]s?$")
FLEETING = re.compile(r"e(?=[bcdfghjklmnprstvz]$)")


def is_like(word: str, name: str, *, named: bool) -> bool:
    """Whether a folded word is this folded name in another form. `named`: it was written with a capital."""
    if len(name) < INFLECTED_FROM or name in ordinary("names") or word in ordinary("names"):
        return False
    if not named and len(name) < ANY_CASE_FROM:
        return False
    if len(name) >= GLUED_FROM and (word.startswith(name) or word.endswith(name)):
        return True
    return _is_inflected(word, name) or _is_misspelt(word, name)


def _is_inflected(word: str, name: str) -> bool:
    return any(word.startswith(stem) and word[len(stem) :] in ends for stem, ends in _stems(name))


@lru_cache(maxsize=1_000)
def _stems(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    stems = [(name, endings("behind"))]
    bare = LAST_VOWEL.sub("", name)
    if bare != name and len(bare) >= INFLECTED_FROM - 1:
        stems.append((bare, endings("instead")))
    short = FLEETING.sub("", name)
    if short != name:
        stems.append((short, endings("behind")))
    if name.endswith("nen"):
        stems.append((name[:-3] + "s", endings("finnish")))
    return tuple(stems)


def _is_misspelt(word: str, name: str) -> bool:
    if len(name) < ONE_FAULT_FROM or abs(len(word) - len(name)) > 2:
        return False
    most = 2 if len(name) >= TWO_FAULTS_FROM else 1
    return bool(OSA.distance(word, name, score_cutoff=most) <= most)
