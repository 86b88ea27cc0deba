"""What holds for every template and style of the house."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

import refnet

HOUSE = Path(refnet.__file__).parent
PAGES = sorted(path for path in HOUSE.glob("*/templates/**/*.html") if "print" not in path.parts)
KIT = sorted((HOUSE / "kit/templates").rglob("*.html"))
STATIC = HOUSE / "kit/static/kit"
THEME = (STATIC / "theme.css").read_text(encoding="utf-8")


def named(path):
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_template_holds_a_style_or_a_script(path):
    found = re.findall(
        r"""\sstyle\s*=|\son[a-z]+\s*=|<style|<script(?![^>]*\ssrc=)|https?://""", path.read_text(encoding="utf-8")
    )

    assert found == []


@pytest.mark.parametrize("path", KIT, ids=named)
def test_each_component_says_on_top_what_it_is_and_takes(path):
    head = re.match(
        r"(\{% (extends|load) [^%]+%\})*\{% comment %\}\n(.+\n)+\{% endcomment %\}", path.read_text(encoding="utf-8")
    )

    assert head is not None


def test_styles_and_script_stay_small():
    size = {
        kind: sum(len(gzip.compress(path.read_bytes())) for path in STATIC.rglob(f"*.{kind}"))
        for kind in ("css", "js", "svg")
    }

    assert (size["css"] < 40_000, (STATIC / "kit.js").stat().st_size < 5_000, sum(size.values()) < 60_000) == (
        True,
        True,
        True,
    )


def test_nothing_is_fetched_from_elsewhere():
    files = [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]

    assert [
        path.name for path in files if re.search(r"url\(\s*['\"]?(https?:)?//|@import|eval\(", path.read_text())
    ] == []


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    used = {name for path in PAGES for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))}

    assert used - sprite == set()


def colours(block):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


LIGHT = colours(THEME.split("@media")[0])
DARK = LIGHT | colours(THEME.split("@media")[1])
TONES = ("waiting", "urgent", "warning", "done", "info", "accent")
READ = [
    *product(("text", "text-2", "accent"), ("ground", "surface", "sunken")),
    *((tone, ground) for tone in TONES for ground in ("surface", f"{tone}-soft")),
    *(("text", f"{tone}-soft") for tone in TONES),
    ("text-2", "waiting-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-accent", "accent-deep"),
]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_all_that_is_read_has_contrast(scheme):
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    assert [pair for pair in READ if contrast(scheme[pair[0]], scheme[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_what_can_be_used_have_contrast(scheme):
    """WCAG 2.2, 1.4.11: 3 to 1."""
    pairs = [
        ("edge", "surface"),
        ("edge", "ground"),
        ("accent", "ground"),
        ("focus", "focus-inner"),
        ("accent", "line"),
    ]

    assert [pair for pair in pairs if contrast(scheme[pair[0]], scheme[pair[1]]) < 3] == []
