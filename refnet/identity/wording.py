"""The words of a text as a reader takes them in: without invisible characters, whatever the alphabet or the case.

Letters that only look like others, letters with spaces between and words broken at the end of a line read as the
word that a person sees.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
LETTER = rf"[^\W_][\u0300-\u036f{UNSEEN}]*"
DASH = "['’‘`´\\-\u2010\u2011]"
WORD = re.compile(rf"(?:{LETTER})+(?:{DASH}(?:{LETTER})+)*")
SPACED = re.compile(rf"(?<![^\W_])(?:{LETTER}[ \u00a0._·*|~-]{{1,3}}){{3,}}{LETTER}(?![^\W_])")
BROKEN = re.compile(rf"(?<![^\W_])((?:{LETTER}){{2,}})[-\u2010\u2011\u00ad][ \t]*\r?\n[ \t]*((?:{LETTER}){{2,}})")
HIDDEN = re.compile(f"[{UNSEEN}]")
PART = re.compile(DASH)
SHORTEST_PART = 3

# Cyrillic and Greek letters that look like a Latin one; where they sound alike too, folding is enough.
ALIKE = str.maketrans(
    "аАвВеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅԁһгґьαΑΒβΕΖΗΙιΚκΜΝνΟοΡρΤτΥυΧχγω",
    "aAbBeEkKmMhHoOpPcCtTyYxXiIjJsSdhrrbaABbEZHIiKkMNvOoPpTtYuXxyw",
)
SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ő": "oe", "ű": "ue", "ñ": "ny"}
_SPELLING = str.maketrans(SPELT_OUT)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, from `start` up to but not including `end`, in the forms in which it can be read.

    `named` is true where it is written as names are, with a capital. `joined` where it was put together of two parts,
    `spaced` of letters, which may be those of several words.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    named: bool
    joined: bool = False
    spaced: bool = False


def words_of(text: str) -> Iterator[Word]:
    """Return the words of a text, also those whose letters or parts stand apart."""
    last: re.Match[str] | None = None
    for match in WORD.finditer(text):
        written = match.group()
        yield Word(match.start(), match.end(), forms_of(written), _named(written))
        if last is not None and match.start() - last.end() == 1:
            yield _joined(last.start(), match.end(), last.group() + written)
        last = match
    for match in SPACED.finditer(text):
        written = "".join(letter for letter in match.group() if letter.isalnum())
        yield Word(match.start(), match.end(), forms_of(written), _named(written), spaced=True)
    for match in BROKEN.finditer(text):
        yield _joined(match.start(), match.end(), match.group(1) + match.group(2))


def fold(text: str) -> str:
    """Return the text in plain small letters: Greek and Cyrillic written out, accents gone."""
    return anyascii(unicodedata.normalize("NFKC", HIDDEN.sub("", text))).casefold()


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> tuple[str, ...]:
    """Return the ways to read a word: whole and in parts, folded, spelt out, and by what its letters look like."""
    if word.isascii():
        return _with_parts(word.casefold())
    plain = unicodedata.normalize("NFKC", HIDDEN.sub("", word))
    readings = {fold(plain), anyascii(plain.casefold().translate(_SPELLING)).casefold()}
    alike = plain.translate(ALIKE)
    if alike != plain:
        readings.add(fold(alike))
    return tuple(dict.fromkeys(form for reading in sorted(readings) for form in _with_parts(reading)))


def _with_parts(folded: str) -> tuple[str, ...]:
    parts = PART.split(folded)
    if len(parts) == 1:
        return (folded,)
    return (folded, "".join(parts), *(part for part in parts if len(part) >= SHORTEST_PART))


def _joined(start: int, end: int, written: str) -> Word:
    return Word(start, end, forms_of(written), _named(written), joined=True)


def _named(written: str) -> bool:
    return written[:1].isupper()
