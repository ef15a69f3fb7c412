"""Icons: Lucide's drawings, in any size and colour, always beside a word."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from greeter.settings import RESOURCES
from ui import theme
from ui.theme import Token

ICONS = RESOURCES / "icons"
_UNKNOWN = "circle-question-mark"
_MIRRORED = ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "rotate-ccw")


def icon_pixmap(
    name: str,
    size: int,
    color: QColor,
    *,
    stroke: float = 2.0,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> QPixmap:
    """Return a drawing of `size` pixels in a colour. What points along the line of reading is mirrored from right to left.

    A name that has no drawing gives a question mark in a circle, so a catalogue with a typing error still shows a choice.
    """
    mirrored = direction is Qt.LayoutDirection.RightToLeft and name in _MIRRORED
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _rendered(name, size, color.name(), stroke, mirrored, ratio)


def paint_icon(
    painter: QPainter,
    name: str,
    box: QRect,
    color: QColor,
    *,
    stroke: float = 2.0,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint a drawing in the middle of a box, as large as its shorter side."""
    size = min(box.width(), box.height())
    place = box.center() - QPoint((size - 1) // 2, (size - 1) // 2)
    painter.drawPixmap(place, icon_pixmap(name, size, color, stroke=stroke, direction=direction))


def has_icon(name: str) -> bool:
    """Whether there is a drawing of that name."""
    return (ICONS / f"{name}.svg").exists()


@lru_cache(maxsize=700)
def _rendered(name: str, size: int, color: str, stroke: float, mirrored: bool, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # a library of its own: only once there is something to draw

    path = ICONS / f"{name if has_icon(name) else _UNKNOWN}.svg"
    drawing = path.read_text(encoding="utf-8").replace("currentColor", color)
    if stroke != 2.0:
        drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    if mirrored:
        pixmap = pixmap.transformed(QTransform().scale(-1, 1))
    return pixmap


class Icon(QWidget):
    """An icon as a widget. It says nothing to assistive technology: the word beside it does."""

    def __init__(
        self, name: str, size: int, color: Token = Token.INK, *, stroke: float = 2.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self._color = color
        self._stroke = stroke
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, size: int | None = None, color: Token | None = None) -> None:
        """Show another drawing, size or colour."""
        wanted = name, size or self._size, color or self._color
        if wanted != (self._name, self._size, self._color):
            self._name, self._size, self._color = wanted
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the drawing's size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the drawing."""
        painter = QPainter(self)
        color = theme.of(self).color(self._color)
        box = QRect(0, 0, self._size, self._size)
        box.moveCenter(self.rect().center())
        paint_icon(painter, self._name, box, color, stroke=self._stroke, direction=self.layoutDirection())
        painter.end()


class TintedIcon(Icon):
    """An icon in a tinted square: beside a choice, and beside a section of the ticket page."""

    def __init__(self, name: str, square: int, icon: int, *, parent: QWidget | None = None) -> None:
        super().__init__(name, icon, Token.ACCENT, parent=parent)
        self._square = square

    def sizeHint(self) -> QSize:
        """Return the square's size."""
        return QSize(self._square, self._square)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square, then the drawing."""
        painter = QPainter(self)
        paint_tint(painter, self.rect(), theme.of(self))
        painter.end()
        super().paintEvent(event)


def paint_tint(painter: QPainter, square: QRect, look: theme.Theme, token: Token = Token.ACCENT_TINT) -> None:
    """Paint the tinted square behind an icon."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(token))
    corner = round(square.height() / 6)
    painter.drawRoundedRect(square, corner, corner)
