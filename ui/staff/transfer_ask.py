"""Where to send a visitor on: a service, a counter or a clerk, with a note. Nothing is asked of the visitor again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.staff.asking import Ask
from ui.staff.choices import Choices
from ui.staff.field import KeyedField, Labelled
from ui.staff.queue_row import MARGIN
from ui.staff.service_picker import ServicePicker
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

ANYBODY = ""


class TransferAsk(Ask):
    """Service, counter, clerk and note. Enter sends the visitor on.

    Signals:
        answered(str, object, object, object, str): visit; service, counter and clerk, each None where it is left open; the note.
    """

    answered = Signal(str, object, object, object, str)

    def __init__(
        self,
        texts: Texts,
        sizes: StaffSizes,
        office: Office,
        find: Callable[[str], list[Service]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, sizes, parent=parent)
        px = sizes.px
        self._office, self._own_counter = office, ""
        self._clerks: tuple[str, ...] = ()
        self._service: Service | None = None
        self._drafts: dict[str, tuple[str, str]] = {}
        self._sent: dict[str, tuple[str, str]] = {}
        self.service = ServicePicker(texts, sizes, texts("For which service"), find, rows=3)
        self.counter: Choices[str] = Choices(sizes, texts("Which counter"))
        self.clerk: Choices[str] = Choices(sizes, texts("Which clerk"))
        self.note = KeyedField(sizes, texts("A note for the colleague"), hint=texts("What they need to know"))
        self.send = Button(
            texts("Send on"), Kind.PRIMARY, Build.staff(sizes, height=44), icon="arrow-left-right", key="Enter"
        )
        self.said = Paragraph("", sizes.label, Token.INK2)
        to = QVBoxLayout()
        to.setSpacing(px(8))
        to.addWidget(Labelled(sizes, texts("Which counter"), self.counter))
        to.addWidget(Labelled(sizes, texts("Which clerk"), self.clerk))
        to.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.send)
        acts.addWidget(self.not_now)
        acts.addStretch(1)
        end = QVBoxLayout()
        end.setSpacing(px(8))
        end.addWidget(Labelled(sizes, texts("A note for the colleague"), self.note))
        end.addWidget(self.said)
        end.addStretch(1)
        end.addLayout(acts)
        row = QHBoxLayout()
        row.setSpacing(px(24))
        row.addWidget(self.service, 4)
        row.addLayout(to, 3)
        row.addLayout(end, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(MARGIN), px(10), px(20), px(14))
        box.setSpacing(px(8))
        box.addWidget(self.title)
        box.addLayout(row)
        self.service.changed.connect(self._offer_counters)
        for part in (self.service, self.counter, self.clerk, self.note):
            part.entered.connect(self._enter)
        self.send.clicked.connect(self._enter)

    def look_at(self, state: StaffState) -> None:
        """Know which clerks are here, and which counter is ours."""
        self._own_counter, self._clerks = state.queue.counter, state.clerks

    def ask_for(self, visit: str, number: str, service: Service | None) -> None:
        """Ask where to send a visitor who is here for `service`, with what was begun for them."""
        if self.visit:
            self._drafts[self.visit] = (self.service.words, self.note.text())
        self.ask(visit, number)
        self.title.set_text(self._texts("Send {number} on. What they told you travels along.", number=number))
        self._service = service
        words, note = self._drafts.get(visit, ("", ""))
        self.service.begin(words, first=service)
        self.note.setText(note)
        anybody = self._texts("Anybody")
        self.clerk.offer([(ANYBODY, anybody), *((name, name) for name in self._clerks)])
        self._offer_counters()

    def give_back(self, visit: str, note: str) -> None:
        """Keep what was written for a visit that could not be sent on, for the next try."""
        self._drafts[visit] = self._sent.get(visit, ("", note))

    def first(self) -> QWidget:
        """Begin with the service."""
        return self.service.field

    def _offer_counters(self) -> None:
        wanted = self.service.chosen
        fitting = [counter.id for counter in self._office.counters if wanted is None or counter.serves(wanted)]
        others = [counter for counter in fitting if counter != self._own_counter]
        self.counter.offer([(ANYBODY, self._texts("Any")), *((one, one) for one in others)])
        about = wanted.before_transfer if wanted is not None and wanted is not self._service else ""
        self.said.set_text(about)
        self.said.setVisible(bool(about))

    def _enter(self) -> None:
        chosen, counter, clerk = self.service.chosen, self.counter.chosen or None, self.clerk.chosen or None
        service = None if chosen is None or chosen is self._service else chosen.id
        if service is None and counter is None and clerk is None:
            self.title.set_text(self._texts("Choose another service, a counter or a clerk first."))
            self.service.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        note = self.note.text().strip()
        self._drafts.pop(self.visit, None)
        self._sent = {self.visit: (self.service.words, note)}
        visit, self.visit = self.visit, ""
        self.closed.emit()
        self.answered.emit(visit, service, counter, clerk, note)
