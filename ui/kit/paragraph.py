"""A paragraph: text with line height, letter spacing and a colour of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.kit.face import paint_face
from ui.kit.lettering import Align, Lettering, Lines, Wording, lay_out
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent


_BREAKS = frozenset("\u2028\u2029")
"""Signs that end a line wherever it stands."""
MOST_WIDTHS = 16
"""So many widths a text stays laid out for."""


class Paragraph(QLabel):
    """A text that wraps. It is a QLabel to assistive technology, so its text is read; set no accessible name on it.

    `lead` is set in bold before the text ("Why:"). `marks` are stretches underlined with dots; what is marked must be told elsewhere in words.
    `most_lines` cuts with an ellipsis and is for lists of staff windows only. Where words are said aloud: `told_with` is the control that the text
    belongs to, `aloud` what is said in its place where others may listen.
    """

    def __init__(
        self,
        text: str = "",
        lettering: Lettering | None = None,
        color: Token = Token.INK,
        *,
        lead: str = "",
        marks: tuple[tuple[int, int], ...] = (),
        align: Align = Align.START,
        most_lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lettering = lettering or Lettering(16, line=1.44)
        self._color = color
        self._align = align
        self.lead = lead
        self.marks = marks
        self._font: QFont | None = None
        self._most_lines = most_lines
        self._text = text
        self._laid_out: dict[tuple[int, Qt.LayoutDirection], Lines] = {}
        self._heights: dict[int, int] = {}
        self.told_with: QWidget | None = None
        self.aloud = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tell()

    def set_text(self, text: str, lead: str | None = None, *, marks: tuple[tuple[int, int], ...] = ()) -> None:
        """Show another text, with the same lead unless another is given."""
        if text == self._text and lead in (None, self.lead) and marks == self.marks:
            return
        self._text, self.marks = text, marks
        self.lead = self.lead if lead is None else lead
        self._tell()

    def set_lettering(self, lettering: Lettering) -> None:
        """Set the text another way, for example larger."""
        if lettering != self._lettering:
            self._lettering = lettering
            self._tell()

    @property
    def lettering(self) -> Lettering:
        """How it is set."""
        return self._lettering

    def set_color(self, color: Token) -> None:
        """Paint in another colour of the theme."""
        if color is not self._color:
            self._color = color
            self.update()

    def set_name_font(self, font: QFont | None) -> None:
        """Use a font of another script (`fonts.name_font`)."""
        self._font = font
        self._tell()

    def lines(self, width: int) -> Lines:
        """Return the text laid out for a width in pixels; 0 is one line."""
        place = width, self.layoutDirection()
        lines = self._laid_out.get(place)
        if lines is None:  # layouts ask again and again
            if len(self._laid_out) == MOST_WIDTHS:
                self._laid_out.clear()
            lines = self._laid_out[place] = (self._in_one_line(width) if width else None) or self._lay_out(width)
        return lines

    def _in_one_line(self, width: int) -> Lines | None:
        """Return the text as it is in one line where that fits a width and begins at its left; None where it has to be laid out for it."""
        if self._align is not Align.START or self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return None
        one = self.lines(0)
        return one if one.size.width() <= width and one.reads_from_left and _BREAKS.isdisjoint(self._text) else None

    def _lay_out(self, width: int) -> Lines:
        wording = Wording(self._text, self._lettering, self.lead, font=self._font, marks=self.marks)
        return lay_out(wording, width, self._align, self.layoutDirection(), self._most_lines)

    def height_for(self, width: int) -> int:
        """Return the height at a width, 0 where there is no text."""
        high = self._heights.get(width)
        if high is None:  # layouts ask hundreds of times
            if len(self._heights) == MOST_WIDTHS:
                self._heights.clear()
            high = self._heights[width] = self._height_at(width) if self._text or self.lead else 0
        return high

    def _height_at(self, width: int) -> int:
        """No layout gives it less than its least width; Qt asks for that all the same before a part has its place."""
        lines = self.lines(max(width, self._least_width()))
        return round(lines.size.height() + lines.overhang)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text needs at a width."""
        return self.height_for(width)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size of the text in one line, or in lines of some 600 pixels where it is long."""
        size = self.lines(0).size
        if size.width() <= 40 * self._lettering.size:
            return QSize(round(size.width()) + 2, round(size.height()))
        width = 40 * self._lettering.size
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets layouts narrow the text."""
        return QSize(self._least_width(), self._lettering.advance)

    def _least_width(self) -> int:
        if self._most_lines == 1:
            return self._lettering.size
        return round(min(self.lines(0).size.width() + 2, 6 * self._lettering.size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lines."""
        if self._text or self.lead:
            paint_face(self, self.text(), self.looks(), self._paint)

    def looks(self) -> tuple[object, ...]:
        """Return what its letters look like depends on, besides the text."""
        font = self._font and self._font.key()
        return (self._lettering, self._color, self._align, len(self.lead), self.marks, font, self._most_lines)

    def _paint(self, painter: QPainter) -> None:
        self.lines(self.width()).paint(painter, QRectF(self.rect()), self.ink(), Qt.AlignmentFlag.AlignTop)

    def ink(self) -> QColor:
        """Return the colour to paint in."""
        return theme.of(self).color(self._color)

    def _tell(self) -> None:
        self._laid_out.clear()
        self._heights.clear()
        self.setText(f"{self.lead} {self._text}".strip())
        self.updateGeometry()
        self.update()
