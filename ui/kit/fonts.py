"""Fonts: Atkinson Hyperlegible Next, shipped, and small fonts that hold only the names of languages in their own scripts.

The four text weights are loaded at the start (4 files, 200 kB). A script's names are loaded when they are first shown.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from greeter.settings import RESOURCES

FONTS = RESOURCES / "fonts"
FAMILY = "Atkinson Hyperlegible Next"
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}


@cache
def load_fonts() -> None:
    """Make the text family known to Qt. A font that is missing leaves the system's own in its place."""
    for name in WEIGHTS.values():
        QFontDatabase.addApplicationFont(str(FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf"))


def text_font(px: int, weight: int = 400, *, tabular: bool = True, spacing: float = 0.0) -> QFont:
    """Return the text font at `px` pixels. `tabular` figures are of one width; `spacing` is a share of the size (-0.012 is -1.2 %)."""
    font = QFont(FAMILY)
    font.setPixelSize(max(px, 1))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * spacing)
    return font


def name_font(name: str, px: int, weight: int = 700) -> QFont:
    """Return a font that can show a language's own name: the text font, or the small font of its script."""
    font = text_font(px, weight)
    script = script_of(name)
    family = _names_family(script) if script else ""
    if family:
        font.setFamilies([family, FAMILY])
    return font


def mixed_font(names: tuple[str, ...], px: int, weight: int = 600) -> QFont:
    """Return a font for a line of several languages' names: the text font first, then the small font of each script."""
    scripts = sorted({script for name in names if (script := script_of(name))})
    font = text_font(px, weight)
    font.setFamilies([FAMILY, *filter(None, map(_names_family, scripts))])
    return font


@cache
def script_of(name: str) -> str:
    """Return the script that the text font lacks and this name needs (`Arabic`), or "" where the text font has all its letters."""
    if all(ord(letter) < 0x250 for letter in name):
        return ""
    for letter in name:
        first = unicodedata.name(letter, "").split(" ")[0].title()
        if first in _SCRIPT_FILES:
            return _SCRIPT_FILES[first]
    return _SCRIPT_FILES["Latin"]


_SCRIPT_FILES = {
    name: name
    for name in (
        "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer",
        "Lao", "Malayalam", "Myanmar", "Nko", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan", "Tifinagh",
    )
} | {"Latin": "Sans", "Cyrillic": "Sans", "Greek": "Sans", "Cjk": "CJK", "Hangul": "CJK", "Hiragana": "CJK", "Katakana": "CJK"}  # fmt: skip


@cache
def _names_family(script: str) -> str:
    path = FONTS / "names" / f"Names-{script}.ttf"
    found = QFontDatabase.addApplicationFont(str(path if path.exists() else path.with_suffix(".otf")))
    families = QFontDatabase.applicationFontFamilies(found) if found >= 0 else []
    return families[0] if families else ""
