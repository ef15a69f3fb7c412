"""Some visits alone to look at: those for a service, by a way, in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from greeter.reports.only import ALL, Only
from ui.kit.button import Button, Kind
from ui.kit.field import Labelled
from ui.manager.list_field import ListField
from ui.manager.strip import Strip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.manager.state import Choices


class VisitsStrip(Strip):
    """Three lists, each with "any" first. What is chosen is shown at once.

    Signals:
        wanted(Only): these visits are to be looked at.
    """

    wanted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts("Which visits?"), texts, sizes, parent=parent)
        names = texts("They came for"), texts("They came by"), texts("They speak")
        self.service, self.channel, self.language = self._fields = [ListField(name, sizes, width=220) for name in names]
        for name, field in zip(names, self._fields, strict=True):
            field.chosen.connect(lambda _: self._choose())
            self.flow.addWidget(Labelled(sizes, name, field))
        self.every = Button(texts("All visits"), Kind.SECONDARY, self.build)
        self.every.clicked.connect(lambda: self.wanted.emit(ALL))
        for button in (self.every, self.back):
            self.flow.addWidget(button)

    @property
    def first(self) -> QWidget:
        """The services."""
        return self.service

    def offer(self, choices: Choices, only: Only) -> None:
        """Offer these; `only` is what is looked at."""
        texts = self._texts
        self.service.offer_lines({"": texts("Any service"), **choices.services}, only.service)
        self.channel.offer_lines({"": texts("Any way"), **choices.channels}, only.channel)
        self.language.offer_lines({"": texts("Any language"), **choices.languages}, only.language)

    def _choose(self) -> None:
        self.wanted.emit(Only(*(str(field.currentData()) for field in self._fields)))
