"""The other offices of the store, for sending a visitor there. It knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from greeter.guidance.silence import waits_words
from greeter.problems import StoreAway

if TYPE_CHECKING:
    from greeter.catalogue.neighbours import Neighbour
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.problems import Problem
    from greeter.texts import Texts
    from ui.background import Background
    from ui.last_truth import LastTruth


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

    def __init__(
        self, background: Background, office: Office, truth: LastTruth, texts: Texts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background, self._office = background, office
        self._truth, self._texts = truth, texts

    def look(self) -> None:
        """Read which other offices there are; `named` follows. While they can't be read, none is offered."""

        def named(desk: FrontDesk) -> tuple[Neighbour, ...]:
            return tuple(one for one in desk.neighbours.named() if one.id != self._office.id)

        self._background.run(named, self.named.emit)

    def ask_for(self, office_id: str) -> None:
        """Read the file of an office; `read` follows, or `told`."""

        def met(problem: Problem) -> None:
            self.told.emit(self._why(problem))

        self._background.run(lambda desk: desk.neighbours.office(office_id), self.read.emit, met)

    def _why(self, problem: Problem) -> str:
        """Say of a server that is away what is said of it everywhere, of anything else the problem."""
        if isinstance(problem, StoreAway):
            self._truth.missed()
            if self._truth.silence is not None:
                return waits_words(self._texts, self._truth.silence)
        return str(problem)
