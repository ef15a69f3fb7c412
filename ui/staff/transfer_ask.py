"""Where to send a visitor on: a service, a counter or a clerk, or another office; with a note. Nothing is asked of the visitor again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.guidance.reasons import ReasonSearch
from greeter.problems import BadInput
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.staff.arrival import expected
from ui.staff.asking import Ask
from ui.staff.choices import Choices
from ui.staff.office_choice import HERE, OfficeChoice
from ui.staff.queue_row import MARGIN
from ui.staff.service_picker import ServicePicker
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from greeter.catalogue.neighbours import Neighbour
    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from ui.kit.sizes import StaffSizes
    from ui.staff.state import StaffState

ANYBODY = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was begun for a visitor: words for a service, the note, the office, and when they are expected there."""

    words: str = ""
    note: str = ""
    office: str = HERE
    when: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """Where a visitor is sent: another office, one of its services, and when they are expected; None for at once."""

    office: str
    service: str
    at: datetime | None


class TransferAsk(Ask):
    """Service, counter, clerk and note; where the store has other offices, which one, and when they are expected. Enter sends the visitor on.

    Signals:
        answered(str, object, object, object, str): visit; service, counter and clerk, each None where it is left open; the note.
        sent_away(str, Away, str): visit, where to, and the note.
        office_wanted(str): the services of this office are wanted; `show_office` gives them.
    """

    answered = Signal(str, object, object, object, str)
    sent_away = Signal(str, object, str)
    office_wanted = Signal(str)

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
        self._office, self._own_counter = office, ""
        self._clerks: tuple[str, ...] = ()
        self._now: datetime | None = None
        self._service: Service | None = None
        self._there: Office | None = None
        self._search: ReasonSearch | None = None
        self._find_here = find
        self._drafts: dict[str, Draft] = {}
        self._sent: dict[str, Draft] = {}
        self.office = OfficeChoice(texts, sizes)
        self.service = ServicePicker(texts, sizes, texts("For which service"), self._find, rows=3)
        self.counter: Choices[str] = Choices(sizes, texts("Which counter"))
        self.clerk: Choices[str] = Choices(sizes, texts("Which clerk"))
        self.when = KeyedField(
            sizes, texts("When they are expected there"), hint=texts("Now; or 14:30, or 30 min"), icon="clock"
        )
        self.hours = Paragraph("", sizes.label, Token.INK2)
        self.note = KeyedField(sizes, texts("A note for the colleague"), hint=texts("What they need to know"))
        self.send = Button(
            texts("Send on"), Kind.PRIMARY, Build.staff(sizes, height=44), icon="arrow-left-right", key="Enter"
        )
        self.said = Paragraph("", sizes.label, Token.INK2)
        self._within, self._away = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def look_at(self, state: StaffState) -> None:
        """Know which clerks are here, which counter is ours, and what time it is."""
        self._own_counter, self._clerks, self._now = state.queue.counter, state.clerks, state.queue.now

    def offer_offices(self, others: tuple[Neighbour, ...]) -> None:
        """Know the other offices of the store."""
        self.office.offer(others)

    def ask_for(self, visit: str, number: str, service: Service | None) -> None:
        """Ask where to send a visitor who is here for `service`, with what was begun for them."""
        if self.visit:
            self._drafts[self.visit] = self._draft()
        self.ask(visit, number)
        self._service = service
        draft = self._drafts.get(visit, Draft())
        self.note.setText(draft.note)
        self.when.setText(draft.when)
        anybody = self._texts("Anybody")
        self.clerk.offer([(ANYBODY, anybody), *((name, name) for name in self._clerks)])
        self.office.choose(draft.office)
        self._go_to_office(draft.words)

    def show_office(self, office: Office) -> None:
        """Offer the services of another office, where it is still the one that is chosen."""
        if self.office.chosen == office.id:
            self._there, self._search = office, None
            self._begin(self.service.words)

    def drafts(self) -> dict[str, str]:
        """Return the notes that are begun, by visit."""
        begun = {visit: draft.note for visit, draft in self._drafts.items()}
        begun |= {self.visit: self.note.text()} if self.visit else {}
        return {visit: note for visit, note in begun.items() if note.strip()}

    def bring_back(self, visit: str, note: str) -> None:
        """Take up a note that was begun before the window was gone."""
        self._drafts[visit] = Draft(note=note)

    def give_back(self, visit: str, note: str) -> None:
        """Keep what was written for a visit that could not be sent on, for the next try."""
        self._drafts[visit] = self._sent.get(visit, Draft(note=note))

    def first(self) -> QWidget:
        """Begin with the service."""
        return self.service.field

    def _draft(self) -> Draft:
        return Draft(self.service.words, self.note.text(), self.office.chosen, self.when.text())

    def _go_to_office(self, words: str = "") -> None:
        """Ask for the office that is chosen; the services of another one come as soon as they are read."""
        office = self.office.chosen
        self._there, self._search = None, None
        self._begin(words)
        if office != HERE:
            self.office_wanted.emit(office)

    def _begin(self, words: str) -> None:
        away = self.office.chosen != HERE
        title = (
            "Send {number} to {office}. What they told you travels along."
            if away
            else ("Send {number} on. What they told you travels along.")
        )
        office = self.office.name_of(self.office.chosen)
        self.title.set_text(self._texts(title, number=self.number, office=office))
        self.title.set_color(Token.INK)
        self._within.setVisible(not away)
        self._away.setVisible(away)
        self.service.begin(words, first=self._same_service())
        self._offer_counters()
        self.hours.set_text(self._hours_words(self._there) if self._there else "")

    def _same_service(self) -> Service | None:
        """Return the service that they are here for, as the office that is chosen offers it."""
        if self.office.chosen == HERE or self._service is None:
            return self._service
        known = self._there is not None and self._there.has_service(self._service.id)
        return self._there.service(self._service.id) if known and self._there else None

    def _find(self, words: str) -> list[Service]:
        if self.office.chosen == HERE:
            return self._find_here(words)
        if self._there is None:
            return []
        if not words.strip():
            return [service for service in self._there.services if service.listed]
        if self._search is None:
            self._search = ReasonSearch(self._there)
        return [self._there.service(match.service_id) for match in self._search.find(words, 5)]

    def _hours_words(self, there: Office) -> str:
        """Say what time it is there, and until when they are open, or from when."""
        if self._now is None:
            return ""
        now, clock = there.local(self._now), self._texts.clock24
        span, opens = there.open_span(now), there.next_opening(now)
        if span is not None:
            said = self._texts("It is {time} there. Open until {end}.", time=clock(now), end=clock(span[1]))
        elif opens is not None:
            day = self._texts.weekday(opens.weekday())
            said = self._texts(
                "It is {time} there. Closed; opens on {day} at {start}.", time=clock(now), day=day, start=clock(opens)
            )
        else:
            said = self._texts("It is {time} there. Closed.", time=clock(now))
        return f"{said} {there.address}".strip()

    def _offer_counters(self) -> None:
        wanted = self.service.chosen
        away = self.office.chosen != HERE
        fitting = [counter.id for counter in self._office.counters if wanted is None or counter.serves(wanted)]
        others = [] if away else [counter for counter in fitting if counter != self._own_counter]
        self.counter.offer([(ANYBODY, self._texts("Any")), *((one, one) for one in others)])
        same = wanted is None or (self._service is not None and wanted.id == self._service.id and not away)
        about = "" if same or wanted is None else wanted.before_transfer
        self.said.set_text(about)
        self.said.setVisible(bool(about))

    def _enter(self) -> None:
        if self.office.chosen != HERE:
            self._enter_away()
            return
        chosen, counter, clerk = self.service.chosen, self.counter.chosen or None, self.clerk.chosen or None
        service = None if chosen is None or chosen is self._service else chosen.id
        if service is None and counter is None and clerk is None:
            self._ask_again(self._texts("Choose another service, a counter or a clerk first."), self.service.field)
            return
        visit, note = self._close()
        self.answered.emit(visit, service, counter, clerk, note)

    def _enter_away(self) -> None:
        service, there = self.service.chosen, self._there
        if service is None or there is None:
            office = self.office.name_of(self.office.chosen)
            self._ask_again(
                self._texts("Choose a service of {office}: write a word or two.", office=office), self.service.field
            )
            return
        try:
            at = expected(self.when.text(), there.local(self._now)) if self._now is not None else None
        except BadInput as problem:
            self._ask_again(str(problem), self.when)
            return
        visit, note = self._close()
        self.sent_away.emit(visit, Away(there.id, service.id, at), note)

    def _ask_again(self, words: str, field: QWidget) -> None:
        self.ask_again(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> tuple[str, str]:
        """Let the question go; what was written is kept until it is known that it went through."""
        note = self.note.text().strip()
        self._drafts.pop(self.visit, None)
        self._sent = {self.visit: self._draft()}
        visit, self.visit = self.visit, ""
        self.closed.emit()
        return visit, note

    def _connect(self) -> None:
        self.office.changed.connect(self._go_to_office)
        self.service.changed.connect(self._offer_counters)
        for part in (self.office, self.service, self.counter, self.clerk, self.when, self.note):
            part.entered.connect(self._enter)
        self.send.clicked.connect(self._enter)

    def _lay_out(self) -> None:
        px, sizes, texts = self._sizes.px, self._sizes, self._texts
        for part, labelled in (
            (self._within, ((texts("Which counter"), self.counter), (texts("Which clerk"), self.clerk))),
            (self._away, ((texts("When they are expected there"), self.when),)),
        ):
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(8))
            for label, field in labelled:
                column.addWidget(Labelled(sizes, label, field))
            if part is self._away:
                column.addWidget(self.hours)
            column.addStretch(1)
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
        row.addWidget(self._within, 3)
        row.addWidget(self._away, 3)
        row.addLayout(end, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(MARGIN), px(10), px(20), px(14))
        box.setSpacing(px(8))
        box.addWidget(self.title)
        box.addWidget(self.office)
        box.addLayout(row)
