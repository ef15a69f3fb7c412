"""Make the fonts of `resources/fonts/noto` anew from Debian's Noto packages: `python3 packaging/make_fonts.py [FOLDER]`.

FOLDER holds what the packages fonts-noto-core, fonts-noto-extra and fonts-noto-cjk install, wherever it was unpacked; by default it is
/usr/share/fonts. The machine needs Python's fonttools. The same packages give the same bytes.

Each font is cut to the letters of one way of writing. Latin letters, figures and ASCII signs are left out of the Arabic and the Chinese
ones, so that they come from the text font beside them: a ticket's number looks the same in every language.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "noto"
SIMPLIFIED = 2
"""The place of simplified Chinese in Noto's collections of Chinese, Japanese and Korean."""
MOST_ERROR = 0.8
"""How far a quadratic outline may lie from the cubic one, in thousandths of the size."""
FIRST_PRIVATE = 0xE000

SPACES = {0x20, 0xA0}
PUNCTUATION = set(range(0x2009, 0x2028)) | set(range(0x2030, 0x2050)) | {0x20AC, 0x2116, 0x2122, 0x2212}
LATIN = (
    SPACES | set(range(0x21, 0x7F)) | set(range(0xA1, 0x250)) | set(range(0x2B0, 0x370)) | set(range(0x1E00, 0x1F00))
)
ARABIC = (
    SPACES
    | {0xAB, 0xBB, 0x34F, 0x25CC}
    | set(range(0x600, 0x700))
    | set(range(0x750, 0x780))
    | set(range(0x200B, 0x2012))
)
ARABIC |= {0xFD3E, 0xFD3F, 0xFDFC}


def chinese() -> set[int]:
    """All of GB 2312: 6,763 characters of both levels, punctuation, full-width forms and signs; nothing that the text font has."""
    found = set(SPACES)
    for row in range(0xA1, 0xF8):
        for place in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, place)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    found |= set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF66)) | {0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026}
    return {code for code in found if code in SPACES or not 0x20 < code < 0x250}


class Cut(NamedTuple):
    """One font: where it is from, what is kept, and what it is called."""

    source: str
    name: str
    family: str
    style: str
    letters: set[int]
    features: tuple[str, ...]


LATIN_FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "tnum", "lnum", "zero")
ARABIC_FEATURES = ("ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "mark", "mkmk", "kern")
STYLES = {"Regular": "Regular", "SemiBold": "SemiBold", "Bold": "Bold", "ExtraBold": "ExtraBold"}

# To add a font: 1. a row here; 2. its file in `greeter/scripts.py`; 3. a sample in the tests; 4. run this file.
CUTS = (
    *(
        Cut(f"NotoSans-{style}.ttf", f"NotoSans-{style}", "Noto Sans of Greeter", style, LATIN | PUNCTUATION, LATIN_FEATURES)
        for style in ("Regular", "SemiBold", "Bold", "ExtraBold")
    ),
    *(
        Cut(f"NotoSansArabic-{style}.ttf", f"NotoSansArabic-{style}", "Noto Sans Arabic of Greeter", style, ARABIC, ARABIC_FEATURES)
        for style in ("Regular", "SemiBold", "Bold")
    ),
    *(
        Cut(f"NotoSansCJK-{style}.ttc", f"NotoSansSC-{style}", "Noto Sans SC of Greeter", style, chinese(), ())
        for style in ("Regular", "Bold")
    ),
)  # fmt: skip


def make(cut: Cut, source: Path) -> None:
    """Make one font and write it."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, fontNumber=SIMPLIFIED if source.suffix == ".ttc" else -1, recalcTimestamp=False)
    options = Options()
    options.layout_features = list(cut.features)
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG", "VORG", "vhea", "vmtx", "BASE", "GDEF" if not cut.features else "LTSH"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=cut.letters)
    cutter.subset(font)
    if "CFF " in font:
        to_truetype(font)
    if cut.features is ARABIC_FEATURES:
        name_every_glyph(font)
    rename(font, cut)
    font.save(FONTS / f"{cut.name}.ttf")


def to_truetype(font: TTFont) -> None:
    """Replace the cubic outlines by quadratic ones: only these can be embedded by the library that makes our PDFs."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order = font.getGlyphOrder()
    drawn = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    del font["CFF "]
    for name, (width, _) in font["hmtx"].metrics.items():
        outlines[name].recalcBounds(glyf)
        font["hmtx"].metrics[name] = (width, getattr(outlines[name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
    ):  # fmt: skip
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\000\001\000\000"


def name_every_glyph(font: TTFont) -> None:
    """Give each glyph without a code, such as the joined forms of a letter, a private one: then it can be drawn by that."""
    table = font.getBestCmap()
    code = FIRST_PRIVATE
    named = set(table.values())
    private = {}
    for name in font.getGlyphOrder()[1:]:
        if name not in named:
            private[code] = name
            code += 1
    for part in font["cmap"].tables:
        if part.isUnicode():
            part.cmap.update(private)


def rename(font: TTFont, cut: Cut) -> None:
    """Give the font a family of its own, so that it never mixes with a Noto font that a system has."""
    names = font["name"]
    kept = {number: names.getDebugName(number) for number in (0, 5, 13, 14)}
    names.names = []
    plain = cut.style in {"Regular", "Bold"}
    said = kept | {
        1: cut.family if plain else f"{cut.family} {cut.style}",
        2: cut.style if plain else "Regular",
        3: f"Greeter {cut.name}",
        4: f"{cut.family} {cut.style}",
        6: f"Greeter-{cut.name}",
    }
    if not plain:
        said |= {16: cut.family, 17: cut.style}
    for number, text in said.items():
        if text:
            names.setName(text, number, 3, 1, 0x409)


def find(folder: Path, name: str) -> Path:
    """Return where a font lies in a folder. Raises SystemExit where it does not."""
    found = sorted(folder.rglob(name))
    if not found:
        sys.exit(f"{name} is not in {folder}: it comes with fonts-noto-core, fonts-noto-extra or fonts-noto-cjk.")
    return found[0]


def main(arguments: Iterable[str]) -> None:
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    folder = Path(next(iter(arguments), "/usr/share/fonts"))
    FONTS.mkdir(exist_ok=True)
    for cut in CUTS:
        make(cut, find(folder, cut.source))
        print(f"{cut.name}.ttf  {(FONTS / f'{cut.name}.ttf').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
