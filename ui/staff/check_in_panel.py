"""Checking somebody in who stands at the desk, or is on the phone. Stands in the card's place; what was begun is kept until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greeter.model.visit import MOST_SERVICES, Channel, Familiarity, Need
from greeter.problems import BadInput
from ui.kit.button import Build, Button, Kind
from ui.kit.check_box import CheckBox
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.staff.also_list import AlsoList
from ui.staff.appointment_picker import AppointmentPicker
from ui.staff.arrival import arrival, party
from ui.staff.asked import Asked
from ui.staff.choices import Choices
from ui.staff.entry_form import EntryForm
from ui.staff.facts import need_fact
from ui.staff.flow import Flow
from ui.staff.language_field import LanguageField
from ui.staff.section import quiet
from ui.staff.service_picker import ServicePicker

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from greeter.model.catalogue import Office, Service
    from greeter.texts import Texts
    from greeter.views.appointments import AppointmentRow
    from ui.kit.sizes import StaffSizes


BRINGS = "What brings them in, in their own words"


class CheckInPanel(EntryForm):
    """What brings them in, and what helps them. `asked` carries an Asked."""

    def __init__(
        self,
        texts: Texts,
        sizes: StaffSizes,
        office: Office,
        find: Callable[[str], list[Service]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        go = Button(texts("Check in"), Kind.PRIMARY, Build.staff(sizes, height=48), icon="user-plus", key="Enter")
        super().__init__(texts, sizes, go, parent)
        self._office, self._find = office, find
        self._now: datetime | None = None
        self._asks_more = False
        """Whether something beside what was booked is asked for."""
        self._left_out = ""
        """The service that was booked: it is not offered beside itself."""
        self._key = uuid4().hex
        self.appointment = AppointmentPicker(texts, sizes)
        self.people = KeyedField(sizes, texts("How many they are"))
        self.service = ServicePicker(texts, sizes, texts(BRINGS), self._not_taken, rows=3)
        self.also = AlsoList(texts, sizes)
        self.name = KeyedField(sizes, texts("Name, if they like"))
        self.say_name = KeyedField(sizes, texts("How to say it"))
        self.language = LanguageField(sizes, office.languages)
        self.reach_at = KeyedField(sizes, texts("Reach them at"), hint=texts("Phone, e-mail or address"))
        self.came_at = KeyedField(sizes, texts("Came at, if earlier"), hint=texts("10:05 or 15 min"))
        self.needs = {need: CheckBox(need_fact(texts, need).words, sizes.list) for need in Need}
        self.channel: Choices[Channel] = Choices(sizes, texts("How they reached us"))
        self.channel.offer(
            [
                (Channel.COUNTER, texts("At the desk")),
                (Channel.PHONE, texts("Phone")),
                (Channel.EMAIL, texts("E-mail")),
                (Channel.LETTER, texts("Letter")),
                (Channel.WEB, texts("Web")),
            ]
        )
        self.before: Choices[Familiarity] = Choices(sizes, texts("Here before about this"))
        self.before.offer(
            [
                (Familiarity.UNKNOWN, texts("Not asked")),
                (Familiarity.NEW, texts("First visit")),
                (Familiarity.RETURNING, texts("Returning")),
            ]
        )
        self.clear = Button(texts("Start anew"), Kind.QUIET, quiet(sizes))
        self._lay_out()
        self._connect()
        self.begin_anew()

    def set_now(self, now: datetime) -> None:
        """Know the time, for arrivals that were earlier."""
        self._now = now

    def open_panel(self, channel: Channel | None = None) -> None:
        """Be ready to write, with what was begun; channel: how they reached us, where that is known."""
        if channel is not None and self.channel.chosen is not channel:
            self.channel.choose(channel)
        self._take_way()
        self.service.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_anew(self) -> None:
        """Empty everything: the next visitor."""
        self._key, self._asks_more = uuid4().hex, False
        self.appointment.begin()
        self.also.begin()
        self.service.begin()
        for field in (self.name, self.say_name, self.came_at, self.people, self.reach_at):
            field.clear()
        for box in self.needs.values():
            box.setChecked(False)
        self.language.choose(self._office.language)
        self.channel.choose(Channel.COUNTER)
        self.before.choose(Familiarity.UNKNOWN)
        self._take_way()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take one more service by Ctrl Enter, wherever the keyboard is in the form."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._one_more()
        else:
            super().keyPressEvent(event)

    def _not_taken(self, words: str) -> list[Service]:
        return [one for one in self._find(words) if one not in self.also.services and one.id != self._left_out]

    @property
    def _booked(self) -> AppointmentRow | None:
        """The appointment for which they come."""
        return self.appointment.chosen if self.channel.chosen.in_line else None

    def _one_more(self) -> None:
        """Take the service that was found, and ask what else they came for."""
        if self.service.isHidden():
            self._asks_more = True
            self._take_appointment()
            self.service.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.also.is_full:
            self._miss(self._texts("A visit holds {n} services at most.", n=MOST_SERVICES), self.service.field)
        elif self.service.chosen is None:
            self._miss(self._texts("Write a word or two about it first."), self.service.field)
        else:
            self.also.take(self.service.chosen, self.service.words)
            self.service.begin()
            self.service.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _services(self) -> list[Service]:
        """Return what they came for, in its order, beside what was booked."""
        last = [] if self.service.chosen is None or self.service.isHidden() else [self.service.chosen]
        return [*self.also.services, *last]

    def _enter(self) -> None:
        services, booked = self._services(), self._booked
        if self.channel.chosen.in_line and booked is None and self.appointment.field.text().strip():
            words = "No appointment of today fits these words. Take them out, or try others."
            if self.appointment.found:
                words = "Choose the appointment first, with Up and Down."
            self._miss(self._texts(words), self.appointment.field)
            return
        if booked is None and not services:
            self._miss(
                self._texts("Choose what they came for first: write a word or two, then press Enter."),
                self.service.field,
            )
            return
        in_line = self.channel.chosen.in_line
        try:
            came = arrival(self.came_at.text(), self._now) if self._now and in_line else None
        except BadInput as met:
            self._miss(str(met), self.came_at)
            return
        try:
            people = party(self.people.text()) if in_line else None
        except BadInput as met:
            self._miss(str(met), self.people)
            return
        said = [*self.also.words, *([self.service.words] if self.service.words else [])]
        ids = [one.id for one in services] if booked is None else ["", *(one.id for one in services)]
        self.asked.emit(
            Asked(
                service=ids[0],
                also=tuple(ids[1:]),
                appointment=booked.id if booked is not None else "",
                people=people,
                reason="; ".join(said),
                name=self.name.text().strip(),
                say_name=self.say_name.text().strip(),
                needs=tuple(need for need, box in self.needs.items() if box.isChecked()),
                language=self.language.code,
                channel=self.channel.chosen,
                familiarity=self.before.chosen,
                arrived=came,
                reach_at=self.reach_at.text().strip(),
                request_key=self._key,
            )
        )

    def _take_appointment(self) -> None:
        """Say for when they are checked in; what was booked is not asked again, only what they came for beside it."""
        booked = self._booked
        self.service.setVisible(booked is None or self._asks_more)
        self._reached.setVisible(booked is None)
        self.also.come_after(booked=booked is not None)
        if (service := booked.service_id if booked is not None else "") != self._left_out:
            self._left_out = service
            self.service.look()
        self.service.labelled.set_label(self._texts(BRINGS if booked is None else "What else, in their own words"))
        time = self._texts.clock24(booked.starts) if booked is not None else ""
        self.go.set_words(self._texts("Check in for {time}", time=time) if time else self._texts("Check in"))

    def _take_way(self) -> None:
        """Ask what there is to know of somebody at the desk, or of a contact; a contact gets no ticket."""
        in_line, texts = self.channel.chosen.in_line, self._texts
        self.appointment.ask_for(asked=in_line)
        for part in (self._said, self._arrival):
            part.setVisible(in_line)
        self._reach.setVisible(not in_line)
        self._title.set_text(texts("Check in a visitor") if in_line else texts("Log a contact"))
        self._take_appointment()
        if not in_line:
            self.go.set_words(texts("Begin, no ticket"))

    def _connect(self) -> None:
        self._enter_from((
            self.appointment, self.service, self.name, self.say_name, self.people, self.came_at, self.channel, self.before,
            self.reach_at,
        ))  # fmt: skip
        self.appointment.changed.connect(self._take_appointment)
        self.channel.changed.connect(self._take_way)
        self.also.wanted.connect(self._one_more)
        self.also.changed.connect(self.service.look)
        self.clear.clicked.connect(self._start_anew)

    def _start_anew(self) -> None:
        self.begin_anew()
        self.open_panel()

    def _lay_out(self) -> None:
        px, sizes, texts = self._sizes.px, self._sizes, self._texts
        page, form = self._page()
        self._title = Paragraph("", sizes.name)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignVCenter)
        form.addLayout(head)
        form.addWidget(self.appointment)
        form.addWidget(self.service)
        form.addWidget(self.also)
        names, (_, self._said, _) = self._beside(
            (texts("Name, if they like"), self.name, 190),
            (texts("How to say it"), self.say_name, 150),
            (texts("Language"), self.language, 180),
        )
        form.addLayout(names)
        self._reach = Labelled(sizes, texts("Reach them at"), self.reach_at)
        form.addWidget(self._reach)
        helps = QWidget()
        flow = Flow(px(16), helps, between=px(6))
        for box in self.needs.values():
            flow.addWidget(box)
        form.addWidget(Labelled(sizes, texts("What helps them"), helps))
        self._reached = Labelled(sizes, texts("How they reached us"), self.channel)
        form.addWidget(self._reached)
        self._arrival = QWidget()
        arrived, _ = self._beside(
            (texts("How many"), self.people, 90), (texts("Came at, if earlier"), self.came_at, 150)
        )
        self._arrival.setLayout(arrived)
        visit = Flow(px(16), between=px(12))
        visit.add_wide(Labelled(sizes, texts("Here before about this"), self.before), px(310), 310)
        visit.add_wide(self._arrival, px(256), 256)
        form.addLayout(visit)
        form.addStretch(1)
        self._put_together(page)
