"""Several offices to look at together: each has a check box."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from greeter.reports.together import ALL
from ui.kit.button import Button, Kind
from ui.kit.check_box import CheckBox
from ui.manager.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from greeter.catalogue.neighbours import Neighbour
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes


class OfficesStrip(Strip):
    """All offices, those that are looked at checked. Nothing is read before the button is pressed.

    Signals:
        wanted(tuple[str, ...]): these are to be looked at together.
    """

    wanted = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts("Which offices together?"), texts, sizes, parent=parent)
        self.boxes: dict[str, CheckBox] = {}
        self._offered: tuple[Neighbour, ...] = ()
        self.show_them = Button(texts("Show these offices"), Kind.SECONDARY, self.build)
        self.show_them.clicked.connect(lambda: self.wanted.emit(self.checked))
        self.flow.addWidget(self.show_them)
        self.flow.addWidget(self.back)

    @property
    def first(self) -> QWidget:
        """The first office."""
        return next(iter(self.boxes.values()), self.show_them)

    @property
    def checked(self) -> tuple[str, ...]:
        """The offices that are checked."""
        return tuple(office for office, box in self.boxes.items() if box.isChecked())

    def offer(self, offices: Sequence[Neighbour], chosen: Sequence[str]) -> None:
        """Offer these offices. Which are checked stays while somebody chooses."""
        if tuple(offices) != self._offered:
            self._list(tuple(offices))
        if self.isHidden():
            for office, box in self.boxes.items():
                box.setChecked(office in chosen or ALL in chosen)

    def _list(self, offices: tuple[Neighbour, ...]) -> None:
        self._offered = offices
        for box in self.boxes.values():
            self.flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        after = self.show_them, self.back
        for button in after:
            self.flow.removeWidget(button)
        self.boxes = {one.id: CheckBox(one.name, self._sizes.body) for one in offices}
        parts = [*self.boxes.values(), *after]
        for part in parts:
            self.flow.addWidget(part)
        for one, other in pairwise(parts):
            self.setTabOrder(one, other)
