"""Somebody wants to be called back: where, about what, when. For the visit on the card, or for who left word. What was begun is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt

from greeter.guidance.said_day import between_read, day_said
from greeter.model.visit import Channel
from greeter.problems import BadInput
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.staff.choices import Choices
from ui.staff.entry_form import EntryForm
from ui.staff.service_picker import ServicePicker

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from greeter.model.catalogue import Service
    from greeter.model.follow_up import Between
    from greeter.texts import Texts
    from greeter.views.visit_card import VisitCard
    from ui.kit.sizes import StaffSizes


class Whom(StrEnum):
    """Who wants to be called back."""

    CARD = "card"
    """Who is on the card."""
    OTHER = "other"
    """Somebody who left word."""


@dataclass(frozen=True, slots=True)
class CallBack:
    """What was asked for. `visit` empty: somebody who left word, about `service`, by `channel`."""

    phone: str
    due: date
    between: Between | None
    matter: str
    name: str
    visit: str
    service: str
    channel: Channel
    request_key: str


class CallBackForm(EntryForm):
    """`asked` carries a CallBack."""

    def __init__(
        self, texts: Texts, sizes: StaffSizes, find: Callable[[str], list[Service]], *, parent: QWidget | None = None
    ) -> None:
        go = Button(texts("Keep the call back"), Kind.PRIMARY, Build.staff(sizes, height=48), icon="phone", key="Enter")
        super().__init__(texts, sizes, go, parent)
        self._today: date | None = None
        self._visit, self._key = "", uuid4().hex
        self._card = ("", "")
        self.whom: Choices[Whom] = Choices(sizes, texts("Who wants to be called"))
        self.title = Paragraph("", sizes.name)
        self.service = ServicePicker(texts, sizes, texts("What it is about, in their own words"), find, rows=3)
        self.matter = KeyedField(sizes, texts("What to call about"))
        self.name = KeyedField(sizes, texts("Name, if they like"))
        self.phone = KeyedField(sizes, texts("Phone number"), icon="phone")
        self.day = KeyedField(sizes, texts("Which day"), hint=texts("Tomorrow, Friday, Dec 7"))
        self.between = KeyedField(sizes, texts("Best time"), hint=texts("14-16, after 15, morning"))
        self.channel: Choices[Channel] = Choices(sizes, texts("How they reached us"))
        self.channel.offer(
            [
                (Channel.PHONE, texts("Phone")),
                (Channel.EMAIL, texts("E-mail")),
                (Channel.LETTER, texts("Letter")),
                (Channel.WEB, texts("Web")),
            ]
        )
        self._lay_out()
        self._enter_from(
            (self.whom, self.service, self.matter, self.name, self.phone, self.day, self.between, self.channel)
        )
        self.whom.changed.connect(self._take_whom)
        self.begin_anew()

    def begin_anew(self) -> None:
        """Empty everything."""
        self._key = uuid4().hex
        self.service.begin()
        for field in (self.matter, self.name, self.phone, self.between):
            field.clear()
        self.day.setText(self._texts("Today"))
        self.channel.choose(Channel.PHONE)

    def open_for(self, card: VisitCard | None, today: date) -> None:
        """Be ready to write, for the visit on the card, or for somebody else who left word."""
        self._today = today
        visit, number = (card.visit_id, card.number) if card is not None else ("", "")
        if visit != self._card[0]:
            self._card = visit, number
            self.begin_anew()
        self.whom.offer([(Whom.CARD, number), (Whom.OTHER, self._texts("Somebody else"))])
        self.whom.choose(Whom.CARD if visit else Whom.OTHER)
        self._whom.setVisible(bool(visit))
        self._take_whom()
        first = self.phone if visit else self.service.field
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_whom(self) -> None:
        """Ask what there is to know of the visit on the card, or of somebody who left word."""
        visit, number = self._card
        self._visit = visit if self.whom.chosen is Whom.CARD else ""
        texts = self._texts
        self.title.set_text(texts("Call {number} back", number=number) if self._visit else texts("Call somebody back"))
        for part in (self.service, self._reached, self._named):
            part.setVisible(not self._visit)
        self._about.setVisible(bool(self._visit))

    def _enter(self) -> None:
        service = self.service.chosen
        if not self._visit and service is None:
            self._miss(self._texts("Choose what it is about first: write a word or two."), self.service.field)
            return
        if not self.phone.text().strip():
            self._miss(self._texts("Write the number to call."), self.phone)
            return
        field = self.day
        try:
            assert self._today is not None  # noqa: S101 (given when it was opened)
            due = day_said(self._texts, self.day.text(), self._today)
            field = self.between
            between = between_read(self.between.text())
        except BadInput as met:
            self._miss(str(met), field)
            return
        self.asked.emit(
            CallBack(
                phone=self.phone.text().strip(), due=due, between=between,
                matter=self.matter.text().strip() if self._visit else self.service.words,
                name=self.name.text().strip(), visit=self._visit, service=service.id if service is not None else "",
                channel=self.channel.chosen, request_key=self._key,
            )
        )  # fmt: skip

    def _lay_out(self) -> None:
        sizes, texts = self._sizes, self._texts
        page, form = self._page()
        form.addWidget(self.title)
        self._whom = Labelled(sizes, texts("Who wants to be called"), self.whom)
        form.addWidget(self._whom)
        form.addWidget(self.service)
        self._about = Labelled(sizes, texts("What to call about"), self.matter)
        form.addWidget(self._about)
        who, (self._named, _) = self._beside(
            (texts("Name, if they like"), self.name, 180), (texts("Phone number"), self.phone, 180)
        )
        form.addLayout(who)
        when, _ = self._beside((texts("Which day"), self.day, 180), (texts("Best time"), self.between, 180))
        form.addLayout(when)
        self._reached = Labelled(sizes, texts("How they reached us"), self.channel)
        form.addWidget(self._reached)
        form.addStretch(1)
        self._put_together(page)
