"""Closing time in the card's place: who waits is served, or sent home with a reason and, by wish, a new appointment. What was begun is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from greeter.guidance.room_closing import heading_words, outlook_words
from greeter.guidance.said_day import day_said, time_said
from greeter.problems import BadInput
from greeter.tickets.sent_home import REASONS
from ui.kit.button import Build, Button, Kind
from ui.kit.field import KeyedField, Labelled
from ui.kit.paragraph import Paragraph
from ui.staff.choices import Choices
from ui.staff.entry_form import EntryForm
from ui.theme import Token

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from PySide6.QtWidgets import QWidget

    from greeter.texts import Texts
    from greeter.views.closing import AtClosing, Outlook
    from ui.kit.sizes import StaffSizes

OWN, NONE, OTHER = "own", "none", "other"
MOST_NAMED = 8


class What(StrEnum):
    """What may be decided."""

    SERVE = "serve"
    HOME = "home"
    TICKETS = "tickets"
    """Give tickets again: it was decided too soon."""


class Whom(StrEnum):
    """Who goes home."""

    ONE = "one"
    FROM = "from"
    """This one, and all who are called after them."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided. `day` and `at` are the office's, of the new appointment; None: none."""

    what: What
    visits: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    reason: str = ""
    day: date | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What the panel shows. `times`: the next free times, office-local, by service."""

    outlook: Outlook
    times: dict[str, tuple[datetime, ...]] = field(default_factory=dict)


class ClosingPanel(EntryForm):
    """`asked` carries a Decision."""

    def __init__(self, texts: Texts, sizes: StaffSizes, *, parent: QWidget | None = None) -> None:
        go = Button("", Kind.PRIMARY, Build.staff(sizes, height=48), icon="check", key="Enter")
        super().__init__(texts, sizes, go, parent)
        self._line: tuple[AtClosing, ...] = ()
        self._facts: ClosingFacts | None = None
        self._times: tuple[datetime, ...] = ()
        self.title = Paragraph("", sizes.name)
        self.outlook = Paragraph("", sizes.body)
        self.what: Choices[What] = Choices(sizes, texts("What you decide"))
        self.whom: Choices[Whom] = Choices(sizes, texts("Who goes home"))
        self.first_home: Choices[str] = Choices(sizes, texts("From whom on"))
        self.named = Paragraph("", sizes.list, Token.INK2)
        self.why: Choices[str] = Choices(sizes, texts("Why, as visitors read it"))
        self.why.offer([*((one, texts(one).rstrip(".")) for one in REASONS), (OWN, texts("In your words"))])
        self.own = KeyedField(sizes, texts("The reason in your words"), hint=texts("Visitors read it as you write it"))
        self.when: Choices[str] = Choices(sizes, texts("New appointment"))
        self.day = KeyedField(sizes, texts("Which day"), hint=texts("Tomorrow, Friday, Dec 7"))
        self.at = KeyedField(sizes, texts("What time"), hint=texts("9:30"))
        self._lay_out()
        self._enter_from((self.what, self.whom, self.first_home, self.why, self.own, self.when, self.day, self.at))
        self.what.changed.connect(self._show_parts)
        self.why.changed.connect(self._show_parts)
        self.when.changed.connect(self._show_parts)
        for part in (self.whom, self.first_home):
            part.changed.connect(self._take_whom)

    def open_for(self, facts: ClosingFacts, one: AtClosing | None = None) -> None:
        """Show what is so; one: the visitor whom it is about alone, be they in line or not."""
        texts, outlook = self._texts, facts.outlook
        self._facts = facts
        listed = [each for each in outlook.line if one is None or each.visit_id != one.visit_id]
        self._line = (*([] if one is None else [one]), *listed)
        self.title.set_text(heading_words(texts, outlook))
        self.outlook.set_text(outlook_words(texts, outlook))
        serve = (What.TICKETS, texts("Give tickets again")) if outlook.serves_all else (
            What.SERVE, texts("Serve all who wait, give no more tickets"),
        )  # fmt: skip
        self.what.offer([serve, *([(What.HOME, texts("Send home"))] if self._line else [])])
        self.what.choose(serve[0] if one is None else What.HOME)
        late = next((each.number for each in outlook.line if each.in_time is False), "")
        numbers = [each.number for each in self._line]
        if numbers:
            self.first_home.offer([(each.number, self._label(each)) for each in self._line])
            self.first_home.choose(one.number if one is not None else late or numbers[0])
        self.whom.offer([(Whom.FROM, texts("All from one on")), (Whom.ONE, texts("One visitor"))])
        self.whom.choose(Whom.ONE if one is not None else Whom.FROM)
        self._take_whom()
        chosen = self.what.chip(self.what.chosen)
        chosen.show()  # it was made a moment ago, and could not take the keyboard unseen
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def going(self) -> tuple[AtClosing, ...]:
        """Who goes home, by what is chosen now."""
        if self.what.chosen is not What.HOME:
            return ()
        place = next(place for place, each in enumerate(self._line) if each.number == self.first_home.chosen)
        return self._line[place : place + 1] if self.whom.chosen is Whom.ONE else self._line[place:]

    def _label(self, one: AtClosing) -> str:
        return self._texts("{number}, not in time", number=one.number) if one.in_time is False else one.number

    def _take_whom(self) -> None:
        """Offer the free times for who goes first, and tell who goes."""
        texts, going = self._texts, self.going
        if going and self._facts is not None:
            self._times = self._facts.times.get(going[0].service_id, ())
            words = [(f"{place}", _short(texts, at)) for place, at in enumerate(self._times)]
            if self.when.answers != [NONE, *(key for key, _ in words), OTHER]:
                self.when.offer([(NONE, texts("None")), *words, (OTHER, texts("Another day or time"))])
        self._show_parts()

    def _show_parts(self) -> None:
        texts, going = self._texts, self.going
        home = self.what.chosen is What.HOME
        for part in (self._whom, self._first, self.named, self._why, self._when):
            part.setVisible(home)
        self._own.setVisible(home and self.why.chosen == OWN)
        other = home and self.when.answers != [] and self.when.chosen == OTHER
        for part in self._other:
            part.setVisible(other)
        self.named.set_text(self._going_words(going))
        if home:
            many = texts.count(len(going), "Send {number} home", "Send {n} home", number=going[0].number)
            self.go.set_words(many)
        else:
            tickets = self.what.chosen is What.TICKETS
            self.go.set_words(texts("Give tickets again") if tickets else texts("Serve all who wait"))
        self.moved.emit()

    def _going_words(self, going: Sequence[AtClosing]) -> str:
        texts = self._texts
        if not going:
            return ""
        named = texts.listed([one.number for one in going[:MOST_NAMED]])
        if len(going) > MOST_NAMED:
            words = texts("Goes home: {numbers}, and {n} more.", numbers=named, n=len(going) - MOST_NAMED)
        else:
            words = texts("Goes home: {numbers}.", numbers=named)
        if len(going) > 1:
            words += " " + texts("With an appointment, each gets the next free time after the one before.")
        return words

    def _enter(self) -> None:
        what = self.what.chosen
        if what is not What.HOME:
            self.asked.emit(Decision(what))
            return
        reason = self.own.text().strip() if self.why.chosen == OWN else self.why.chosen
        if not reason:
            self._miss(self._texts("Write why in a few words; the visitors read it."), self.own)
            return
        field = self.day
        try:
            day, at = None, None
            if self.when.chosen == OTHER and self._facts is not None:
                day = day_said(self._texts, self.day.text(), self._facts.outlook.now.date())
                field = self.at
                at = time_said(self.at.text())
            elif self.when.chosen != NONE:
                start = self._times[int(self.when.chosen)]
                day, at = start.date(), start.time()
        except BadInput as met:
            self._miss(str(met), field)
            return
        going = self.going
        visits, numbers = (tuple(getattr(one, name) for one in going) for name in ("visit_id", "number"))
        self.asked.emit(Decision(what, visits, numbers, reason, day, at))

    def begin_anew(self) -> None:
        """Empty what was written, once it is done."""
        for one in (self.own, self.day, self.at):
            one.clear()
        self.why.choose(REASONS[0])
        self.when.choose(NONE)

    def _lay_out(self) -> None:
        sizes, texts = self._sizes, self._texts
        page, form = self._page()
        self._whom = Labelled(sizes, texts("Who goes home"), self.whom)
        self._first = Labelled(sizes, texts("From whom on, in the order of the calls"), self.first_home)
        self._why = Labelled(sizes, texts("Why, as visitors read it"), self.why)
        self._own = Labelled(sizes, texts("The reason in your words"), self.own)
        self._when = Labelled(sizes, texts("New appointment"), self.when)
        other, self._other = self._beside((texts("Which day"), self.day, 180), (texts("What time"), self.at, 180))
        for part in (self.title, self.outlook, Labelled(sizes, texts("What you decide"), self.what), self._whom, self._first,
                     self.named, self._why, self._own, self._when):  # fmt: skip
            form.addWidget(part)
        form.addLayout(other)
        form.addStretch(1)
        self._put_together(page)


def _short(texts: Texts, at: datetime) -> str:
    """Return a time for a chip: "Wed 25, 08:00"."""
    return f"{texts.weekday(at.weekday())[:3]} {at.day}, {texts.clock24(at)}"
