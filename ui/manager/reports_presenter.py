"""Between the page of reports and the counter: which reports write themselves, what became of them, and sending one again by a manager's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from greeter.model.automatic import Every, period_named
from greeter.model.delivery import Delivery, Wanted
from greeter.model.person import Right
from ui.manager.live_presenter import LivePresenter
from ui.manager.state import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.automatic.state import AutomaticState, Line, Standing
    from greeter.front_desk import FrontDesk
    from greeter.texts import Texts
    from ui.background import Background

LOOK_MS = 60_000


@dataclass(frozen=True, slots=True)
class UnsentWords:
    """A report that has not surely arrived. again: a person may have it sent again."""

    wanted: Wanted
    words: str
    again: bool


@dataclass(frozen=True, slots=True)
class ReportWords:
    """A report and one whom it goes to."""

    what: str
    how: str
    coming: str
    """When the next is due."""
    sent: str
    """What went out last; empty where nothing did."""
    unsent: tuple[UnsentWords, ...]


@dataclass(frozen=True, slots=True)
class ReportsState:
    """All of them; `detail` says what a manager should know."""

    headline: str
    detail: str
    reports: tuple[ReportWords, ...] = ()


class ReportsPresenter(LivePresenter):
    """Reads how the reports stand, once a minute while that is seen.

    Signals:
        shown(ReportsState): show this.
        told(str, Tone): what was done, or went wrong.
        sign_in_wanted(): who does it must sign in first.
    """

    def __init__(self, background: Background, texts: Texts) -> None:
        super().__init__(background, texts)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._read)

    def go_on(self, session: str) -> None:
        """Read how they stand, and go on reading."""
        super().go_on(session)
        self._timer.start()
        self._read()

    def rest(self) -> None:
        """Read no more."""
        super().rest()
        self._timer.stop()

    def send_again(self, wanted: Wanted) -> None:
        """Have one sent again of which nobody knows whether it arrived, or which was refused."""
        session = self._session

        def done(_: None) -> None:
            if not self._rests:
                self.told.emit(self._texts("It goes out again within a few minutes."), Tone.DONE)
                self._read()

        self._background.run(lambda desk: desk.deliver_again(wanted, session=session), done, self._failed)

    def _read(self) -> None:
        texts, session = self._texts, self._session

        def read(desk: FrontDesk) -> ReportsState:
            from greeter.automatic.state import read_automatic

            desk.allow(Right.REPORTS, session)
            return state_of(texts, read_automatic(desk))

        self._background.run(read, self._take, self._failed)

    def _take(self, state: ReportsState) -> None:
        if not self._rests:
            self.shown.emit(state)


def state_of(texts: Texts, state: AutomaticState) -> ReportsState:
    """Put the reports into words."""
    from greeter.automatic.state import manager_words

    n = len({line.report for line in state.lines})
    if not n:
        return ReportsState(
            texts("No report writes itself here."),
            texts("The office file says which do, and whom they go to: add [[automatic_report]] there."),
        )
    late = texts.count(
        state.waiting,
        "{n} report is due, and no machine has taken it yet.",
        "{n} reports are due, and no machine has taken them yet.",
    )
    said = [manager_words(texts, state), late if state.waiting else ""]
    return ReportsState(
        texts.count(n, "{n} report writes itself.", "{n} reports write themselves."),
        " ".join(filter(None, said)) or texts("All that were due have gone out."),
        tuple(_report(texts, line) for line in state.lines),
    )


def _report(texts: Texts, line: Line) -> ReportWords:
    report = line.report
    each = {Every.DAY: texts("Each day"), Every.WEEK: texts("Each week"), Every.MONTH: texts("Each month")}
    folder = report.folder if line.recipient not in report.to else ""
    what = (
        texts("{each} into the folder {folder}", each=each[report.every], folder=folder)
        if folder
        else texts("{each} to {address}", each=each[report.every], address=line.recipient)
    )
    how = ", ".join(form.upper() for form in report.formats)
    if report.audience == "public":
        how = texts("{forms}, for the public", forms=how)
    last, sent = line.last, ""
    if last is not None:
        sent = texts(
            "Sent last: {days}, on {moment}.", days=_days(texts, last.wanted), moment=_moment(texts, last.since)
        )
    coming = texts("The next comes on {moment}.", moment=_moment(texts, line.next_due))
    unsent = [_unsent(texts, one) for one in line.unsent]
    unsent += [_waiting(texts, Wanted(report.every, line.recipient, period)) for period in line.waiting]
    return ReportWords(what, how, coming, sent, tuple(unsent))


def _unsent(texts: Texts, one: Standing) -> UnsentWords:
    days, moment = _days(texts, one.wanted), _moment(texts, one.since)
    if one.state is Delivery.UNKNOWN:
        words = texts("{days}: mailed on {moment}, and nobody knows whether it arrived.", days=days, moment=moment)
    elif one.state is Delivery.REFUSED:
        words = texts("{days}: refused on {moment}.", days=days, moment=moment)
    elif one.state is Delivery.FAILED:
        words = texts("{days}: did not go out on {moment}; it is tried again.", days=days, moment=moment)
    else:
        words = texts("{days}: on its way.", days=days)
    return UnsentWords(one.wanted, f"{words} {one.words}".strip(), one.again)


def _waiting(texts: Texts, wanted: Wanted) -> UnsentWords:
    words = texts("{days}: due, and no machine has taken it yet.", days=_days(texts, wanted))
    return UnsentWords(wanted, words, again=False)


def _days(texts: Texts, wanted: Wanted) -> str:
    """Say which days a report is about."""
    from greeter.reports.span import Span

    period = period_named(wanted.period)
    return wanted.period if period is None else Span(period.first, period.last).words(texts)


def _moment(texts: Texts, when: datetime) -> str:
    from greeter.reports.span import Span

    day = when.date()
    return texts("{day} at {time}", day=Span(day, day).words(texts), time=texts.clock24(when))
