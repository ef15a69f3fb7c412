"""The way to a person, at the end of the access strip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt

from ui import theme
from ui.kit.face import paint_face
from ui.kit.fitted import holds
from ui.kit.focus_ring import OnGround
from ui.kit.icon import paint_icon
from ui.kit.lettering import Align, Lines, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.push_button import PushButton
from ui.kit.strip_build import StripBuild, leading, two_lines, widest
from ui.kit.surface import Ground
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget


class PersonButton(PushButton):
    """ "Talk to a person": the largest of the strip and the only lamp ground."""

    def __init__(self, text: str, build: StripBuild, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._build = build
        self.setAccessibleName(text)
        self.setProperty("on", OnGround.PLINTH.value)

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    def set_words(self, text: str) -> None:
        """Say it in another language."""
        self.setText(text)
        self.setAccessibleName(text)

    def set_build(self, build: StripBuild) -> None:
        """Give it other measures."""
        self._build = build
        self.update()

    def least_width(self, *, hand: bool) -> int:
        """Return the width of its longest word, beside the hand or without it."""
        return (
            widest(self._wording.text, self._build.help_word)
            + 4
            + (self._beside + 2 * self._build.pad if hand else self._build.pad)
        )

    @property
    def two_lines_width(self) -> int:
        """The width at which its words stand in two lines, without the hand."""
        return two_lines(self._wording.text, self._build.help_word) + 4 + self._build.pad

    @property
    def whole(self) -> bool:
        """Whether its words stand whole in it, at its present size."""
        lines, room, _ = self._laid_out()
        return holds(lines, room, self.height() + leading(self._build.help_word))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lamp ground, the hand and the words in two lines."""
        paint_face(self, self.text(), (self._build, self.isDown()), self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = theme.of(self)
        Ground(look.color(Token.HELP), None, 0, self._build.radius).paint(painter, self.rect())
        ink = look.color(Token.ON_LAMP)
        lines, room, beside = self._laid_out()
        x = round((self.width() - beside - lines.size.width()) / 2)
        sunk = 2 if self.isDown() else 0
        if beside:
            icon = self._icon
            hand = QRect(x, (self.height() - icon) // 2 + sunk, icon, icon)
            paint_icon(painter, "hand", mirrored(self, hand), ink, stroke=2.2)
        area = QRect(x + beside, sunk, room, self.height())
        lines.paint(painter, QRectF(mirrored(self, area)), ink, Qt.AlignmentFlag.AlignVCenter)

    @property
    def _icon(self) -> int:
        return round(self._build.icon * 1.15)

    @property
    def _beside(self) -> int:
        """Width of the hand and the space behind it."""
        return self._icon + round(self._build.pad * 0.8)

    @property
    def _wording(self) -> Wording:
        text = self.text().replace(" a ", " a\u00a0")  # the article stays with its word
        return Wording(text, replace(self._build.help_word, balanced=True), keep_words=True)

    def _laid_out(self) -> tuple[Lines, int, int]:
        """Return the words, the width they are laid out for, and the width beside them: 0 without the hand."""
        build, wording, direction = self._build, self._wording, self.layoutDirection()
        whole = lay_out(replace(wording, lettering=build.help_word), 0)
        most = self.width() - self._beside - 2 * build.pad
        least = self.least_width(hand=True) - self._beside - 2 * build.pad
        room = max(min(max(round(whole.size.width() * 0.75), least), most), 1)
        lines = lay_out(wording, room, Align.START, direction)
        if holds(lines, room, self.height() + leading(build.help_word)) and least <= most:
            return lines, room, self._beside
        room = max(self.width() - build.pad, 1)  # the words matter more than the hand
        return lay_out(wording, room, Align.START, direction), room, 0
