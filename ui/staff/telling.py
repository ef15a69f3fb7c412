"""What a clerk tells the lobby or all colleagues, asked in the strip: a delay with its reason and its end, and a note for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.staff.asking import ReasonAsk
from ui.staff.choices import Choices

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

DELAY_KEY, NOTE_KEY, HELP_KEY = "Ctrl+D", "Ctrl+N", "F1"
DELAY_REASONS = ("a colleague is out", "a computer is slow", "many people came at once")
"""They go on after "About 10 to 20 minutes,"."""
NOTE_REASONS = ("We close in 15 minutes", "The system is slow")
NO_END = 0


class DelayAsk(ReasonAsk):
    """Why waits are longer, and until when that is told.

    Signals:
        told(str, int): the reason, and for how many minutes; 0: until somebody ends it.
    """

    told = Signal(str, int)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        question = "Why do visitors wait longer? Board and kiosk will say it."
        super().__init__(texts, sizes, question, DELAY_REASONS, parent=parent)
        self.until: Choices[int] = Choices(sizes, texts("Until when it is told"))
        half, hour = texts("For half an hour"), texts("For an hour")
        self.until.offer([(30, half), (60, hour), (NO_END, texts("Until I end it"))])
        self._box.addSpacing(sizes.px(5))  # the ring around the field keeps clear of it
        self._box.addWidget(self.until)
        self.until.entered.connect(self._enter)
        self.answered.connect(lambda _, why: self.told.emit(why, self.until.chosen))


class NoteAsk(ReasonAsk):
    """A note for all colleagues.

    Signals:
        told(str): the note.
    """

    told = Signal(str)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts, sizes, "What should every colleague know?", NOTE_REASONS, parent=parent)
        self.answered.connect(lambda _, said: self.told.emit(said))
