"""A section of what is read: an icon, a heading, and lines beneath, with check boxes or numbers before them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.kit.face import paint_face
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
        self._part = range(0)
        """Which of its lines are shown: all of them, unless they do not fit one sheet."""
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
        self.show_part(range(len(lines)))

    def show_part(self, part: range) -> None:
        """Show some of its lines under the title: the others stand on another sheet."""
        self._part = part
        numbered = self._before is Before.NUMBER and len(self._lines) > 1
        told = [f"{n + 1}: {_ended(self._lines[n])}" if numbered else _ended(self._lines[n]) for n in part]
        self.setAccessibleName(" ".join([_ended(self._title), *told] if self._title else told))
        self.update()

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not (self._title or self._lines)

    def set_frame(self, frame: Frame) -> None:
        """Take the sizes of a frame."""
        self._frame = frame

    @property
    def count(self) -> int:
        """How many lines it has, on whatever sheets."""
        return len(self._lines)

    def needed_height(self, width: int, part: range | None = None) -> int:
        """Return the height that shows everything at a width in pixels, or some of its lines."""
        if self.empty or self._frame is None:
            return 0
        text = width - self._indent
        high = self._title_lines(text).size.height() if self._title else 0
        high += sum(self._line(self._lines[n], text).size.height() for n in (self._part if part is None else part))
        return max(round(high), self._square if self._shows_icon else 0)

    def all_lines(self, width: int) -> list[Lines]:
        """Return its title and its lines as they are laid out for a width."""
        text = width - self._indent
        title = [self._title_lines(text)] if self._title else []
        return [*title, *(self._line(self._lines[n], text) for n in self._part)]

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
        words = "\n".join([self._title, *(self._lines[n] for n in self._part)])
        paint_face(self, words, (self._icon, self._before, self._part, bool(self._title), self._frame), self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = theme.of(self)
        if self._shows_icon:
            self._paint_icon(painter, look)
        text = self.width() - self._indent
        y = 0.0
        if self._title:
            title = self._title_lines(text)
            title.paint(painter, self._box(self._indent, y, text, title.size.height()), look.color(Token.INK))
            y += title.size.height()
        for number in self._part:
            lines = self._line(self._lines[number], text)
            self._paint_before(painter, look, number + 1, y)
            lines.paint(
                painter,
                self._box(self._indent + self._hang, y, text - self._hang, lines.size.height()),
                look.color(Token.INK),
            )
            y += lines.size.height()

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
