"""What the room needs: two suggestions with their reason, each accepted by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.guidance.suggestion import RoomNeed, RoomSuggestion
from greeter.views.levels import Level
from ui import theme
from ui.kit.button import Build, Button, Kind
from ui.kit.icon import Icon
from ui.kit.paragraph import Paragraph
from ui.kit.shape import Shape
from ui.staff.queue_row import MARGIN
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

KEYS = {
    RoomNeed.HELP: "F12",
    RoomNeed.PERSON: "H",
    RoomNeed.BACK: "I",
    RoomNeed.OVERDUE: "G",
    RoomNeed.CLOSING: "Shift+C",
    RoomNeed.LONGER: "J",
    RoomNeed.OPEN_COUNTER: "M",
    RoomNeed.DISTRESS: "Q",
    RoomNeed.CAME_BACK: "T",
    RoomNeed.UNGREETED: "Y",
    RoomNeed.STAFF_NOTE: "Shift+N",
    RoomNeed.PAUSED: "O",
    RoomNeed.PRINTER: "K",
    RoomNeed.NO_PAPER: "V",
    RoomNeed.PAPER_LOW: "F",
    RoomNeed.VOICE: "Z",
    RoomNeed.LONG_HOLD: "L",
    RoomNeed.OWED: "Shift+F",
    RoomNeed.CLOSE_COUNTER: "X",
    RoomNeed.DELAY_PAST: "D",
}
"""One key each, the same wherever a suggestion stands."""
_ICONS = {
    RoomNeed.STORE: "database",
    RoomNeed.SERVER: "wifi-off",
    RoomNeed.KIOSK_SILENT: "wifi-off",
    RoomNeed.KIOSK_BRINGS: "ticket",
    RoomNeed.HELP: "siren",
    RoomNeed.STAFF_NOTE: "message-square-text",
    RoomNeed.PERSON: "hand-helping",
    RoomNeed.BACK: "log-in",
    RoomNeed.CLOSING: "moon",
    RoomNeed.LONGER: "clock",
    RoomNeed.OPEN_COUNTER: "users",
    RoomNeed.DISTRESS: "heart",
    RoomNeed.CAME_BACK: "repeat",
    RoomNeed.UNGREETED: "hand",
    RoomNeed.OWED: "list-checks",
    RoomNeed.CLOSE_COUNTER: "log-out",
    RoomNeed.PAUSED: "pause",
    RoomNeed.PRINTER: "printer",
    RoomNeed.NO_PAPER: "receipt",
    RoomNeed.PAPER_LOW: "printer",
    RoomNeed.VOICE: "volume-x",
    RoomNeed.LONG_HOLD: "hourglass",
    RoomNeed.DELAY_PAST: "check",
}
_URGENT = frozenset({RoomNeed.STORE, RoomNeed.HELP, RoomNeed.PERSON})
_WHOLE = frozenset({RoomNeed.STORE, RoomNeed.SERVER})
"""These have the whole strip: they say what can't be done."""


class Divider(QWidget):
    """A line between two suggestions."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedSize(1, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.of(self).color(Token.LINE))
        painter.end()


class SuggestionRow(QWidget):
    """One suggestion: what, why, and the act.

    Signals:
        accepted(RoomSuggestion): its act was pressed.
    """

    accepted = Signal(object)

    def __init__(self, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = sizes.px
        self._build = Build.staff(sizes, lettering=sizes.list_strong)
        self.suggestion: RoomSuggestion | None = None
        self._icon = Icon("users", px(22))
        self._shape = Shape(Level.OVER, px(20))
        self.what = Paragraph("", sizes.strong, most_lines=1)
        self.why = Paragraph("", sizes.list, most_lines=2)
        self._act: Button | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.what)
        words.addWidget(self.why)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)

    @property
    def act(self) -> Button | None:
        """The button; None where there is nothing to accept."""
        return self._act

    def show_suggestion(self, suggestion: RoomSuggestion | None) -> None:
        """Show one, or none."""
        self.setVisible(suggestion is not None)
        if suggestion is None or suggestion == self.suggestion:
            self.suggestion = suggestion
            return
        before, self.suggestion = self.suggestion, suggestion
        self.what.set_text(suggestion.what)
        self.why.set_text(suggestion.why)
        overdue = suggestion.kind is RoomNeed.OVERDUE
        self._shape.setVisible(overdue)
        self._icon.setVisible(not overdue)
        color = Token.OVER if suggestion.kind in _URGENT else Token.INK
        self._icon.set_icon(_ICONS.get(suggestion.kind, "users"), color=color)
        if self._act is not None and (before is None or before.kind is not suggestion.kind):
            self._row.removeWidget(self._act)
            self._act.hide()
            self._act.deleteLater()
            self._act = None
        if not suggestion.act:
            return
        if self._act is None:
            self._act = Button(suggestion.act, Kind.SECONDARY, self._build, key=KEYS[suggestion.kind].replace("+", " "))
            self._act.clicked.connect(self._accept)
            self._row.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)
        self._act.set_words(suggestion.act)

    def _accept(self) -> None:
        if self.suggestion is not None:
            self.accepted.emit(self.suggestion)


class RoomStrip(QWidget):
    """The strip above the action bar.

    Signals:
        accepted(RoomSuggestion): a suggestion's act was pressed.
    """

    accepted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        px = sizes.px
        self._found: tuple[RoomSuggestion, ...] = ()
        self._most = 2
        self._title = Paragraph(texts("For the room"), sizes.list_strong)
        self._idle = Paragraph("", sizes.list, Token.INK2)
        self._more = Paragraph("", sizes.label_strong, Token.INK2)
        self.rows = [SuggestionRow(sizes) for _ in range(2)]
        self._rule = Divider(px(44))
        self._room = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(MARGIN), 0, px(20), 0)
        row.setSpacing(px(18))
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(px(14))
        row.addWidget(self._idle, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.rows[0], 1)
        row.addWidget(self._rule)
        row.addWidget(self.rows[1], 1)
        row.addWidget(self._room, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignVCenter)
        for one in self.rows:
            one.accepted.connect(self.accepted)

    @property
    def suggestions(self) -> tuple[RoomSuggestion, ...]:
        """All that were found, shown or not: their keys work either way."""
        return self._found

    def show_state(self, state: StaffState) -> None:
        """Show the most urgent."""
        self._found = state.room
        self._idle.set_text(self._texts("Nothing needs you right now."))  # nothing is said before it is known
        self._show()

    def fit(self, most: int) -> None:
        """Show at most so many."""
        if most != self._most:
            self._most = most
            self._show()

    def _show(self) -> None:
        whole = bool(self._found) and self._found[0].kind in _WHOLE
        shown = self._found[: 1 if whole else self._most]
        self._idle.setVisible(not shown)
        for place, row in enumerate(self.rows):
            row.show_suggestion(shown[place] if place < len(shown) else None)
        self._rule.setVisible(len(shown) > 1)
        self._room.setVisible(len(shown) == 1 and self._most > 1 and not whole)
        more = len(self._found) - len(shown)
        self._more.set_text(self._texts.count(more, "and {n} more", "and {n} more"))
        self._more.setVisible(more > 0)
