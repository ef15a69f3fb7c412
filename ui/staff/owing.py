"""What the office owes, between its panel and the store: read while somebody looks, told once when something falls due. It knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from greeter.model.visit import Outcome
from ui.staff.state import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from greeter.front_desk import FrontDesk
    from greeter.model.follow_up import Between
    from greeter.views.follow_ups import FollowUp
    from ui.background import Background
    from ui.feed import Feed
    from ui.staff.call_back_form import CallBack
    from ui.staff.presenter import StaffPresenter


class Owing(QObject):
    """Reads follow-ups, and does what a clerk does with them.

    Signals:
        read(FollowUps): the list of now.
        kept(): a call back was noted.
        counted(str): how much is due, for the button that opens the list.
    """

    read = Signal(object)
    kept = Signal()
    counted = Signal(str)

    def __init__(
        self, presenter: StaffPresenter, background: Background, feed: Feed, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter, self._background = presenter, background
        self._texts = presenter.texts
        self._wanted = False
        self._due: tuple[str, int] = ("", 0)
        feed.changed.connect(self._changed)
        presenter.room.found.connect(self._remind)

    def look(self) -> None:
        """Read now, and after each change from now on."""
        self._wanted = True
        self._read()

    def rest(self) -> None:
        """Read no more until the next look."""
        self._wanted = False

    def close(self, row: FollowUp) -> None:
        """Close a follow-up."""
        words = self._texts("Closed. Under “Closed today” it can be opened again.")
        self._do(lambda desk: desk.close_follow_up(row.step_id, clerk=self._presenter.clerk), words)

    def reopen(self, row: FollowUp) -> None:
        """Open a follow-up again."""
        self._do(
            lambda desk: desk.reopen_follow_up(row.step_id, clerk=self._presenter.clerk),
            self._texts("It is open again."),
        )

    def hand(self, row: FollowUp, to: str) -> None:
        """Hand a follow-up to a colleague, or to anybody."""
        words = self._texts("It is {clerk}’s now.", clerk=to) if to else self._texts("It is anybody’s now.")
        self._do(lambda desk: desk.hand_follow_up(row.step_id, to=to or None, clerk=self._presenter.clerk), words)

    def put_off(self, row: FollowUp, due: date, between: Between | None, why: str) -> None:
        """Move the date of a follow-up, with the reason."""
        words = self._texts(
            "Moved to {date}. The reason stands in the visit’s notes.", date=self._texts.short_date(due)
        )

        def act(desk: FrontDesk) -> object:
            return desk.move_follow_up(
                row.step_id, due=due, reason=why, between=between or row.between, clerk=self._presenter.clerk
            )

        self._do(act, words)

    def missed(self, row: FollowUp, again: date, between: Between | None) -> None:
        """Note that nobody was reached, and when to try again."""
        words = self._texts("It comes back on {date}.", date=self._texts.short_date(again))

        def act(desk: FrontDesk) -> object:
            return desk.not_reached(
                row.step_id, again=again, between=between or row.between, clerk=self._presenter.clerk
            )

        self._do(act, words)

    def call_back(self, asked: CallBack) -> None:
        """Note that somebody wants to be called back; who left word is logged as a contact first."""
        presenter = self._presenter
        clerk, counter = presenter.clerk, presenter.counter

        def act(desk: FrontDesk) -> None:
            visit, matter = asked.visit, asked.matter
            if not visit:
                contact = desk.log_contact(
                    channel=asked.channel, service=asked.service, counter=counter, clerk=clerk, reason=asked.matter,
                    name=asked.name, request_key=asked.request_key, at_once=Outcome.FOLLOW_UP,
                )  # fmt: skip
                visit, matter = contact.visit_id, ""
            desk.ask_call_back(
                visit, phone=asked.phone, matter=matter, due=asked.due, between=asked.between, clerk=clerk
            )

        def done(_: object) -> None:
            self.kept.emit()
            self._worked(self._texts("The call back stands in the list."))

        presenter.do(act, done, give_back=lambda: None)  # the form holds what was written until it is done

    def _do(self, act: Callable[[FrontDesk], object], told: str) -> None:
        self._presenter.do(act, lambda _: self._worked(told))

    def _worked(self, told: str) -> None:
        self._presenter.told.emit(told, Tone.DONE)
        self._presenter.room.look()
        self._changed()

    def _changed(self) -> None:
        if self._wanted:
            self._read()

    def _read(self) -> None:
        from greeter.views.follow_ups import read_follow_ups  # for who opens the panel

        self._background.run(read_follow_ups, self.read.emit, lambda _: None)

    def _remind(self) -> None:
        """Tell once when more falls due than was told of today: this clerk's and anybody's."""
        facts, state = self._presenter.room.facts, self._presenter.state
        if facts is None or state is None:
            return
        clerk, day = self._presenter.clerk, state.queue.now.date().isoformat()
        late = sum(one.late and one.for_clerk in {"", clerk} for one in facts.owed)
        due = sum(not one.late and one.for_clerk in {"", clerk} for one in facts.owed)
        told_day, told = self._due
        self.counted.emit(self._count(late, due))
        if due > (told if told_day == day else 0):
            words = self._texts.count(
                due,
                "{n} follow-up is due today. Shift F shows it.",
                "{n} follow-ups are due today. Shift F shows them.",
            )
            self._presenter.told.emit(words, Tone.TELL)
        self._due = (day, due)

    def _count(self, late: int, due: int) -> str:
        if late:
            return self._texts("Follow-ups, {n} late", n=late)
        return self._texts("Follow-ups, {n} today", n=due) if due else self._texts("Follow-ups")
