"""How somebody reached us, asked in the strip: with the key that opens it, two keys begin the log of a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greeter.model.visit import Channel
from ui.kit.button import Build, Button, Kind
from ui.staff.asking import Ask
from ui.staff.flow import Flow
from ui.staff.queue_row import MARGIN

if TYPE_CHECKING:
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes

WAYS = {
    Channel.PHONE: ("Phone", "phone"),
    Channel.EMAIL: ("E-mail", "mail"),
    Channel.LETTER: ("Letter", "mailbox"),
    Channel.WEB: ("Web", "globe"),
}
"""The ways that lead past the line, in the order of their figures."""


class ChannelAsk(Ask):
    """Four ways, keys 1 to 4.

    Signals:
        answered(Channel): how they reached us.
    """

    answered = Signal(object)

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(texts, sizes, parent=parent)
        px = sizes.px
        self.title.set_text(texts("How did they reach us?"))
        self.buttons: dict[Channel, Button] = {}
        flow = Flow(px(10))
        for key, (channel, (words, icon)) in enumerate(WAYS.items(), start=1):
            button = Button(texts(words), Kind.SECONDARY, Build.staff(sizes, height=44), icon=icon, key=str(key))
            button.clicked.connect(lambda _=False, one=channel: self._answer(one))
            self.buttons[channel] = button
            flow.addWidget(button)
        flow.addWidget(self.not_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(MARGIN), px(12), px(20), px(12))
        row.setSpacing(px(20))
        row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(flow, 1)

    def first(self) -> QWidget:
        """Begin at Phone."""
        return self.buttons[Channel.PHONE]

    def take_key(self, text: str) -> bool:
        """Take 1 to 4."""
        if len(text) == 1 and text in "1234":
            self._answer(list(WAYS)[int(text) - 1])
            return True
        return False

    def _answer(self, channel: Channel) -> None:
        self.closed.emit()
        self.answered.emit(channel)
