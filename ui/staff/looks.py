"""Notes which visits a clerk opened beside their own, for who asks later who read what; several looks in one line, so that no key waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from greeter.clock import to_ms

if TYPE_CHECKING:
    from greeter.views.visit_card import VisitCard
    from ui.background import Background

KEEP_MS = 180_000
"""So long a look waits for others at most; a crash loses what waits."""
MOST = 100


class Looks(QObject):
    """The looks of one counter that are not written down yet."""

    def __init__(self, background: Background, counter: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._counter = background, counter
        self._seen: list[tuple[str, int]] = []
        self._clerk = ""
        self._last = ""
        self._timer = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._timer.timeout.connect(self.keep)

    def saw(self, card: VisitCard | None, clerk: str) -> None:
        """Note a card that is shown, once for as long as it is; not that of who is with this clerk."""
        opened = "" if card is None else card.visit_id
        if opened == self._last and clerk == self._clerk:
            return
        if clerk != self._clerk:
            self.keep()
            self._clerk = clerk
        self._last = opened
        if card is None or card.clerk == clerk:
            return
        self._seen.append((opened, to_ms(card.now)))
        if len(self._seen) >= MOST:
            self.keep()
        elif not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Write down what waits, behind whatever is under way."""
        self._timer.stop()
        seen, clerk, counter = tuple(self._seen), self._clerk, self._counter
        self._seen.clear()
        if seen:
            self._background.run(
                lambda desk: desk.note_reads(seen, clerk=clerk, counter=counter),
                None,
                lambda _: self._wait(clerk, seen),
            )

    def _wait(self, clerk: str, seen: tuple[tuple[str, int], ...]) -> None:
        """Try again later where the store could not be written; looks of somebody who has gone since are lost with it."""
        if clerk == self._clerk:
            self._seen = [*seen, *self._seen][:MOST]
            self._timer.start()
