"""Reading the words in a picture of a page, by Debian's tesseract where it is installed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageStat

from refnet.documents.sandbox.terms import Word

PROGRAM = "tesseract"
SECONDS = 30
SCRIPTS = {"el": "Greek", "bg": "Cyrillic", "mk": "Cyrillic", "ru": "Cyrillic", "sr": "Cyrillic", "uk": "Cyrillic"}
PREFERRED = ("Latin", "eng")
OTHERS = ("Cyrillic", "Greek")
SURE, SURE_LETTERS = 70.0, 8
"""A reading is legible from this mean certainty of its words (per cent) and so many letters on."""
BLANK_DEVIATION = 3.0
"""A page whose grey differs less than this (of 255) has nothing on it."""


class NoReader(Exception):
    """Scans cannot be read here: the program or its languages are not installed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words read in a picture; `legible` where they can be relied upon, and on a blank page."""

    words: tuple[Word, ...]
    legible: bool


def read_picture(jpeg: bytes, language: str) -> Reading:
    """Read a page in the alphabet of its language (ISO 639-1), or in another where that makes no sense.

    Raises
    ------
    NoReader
        If tesseract is not installed, or none of its languages.
    """
    installed = _installed()
    own = SCRIPTS.get(language.lower()[:2])
    wanted = ((own,) if own else ()) + PREFERRED[:1] + (OTHERS if not own and not language else ())
    models = [one for one in wanted if one in installed] or [one for one in PREFERRED if one in installed]
    if not models:
        raise NoReader
    with Image.open(BytesIO(jpeg)) as image:
        size = image.size
        blank = max(ImageStat.Stat(image.convert("L")).stddev) < BLANK_DEVIATION
    if blank:
        return Reading((), legible=True)
    readings = []
    for model in models:
        words, sureness = _read(jpeg, model, size)
        if sureness >= SURE:
            return Reading(words, legible=True)
        readings.append((sureness, words))
    return Reading(max(readings)[1], legible=False)


def _read(jpeg: bytes, model: str, size: tuple[int, int]) -> tuple[tuple[Word, ...], float]:
    try:
        table = subprocess.run(  # noqa: S603 -- a fixed command; the picture was written by us
            [_program(), "stdin", "stdout", "-l", model, "--psm", "3", "tsv"],
            input=jpeg,
            capture_output=True,
            env={"OMP_THREAD_LIMIT": "1", "PATH": os.defpath},
            timeout=SECONDS,
            check=True,
        ).stdout.decode(errors="replace")
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return (), 0.0
    words, weights, letters = [], 0.0, 0
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        text = fields[-1].strip()
        if len(fields) != 12 or not text:
            continue
        left, top, width, height = (int(field) for field in fields[6:10])
        edges = (left / size[0], top / size[1], (left + width) / size[0], (top + height) / size[1])
        words.append(Word(text, *(round(edge, 5) for edge in edges)))
        solid = sum(letter.isalnum() for letter in text)
        letters += solid
        weights += solid * float(fields[10])
    return tuple(words), weights / letters if letters >= SURE_LETTERS else 0.0


def _program() -> str:
    found = shutil.which(PROGRAM)
    if found is None:
        raise NoReader
    return found


@cache
def _models(program: str) -> frozenset[str]:
    said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    return frozenset(said.stdout.split("\n")[1:]) - {""}


def _installed() -> frozenset[str]:
    return _models(_program())


def can_read() -> bool:
    """Whether scans can be read here."""
    try:
        return bool(_installed())
    except NoReader:
        return False
