"""The next steps of a visit: ticked, moved, dropped and added by key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greeter.front_desk.case import Field
from greeter.guidance.next_steps import detail_line, due_words, is_working_day
from greeter.guidance.phrases import polite_name
from greeter.guidance.step_habits import Origin
from greeter.model.catalogue import Owner
from ui.kit.button import Build, Button, Kind
from ui.kit.key_cap import KeyCap
from ui.kit.paragraph import Paragraph
from ui.staff.add_step import AddStep
from ui.staff.flow import Flow
from ui.staff.section import quiet
from ui.staff.step_acts import StepPlace
from ui.staff.step_item import INSET, StepItem
from ui.theme import Token

if TYPE_CHECKING:
    from datetime import date

    from greeter.model.catalogue import NextStep, Office
    from greeter.texts import Texts
    from greeter.views.visit_card import StepRow, VisitCard
    from ui.kit.sizes import StaffSizes

ADD_KEY = "A"
PAPER_KEY = "P"

_USUAL = 5
"""So many steps are usual, and their rows made with the window: the first visitor's card is as quick as the next."""


class StepsList(QWidget):
    """Steps with their keys, and the buttons beneath.

    Signals:
        ticked(str, StepPlace, bool): a step of this visit was ticked, or the tick taken back.
        moved(str, StepPlace, int): a step to another place, from 0.
        dropped(str, StepPlace): a step taken out.
        judged(str, StepPlace, bool): whether a suggested step helps.
        added(str, NextStep): a step to add.
        hand_over(str): the next steps of this visit on paper.
    """

    ticked = Signal(str, object, bool)
    moved = Signal(str, object, int)
    dropped = Signal(str, object)
    judged = Signal(str, object, bool)
    added = Signal(str, object)
    hand_over = Signal(str)

    def __init__(
        self, texts: Texts, sizes: StaffSizes, office: Office, *, can_print: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts, self._sizes, self._office = texts, sizes, office
        self._visit = ""
        self._chosen = -1
        self._suggested: set[int] = set()
        self._follow = ""
        self._given_back = ("", 0)
        self.items: list[StepItem] = []
        self._spare: list[StepItem] = []
        """Rows that are not needed now: a next visitor's steps show in them. The first is the last of the list."""
        px = sizes.px
        build = quiet(sizes)
        self.up = Button(texts("Up"), Kind.QUIET, build, key="Alt Up")
        self.down = Button(texts("Down"), Kind.QUIET, build, key="Alt Down")
        self.drop = Button(texts("Drop"), Kind.QUIET, build, key="Del")
        self.helps = Button(texts("Helpful"), Kind.QUIET, build, key="+")
        self.does_not = Button(texts("Not helpful"), Kind.QUIET, build, key="-")
        small = replace(Build.staff(sizes, lettering=sizes.list_strong), pad=px(9), spacing=px(8))
        self.add = Button(texts("Add step"), Kind.SECONDARY, small, key=ADD_KEY)
        self.paper = Button(texts("Hand over on paper"), Kind.SECONDARY, small, icon="printer", key=PAPER_KEY)
        if not can_print:
            self.paper.hide()
        self.adding = AddStep(texts, sizes)
        self._nothing = Paragraph(
            texts("No steps are suggested for this service. Add what you agree on."), sizes.list, Token.INK2
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._tools = QWidget()
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(px(INSET), px(8), px(INSET), 0)
        tools.setSpacing(px(4))
        for row in ((self.up, self.down, self.drop), (self.helps, self.does_not)):
            line = QHBoxLayout()
            line.setSpacing(px(14))
            for button in row:
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                line.addWidget(button)
            line.addStretch(1)
            tools.addLayout(line)
        self._tools.hide()
        self._buttons = QWidget()
        buttons = Flow(px(10), self._buttons)
        for button in (self.add, self.paper):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._nothing)
        box.addLayout(self._rows)
        box.addWidget(self._tools)
        box.addSpacing(px(12))
        below = QVBoxLayout()
        below.setContentsMargins(px(INSET), 0, px(INSET), 0)
        below.addWidget(self.adding)
        below.addWidget(self._buttons)
        box.addLayout(below)
        self.adding.hide()
        self._connect()
        self._fit(_USUAL)
        self._fit(0)

    def hint(self) -> QWidget:
        """Return "[Space] tick", to stand beside the heading."""
        hint = QWidget()
        row = QHBoxLayout(hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._sizes.px(8))
        row.addWidget(KeyCap(self._texts("Space"), self._sizes.label_strong, Token.INK2))
        row.addWidget(Paragraph(self._texts("tick"), self._sizes.heading, Token.INK2), 0, Qt.AlignmentFlag.AlignVCenter)
        return hint

    def show_card(self, card: VisitCard) -> None:
        """Show a visit's steps; the chosen one stays chosen, wherever it has moved."""
        if card.visit_id != self._visit:
            self._visit, self._chosen, self._follow, self._given_back = card.visit_id, -1, "", ("", 0)
            self._tools.hide()
            self.adding.begin_anew(card.visit_id)
        focused = self._focused()
        self._fit(len(card.steps))
        for item, row in zip(self.items, card.steps, strict=True):
            detail = self._detail(row, card)
            item.show_step(row.what, detail, self._owner(row, card), done=row.done_at is not None)
        self._suggested = {n for n, row in enumerate(card.steps) if row.origin is not Origin.CLERK}
        self._nothing.setVisible(not card.steps)
        self._let_go_of_what_was_kept()
        if self._follow:
            self._chosen = next((n for n, item in enumerate(self.items) if item.what == self._follow), self._chosen)
            self._follow = ""
        self._chosen = min(self._chosen, len(self.items) - 1)
        if focused and self._chosen >= 0:
            self.items[self._chosen].check.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark()

    def focus_steps(self) -> None:
        """Bring the keyboard to the chosen step, or to the first that is open."""
        if not self.items:
            self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.items[self._place_for_space()].check.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tick_one(self) -> None:
        """Tick the chosen step, or the first that is open: Space, from wherever it has no other meaning."""
        if self.items:
            self.items[self._place_for_space()].check.click()

    def _place_for_space(self) -> int:
        if self._chosen >= 0:
            return self._chosen
        return next((n for n, item in enumerate(self.items) if not item.check.isChecked()), 0)

    def _fit(self, count: int) -> None:
        while len(self.items) > count:
            item = self.items.pop()
            item.show_step("", "", "", done=False)
            item.hide()
            self._spare.append(item)
        while len(self.items) < count and self._spare:
            self.items.append(self._spare.pop())
            self.items[-1].show()
        while len(self.items) < count:
            item = StepItem(self._sizes)
            place = len(self.items)
            item.ticked.connect(lambda done, n=place: self._tick(n, done=done))
            item.stepped.connect(lambda way, n=place: self._step(n + way))
            item.moved.connect(lambda way, n=place: self._move(n, n + way))
            item.dropped.connect(lambda n=place: self._drop(n))
            item.judged.connect(lambda helps, n=place: self._judge(n, helps=helps))
            item.chosen.connect(lambda n=place: self._choose(n))
            self.items.append(item)
            self._rows.addWidget(item)

    def _detail(self, row: StepRow, card: VisitCard) -> str:
        texts, today = self._texts, card.now.date()
        if row.done_at is not None:
            by = f" {texts('by {clerk}', clerk=row.done_by)}" if row.done_by and row.done_by != card.clerk else ""
            return texts("Done {time}", time=texts.clock24(row.done_at)) + by
        if row.suggested is not None:
            line = detail_line(texts, self._office, today, row.suggested) if self._says_when(row.suggested) else ""
            told = row.offered.told(texts) if row.offered is not None else ""
            return ". ".join(part for part in (line, told) if part)
        due = self._due(row.due, today) if row.due else ""
        judged = texts("Marked helpful") if row.judged else ""
        return ". ".join(part.rstrip(".") for part in (row.detail, due, judged) if part)

    def _due(self, due: date, today: date) -> str:
        """Say a day as the suggestion did: "Today", "5 working days, by Dec 2"."""
        if due <= today:
            return (
                self._texts("Today") if due == today else self._texts("Was due {day}", day=self._texts.short_date(due))
            )
        ahead = (today + timedelta(days=n) for n in range(1, (due - today).days + 1))
        days = sum(is_working_day(self._office, day) for day in ahead)
        return due_words(self._texts, self._office, today, days)

    def _says_when(self, step: NextStep) -> bool:
        """Whether detail and date say more than what goes without saying: a clerk's own step is for now."""
        return step.owner is not Owner.CLERK or bool(step.detail) or bool(step.due_days)

    def _owner(self, row: StepRow, card: VisitCard) -> str:
        if row.owner is Owner.VISITOR:
            return polite_name(card.fields.get(Field.NAME)) or self._texts("Visitor")
        return self._texts("You") if row.owner is Owner.CLERK else self._texts("Office")

    def _place(self, place: int) -> StepPlace:
        return StepPlace(place, self.items[place].what)

    def _tick(self, place: int, *, done: bool) -> None:
        self.ticked.emit(self._visit, self._place(place), done)

    def _step(self, place: int) -> None:
        if 0 <= place < len(self.items):
            self.items[place].check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, place: int, to: int) -> None:
        if place >= 0 and 0 <= to < len(self.items):
            self._follow = self.items[place].what
            self.moved.emit(self._visit, self._place(place), to)

    def _drop(self, place: int) -> None:
        if place >= 0:
            self.dropped.emit(self._visit, self._place(place))

    def _judge(self, place: int, *, helps: bool) -> None:
        if place in self._suggested:
            self.judged.emit(self._visit, self._place(place), helps)

    def _choose(self, place: int) -> None:
        self._chosen = place
        self._tools.show()
        self._mark()

    def _mark(self) -> None:
        for place, item in enumerate(self.items):
            item.set_chosen(chosen=place == self._chosen)
        for button in (self.helps, self.does_not):
            button.setVisible(self._chosen in self._suggested)

    def _focused(self) -> bool:
        return any(item.check.hasFocus() for item in self.items)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self._move(self._chosen, self._chosen - 1))
        self.down.clicked.connect(lambda: self._move(self._chosen, self._chosen + 1))
        self.drop.clicked.connect(lambda: self._drop(self._chosen))
        self.helps.clicked.connect(lambda: self._judge(self._chosen, helps=True))
        self.does_not.clicked.connect(lambda: self._judge(self._chosen, helps=False))
        self.add.clicked.connect(self.begin_adding)
        self.paper.clicked.connect(lambda: self.hand_over.emit(self._visit))
        self.adding.added.connect(self._added)

    def begin_adding(self) -> None:
        """Open the field for a new step, with what was begun."""
        self._buttons.hide()
        self.adding.open_field()

    def give_back(self, visit_id: str, step: NextStep) -> None:
        """Show a step again that could not be kept, for the next try."""
        self.adding.give_back(visit_id, step)
        if visit_id != self._visit:
            return
        self._given_back = (step.what, self._how_often(step.what))
        at_the_button = self.add.hasFocus()
        self._buttons.hide()
        self.adding.show()
        if at_the_button:
            self.adding.open_field()

    def _how_often(self, what: str) -> int:
        return sum(item.what == what for item in self.items)

    def _let_go_of_what_was_kept(self) -> None:
        what, before = self._given_back
        if what and self._how_often(what) > before:
            self._given_back = ("", 0)
            self.adding.let_go(what)
            self.end_adding()

    def end_adding(self) -> None:
        """Close the field; what was begun is kept."""
        self.adding.hide()
        self._buttons.show()

    def _added(self, step: NextStep) -> None:
        self.end_adding()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit(self._visit, step)
