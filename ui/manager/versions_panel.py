"""Earlier versions of the office file: what each has, and bringing one back, which asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.announcement import announce
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.manager.rows import Rows
from ui.manager.sides import Sides, flowing
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.editor_state import VersionWords

SHOWN = 8
BESIDE = 560
"""From this width on its acts stand beside a version."""


class VersionRow(QWidget):
    """One version, what differs from the newest where somebody asked, and whether to bring it back."""

    def __init__(self, panel: VersionsPanel, texts: Texts, sizes: StaffSizes) -> None:
        super().__init__()
        self._texts, px, build = texts, sizes.px, Build.staff(sizes, height=36)
        self.number = 0
        self.words = Paragraph("", sizes.body)
        self.look = Button(texts("What differs?"), Kind.QUIET, build)
        self.back = Button(texts("Bring it back"), Kind.QUIET, build, icon="history")
        self.differs = Paragraph("", sizes.list, Token.INK2)
        self.yes = Button(texts("Yes, publish it anew"), Kind.SECONDARY, build)
        self.no = Button(texts("No, leave it"), Kind.SECONDARY, build)
        self._ask = flowing((self.yes, self.no), px(10), px(6))
        words = QWidget()
        middle = QVBoxLayout(words)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        acts = flowing((self.look, self.back), px(10))
        top = Sides(((words, 1), (acts, 0)), px(10), px(BESIDE))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        box.addWidget(top)
        box.addWidget(self.differs)
        box.addWidget(self._ask)
        self._ask.hide()
        self.differs.hide()
        self.look.clicked.connect(lambda: panel.look_wanted.emit(self.number))
        self.back.clicked.connect(lambda: self._ask_first(now=True))
        self.no.clicked.connect(lambda: self._ask_first(now=False))
        self.yes.clicked.connect(lambda: panel.back_wanted.emit(self.number))

    def show_one(self, one: VersionWords) -> None:
        """Show a version; what was asked of another is closed."""
        if one.number != self.number:
            self._ask.hide()
            self.differs.hide()
        self.number = one.number
        self.words.set_text(one.words)
        for button in (self.look, self.back):
            button.setAccessibleDescription(one.words)

    def show_differences(self, words: str) -> None:
        """Say what differs."""
        self.differs.set_text(words.replace("\n", ". "))
        self.differs.show()
        announce(self, words)

    def _ask_first(self, *, now: bool) -> None:
        self._ask.setVisible(now)
        (self.no if now else self.back).setFocus(Qt.FocusReason.OtherFocusReason)


class VersionsPanel(QWidget):
    """The newest versions.

    Signals:
        look_wanted(int): say what a version has.
        back_wanted(int): publish it anew.
    """

    look_wanted = Signal(int)
    back_wanted = Signal(int)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Rows[VersionWords] = Rows(lambda: VersionRow(self, texts, sizes), sizes.px(6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.px(8))
        box.addWidget(Paragraph(texts("Versions"), sizes.text(19, 800, 1.25)))
        box.addWidget(self.rows)

    def show_versions(self, versions: tuple[VersionWords, ...]) -> None:
        """Show them, the newest first, which is in use."""
        self.setVisible(bool(versions))
        self.rows.show_all(versions[:SHOWN])
        for place, row in enumerate(self.rows.rows):
            assert isinstance(row, VersionRow)  # noqa: S101 (made here)
            for button in (row.look, row.back):
                button.setVisible(place > 0)

    def show_differences(self, number: int, words: str) -> None:
        """Say what a version has."""
        for row in self.rows.rows:
            if isinstance(row, VersionRow) and row.number == number and not row.isHidden():
                row.show_differences(words)
