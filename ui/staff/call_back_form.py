"""Somebody wants to be called back: where, about what, when. For the visit on the card, or for who left word. What was begun is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.guidance.said_day import between_read, day_said
from greeter.model.visit import Channel
from greeter.problems import BadInput
from ui.kit.button import Build, Button, Kind
from ui.kit.paragraph import Paragraph
from ui.staff.choices import Choices
from ui.staff.field import KeyedField, Labelled
from ui.staff.scroll import PanelScroll
from ui.staff.service_picker import ServicePicker
from ui.staff.visitor_card import MOST_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QKeyEvent

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


class CallBackForm(QWidget):
    """Enter in any field keeps it.

    Signals:
        asked(CallBack): keep it.
        told(str): what is missing, kindly.
        closed(): back to the list.
        moved(): what it shows lies elsewhere now.
    """

    asked = Signal(object)
    told = Signal(str)
    closed = Signal()
    moved = Signal()

    def __init__(
        self, texts: Texts, sizes: StaffSizes, find: Callable[[str], list[Service]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts, self._sizes = texts, sizes
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
        self.go = Button(
            texts("Keep the call back"), Kind.PRIMARY, Build.staff(sizes, height=48), icon="phone", key="Enter"
        )
        self.back = Button(texts("Back, keep this"), Kind.QUIET, Build.staff(sizes), key="Esc")
        self._lay_out()
        for part in (self.service, self.matter, self.name, self.phone, self.day, self.between, self.channel):
            part.entered.connect(self._enter)
        self.whom.entered.connect(self._enter)
        self.whom.changed.connect(self._take_whom)
        self.go.clicked.connect(self._enter)
        self.back.clicked.connect(self.closed)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep it by Enter, wherever the keyboard is in the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        else:
            super().keyPressEvent(event)

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

    def _miss(self, words: str, field: KeyedField) -> None:
        self.told.emit(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px, sizes, texts = self._sizes.px, self._sizes, self._texts
        page = QWidget()
        form = QVBoxLayout(page)
        form.setContentsMargins(0, px(14), 0, px(10))
        form.setSpacing(px(12))
        form.addWidget(self.title)
        self._whom = Labelled(sizes, texts("Who wants to be called"), self.whom)
        form.addWidget(self._whom)
        form.addWidget(self.service)
        self._about = Labelled(sizes, texts("What to call about"), self.matter)
        form.addWidget(self._about)
        who = QHBoxLayout()
        who.setSpacing(px(16))
        self._named = Labelled(sizes, texts("Name, if they like"), self.name)
        who.addWidget(self._named, 1)
        who.addWidget(Labelled(sizes, texts("Phone number"), self.phone), 1)
        form.addLayout(who)
        when = QHBoxLayout()
        when.setSpacing(px(16))
        when.addWidget(Labelled(sizes, texts("Which day"), self.day), 1)
        when.addWidget(Labelled(sizes, texts("Best time"), self.between), 1)
        form.addLayout(when)
        self._reached = Labelled(sizes, texts("How they reached us"), self.channel)
        form.addWidget(self._reached)
        form.addStretch(1)
        area = PanelScroll(sizes, page, px(24), most=px(MOST_WIDTH))
        area.moved.connect(self.moved)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(24), px(8), px(24), px(14))
        foot.setSpacing(px(10))
        foot.addWidget(self.go)
        foot.addWidget(self.back)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
