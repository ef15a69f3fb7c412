"""The head of a visitor's card: number, name and how to say it, how long they are here, the facts, and acts that belong to where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.front_desk.case import Field
from greeter.guidance.phrases import split_title
from greeter.guidance.suggestion import RoomNeed
from greeter.model.visit import MINUTE_MS, State
from greeter.queueing.forecast import LONG
from ui.kit.button import Build, Button, Kind
from ui.kit.lettering import Align
from ui.kit.paragraph import Paragraph
from ui.kit.pill import Pill
from ui.staff.acts import ON_CARD, Act, face_of
from ui.staff.facts import card_facts
from ui.staff.flow import Flow
from ui.staff.section import empty
from ui.theme import Token

if TYPE_CHECKING:
    from greeter.queueing.forecast import Forecast
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState


MINUTE = 60


class CardHead(QWidget):
    """Who this is, and since when.

    Signals:
        act(Act): an act of the card was pressed.
        back(): back to the visitor at this counter.
    """

    act = Signal(object)
    back = Signal()

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
        px = sizes.px
        self.number = Paragraph("", sizes.ticket)
        self.name = Paragraph("", sizes.name, most_lines=2)
        self.say = Paragraph("", sizes.list, Token.INK2)
        self._since_words = Paragraph("", sizes.list, Token.INK2, align=Align.END)
        self._since = Paragraph("", sizes.name, align=Align.END)
        self.likely = Paragraph("", sizes.list, Token.INK2, align=Align.END)
        self._buttons = {act: self._button(act) for act in _ACTS}
        self._back = Button(texts("Back"), Kind.QUIET, self._build(), icon="arrow-left", key="Esc")
        self._back.clicked.connect(self.back)
        self._where = Paragraph("", sizes.list, Token.INK2)
        names = QVBoxLayout()
        names.setSpacing(px(2))
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.say)
        names.addStretch(1)
        since = QVBoxLayout()
        since.setSpacing(px(2))
        since.addStretch(1)
        since.addWidget(self._since_words)
        since.addWidget(self._since)
        since.addWidget(self.likely)
        since.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(18))
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(names, 1)
        row.addLayout(since)
        self._pills = Flow(px(8))
        self._acts = QWidget()
        acts = Flow(px(8), self._acts)
        for button in (*self._buttons.values(), self._back):
            acts.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(12))
        box.addLayout(row)
        box.addLayout(self._pills)
        box.addWidget(self._where)
        box.addWidget(self._acts)
        self._shown: tuple[object, ...] = ()

    def show_state(self, state: StaffState, card: VisitCard) -> None:
        """Show a visit."""
        texts = self._texts
        title, name = split_title(card.fields.get(Field.NAME, ""))
        self.number.set_text(card.number)
        self.name.set_text(name or texts("No name given"))
        self.name.set_color(Token.INK if name else Token.INK2)
        self.name.set_lettering(self._sizes.name if name else self._sizes.text(18))
        said = card.fields.get(Field.SAY_NAME, "")
        parts = [texts("Say “{how}”.", how=said)] if said else []
        self.say.set_text(" ".join([*parts, title] if title else parts))
        self.say.setVisible(bool(self.say.text()))
        words, since = since_when(texts, card)
        self._since_words.set_text(words)
        self._since.set_text(since)
        self.likely.set_text("" if state.likely is None else likely_words(texts, state.likely))
        self.likely.setVisible(state.likely is not None)
        self._show_pills(card)
        self._show_acts(state, card)

    def button(self, act: Act) -> Button:
        """Return the button of an act that stands on the card."""
        return self._buttons[act]

    def _show_pills(self, card: VisitCard) -> None:
        facts = tuple(card_facts(self._texts, card))
        if facts != self._shown:
            self._shown = facts
            empty(self._pills)
            for fact in facts:
                self._pills.addWidget(Pill(fact.words, fact.icon, self._sizes.text(15, 600, 1.2)))

    def _show_acts(self, state: StaffState, card: VisitCard) -> None:
        texts = self._texts
        elsewhere = card.state in {State.CALLED, State.SERVING} and state.looking
        acts = () if elsewhere else ON_CARD[card.state]
        closes = any(one.kind is RoomNeed.CLOSING for one in state.room)
        for act, button in self._buttons.items():
            button.setVisible(act in acts and (closes or act is not Act.SEND_HOME))
            named = texts(face_of(act).named, number=card.number)
            button.set_words(named if state.looking else texts(face_of(act).word))
            button.set_dim(state.reason_against(texts, act))
        self._back.setVisible(state.looking)
        current = state.current
        self._back.set_words(texts("Back to {number}", number=current.number) if current else texts("Back"))
        self._where.set_text(_where(texts, state, card))
        self._where.setVisible(bool(self._where.text()))
        self._acts.setVisible(bool(acts) or state.looking)

    def _build(self) -> Build:
        return replace(Build.staff(self._sizes, height=38, lettering=self._sizes.list_strong), pad=self._sizes.px(12))

    def _button(self, act: Act) -> Button:
        face = face_of(act)
        button = Button(self._texts(face.word), Kind.SECONDARY, self._build(), icon=face.icon, key=face.cap)
        button.clicked.connect(lambda: self.act.emit(act))
        return button


_ACTS = (Act.CALL_THIS, Act.RESUME, Act.BRING_BACK, Act.BACK_IN_LINE, Act.NO_SHOW, Act.LEFT, Act.SEND_HOME)
"""In the order in which they stand."""


def since_when(texts: Texts, card: VisitCard) -> tuple[str, str]:
    """Return since when a visit is where it is, as a label and a figure: "With you for", "8 min"."""
    if card.state is State.SERVING:
        return texts("With you for"), _minutes(texts, card.with_clerk.total_seconds())
    if card.expected is not None:
        return texts("Expected at"), texts.clock24(card.expected)
    if card.state is State.WAITING:
        return texts("Waiting for"), _minutes(texts, card.waited.total_seconds())
    label = {
        State.CALLED: texts("Called"),
        State.ON_HOLD: texts("On hold for"),
        State.FINISHED: texts("Finished"),
        State.NO_SHOW: texts("Did not come"),
        State.LEFT: texts("Sent home") if card.sent_home else texts("Left"),
    }[card.state]
    seconds = card.in_state.total_seconds()
    minutes = _minutes(texts, seconds)
    if card.state is State.ON_HOLD:
        return label, minutes
    return label, texts("{minutes} ago", minutes=minutes) if seconds >= MINUTE else texts("just now")


def likely_words(texts: Texts, forecast: Forecast) -> str:
    """Say how much longer somebody waits, for a clerk: P50 to P90 in whole minutes."""
    low, high = forecast.middle_ms // MINUTE_MS, -(-forecast.high_ms // MINUTE_MS)
    if forecast.shown[1] > LONG:
        return texts("Likely more than an hour more")
    if high <= 1:
        return texts("Likely next, within a minute")
    return texts("Likely {low} to {high} more minutes", low=low, high=high)


def _minutes(texts: Texts, seconds: float) -> str:
    return texts("{n} min", n=int(seconds // 60))


def _where(texts: Texts, state: StaffState, card: VisitCard) -> str:
    """Say where the visitor is, where the clerk only looks at the card or waits for them to come."""
    if card.state is State.CALLED and not state.looking:
        return texts.count(card.calls, "Announced once. Not here yet?", "Announced {n} times. Not here yet?")
    if not state.looking:
        return ""
    if card.state is State.CALLED:
        return texts("Called to counter {n} by {clerk}.", n=card.counter, clerk=card.clerk)
    if card.state is State.SERVING:
        return texts("With {clerk} at counter {n}.", n=card.counter, clerk=card.clerk)
    return ""
