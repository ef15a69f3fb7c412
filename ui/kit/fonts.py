"""Fonts, all shipped: Atkinson Hyperlegible Next, a font for each other script, and small ones that hold only the names of languages.

The four weights of the text font are loaded at the start (4 files, 200 kB). Another script's font (Chinese: 4 MB, 2 ms) and a script's names are
loaded when they are first shown.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from greeter.scripts import FONTS, Script, fonts_for, script_of

__all__ = [
    "FAMILY",
    "FONTS",
    "Script",
    "load_fonts",
    "mixed_font",
    "name_font",
    "names_script",
    "script_of",
    "text_font",
]

FAMILY = Script.LATIN.face.family


def load_fonts() -> None:
    """Make the text family known to Qt. A font that is missing leaves the system's own in its place."""
    _family(Script.LATIN)


@cache
def _family(script: Script) -> str:
    for path in script.face.paths:
        QFontDatabase.addApplicationFont(str(path))
    return script.face.family


@lru_cache(maxsize=32)
def _families(scripts: tuple[Script, ...]) -> list[str]:
    return [_family(script) for script in scripts]


def text_font(
    px: int,
    weight: int = 400,
    *,
    tabular: bool = True,
    spacing: float = 0.0,
    script: Script = Script.LATIN,
    text: str = "",
) -> QFont:
    """Return the font of a script whose capitals are as high as the text font's at `px` pixels.

    weight: 400, 600, 700 or 800; a script that lacks it has another. tabular: figures of one width. spacing: a share of the size (-0.012 is
    -1.2 %); none between joined letters and Chinese characters. text: what is to be set, where that is known: it may hold letters of other
    scripts, or none of this one.
    """
    scripts = fonts_for(text, script) if text else (script, Script.LATIN)
    return QFont(_made(px, weight, scripts, tabular=tabular, spacing=spacing))


@lru_cache(maxsize=256)
def _made(px: int, weight: int, scripts: tuple[Script, ...], *, tabular: bool, spacing: float) -> QFont:
    """Return a font to copy: copies share what Qt has found for it."""
    face = scripts[0].face
    font = QFont(_families(scripts))
    font.setPixelSize(max(round(px * face.scale), 1))
    font.setWeight(QFont.Weight(face.weight(weight)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    if spacing and face.spaced:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * spacing)
    return font


def name_font(name: str, px: int, weight: int = 700) -> QFont:
    """Return a font that can show a language's own name: the text font, or the small font of its script."""
    font = text_font(px, weight)
    script = names_script(name)
    family = _names_family(script) if script else ""
    if family:
        font.setFamilies([family, FAMILY])
    if script == "Sans":
        font.setPixelSize(round(px * Script.VIETNAMESE.face.scale))
    return font


def mixed_font(names: tuple[str, ...], px: int, weight: int = 600) -> QFont:
    """Return a font for a line of several languages' names: the text font first, then the small font of each script."""
    scripts = sorted({script for name in names if (script := names_script(name))})
    font = text_font(px, weight)
    font.setFamilies([FAMILY, *filter(None, map(_names_family, scripts))])
    return font


@cache
def names_script(name: str) -> str:
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
