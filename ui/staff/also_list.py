"""What somebody who is being checked in came for beside what stands in the field: each can be taken off again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greeter.model.visit import MOST_SERVICES
from ui.kit.button import Build, Button, Kind
from ui.staff.flow import Flow
from ui.staff.section import empty

if TYPE_CHECKING:
    from greeter.model.catalogue import Service
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

KEY = "Ctrl Enter"
"""Takes the service in the field, and asks for one more."""


class AlsoList(QWidget):
    """The services that were taken, in their order, with the words that were said for each; and a way to take one more.

    Signals:
        wanted(): one more service is to be asked for.
        changed(): one was taken, or taken off.
    """

    wanted = Signal()
    changed = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        self._taken: list[tuple[Service, str]] = []
        self._booked = 0
        self.one_more = Button(texts("One more thing, too"), Kind.QUIET, Build.staff(sizes), icon="plus", key=KEY)
        self.one_more.clicked.connect(self.wanted)
        self.off: list[Button] = []
        """Take each off again, in their order."""
        self._flow = Flow(sizes.px(10))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._flow)
        self._show()

    @property
    def services(self) -> list[Service]:
        """What was taken."""
        return [service for service, _ in self._taken]

    @property
    def words(self) -> list[str]:
        """What was said for each, where something was."""
        return [words for _, words in self._taken if words]

    @property
    def is_full(self) -> bool:
        """Whether a visit holds no more than these and one, beside what was booked."""
        return self._booked + len(self._taken) + 1 >= MOST_SERVICES

    def begin(self) -> None:
        """Hold nothing: the next visitor."""
        self._taken.clear()
        self._show()

    def come_after(self, *, booked: bool) -> None:
        """Know whether these come after what was booked."""
        self._booked = int(booked)
        self.one_more.setVisible(not self.is_full)

    def take(self, service: Service, words: str) -> None:
        """Take a service, with what was said for it."""
        self._taken.append((service, words))
        self._show()
        self.changed.emit()

    def _drop(self, service: Service) -> None:
        self._taken = [one for one in self._taken if one[0] is not service]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._flow.removeWidget(self.one_more)
        empty(self._flow)
        self.off = []
        for service in self.services:
            words = self._texts("Take “{service}” off", service=service.name)
            button = Button(words, Kind.QUIET, Build.staff(self._sizes), icon="x")
            button.clicked.connect(lambda _=False, one=service: self._drop(one))
            self.off.append(button)
            self._flow.addWidget(button)
        self._flow.addWidget(self.one_more)
        self.one_more.setVisible(not self.is_full)
