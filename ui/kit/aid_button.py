"""A button of the access strip that turns an aid on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt

from ui import theme
from ui.kit.face import paint_face
from ui.kit.fitted import holds
from ui.kit.focus_ring import OnGround
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Lines, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.strip_build import DRAWING, AidWords, StripBuild, leading, two_lines, widest
from ui.kit.surface import Ground
from ui.kit.switch import Switch
from ui.theme import Look, Token

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget


class AidButton(Switch):
    """Turns one aid on and off. On is shown reversed, with a check."""

    def __init__(self, words: AidWords, build: StripBuild, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._build = build
        self.most_lines = 1
        """Lines of the longest word in the strip, so that all icons stand at one height."""
        self.setCheckable(True)
        self.setProperty("on", OnGround.PLINTH.value)
        self.toggled.connect(self._say)
        self._say()

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    def set_words(self, words: AidWords) -> None:
        """Say it in another language."""
        self._words = words
        self._say()

    def set_build(self, build: StripBuild) -> None:
        """Give it other measures."""
        self._build = build
        self._say()

    def wanted_width(self, *, as_it_is: bool = False) -> int:
        """Return the width that its words ask for, in at most two lines: on and off, or only as it is now."""
        build = self._build
        words = build.word.bold(700) if build.flat else build.word
        texts = (self.text(),) if as_it_is else (self._words.off, self._words.on)
        text_width = max(two_lines(text, words) for text in texts) + 4
        if build.flat:
            return text_width + build.icon + 3 * build.pad // 2 + build.pad
        return text_width + build.pad

    def least_width(self) -> int:
        """Return the width of its longest word."""
        build = self._build
        words = build.word.bold(700) if build.flat else build.word
        return widest(self.text(), words) + 6 + (build.icon + 2 * build.pad if build.flat else 0)

    def lines_needed(self) -> int:
        """Return in how many lines its word stands at its width."""
        return len(self._lines().tops)

    @property
    def whole(self) -> bool:
        """Whether its word stands whole in it, at its present size."""
        build, lines = self._build, self._lines()
        drawing = 0 if build.flat else round(build.icon * DRAWING)
        return holds(lines, self._room, self.height() - drawing + leading(build.word))

    @property
    def _room(self) -> int:
        build = self._build
        return max(self.width() - (build.icon + 2 * build.pad if build.flat else 4), 1)

    def _lines(self) -> Lines:
        if self._build.flat:
            return lay_out(self._wording, self._room, direction=self.layoutDirection())
        return lay_out(self._wording, self._room, Align.CENTER, self.layoutDirection())

    @property
    def _wording(self) -> Wording:
        """Its word, never torn: the strip sets all of its words smaller where one is too long."""
        word = self._build.word
        return Wording(self.text(), word.bold(700) if self._build.flat else word, keep_words=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the icon and the word; reversed when on."""
        looks = (self._words, self._build, self.most_lines, self.isChecked(), self.isDown())
        paint_face(self, self.text(), looks, self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = theme.of(self)
        on = self.isChecked()
        fill = look.color(Token.ON_PLINTH if on else Token.PLINTH)
        ink = look.color(Token.PLINTH if on else Token.ON_PLINTH)
        bordered = look.look is Look.CONTRAST and not on
        if on or self.isDown() or bordered:
            if self.isDown() and not on:
                fill = look.color(Token.INK2) if look.look is Look.LIGHT else fill
            Ground(fill, ink if bordered else None, 3, self._build.radius).paint(painter, self.rect())
        icon = "check" if on else self._words.icon
        if self._build.flat:
            self._paint_flat(painter, icon, ink)
        else:
            self._paint_stacked(painter, icon, ink)

    def _paint_stacked(self, painter: QPainter, icon: str, ink: QColor) -> None:
        build = self._build
        lines = self._lines()
        stack = round(build.icon * DRAWING) + self.most_lines * build.word.advance
        top = (self.height() - stack) // 2
        box = QRect((self.width() - build.icon) // 2, top, build.icon, build.icon)
        paint_icon(painter, icon, box, ink, stroke=2.4 if self.isChecked() else 2)
        area = QRectF(2, top + build.icon * DRAWING, self.width() - 4, lines.size.height())
        lines.paint(painter, area, ink)

    def _paint_flat(self, painter: QPainter, icon: str, ink: QColor) -> None:
        build = self._build
        lines, room = self._lines(), self._room
        used = build.icon + build.pad // 2 + lines.size.width()
        x = max(round((self.width() - used) / 2), 2)
        box = QRect(x, (self.height() - build.icon) // 2, build.icon, build.icon)
        paint_icon(painter, icon, mirrored(self, box), ink, stroke=2.4)
        area = QRect(x + build.icon + build.pad // 2, 0, room, self.height())
        lines.paint(painter, QRectF(mirrored(self, area)), ink, Qt.AlignmentFlag.AlignVCenter)

    def _say(self) -> None:
        self.setText(self._words.on if self.isChecked() and self._build.flat else self._words.off)
        self.setAccessibleName(self.text())
        self.update()
