"""One line of the palette: what can be done, the key that does it, and why not now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.kit.icon import paint_icon
from ui.kit.key_cap import key_cap_size, paint_key_cap
from ui.kit.lettering import Align, Wording, lay_out
from ui.kit.surface import Ground
from ui.theme import Look, Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.commands import Command

ROW = 54


class PaletteRow(QAbstractButton):
    """Name above, detail beneath, the key's cap at the end. What can't be done now is faint, and says why."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._chosen = False
        self.command: Command | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_command(self, command: Command, *, chosen: bool) -> None:
        """Show what can be done; chosen: Enter would do it."""
        self.command, self._chosen = command, chosen
        self.setAccessibleName(command.sentence(self._texts))
        self.setAccessibleDescription("✓" if chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row's size."""
        return QSize(self._sizes.px(300), self._sizes.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, icon, words and cap."""
        command, look, px, sizes = self.command, theme.of(self), self._sizes.px, self._sizes
        if command is None:
            return
        painter = QPainter(self)
        if self._chosen:
            width = 4 if look.look is Look.CONTRAST else 2
            ground = Ground(look.color(Token.ACCENT_TINT), look.color(Token.ACCENT), width, px(9))
            ground.paint(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1))
        high, faint = self.height(), bool(command.why_not)
        ink = Token.INK2 if faint else Token.ACCENT if self._chosen else Token.INK
        icon = QRect(px(14), (high - px(22)) // 2, px(22), px(22))
        color = look.color(Token.INK2 if faint else Token.ACCENT)
        paint_icon(painter, command.icon, self._placed(icon), color, direction=self.layoutDirection())
        cap = key_cap_size(command.key, sizes.label_strong) if command.key else QSize(0, 0)
        left, end = px(50), px(14) + cap.width()
        room = max(self.width() - left - end - px(12), 1)
        below = command.why_not or command.detail
        name_high, below_high = px(24), px(20) if below else 0
        top = (high - name_high - below_high) // 2
        for words, lettering, token, tall in (
            (command.name, sizes.list_strong, ink, name_high),
            (below, sizes.label, Token.INK2, below_high),
        ):
            if words:
                lines = lay_out(Wording(words, lettering), room, Align.START, self.layoutDirection(), 1)
                box = QRectF(self._placed(QRect(left, top, room, tall)))
                lines.paint(painter, box, look.color(token), Qt.AlignmentFlag.AlignVCenter)
            top += tall
        if command.key:
            place = QRect(self.width() - px(14) - cap.width(), (high - cap.height()) // 2, cap.width(), cap.height())
            paint_key_cap(painter, command.key, sizes.label_strong, QRectF(self._placed(place)), look.color(ink))
        painter.end()

    def _placed(self, box: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), box)
