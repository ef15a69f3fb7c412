"""Buttons: one action each, with a word that says what happens.

To add a kind: 1. a member of `Kind`; 2. its row in `_TOKENS`; 3. a line in the guide of `ui/kit/__init__.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit.face import paint_face
from ui.kit.fitted import MOST_LINES, fitted, holds
from ui.kit.icon import paint_icon
from ui.kit.key_cap import key_cap_size, paint_key_cap
from ui.kit.lettering import Align, Lettering, Lines, Wording
from ui.kit.place import mirrored
from ui.kit.push_button import PushButton
from ui.kit.surface import Ground, paint_raised, pressed_ground
from ui.theme import Look, Theme, Token

if TYPE_CHECKING:
    from ui.kit.sizes import KioskSizes, StaffSizes


class Kind(StrEnum):
    """What a button is in its place."""

    PRIMARY = "primary"
    """The one action of a page, at the end of the reading direction; with a flat lower edge."""
    SECONDARY = "secondary"
    """Everything else: surface with an edge."""
    CHANGE = "change"
    """A secondary button whose word is in the accent: "Change"."""
    WAITING = "waiting"
    """Continue before an answer: sunk, still pressable; then the page says kindly what is missing."""
    CHOSEN = "chosen"
    """A secondary button that is chosen, among others."""
    FIELD = "field"
    """Looks like a field, because it opens a page to type in: an outline in ink."""
    LINK = "link"
    """Accent, underlined."""
    QUIET = "quiet"
    """Accent word and icon, without a ground: "Edit" in a staff window."""
    PLINTH = "plinth"
    """An act of the staff window's action bar."""
    PLINTH_MAIN = "plinth-main"
    """The fitting act: the one light button at the end of the action bar."""
    HELP = "help"
    """"Talk to a person": the only lamp ground."""


_TOKENS: dict[Kind, tuple[Token | None, Token | None, Token]] = {
    Kind.PRIMARY: (Token.ACCENT, None, Token.ON_ACCENT),
    Kind.SECONDARY: (Token.SURFACE, Token.EDGE, Token.INK),
    Kind.CHANGE: (Token.SURFACE, Token.EDGE, Token.ACCENT),
    Kind.WAITING: (Token.SUNK, Token.EDGE, Token.INK2),
    Kind.CHOSEN: (Token.ACCENT_TINT, Token.ACCENT, Token.INK),
    Kind.FIELD: (Token.SURFACE, Token.INK, Token.INK2),
    Kind.LINK: (None, None, Token.ACCENT),
    Kind.QUIET: (None, None, Token.ACCENT),
    Kind.PLINTH: (Token.PLINTH, Token.EDGE, Token.ON_PLINTH),
    Kind.PLINTH_MAIN: (Token.ON_PLINTH, None, Token.PLINTH),
    Kind.HELP: (Token.HELP, None, Token.ON_LAMP),
}
"""Fill, edge and text of each kind."""


@dataclass(frozen=True)
class Build:
    """A button's measures in pixels."""

    lettering: Lettering
    height: int
    radius: int
    pad: int
    icon: int
    depth: int = 0
    """How much of a primary button's lower edge shows; it sinks half of that when pressed."""
    cap: Lettering | None = None
    """How a key cap is set."""
    spacing: int = 0
    """Between icon and word."""

    @classmethod
    def kiosk(cls, sizes: KioskSizes, *, height: int | None = None, lettering: Lettering | None = None) -> Build:
        """Return the measures at the kiosk: 26 mm high unless said otherwise."""
        lettering = lettering or sizes.button
        return cls(
            lettering=lettering,
            height=height or sizes.control,
            radius=sizes.radius,
            pad=sizes.px(30),
            icon=round(lettering.size * 1.05),
            depth=sizes.px(6),
            spacing=sizes.px(22),
        )

    @classmethod
    def staff(cls, sizes: StaffSizes, *, height: int = 40, lettering: Lettering | None = None) -> Build:
        """Return the measures in a staff window: 40 px high unless said otherwise (in px at 96 an inch)."""
        return cls(
            lettering=lettering or sizes.button,
            height=sizes.px(height),
            radius=sizes.px(9),
            pad=sizes.px(14),
            icon=sizes.px(18),
            depth=sizes.px(3),
            cap=sizes.label_strong,
            spacing=sizes.px(10),
        )

    @classmethod
    def action_bar(cls, sizes: StaffSizes) -> Build:
        """Return the measures in the staff window's action bar."""
        return cls(
            sizes.act,
            sizes.px(49),
            sizes.px(11),
            sizes.px(14),
            sizes.px(20),
            cap=sizes.label_strong,
            spacing=sizes.px(11),
        )


@dataclass(frozen=True)
class _Content:
    """Where a button's parts stand along its width; `seen` is what that was reckoned from."""

    seen: tuple[object, ...]
    lines: Lines
    icon: QRect
    word: QRect
    icon_after: QRect
    cap: QRect


class Button(PushButton):
    """A button that paints itself: kinds, an icon before or after the word, a key cap, two lines where one is not enough.

    It is a QPushButton: `clicked`, shortcuts and accessible names are Qt's own. It is never disabled where a person could ask why: `set_dim`
    shows it dim and keeps the reason, which the window says when it is pressed.
    """

    def __init__(
        self,
        text: str,
        kind: Kind,
        build: Build,
        *,
        icon: str = "",
        icon_after: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._build = build
        self._icon = icon
        self._icon_after = icon_after
        self._key = key
        self._kind = kind
        self._reason = ""
        self._align = Align.CENTER
        self.takes_double_taps = False
        """Whether the second of two quick taps counts, as on a key for letters; elsewhere it would hit what the first tap brought."""
        self._name_font: QFont | None = None
        self._content: _Content | None = None
        self._sized: tuple[tuple[object, ...], QSize] = ((), QSize())
        """What the size hint was reckoned from, and the hint: layouts ask again and again."""
        self.setProperty("kind", kind.value)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self._say()

    @property
    def kind(self) -> Kind:
        """What it is in its place."""
        return self._kind

    @property
    def ring_radius(self) -> int:
        """The corner that the focus ring follows."""
        return self._build.radius

    @property
    def dim_reason(self) -> str:
        """Why the act is not lawful now, or "" where it is."""
        return self._reason

    def set_kind(self, kind: Kind) -> None:
        """Make it another kind, for example primary once there is an answer."""
        if kind is not self._kind:
            self._kind = kind
            self.setProperty("kind", kind.value)
            self.update()

    def set_build(self, build: Build) -> None:
        """Give it other measures."""
        if build != self._build:
            self._build = build
            self.updateGeometry()
            self.update()

    def set_icons(self, before: str = "", after: str = "") -> None:
        """Show other drawings before and after the word."""
        if (before, after) != (self._icon, self._icon_after):
            self._icon, self._icon_after = before, after
            self.updateGeometry()
            self.update()

    def set_align(self, align: Align) -> None:
        """Set the word at the start instead of the middle."""
        self._align = align
        self.update()

    def set_name_font(self, font: QFont | None) -> None:
        """Use a font of another script (`fonts.name_font`)."""
        self._name_font = font
        self._content = None
        self.update()

    def set_dim(self, reason: str) -> None:
        """Show it dim, because of `reason`; "" shows it as usual. It can still be pressed."""
        if reason != self._reason:
            self._reason = reason
            self._say()
            self.update()

    def set_words(self, text: str) -> None:
        """Show another word."""
        if text != self.text():
            self.setText(text)
            self._say()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size with its word on one line."""
        seen = (self.text(), self._build, self._icon, self._icon_after, self._key, self._name_font)
        if seen != self._sized[0]:
            width = self._around() + round(self._lines(0).size.width()) + 2
            self._sized = (seen, QSize(width, self._build.height))
        return self._sized[1]

    def holds_word(self, width: int) -> bool:
        """Whether its word stands whole in it at a width, beside its icons, in at most two lines."""
        room = max(width - self._around(), 1)
        lines = self._lines(room)
        return holds(lines, room, self._build.height) and len(lines.tops) <= MOST_LINES

    def minimumSizeHint(self) -> QSize:
        """Return the hint: a word is never cut by a layout."""
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let a double tap count once."""
        if self.takes_double_taps:
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint: staff see what the pointer is on."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, icons, word and key cap."""
        font = self._name_font
        looks = (
            self._build, self._kind, self._icon, self._icon_after, self._key, self._align, self._reason,
            font and font.key(), self.isDown(), self.underMouse() and self.property("hover"),
        )  # fmt: skip
        paint_face(self, self.text(), looks, self._paint)

    def _paint(self, painter: QPainter) -> None:
        look = theme.of(self)
        sunk = self._paint_ground(painter, look)
        self._paint_content(painter, QRect(0, sunk, self.width(), self.height() - self._lift(look)), self._ink(look))

    def _ink(self, look: Theme) -> QColor:
        if self._reason:
            return look.color(Token.ON_PLINTH_DIM if self._kind in {Kind.PLINTH, Kind.PLINTH_MAIN} else Token.INK2)
        return look.color(self._tokens(look)[2])

    def _tokens(self, look: Theme) -> tuple[Token | None, Token | None, Token]:
        """Return fill, edge and text. On a dark page the accent is the light one."""
        if self._kind is Kind.PLINTH_MAIN and look.look is not Look.LIGHT:
            return _TOKENS[Kind.PRIMARY]
        return _TOKENS[self._kind]

    def _lift(self, look: Theme) -> int:
        """How much of the height the lower edge takes from the word."""
        raised = self._kind is Kind.PRIMARY and look.look is not Look.CONTRAST
        return self._build.depth if raised else 0

    def _paint_ground(self, painter: QPainter, look: Theme) -> int:
        """Paint the ground and return how far it is sunk, in pixels."""
        fill_token, edge_token, _ = self._tokens(look)
        pressed = self.isDown()
        lift = self._lift(look)
        if lift:
            sunk = round(lift / 2) if pressed else 0
            box = QRectF(self.rect()).adjusted(0, sunk, 0, 0)
            paint_raised(
                painter, box, look.color(Token.ACCENT), look.color(Token.ACCENT_DEEP), self._build.radius, lift - sunk
            )
            return sunk
        if fill_token is None:
            return 0
        if self._reason and self._kind is Kind.PLINTH_MAIN:
            fill_token, edge_token = Token.PLINTH, Token.EDGE
        fill = look.color(fill_token)
        if pressed or (self.underMouse() and self.property("hover")):
            fill = pressed_ground(fill, look)
        edge = look.color(edge_token) if edge_token else None
        if edge is not None and self._reason:
            edge = QColor(edge)
            edge.setAlpha(140)
        width = look.border if self._kind not in {Kind.FIELD, Kind.CHOSEN} else max(look.border, 3)
        Ground(fill, edge, width, self._build.radius).paint(painter, self.rect())
        return 1 if pressed else 0

    def _paint_content(self, painter: QPainter, box: QRect, ink: QColor) -> None:
        content = self._laid_out()
        direction, stroke = self.layoutDirection(), self._stroke()
        middle = box.center().y()
        for name, place in ((self._icon, content.icon), (self._icon_after, content.icon_after)):
            if name:
                icon = place.translated(0, middle - place.height() // 2)
                paint_icon(painter, name, icon, ink, direction=direction, stroke=stroke)
        area = QRectF(content.word.left(), box.top(), content.word.width(), box.height())
        content.lines.paint(painter, area, ink, Qt.AlignmentFlag.AlignVCenter)
        if self._kind is Kind.LINK:
            self._underline(painter, area, content.lines, ink)
        if self._key and self._build.cap:
            cap = content.cap.translated(0, middle - content.cap.height() // 2 + 1)
            paint_key_cap(painter, self._key, self._build.cap, QRectF(cap), ink)

    def _laid_out(self) -> _Content:
        """Return where everything stands; kept until something changes."""
        text = self.text()
        seen = (
            text,
            self.width(),
            self._build,
            self._icon,
            self._icon_after,
            self._key,
            self._align,
            self.layoutDirection(),
        )
        if self._content is None or self._content.seen != seen:
            self._content = self._lay_out(seen)
        return self._content

    def _lay_out(self, seen: tuple[object, ...]) -> _Content:
        build, around = self._build, self._around()
        room = self.width() - around
        lines = self._lines(0)
        if lines.size.width() > room:
            lines = self._lines(max(room, 1))
        lines = self._lines(wide := max(min(round(lines.size.width()) + 2, room), 1))
        x = build.pad
        if self._align is not Align.START and not self._key:
            x = max((self.width() - around + 2 * build.pad - wide) // 2, x)
        icon = QRect(x, 0, build.icon, build.icon)
        if self._icon:
            x += build.icon + build.spacing
        word = QRect(x, 0, wide, 1)
        x += wide + build.spacing
        after = self.width() - build.pad - build.icon if self._align is Align.START else x
        cap = key_cap_size(self._key, build.cap) if self._key and build.cap else QSize(0, 0)
        places = (
            icon,
            word,
            QRect(after, 0, build.icon, build.icon),
            QRect(self.width() - build.pad - cap.width(), 0, cap.width(), cap.height()),
        )
        return _Content(seen, lines, *(mirrored(self, place) for place in places))

    def _underline(self, painter: QPainter, area: QRectF, lines: Lines, ink: QColor) -> None:
        thick = max(round(self._build.lettering.size / 16), 1)
        y = round(area.center().y() + lines.size.height() / 2 + thick)
        painter.setPen(QPen(ink, thick))
        painter.drawLine(round(area.left()), y, round(area.right()), y)

    def _stroke(self) -> float:
        return 2.4 if self._build.lettering.weight >= 700 and self._kind is Kind.PRIMARY else 2.0

    def _around(self) -> int:
        """Width of everything beside the word."""
        build = self._build
        width = 2 * build.pad
        width += sum(build.icon + build.spacing for name in (self._icon, self._icon_after) if name)
        if self._key and build.cap:
            width += key_cap_size(self._key, build.cap).width() + build.spacing
        return width

    def _lines(self, width: int) -> Lines:
        """Return the word's lines in a width: where they do not fit closer, and at last smaller."""
        starts = self._icon or self._icon_after or self._key or self._align is Align.START
        align = Align.START if starts else Align.CENTER
        wording = Wording(self.text(), self._build.lettering, keep_words=True, font=self._name_font)
        return fitted(wording, width, self._build.height, align, self.layoutDirection())

    def _say(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._reason or (f"{self._key}" if self._key else ""))
