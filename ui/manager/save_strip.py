"""What can be taken along of the figures that are shown: a button for each form, in a strip that opens beneath the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.kit.button import Button, Kind
from ui.manager.strip import Strip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class SaveStrip(Strip):
    """The forms in a row, the report first. They are listed when it is first opened, for they bring the drawing of the report along.

    Signals:
        wanted(Format): this form is to be saved.
    """

    wanted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts("Save what you see as"), texts, sizes, parent=parent)
        self._allowed = False
        self.buttons: dict[str, Button] = {}

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

        for form in sorted(Format, key=lambda one: one is not FIRST):
            key = "Ctrl S" if form is FIRST else ""
            button = Button(button_words(self._texts, form), Kind.SECONDARY, self.build, key=key)
            button.clicked.connect(lambda _=False, chosen=form: self.wanted.emit(chosen))
            self.buttons[form.value] = button
            self.flow.addWidget(button)
        self.flow.addWidget(self.back)
        self.allow(now=self._allowed)

    def allow(self, *, now: bool) -> None:
        """Show whether there is something to save now. A press is answered either way."""
        self._allowed = now
        if self.buttons:
            self.first.set_kind(Kind.PRIMARY if now else Kind.WAITING)
