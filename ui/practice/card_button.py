"""Buttons that hold sentences: something that a clerk may say, and a scene to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.icon import Icon
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.practice.scene import Scene
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class CardButton(QAbstractButton):
    """A card that is pressed, as high as what is laid out in it. Space and Enter press it."""

    def __init__(self, radius: int, box: QBoxLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ring_radius = radius
        self._box = box
        self.setLayout(box)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of what it says at its width."""
        width = self.width() or 320
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return no width of its own: the words wrap."""
        return QSize(0, self.heightForWidth(self.width() or 320))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._box.totalHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what the pointer is on."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has gone."""
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it, too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        look = theme.of(self)
        painter = QPainter(self)
        fill = look.color(Token.ACCENT_TINT if self.isDown() or self.underMouse() else Token.SURFACE)
        width = 3 if look.look is Look.CONTRAST else 2
        Ground(fill, look.color(Token.EDGE), width, self.ring_radius).paint(painter, QRectF(self.rect()))
        painter.end()


class SayButton(CardButton):
    """Something that may be said now, and its key."""

    def __init__(self, sizes: StaffSizes, words: str, key: str, parent: QWidget | None = None) -> None:
        px, row = sizes.px, QHBoxLayout()
        super().__init__(px(9), row, parent)
        row.setContentsMargins(px(12), px(8), px(10), px(8))
        row.setSpacing(px(10))
        row.addWidget(Paragraph(words, sizes.text(15, 600, 1.35)), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(KeyCap(key, sizes.label_strong), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)


class SceneCard(CardButton):
    """A scene to choose: its drawing, name, aim and about how long it takes."""

    def __init__(
        self, texts: Texts, sizes: StaffSizes, scene: Scene, key: str = "", parent: QWidget | None = None
    ) -> None:
        px, row = sizes.px, QHBoxLayout()
        super().__init__(px(12), row, parent)
        self.scene = scene
        long = texts("About {n} min", n=scene.minutes)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Paragraph(scene.name, sizes.text(19, 700, 1.25)))
        words.addWidget(Paragraph(scene.aim, sizes.body))
        words.addSpacing(px(4))
        words.addWidget(Paragraph(long, sizes.label, Token.INK2))
        words.addStretch(1)
        row.setContentsMargins(px(16), px(14), px(14), px(12))
        row.setSpacing(px(16))
        row.addWidget(Tile(sizes, scene.icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if key:
            row.addWidget(KeyCap(key, sizes.label_strong, Token.INK2), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{scene.name}. {scene.aim} {long}")
        self.setAccessibleDescription(key)


class Tile(QWidget):
    """A drawing on a tinted square."""

    def __init__(self, sizes: StaffSizes, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self._radius = px(10)
        self.setFixedSize(px(46), px(46))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Icon(icon, px(24), Token.ACCENT), 0, Qt.AlignmentFlag.AlignCenter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the square; in high contrast an outline says what the tint did."""
        look = theme.of(self)
        painter = QPainter(self)
        edge = look.color(Token.ACCENT) if look.look is Look.CONTRAST else None
        Ground(look.color(Token.ACCENT_TINT), edge, 2, self._radius).paint(painter, QRectF(self.rect()))
        painter.end()
