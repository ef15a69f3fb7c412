"""One more thing: a visitor on the card came for another service, too. It begins when the one before is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.model.visit import MOST_SERVICES, has_ticket
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField
from ui.staff.asking import Ask
from ui.staff.commands import Command, cap
from ui.staff.flow import Flow
from ui.staff.queue_row import MARGIN
from ui.staff.section import empty
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.model.catalogue import Service
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState
    from ui.staff.window import StaffWindow

KEY = "Shift+A"
OFFERED = 3
OFF_KEYS = "89"
"""Figures that take a service off again."""


class MoreAsk(Ask):
    """What else: the services that fit the words, by figure or Enter; and what is still to come, to take it off.

    Signals:
        added(str, Service): visit and service.
        dropped(str, Service): a service that is not wanted any more.
    """

    added = Signal(str, object)
    dropped = Signal(str, object)

    def __init__(
        self, texts: Texts, sizes: StaffSizes, find: Callable[[str], list[Service]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, sizes, parent=parent)
        px = sizes.px
        self._find = find
        self._known: frozenset[str] = frozenset()
        self._full = False
        self.offered: list[Service] = []
        self.to_come: list[Service] = []
        label = texts("A word or two about it")
        self.field = KeyedField(sizes, label, hint=label, icon="search", key="Enter", height=44)
        self.field.setFixedWidth(px(300))
        self._flow = Flow(px(10))
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._flow, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(MARGIN), px(9), px(20), px(12))
        box.setSpacing(px(6))
        box.addWidget(self.title)
        box.addLayout(row)
        self.field.textChanged.connect(self._offer)
        self.field.entered.connect(lambda: self._add(0))
        self.field.installEventFilter(self)

    def ask_for(self, card: VisitCard, to_come: list[Service]) -> None:
        """Ask what else the visitor on the card came for."""
        self.ask(card.visit_id, card.number)
        self.to_come = to_come
        self._known = frozenset({card.service_id, *(one.id for one in to_come)})
        self._full = len(to_come) + 1 >= MOST_SERVICES
        self.title.set_color(Token.INK)
        full = self._texts(
            "{number} is here for {n} services already. Finish one first.", number=card.number, n=MOST_SERVICES
        )
        what = "What else did {number} come for?" if has_ticket(card.number) else "What else is {number} about?"
        self.title.set_text(full if self._full else self._texts(what, number=card.number))
        self.field.setVisible(not self._full)
        self.field.clear()
        self._offer()

    def first(self) -> QWidget:
        """Begin in the field, where one more can be added."""
        return self.not_now if self._full else self.field

    def take_key(self, text: str) -> bool:
        """Take a figure for a service."""
        if len(text) == 1 and text in "123" and int(text) <= len(self.offered):
            self._add(int(text) - 1)
            return True
        if len(text) == 1 and text in OFF_KEYS and OFF_KEYS.index(text) < len(self.to_come):
            self._drop(self.to_come[OFF_KEYS.index(text)])
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a figure in the empty field answer."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not self.field.text():
            return self.take_key(event.text())
        return super().eventFilter(watched, event)

    def _offer(self) -> None:
        found = [] if self._full else [one for one in self._find(self.field.text()) if one.id not in self._known]
        self.offered = found[:OFFERED]
        self._flow.removeWidget(self.not_now)
        empty(self._flow)
        build = Build.staff(self._sizes, height=44, lettering=self._sizes.list_strong)
        for place, service in enumerate(self.offered):
            button = Button(service.name, Kind.SECONDARY, build, icon=service.icon, key=str(place + 1))
            button.clicked.connect(lambda _=False, at=place: self._add(at))
            self._flow.addWidget(button)
        for place, service in enumerate(self.to_come):
            words = self._texts("Take “{service}” off", service=service.name)
            button = Button(words, Kind.QUIET, build, icon="x", key=OFF_KEYS[place])
            button.clicked.connect(lambda _=False, one=service: self._drop(one))
            self._flow.addWidget(button)
        self._flow.addWidget(self.not_now)

    def _add(self, place: int) -> None:
        if place < len(self.offered):
            service = self.offered[place]
            self.closed.emit()
            self.added.emit(self.visit, service)
        else:
            self.title.set_text(self._texts("No service fits these words. Try others, or the service’s name."))
            self.title.set_color(Token.NEAR)

    def _drop(self, service: Service) -> None:
        self.closed.emit()
        self.dropped.emit(self.visit, service)


class MoreServices(QObject):
    """Connects the question with the counter."""

    def __init__(self, window: StaffWindow, texts: Texts) -> None:
        super().__init__(window)
        self._window, self._presenter, self._texts = window, window.presenter, texts
        self._ask = window.panes.strip.more
        self._ask.added.connect(self._add)
        self._ask.dropped.connect(self._drop)

    def ask(self) -> None:
        """Ask what else the visitor on the card came for; say why where that can't be asked."""
        self._window.panes.banner.clear()
        self._presenter.when_fresh(self._open)

    def commands(self, state: StaffState | None) -> list[Command]:
        """Return it for the palette."""
        name, also = (
            self._texts("Add another service to this visit"),
            "one more thing also second matter too next several",
        )
        return [Command(name, cap(KEY), "layers", self.ask, also, why_not=self._why_not(state))]

    def _why_not(self, state: StaffState | None) -> str:
        card = state.card if state is not None else None
        if card is None:
            return self._texts("Nobody is shown. Choose someone in the queue first.")
        if card.state.ended:
            return self._texts("{number} is finished. Check them in anew.", number=card.number)
        return ""

    def _open(self) -> None:
        why, state = self._why_not(self._presenter.state), self._presenter.state
        if why or state is None or state.card is None:
            self._presenter.say(why)
            return
        office, card = self._presenter.office, state.card
        named = {one.name: one for one in office.services}
        self._ask.ask_for(card, [named[name] for name in card.to_come])
        self._window.panes.strip.open_for(self._ask)

    def _add(self, visit: str, service: Service) -> None:
        clerk = self._presenter.clerk
        told = self._texts("“{service}” comes next, when this is finished.", service=service.name)
        self._presenter.do_and_tell(lambda desk: desk.add_service(visit, service.id, clerk=clerk), told)

    def _drop(self, visit: str, service: Service) -> None:
        clerk = self._presenter.clerk
        told = self._texts("“{service}” is off this visit.", service=service.name)
        self._presenter.do_and_tell(lambda desk: desk.drop_service(visit, service.id, clerk=clerk), told)
