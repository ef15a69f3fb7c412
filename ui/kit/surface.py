"""Painted grounds: rounded rectangles with an outline, and the button with a flat lower edge."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.face import paint_face
from ui.theme import Look, Theme, Token


@dataclass(frozen=True)
class Ground:
    """A rounded rectangle: its fill, its outline (None for none), the outline's width and the corner in pixels."""

    fill: QColor
    edge: QColor | None = None
    width: float = 2
    radius: float = 16
    style: Qt.PenStyle = Qt.PenStyle.SolidLine

    def paint(self, painter: QPainter, box: QRect | QRectF) -> None:
        """Paint it inside the box: the outline lies within."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.fill)
        area = QRectF(box)
        if self.edge is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, self.radius, self.radius)
            return
        painter.setPen(QPen(self.edge, self.width, self.style))
        half = self.width / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), self.radius - half, self.radius - half)


def paint_raised(painter: QPainter, box: QRectF, face: QColor, edge: QColor, radius: float, depth: float) -> None:
    """Paint a button's face with a flat lower edge: two rounded rectangles, the lower one showing `depth` pixels."""
    Ground(edge, radius=radius).paint(painter, box)
    Ground(face, radius=radius).paint(painter, box.adjusted(0, 0, 0, -depth))


def pressed_ground(fill: QColor, look: Theme) -> QColor:
    """Return a ground a little nearer to the ink."""
    ink = look.color(Token.INK)
    share = 0.10
    mixed = [round(a + (b - a) * share) for a, b in zip(fill.getRgb()[:3], ink.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*mixed)


class Card(QWidget):
    """A ground with an outline, to lay things out in. In high contrast the outline is 3 px, since tints say nothing there."""

    def __init__(
        self,
        radius: int = 16,
        fill: Token = Token.SURFACE,
        edge: Token | None = Token.LINE,
        *,
        width: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._radius, self._fill, self._edge, self._width = radius, fill, edge, width

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._radius

    def set_tokens(self, fill: Token, edge: Token | None) -> None:
        """Change the colours it is painted in."""
        self._fill, self._edge = fill, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        paint_face(self, "", (self._radius, self._fill, self._edge, self._width), self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = theme.of(self)
        edge = look.color(self._edge) if self._edge else None
        width = max(self._width, 3) if look.look is Look.CONTRAST else self._width
        Ground(look.color(self._fill), edge, width, self._radius).paint(painter, self.rect())


class Rule(QWidget):
    """A thin line between things. Decoration: never the only edge of a control."""

    def __init__(self, thickness: int = 2, token: Token = Token.LINE, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._thickness = thickness
        self.setFixedHeight(thickness)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.of(self).color(self._token))
        painter.end()
