"""A choice: an icon, a name, and a hint in the visitor's words.

Where there is one answer, a touch goes on at once: it is a button. Where several may be true, a check box stands in the far upper corner, and
it is a check box to assistive technology, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit.check_box import paint_check
from ui.kit.face import paint_face
from ui.kit.fitted import fitted, holds
from ui.kit.icon import paint_icon, paint_tint
from ui.kit.lettering import Align, Lettering, Lines, Wording, lay_out
from ui.kit.place import mirrored
from ui.kit.surface import Ground
from ui.kit.switch import Switch
from ui.theme import Look, Theme, Token

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent


class CardShape(StrEnum):
    """How a choice is laid out."""

    ROW = "row"
    """Icon beside name and hint."""
    TALL = "tall"
    """Icon above name and hint, with a check box: several may be chosen."""
    TICK = "tick"
    """Icon beside name and hint, a check box at the far end: several may be chosen, where there is no room for tall cards."""
    COMPACT = "compact"
    """Icon beside the name, two lines, no hint: low reach on a low screen."""
    NAME = "name"
    """A name alone, in the middle, with the check before it: languages."""


@dataclass(frozen=True)
class CardBuild:
    """A card's measures in pixels."""

    name: Lettering
    hint: Lettering
    square: int
    icon: int
    pad: int
    gap: int
    radius: int
    check: int
    chosen_border: int


SEVERAL = frozenset({CardShape.TALL, CardShape.TICK})
"""Shapes of which more than one may be chosen."""


class ChoiceCard(Switch):
    """One choice. Chosen shows an accent border of 4 px, a tint and a check.

    language: the language of its name where that is another one, to be said in. place: which of how many it is, from 1. spoken: how it is said,
    where that is not its name and hint. aloud: what is said in place of either where others may listen.
    """

    def __init__(self, build: CardBuild, shape: CardShape = CardShape.ROW, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._shape = shape
        self._hint = ""
        self._icon = ""
        self._name_font: QFont | None = None
        self._hint_font: QFont | None = None
        self._chosen = False
        self.language = ""
        self.place: tuple[int, int] | None = None
        self.spoken = ""
        self.aloud = ""
        self.setProperty("part", "choice")
        self.setCheckable(shape in SEVERAL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    @property
    def hint(self) -> str:
        """The second line."""
        return self._hint

    def set_build(self, build: CardBuild, shape: CardShape) -> None:
        """Give it other measures, or another shape."""
        if build == self._build and shape is self._shape:
            return
        self._build, self._shape = build, shape
        self.setCheckable(shape in SEVERAL)
        self.updateGeometry()
        self.update()

    def show_choice(
        self,
        name: str,
        hint: str = "",
        icon: str = "",
        *,
        font: QFont | None = None,
        hint_font: QFont | None = None,
        chosen: bool = False,
        chosen_words: str = "",
    ) -> None:
        """Show a choice; `font` and `hint_font` where name or hint are in a script of their own.

        chosen_words: how assistive technology is told that it is chosen, where it is no check box.
        """
        self._hint, self._icon, self._name_font, self._hint_font = hint, icon, font, hint_font
        self.setText(name)
        self.setAccessibleName(name)
        told = chosen_words if chosen and not self.isCheckable() else ""
        self.setAccessibleDescription(f"{told}. {hint}".rstrip() if told else hint)
        self.set_chosen(chosen=chosen)

    @property
    def chosen(self) -> bool:
        """Whether it is chosen, alone or among others."""
        return self._chosen

    def set_chosen(self, *, chosen: bool) -> None:
        """Show that it is chosen, or not."""
        self._chosen = chosen
        if self.isCheckable():
            self.show_on(on=chosen)
        self.update()

    def needed_height(self, width: int) -> int:
        """Return the height that shows everything at a width."""
        build = self._build
        text = self._text_width(width)
        words = round(
            self._name(text, whole=True).size.height()
            + (self._hint_lines(text).size.height() if self._shows_hint else 0)
        )
        if self._shape is CardShape.TALL:
            return build.pad * 2 + build.square + build.gap + words
        return max(words + 2 * round(build.pad * 0.75), (build.square if self._icon else 0) + 2 * build.pad)

    def sizeHint(self) -> QSize:
        """Return a size that shows a name of usual length."""
        return QSize(12 * self._build.name.size, self.needed_height(12 * self._build.name.size))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let a double tap count once."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, icon, check, name and hint."""
        fonts = [font and font.key() for font in (self._name_font, self._hint_font)]
        looks = (self._shape, self._build, self._icon, *fonts, self._chosen, self.isDown())
        paint_face(self, f"{self.text()}\n{self._hint}", looks, self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = theme.of(self)
        self._paint_ground(painter, look)
        if self._shape is CardShape.TALL:
            self._paint_tall(painter, look)
        elif self._shape is CardShape.NAME:
            self._paint_name(painter, look)
        else:
            self._paint_row(painter, look)

    @property
    def _shows_hint(self) -> bool:
        return bool(self._hint) and self._shape not in {CardShape.COMPACT, CardShape.NAME}

    def _paint_ground(self, painter: QPainter, look: Theme) -> None:
        build = self._build
        chosen = self._chosen
        if chosen:
            ground = Ground(look.color(Token.ACCENT_TINT), look.color(Token.ACCENT), build.chosen_border, build.radius)
        else:
            fill = look.color(Token.SUNK if self.isDown() else Token.SURFACE)
            ground = Ground(fill, look.color(Token.EDGE), look.border, build.radius)
        ground.paint(painter, self.rect())

    def _paint_tall(self, painter: QPainter, look: Theme) -> None:
        build = self._build
        top = build.pad
        square = QRect(build.pad, top, build.square, build.square)
        self._paint_square(painter, look, square)
        check = QRect(
            self.width() - build.pad - build.check, top + (build.square - build.check) // 2, build.check, build.check
        )
        paint_check(painter, self._mirrored(check), look, checked=self._chosen)
        text = self._text_width(self.width())
        self._paint_words(
            painter,
            look,
            QRect(build.pad, top + build.square, text, self.height() - top - build.square - build.pad // 2),
        )

    def _paint_row(self, painter: QPainter, look: Theme) -> None:
        build = self._build
        x = build.pad
        if self._shows_icon(self.width()):
            self._paint_square(painter, look, QRect(x, (self.height() - build.square) // 2, build.square, build.square))
            x += build.square + build.gap
        text = self._text_width(self.width())
        self._paint_words(painter, look, QRect(x, 0, text, self.height()))
        if self._shape is CardShape.TICK:
            check = QRect(
                self.width() - build.pad - build.check, (self.height() - build.check) // 2, build.check, build.check
            )
            paint_check(painter, self._mirrored(check), look, checked=self._chosen)
        elif self._checks_at_end:
            side = round(build.check * 0.8)
            check = QRect(self.width() - build.pad - side, (self.height() - side) // 2, side, side)
            paint_icon(painter, "check", self._mirrored(check), look.color(Token.ACCENT), stroke=3)

    def _paint_name(self, painter: QPainter, look: Theme) -> None:
        build = self._build
        side = build.name.size if self._chosen else 0
        gap = build.gap // 2 if side else 0
        room = max(self.width() - build.pad - side - gap, 1)
        wording = Wording(self.text(), build.name, font=self._name_font)
        lines = lay_out(wording, 0)
        if lines.size.width() > room:
            lines = fitted(wording, room, self.height(), Align.CENTER)
        wide = min(round(lines.size.width()) + 2, room)
        x = (self.width() - wide - side - gap) // 2
        if side:
            check = QRect(x, (self.height() - side) // 2, side, side)
            paint_icon(painter, "check", self._mirrored(check), look.color(Token.ACCENT), stroke=2.6)
        area = QRect(x + side + gap, 0, wide, self.height())
        lines.paint(painter, QRectF(self._mirrored(area)), look.color(Token.INK), Qt.AlignmentFlag.AlignVCenter)

    def _paint_square(self, painter: QPainter, look: Theme, square: QRect) -> None:
        build = self._build
        place = self._mirrored(square)
        if look.look is not Look.CONTRAST and self._shape is not CardShape.COMPACT:
            paint_tint(painter, place, look, Token.SURFACE if self._chosen else Token.ACCENT_TINT)
        inset = (build.square - build.icon) // 2
        ink = look.color(Token.INK if look.look is Look.CONTRAST else Token.ACCENT)
        paint_icon(
            painter, self._icon, place.adjusted(inset, inset, -inset, -inset), ink, direction=self.layoutDirection()
        )

    def _paint_words(self, painter: QPainter, look: Theme, area: QRect) -> None:
        name = self._name(area.width())
        hint = self._hint_lines(area.width()) if self._shows_hint else None
        height = name.size.height() + (hint.size.height() if hint else 0)
        if hint and height > self.height():  # the name says it; the hint is still told to assistive technology
            hint, height = None, name.size.height()
        top = area.top() + (area.height() - height) / 2
        place = QRectF(self._mirrored(area))
        name.paint(painter, QRectF(place.left(), top, place.width(), name.size.height()), look.color(Token.INK))
        if hint:
            box = QRectF(place.left(), top + name.size.height(), place.width(), hint.size.height())
            hint.paint(painter, box, look.color(Token.INK2))

    @property
    def _checks_at_end(self) -> bool:
        return self._shape is CardShape.TICK or (self._chosen and self._shape is not CardShape.TALL)

    def _text_width(self, width: int) -> int:
        build = self._build
        used = build.pad + build.pad // 2
        if self._shape is not CardShape.TALL:
            used += build.square + build.gap if self._shows_icon(width) else 0
            used += build.check + build.gap if self._checks_at_end else 0
        return max(width - used, 1)

    def _shows_icon(self, width: int) -> bool:
        """Whether there is an icon beside the name, and room for it: the name matters more."""
        if not self._icon or self._shape is not CardShape.COMPACT:
            return bool(self._icon)
        build = self._build
        room = max(width - build.pad - build.pad // 2 - build.square - build.gap, 1)
        wording = Wording(self.text(), build.name, font=self._name_font)
        lines = fitted(wording, room, self.height(), direction=self.layoutDirection())
        return holds(lines, room, self.height()) or self.height() < build.square

    def _name(self, width: int, *, whole: bool = False) -> Lines:
        """Lay the name out; one that is too long for the card is set closer, then smaller, unless the `whole` of it is wanted as it is.

        A very long one, as a visitor may type, ends in an ellipsis at last.
        """
        wording = Wording(self.text(), self._build.name, font=self._name_font)
        if whole:
            return lay_out(wording, width, direction=self.layoutDirection())
        lines = fitted(wording, width, self.height(), direction=self.layoutDirection())
        if lines.size.height() <= self.height():
            return lines
        most = max(self.height() // self._build.name.advance, 1)
        return lay_out(wording, width, direction=self.layoutDirection(), most_lines=most)

    def _hint_lines(self, width: int) -> Lines:
        return lay_out(
            Wording(self._hint, self._build.hint, font=self._hint_font), width, direction=self.layoutDirection()
        )

    def _mirrored(self, box: QRect) -> QRect:
        return mirrored(self, box)
