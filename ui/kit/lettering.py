"""How a text is set: size, weight, line height, spacing; and the text laid out in lines.

Qt's style sheets know no line height and no letter spacing, so text that needs them is laid out here and painted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from greeter.scripts import Script, reads_right_to_left
from ui.kit.fonts import text_font

if TYPE_CHECKING:
    from collections.abc import Iterable

LOTS = 100_000.0
MOST_KEPT = 600
"""So many texts stay laid out, unless a window has more: see `keep`."""
SMALLER = (0.84, 0.7)
"""Sizes of a text with a word that is too wide for its place, or with more words than its place holds."""
TALLEST = 1.75
"""Line height of the tallest scripts, as a share of the size: their fonts claim more than their letters take."""


@dataclass(frozen=True)
class Lettering:
    """One way to set a text."""

    size: int
    """Font size in pixels."""
    weight: int = 400
    line: float = 1.25
    """Line height as a share of the size."""
    tabular: bool = True
    """Figures of one width: everywhere but on ticket numbers."""
    spacing: float = 0.0
    """Letter spacing as a share of the size."""
    balanced: bool = False
    """Lines of about the same length, for headings."""
    close: bool = False
    """Lines may stand as close as a heading's in every script: few words in little room."""
    script: Script = Script.LATIN
    """Whose font, weights and least line height it has: that of the language it is in. A number on a ticket is in Latin in every language."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Reckoned once: texts that are laid out are found by it."""
        return hash(
            (self.size, self.weight, self.line, self.tabular, self.spacing, self.balanced, self.close, self.script)
        )

    def font(self, text: str = "") -> QFont:
        """Return the font, or the one for a text, which may hold letters of other scripts."""
        return text_font(
            self.size, self.weight, tabular=self.tabular, spacing=self.spacing, script=self.script, text=text
        )

    def bold(self, weight: int = 700) -> Lettering:
        """Return the same at another weight."""
        return replace(self, weight=weight)

    @property
    def advance(self) -> int:
        """Height of one line in pixels."""
        return round(self.size * self.script.face.line(self.line, close=self.close))

    @property
    def baseline(self) -> float:
        """How far below the top of a line its letters stand, in pixels: their middle is the line's."""
        return self.advance / 2 + self.script.face.middle * self.size

    @property
    def overhang(self) -> float:
        """How far descenders reach under their line, in pixels, where lines are set close."""
        return max(self.baseline + self.script.face.descent * self.size - self.advance, 0.0)


class Align(Enum):
    """Where lines stand; the start is the right in right-to-left languages."""

    START = Qt.AlignmentFlag.AlignLeft
    CENTER = Qt.AlignmentFlag.AlignHCenter
    END = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Wording:
    """What is to be laid out: a text, with an optional lead in bold ("Why:") before it."""

    text: str
    lettering: Lettering
    lead: str = ""
    keep_words: bool = False
    """Break between words only: a button's word is never torn."""
    font: QFont | None = None
    """Another font than the lettering's, for a name in its own script."""
    marks: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that are underlined with dots, each from its start up to its end: words that are explained."""

    @property
    def whole(self) -> str:
        """The lead and the text, as they are read."""
        return f"{self.lead} {self.text}".strip() if self.lead else self.text

    def __hash__(self) -> int:
        key = self.font.key() if self.font else None
        return hash((self.text, self.lettering, self.lead, key, self.keep_words, self.marks))


@dataclass(frozen=True)
class Lines:
    """A text laid out in lines within a width."""

    layout: QTextLayout
    size: QSizeF
    tops: tuple[float, ...]
    overhang: float = 0.0
    """How far the last line's descenders reach under its line, where lines are set close."""

    @property
    def reads_from_left(self) -> bool:
        """Whether the text is read from left to right."""
        return self.layout.textOption().textDirection() is Qt.LayoutDirection.LeftToRight

    @cached_property
    def torn(self) -> bool:
        """Whether a line ends within a word."""
        if self.layout.lineCount() < 2:
            return False
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, self.layout.text())
        for number in range(1, self.layout.lineCount()):
            finder.setPosition(self.layout.lineAt(number).textStart())
            if not finder.isAtBoundary():
                return True
        return False

    def paint(
        self, painter: QPainter, box: QRectF, color: QColor, vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop
    ) -> None:
        """Paint the lines into the box; the width they were laid out for is the box's."""
        top = box.top()
        if vertical is Qt.AlignmentFlag.AlignVCenter:
            top += (box.height() - self.size.height()) / 2
        painter.setPen(color)
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            line.draw(painter, QPointF(box.left(), top + self.tops[number] - line.y()))


_Key = tuple[Wording, int, Align, Qt.LayoutDirection, int]
_LAID_OUT: dict[_Key, Lines] = {}
_most_kept = [MOST_KEPT]


def lay_out(
    wording: Wording,
    width: int,
    align: Align = Align.START,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    most_lines: int = 0,
) -> Lines:
    """Lay a text out. `width` 0 is one line of its own width. More than `most_lines` (0: any number) ends in an ellipsis.

    A word wider than the width sets the text smaller, and is torn only where that does not help. What was laid out is kept, for a page that
    turns up again paints at once; see `forget`.
    """
    key = (wording, width, align, direction, most_lines)
    lines = _LAID_OUT.get(key)
    if lines is None:
        if len(_LAID_OUT) >= _most_kept[0]:
            del _LAID_OUT[next(iter(_LAID_OUT))]
        lines = _LAID_OUT[key] = _untorn(*key)
    return lines


def keep(most: int) -> None:
    """Keep so many texts laid out from now on, for a window with more of them than are kept: fewer than there are is none."""
    _most_kept[0] = max(_most_kept[0], most)


def scaled(wording: Wording, share: float) -> Wording:
    """Return a text at a share of its size."""
    lettering = replace(wording.lettering, size=round(wording.lettering.size * share))
    font = QFont(wording.font) if wording.font else None
    if font is not None:
        font.setPixelSize(max(round(font.pixelSize() * share), 1))
    return replace(wording, lettering=lettering, font=font)


def forget(said: Iterable[str]) -> None:
    """Forget every text that holds a word of these: what a visitor has said is gone with them, and other texts stay laid out."""
    words = {word for text in said for word in text.split()}
    for key in [key for key in _LAID_OUT if any(word in key[0].whole for word in words)]:
        del _LAID_OUT[key]


def _untorn(wording: Wording, width: int, align: Align, direction: Qt.LayoutDirection, most_lines: int) -> Lines:
    lines = _laid_out(wording, width, align, direction, most_lines)
    if lines.torn:
        smaller = (_laid_out(scaled(wording, share), width, align, direction, most_lines) for share in SMALLER)
        return next((each for each in smaller if not each.torn), lines)
    return lines


def _laid_out(wording: Wording, width: int, align: Align, direction: Qt.LayoutDirection, most_lines: int) -> Lines:
    if wording.lettering.balanced and width:
        width_used = _balanced_width(wording, width)
        if align is not Align.CENTER:
            return _broken(wording, width, align, direction, most_lines, break_at=width_used)
    return _broken(wording, width, align, direction, most_lines)


def _broken(
    wording: Wording, width: int, align: Align, direction: Qt.LayoutDirection, most_lines: int, break_at: int = 0
) -> Lines:
    lettering = wording.lettering
    font = wording.font or lettering.font(wording.whole)
    # No font of ours has a narrow hard space; another one would change the line.
    layout = QTextLayout(wording.whole.replace("\u202f", "\u00a0"), font)
    option = QTextOption(_visual(align, direction))
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    reads = reads_right_to_left(wording.whole, page=right_to_left)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if reads else Qt.LayoutDirection.LeftToRight)
    wrap = QTextOption.WrapMode.WordWrap if wording.keep_words else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    option.setWrapMode(wrap if width else QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    formats = [_bold_range(wording)] if wording.lead else []
    formats += [_dotted_range(wording, start, end) for start, end in wording.marks]
    if formats:
        layout.setFormats(formats)
    metrics = QFontMetricsF(font)
    step = _step(wording, metrics)
    tops: list[float] = []
    widest = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(break_at or width or LOTS)
        if break_at and (align is Align.END) is not right_to_left:
            line.setPosition(QPointF(width - break_at, 0))
        # A line is as high as the fonts in it; its letters stand where they would in a line of one font.
        tops.append(len(tops) * step.advance + step.baseline - line.ascent())
        widest = max(widest, line.naturalTextWidth())
        if most_lines and len(tops) == most_lines:
            break
    layout.endLayout()
    if not width:
        return _single(layout, widest, step)
    if most_lines and tops and _hidden(layout, wording.whole):
        return _broken(_elided(wording, layout, width, metrics), width, align, direction, 0, break_at)
    return Lines(layout, QSizeF(widest, max(len(tops), 1) * step.advance), tuple(tops), step.overhang)


class _Step(NamedTuple):
    """From line to line, in pixels: see `Lettering`."""

    advance: int
    baseline: float
    overhang: float


def _step(wording: Wording, metrics: QFontMetricsF) -> _Step:
    lettering = wording.lettering
    if not wording.font:
        return _Step(lettering.advance, lettering.baseline, lettering.overhang)
    # The small fonts of names stand taller than the text font, each by its own measure.
    high = metrics.ascent() + metrics.descent()
    advance = max(lettering.advance, round(min(high, TALLEST * lettering.size)))
    inset = (advance - high) / 2
    return _Step(advance, inset + metrics.ascent(), max(-inset, 0.0))


def _single(layout: QTextLayout, widest: float, step: _Step) -> Lines:
    """One line has its own width for its box, wherever it is aligned."""
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(widest + 1)
    layout.endLayout()
    top = step.baseline - line.ascent() if layout.lineCount() else 0.0
    return Lines(layout, QSizeF(widest, step.advance), (top,) if layout.lineCount() else (), step.overhang)


def _visual(align: Align, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return left or right for start and end: a QTextLayout aligns without regard to direction."""
    if align is Align.CENTER or direction is Qt.LayoutDirection.LeftToRight:
        return align.value
    return Qt.AlignmentFlag.AlignRight if align is Align.START else Qt.AlignmentFlag.AlignLeft


def _bold_range(wording: Wording) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = 0, utf16(wording.lead)
    bold = QTextCharFormat()
    bold.setFont(wording.lettering.bold().font(wording.whole))
    span.format = bold
    return span


def _dotted_range(wording: Wording, start: int, end: int) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    before = len(wording.lead) + 1 if wording.lead else 0
    span.start, span.length = utf16(wording.text[:start]) + before, utf16(wording.text[start:end])
    dotted = QTextCharFormat()
    dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    span.format = dotted
    return span


def utf16(text: str) -> int:
    """Return how long Qt takes a text to be: signs beyond the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _hidden(layout: QTextLayout, text: str) -> bool:
    last = layout.lineAt(layout.lineCount() - 1)
    return last.textStart() + last.textLength() < len(text)


def _elided(wording: Wording, layout: QTextLayout, width: int, metrics: QFontMetricsF) -> Wording:
    """Keep the lines before the last, and shorten the last to what fits with an ellipsis."""
    start = layout.lineAt(layout.lineCount() - 1).textStart()
    whole = wording.whole
    last = metrics.elidedText(whole[start:], Qt.TextElideMode.ElideRight, width - 2)
    return replace(wording, text=whole[len(wording.lead) : start].lstrip() + last, lead=wording.lead)


def _balanced_width(wording: Wording, width: int) -> int:
    """Return the least width that needs no more lines than the whole width does."""
    plain = replace(wording, lettering=replace(wording.lettering, balanced=False))

    def at(wide: int) -> Lines:
        return _broken(plain, wide, Align.START, Qt.LayoutDirection.LeftToRight, 0)

    lines = len(at(width).tops)
    if lines < 2:
        return width
    low, high = width // lines, width
    while high - low > 8:
        middle = (low + high) // 2
        tried = at(middle)
        if len(tried.tops) > lines or tried.torn:
            low = middle
        else:
            high = middle
    return high
