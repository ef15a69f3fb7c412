"""The other offices of the store, for sending a visitor there. It knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from greeter.catalogue.neighbours import Neighbour
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.problems import Problem
    from ui.background import Background


class Neighbouring(QObject):
    """Reads what the other offices are called, and the file of one.

    Signals:
        named(tuple): the other offices (`Neighbour`), by their names.
        read(Office): an office that was asked for.
        told(str): why it could not be read.
    """

    named = Signal(object)
    read = Signal(object)
    told = Signal(str)

    def __init__(self, background: Background, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._office = background, office

    def look(self) -> None:
        """Read which other offices there are; `named` follows. While they can't be read, none is offered."""

        def named(desk: FrontDesk) -> tuple[Neighbour, ...]:
            return tuple(one for one in desk.neighbours.named() if one.id != self._office.id)

        self._background.run(named, self.named.emit)

    def ask_for(self, office_id: str) -> None:
        """Read the file of an office; `read` follows, or `told`."""

        def met(problem: Problem) -> None:
            self.told.emit(str(problem))

        self._background.run(lambda desk: desk.neighbours.office(office_id), self.read.emit, met)
