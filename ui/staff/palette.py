"""The palette: one field that finds acts, visitors, services, people and phone numbers. It lies over the work, and stops none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from greeter.guidance.finder import Finder
from ui.kit.announcement import announce
from ui.kit.field import KeyedField
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.staff.palette_row import ROW, PaletteRow
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.commands import Command

KEY = "Ctrl+K"
WIDTH, MOST = 680, 7
_PAD, _TOP, _BESIDES = 14, 64, 150


class PaletteField(KeyedField):
    """The field. Tab steps through what was found, so that the keyboard stays here until Esc.

    Signals:
        left(): the keyboard went elsewhere in the window.
    """

    left = Signal()

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Step on, or back."""
        self.stepped.emit(1 if onwards else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went to another part of this window; another window or a menu is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        }:
            self.left.emit()


class Palette(Card):
    """A field and what it finds; Enter does the chosen one. Esc gives the keyboard back to where it was, and keeps what was typed."""

    def __init__(self, window: QWidget, texts: Texts, sizes: StaffSizes, *, home: QWidget) -> None:
        """home: where the keyboard goes when it can't go back to where it was."""
        super().__init__(sizes.px(14), Token.SURFACE, Token.EDGE, width=2, parent=window)
        self._texts, self._sizes, self._home = texts, sizes, home
        self._finder: Finder[Command] = Finder(())
        self._more: Callable[[str], Sequence[Command]] = lambda _: ()
        self._found: list[Command] = []
        self._chosen = self._first = 0
        self._shown_most = MOST
        self._came_from: QWidget | None = None
        label = texts("Find an act, a visitor, a service, a person or a phone number")
        self.setAccessibleName(texts("Find anything"))
        self.field = PaletteField(sizes, label, hint=label, icon="search", key="Esc", height=48)
        self.rows = [PaletteRow(texts, sizes) for _ in range(MOST)]
        self.count = Paragraph("", sizes.label, Token.INK2)
        self._keys = QWidget()
        self._lay_out()
        self.hide()
        self.field.textChanged.connect(self._look)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._enter)
        self.field.left.connect(lambda: QTimer.singleShot(0, self, self._close_if_left))

    def open(self, commands: Sequence[Command], more: Callable[[str], Sequence[Command]]) -> None:
        """Open it over the window, with what was typed before; `more` finds further things by their meaning."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.offer(commands, more)
        self.fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def offer(self, commands: Sequence[Command], more: Callable[[str], Sequence[Command]]) -> None:
        """Find among other things from now on; what is chosen stays chosen where it is still found."""
        self._finder = Finder((one, one.name, f"{one.also} {one.key}") for one in commands)
        self._more = more
        before = self._found[self._chosen].name if self._chosen < len(self._found) else ""
        self._look(keep=before)

    def put_off(self) -> bool:
        """Close it and give the keyboard back; return whether it was open."""
        if not self.isVisible():
            return False
        back = self._came_from if self._came_from is not None and self._came_from.isVisible() else self._home
        self.hide()
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def fit(self) -> None:
        """Lie at the top of the window, in its middle, no lower than the window reaches."""
        window, px = self.parentWidget(), self._sizes.px
        if window is None:
            return
        width = min(px(WIDTH), window.width() - 2 * px(16))
        room = (window.height() - px(_TOP) - px(_BESIDES)) // px(ROW)
        self._shown_most = max(3, min(MOST, room))
        self._show()
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, px(_TOP))

    def _look(self, _: str = "", *, keep: str = "") -> None:
        typed = self.field.text().strip()
        found = self._finder.find(typed)
        if typed:
            names = {one.name for one in found}
            found += [one for one in self._more(typed) if one.name not in names]
        self._found = found
        self._first = 0
        self._chosen = next((place for place, one in enumerate(found) if keep and one.name == keep), 0)
        self._show()

    def _show(self) -> None:
        most = self._shown_most
        self._first = max(min(self._first, self._chosen), self._chosen - most + 1)
        shown = self._found[self._first : self._first + most]
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                row.show_command(shown[place], chosen=self._first + place == self._chosen)
        n = len(self._found)
        nothing = self._texts("Nothing fits these words. Try fewer, or others.")
        self.count.set_text(self._texts.count(n, "{n} found", "{n} found") if n else nothing)
        self._keys.setVisible(bool(n))
        if self.isVisible():
            self.adjustSize()

    def _step(self, way: int) -> None:
        if self._found:
            self._chosen = (self._chosen + way) % len(self._found)
            self._show()
            words = self._found[self._chosen].sentence(self._texts)
            announce(self.field, words)

    def _enter(self) -> None:
        if self._found:
            self._do(self._found[self._chosen])

    def _do(self, command: Command | None) -> None:
        """Close, and do it. What can't be done now is done all the same: it says why, as its key does."""
        if command is not None:
            self.put_off()
            self.field.clear()
            command.does()

    def _close_if_left(self) -> None:
        """Close where the keyboard is in another part of the window: it stays there."""
        now = QApplication.focusWidget()
        if self.isVisible() and now is not None and now is not self.field:
            self.hide()

    def _lay_out(self) -> None:
        px, sizes = self._sizes.px, self._sizes
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(px(7))
        for cap, words in (("↑ ↓", self._texts("choose")), ("Enter", self._texts("do it"))):
            keys.addWidget(KeyCap(cap, sizes.label_strong, Token.INK2))
            keys.addWidget(Paragraph(words, sizes.label, Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(6), 0, px(6), 0)
        foot.addWidget(self.count, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._keys)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(_PAD), px(_PAD), px(_PAD), px(_PAD))
        box.setSpacing(px(2))
        box.addWidget(self.field)
        box.addSpacing(px(8))
        for row in self.rows:
            box.addWidget(row)
            row.clicked.connect(lambda _=False, one=row: self._do(one.command))
        box.addSpacing(px(8))
        box.addLayout(foot)
