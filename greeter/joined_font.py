"""A font for reportlab that paints single shapes of letters, and still lets a reader of the PDF find the text.

Arabic letters change their shape beside each other, two may share one shape, and brackets turn round. Each shape painted for a letter has a code of
its own in the PDF, which says what it stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from greeter.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from greeter.print_text import Glyph

FIRST_STAND_IN = 0xE800
"""Codes of stand-ins; those before it are the fonts' own (`packaging/make_fonts.py`)."""
_BLOCK = 100
"""Entries of one block of a table of codes, at most (PDF 32000-1, 9.10.3, and Adobe's technical note 5411)."""


class JoinedFont(TTFont):  # type: ignore[misc] # reportlab has no types
    """A TrueType font with stand-ins."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self._stand_ins: dict[tuple[str, str], str] = {}
        self._meanings: dict[int, str] = {}
        self._outlines: dict[str, Outline] = {}

    def shaped(self, glyphs: Iterable[Glyph]) -> ShapedStr:
        """Return the letters among shapes from left to right, as a text to draw. Marks, which stand for nothing by themselves, are not in it."""
        signs, data = "", []
        for glyph in glyphs:
            if glyph.text:
                sign = self.stand_in(glyph.sign, glyph.text)
                own = self.face.getCharWidth(ord(sign))
                data.append(ShapeData(0, glyph.advance, 0, glyph.right, glyph.rise, own))
                signs += sign
        return ShapedStr(signs, data)

    def outline(self, sign: str) -> Outline:
        """Return the outline of a sign, in thousandths of the size."""
        if sign not in self._outlines:
            pen = Outline(1000 / self.face.unitsPerEm)
            self.hbFont().draw_glyph_with_pen(self.face.charToGlyph[ord(sign)], pen)
            self._outlines[sign] = pen
        return self._outlines[sign]

    def stand_in(self, sign: str, text: str) -> str:
        """Return the sign to paint for the shape of `sign` where it stands for `text`."""
        if sign == text:
            return sign
        if (sign, text) not in self._stand_ins:
            code = FIRST_STAND_IN + len(self._stand_ins)
            self.face.charToGlyph[code] = self.face.charToGlyph[ord(sign)]
            self.face.charWidths[code] = self.face.getCharWidth(ord(sign))
            self._meanings[code] = text
            self._stand_ins[sign, text] = chr(code)
        return self._stand_ins[sign, text]

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 (reportlab's name)
        """Put the font into a PDF, and into its tables of codes what stand-ins stand for."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(place, doc)[1:] for place in range(len(subsets))]
        super().addObjects(doc)
        if not self._meanings:
            return
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            doc.idToObject[fonts[name].ToUnicode.name].content = self._table(subset)

    def _table(self, subset: Sequence[int]) -> str:
        """Return the table from a subset's codes to text."""
        entries = [
            f"<{place:02X}> <{self._meanings.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"
            for place, code in enumerate(subset)
            if code
        ]
        blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<00> <FF>",
                "endcodespacerange",
                *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        )
