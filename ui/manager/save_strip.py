"""What can be taken along of the figures that are shown: a button for each form, in a strip that opens beneath the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.kit.surface import Card
from ui.staff.flow import Flow
from ui.theme import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class SaveStrip(Card):
    """The forms in a row, the report first. They are listed when it is first opened, for they bring the drawing of the report along.

    Signals:
        wanted(Format): this form is to be saved.
        closed(): nothing is.
    """

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(sizes.px(12), Token.SURFACE, parent=parent)
        self._texts, self._sizes = texts, sizes
        self._allowed = False
        self.buttons: dict[str, Button] = {}
        self._row = QWidget()
        Flow(sizes.px(10), self._row)
        self.back = Button(texts("Close"), Kind.QUIET, self._build, key="Esc", parent=self)
        self.back.clicked.connect(self.closed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.px(18), sizes.px(12), sizes.px(18), sizes.px(14))
        box.setSpacing(sizes.px(10))
        box.addWidget(Paragraph(texts("Save what you see as"), sizes.label_strong, Token.INK2))
        box.addWidget(self._row)

    @property
    def first(self) -> Button:
        """The button of the form that Ctrl S saves."""
        return next(iter(self.buttons.values()))

    def fill(self) -> None:
        """List the forms, once."""
        if self.buttons:
            return
        from greeter.reports.formats import Format
        from ui.manager.forms import FIRST, button_words

        flow = self._row.layout()
        assert flow is not None  # noqa: S101 (made above)
        for form in sorted(Format, key=lambda one: one is not FIRST):
            key = "Ctrl S" if form is FIRST else ""
            button = Button(button_words(self._texts, form), Kind.SECONDARY, self._build, key=key)
            button.clicked.connect(lambda _=False, chosen=form: self.wanted.emit(chosen))
            self.buttons[form.value] = button
            flow.addWidget(button)
        flow.addWidget(self.back)
        self.allow(now=self._allowed)

    def allow(self, *, now: bool) -> None:
        """Show whether there is something to save now. A press is answered either way."""
        self._allowed = now
        if self.buttons:
            self.first.set_kind(Kind.PRIMARY if now else Kind.WAITING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close it by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _build(self) -> Build:
        return Build.staff(self._sizes, height=44)
