"""A form in the card's place: fields that scroll, buttons beneath them, Enter wherever the keyboard is. What was begun is kept until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.field import Labelled
from ui.kit.scroll import PanelScroll
from ui.staff.flow import Flow
from ui.staff.visitor_card import MOST_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from greeter.texts import Texts
    from ui.kit.field import KeyedField
    from ui.kit.sizes import StaffSizes
    from ui.staff.appointment_picker import AppointmentPicker
    from ui.staff.choices import Choices
    from ui.staff.service_picker import ServicePicker


class EntryForm(QWidget):
    """What forms share.

    Signals:
        asked(object): keep what was written.
        told(str): what is missing, kindly.
        closed(): back to where it was opened.
        moved(): what it shows lies elsewhere now.
    """

    asked = Signal(object)
    told = Signal(str)
    closed = Signal()
    moved = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, go: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self.go = go
        self.back = Button(texts("Back, keep this"), Kind.QUIET, Build.staff(sizes), key="Esc")
        go.clicked.connect(self._enter)
        self.back.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep it by Enter, wherever the keyboard is in the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """Ask for what was written, or say kindly what is missing. Each form has its own."""

    def _enter_from(self, parts: Iterable[KeyedField | ServicePicker | AppointmentPicker | Choices[Any]]) -> None:
        for part in parts:
            part.entered.connect(self._enter)

    def _miss(self, words: str, field: QWidget) -> None:
        """Say what is missing or can't be, and put the keyboard there."""
        self.told.emit(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        """Return a page, and where its fields go."""
        px, page = self._sizes.px, QWidget()
        form = QVBoxLayout(page)
        form.setContentsMargins(0, px(14), 0, px(10))
        form.setSpacing(px(12))
        return page, form

    def _beside(self, *fields: tuple[str, QWidget, int]) -> tuple[Flow, list[Labelled]]:
        """Return fields side by side where each has the width that it needs, in px of the design; and each with its label."""
        px = self._sizes.px
        row, parts = Flow(px(16), between=px(12)), []
        for label, field, least in fields:
            part = Labelled(self._sizes, label, field)
            parts.append(part)
            row.add_wide(part, px(least), least)
        return row, parts

    def _put_together(self, page: QWidget) -> None:
        """Lay the page out over the buttons."""
        px = self._sizes.px
        area = PanelScroll(self._sizes, page, px(24), most=px(MOST_WIDTH))
        area.moved.connect(self.moved)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(24), px(8), px(24), px(14))
        acts = Flow(px(10), between=px(6))
        acts.addWidget(self.go)
        acts.addWidget(self.back)
        foot.addLayout(acts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
