"""A section of what is read: an icon, a heading, and lines beneath, with check boxes or numbers before them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.kit.icon import paint_icon, paint_tint
from ui.kit.lettering import Wording, lay_out
from ui.kit.place import mirrored
from ui.theme import Look, Token

if TYPE_CHECKING:
    from ui.kiosk.frame import Frame
    from ui.kit.lettering import Lettering, Lines


class Before(Enum):
    """What stands before each line."""

    NOTHING = "nothing"
    BOX = "box"
    NUMBER = "number"


class Section(QLabel):
    """Painted in one go. Its accessible name is all that it says; `aloud` is said in its place where others may listen.

    A label, so that assistive technology takes it for a text.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = ""
        self._title = ""
        self._lines: tuple[str, ...] = ()
        self._before = Before.NOTHING
        self._frame: Frame | None = None
        self.aloud = ""
        self.hide()

    def show_words(
        self,
        icon: str,
        title: str,
        lines: tuple[str, ...],
        before: Before = Before.NOTHING,
        *,
        title_alone: bool = False,
    ) -> None:
        """Show other words. Without lines it is empty, unless the title may stand alone."""
        title = title if lines or title_alone else ""
        self._icon, self._title, self._lines, self._before = icon, title, lines, before
        numbered = before is Before.NUMBER and len(lines) > 1
        told = [f"{n}: {_ended(line)}" if numbered else _ended(line) for n, line in enumerate(lines, start=1)]
        self.setAccessibleName(" ".join([_ended(title), *told] if title else told))
        self.update()

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not (self._title or self._lines)

    def set_frame(self, frame: Frame) -> None:
        """Take the sizes of a frame."""
        self._frame = frame

    def needed_height(self, width: int) -> int:
        """Return the height that shows everything at a width in pixels."""
        if self.empty or self._frame is None:
            return 0
        text = width - self._indent
        high = self._title_lines(text).size.height() if self._title else 0
        high += sum(self._line(line, text).size.height() for line in self._lines)
        return max(round(high), self._square if self._shows_icon else 0)

    def title_height(self, width: int) -> int:
        """Return the height of the heading at a width."""
        if not self._title or self._frame is None:
            return 0
        return round(self._title_lines(width - self._indent).size.height())

    @property
    def inset(self) -> int:
        """Where its words begin, in pixels from its start."""
        return self._indent

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint icon, heading and lines."""
        if self.empty or self._frame is None:
            return
        look = theme.of(self)
        painter = QPainter(self)
        if self._shows_icon:
            self._paint_icon(painter, look)
        text = self.width() - self._indent
        y = 0.0
        if self._title:
            title = self._title_lines(text)
            title.paint(painter, self._box(self._indent, y, text, title.size.height()), look.color(Token.INK))
            y += title.size.height()
        for number, line in enumerate(self._lines, start=1):
            lines = self._line(line, text)
            self._paint_before(painter, look, number, y)
            lines.paint(
                painter,
                self._box(self._indent + self._hang, y, text - self._hang, lines.size.height()),
                look.color(Token.INK),
            )
            y += lines.size.height()
        painter.end()

    def _paint_icon(self, painter: QPainter, look: theme.Theme) -> None:
        square = mirrored(self, QRect(0, 0, self._square, self._square))
        contrast = look.look is Look.CONTRAST
        if not contrast:
            paint_tint(painter, square, look)
        inset = round(self._square * (0.06 if contrast else 0.23))
        ink = look.color(Token.INK if contrast else Token.ACCENT)
        paint_icon(
            painter, self._icon, square.adjusted(inset, inset, -inset, -inset), ink, direction=self.layoutDirection()
        )

    def _paint_before(self, painter: QPainter, look: theme.Theme, number: int, y: float) -> None:
        body = self._body
        if self._before is Before.BOX:
            side = round(body.size * 0.74)
            box = self._box(self._indent, y + (body.advance - side) / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color(Token.INK), max(body.size / 11, 2)))
            painter.drawRoundedRect(box, side / 5, side / 5)
        elif self._before is Before.NUMBER:
            lines = lay_out(Wording(str(number), body.bold(800)), 0)
            lines.paint(
                painter,
                self._box(self._indent, y, lines.size.width() + 1, lines.size.height()),
                look.color(Token.ACCENT),
            )

    @property
    def _shows_icon(self) -> bool:
        """Low screens have no room for it; the heading says the same."""
        return bool(self._icon) and self._frame is not None and not self._frame.short

    @property
    def _body(self) -> Lettering:
        assert self._frame is not None  # noqa: S101
        return self._frame.sizes.body

    @property
    def _square(self) -> int:
        assert self._frame is not None  # noqa: S101
        return self._frame.sizes.px(60 if self._frame.short else 76)

    @property
    def _indent(self) -> int:
        if not self._shows_icon or self._frame is None:
            return 0
        return self._square + self._frame.sizes.px(20 if self._frame.short else 28)

    @property
    def _hang(self) -> int:
        return 0 if self._before is Before.NOTHING else round(self._body.size * 1.27)

    def _title_lines(self, width: int) -> Lines:
        assert self._frame is not None  # noqa: S101
        return lay_out(Wording(self._title, self._frame.sizes.section), max(width, 1), direction=self.layoutDirection())

    def _line(self, line: str, width: int) -> Lines:
        return lay_out(Wording(line, self._body), max(width - self._hang, 1), direction=self.layoutDirection())

    def _box(self, left: float, top: float, width: float, height: float) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRectF(left, top, width, height)


def _ended(line: str) -> str:
    """Return a line with an end, so that it is not run together with the next one."""
    return line if not line or line[-1] in ".!?…。！？؟:”" else f"{line}."
