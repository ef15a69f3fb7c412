"""Between the manager window and the figures: reads them in the background, keeps today's fresh, saves report and tables. It knows no widgets."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from greeter.guidance.silence import silence_words, waits_words
from greeter.model.person import Right
from greeter.problems import NotAllowed, Problem, StoreAway, StoreProblem
from greeter.reports.public import Audience
from greeter.reports.span import Span, parse_day
from ui.last_truth import LastTruth
from ui.manager.state import Days, ManagerState, Tone, span_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greeter.catalogue.neighbours import Neighbour
    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.manager.state import Report

FRESH_MS = 10_000
"""Today's figures are read again so long after something changed, not at every change."""
OTHERS_MS = 60_000
"""Where the store holds several offices, today's figures are read again so often: a server tells of changes in this office alone."""


class _Read(NamedTuple):
    """What one reading gave: the day it is in the office that is looked at, the time here, the figures, and which offices there are."""

    today: date
    now: datetime
    report: Report
    office: str
    offices: tuple[Neighbour, ...]


class ManagerPresenter(QObject):
    """What a manager can look at and take along.

    Signals:
        shown(ManagerState): show this.
        told(str, Tone): something was done, or went wrong.
        sign_in_wanted(): who looks must sign in first.
    """

    shown = Signal(object)
    told = Signal(str, Tone)
    sign_in_wanted = Signal()

    def __init__(
        self, background: Background, feed: Feed, texts: Texts, *, fresh_ms: int = FRESH_MS, clock: Clock | None = None
    ) -> None:
        """clock: counts how old the figures are while the server does not answer; the machine's own unless another is given."""
        super().__init__()
        self._truth = LastTruth(feed, clock, self)
        self._under_way = False
        self._background = background
        self._texts = texts
        self._session, self._rests = "", False
        self._days, self._public = Days.TODAY, False
        self._office = ""
        self._offices: tuple[Neighbour, ...] = ()
        self._today = self._first = self._last = date.min
        self._clock = ""
        self._report: Report | None = None
        self._wanted = 0
        self._reading, self._saving = "", ""
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(fresh_ms)
        self._fresh.timeout.connect(self._read_quietly)
        self._others = QTimer(self)
        self._others.setInterval(OTHERS_MS)
        self._others.timeout.connect(self._something_changed)
        feed.changed.connect(self._something_changed)
        self._truth.back.connect(self._try_again)
        self._truth.older.connect(self._grow_older)

    @property
    def span(self) -> Span | None:
        """The days that are shown; None before the first reading."""
        return self._report.figures.span if self._report else None

    def begin(self) -> None:
        """Read today."""
        self._reading = self._texts("Reading the figures")
        self._show()
        self._begin()

    def rest(self) -> None:
        """Read nothing, for nobody may look."""
        self._rests = True
        self._session = ""
        self._wanted += 1  # what is still on its way is for nobody
        self._under_way = False
        self._report, self._reading, self._saving = None, "", ""
        self._fresh.stop()

    def go_on(self, session: str) -> None:
        """Read the days that were chosen for who has signed in."""
        self._rests, self._session = False, session
        self._read()

    def _begin(self) -> None:
        self._under_way = True
        self._background.run(lambda desk: date.fromisoformat(desk.today()), self._begun, self._failed)

    def choose(self, days: Days) -> None:
        """Look at other days."""
        if not self._waits():
            self._days = days
            self._read()

    def choose_from_to(self, first: str, last: str) -> None:
        """Look at the days between two, both within, as a person wrote them: `2026-11-24`."""
        try:
            span = Span(parse_day(first.strip(), self._texts("From")), parse_day(last.strip(), self._texts("To")))
        except Problem as met:
            self._days = Days.FROM_TO
            self.told.emit(str(met), Tone.TROUBLE)
            self._show()
            return
        if not self._waits():
            self._first, self._last = span.first, span.last
            self.choose(Days.FROM_TO)

    def choose_office(self, office: str) -> None:
        """Look at an office by its id, or at `ALL` together."""
        if not self._waits():
            self._office = office
            self._read()

    def show_for(self, audience: Audience) -> None:
        """Compute the figures for the office itself, or for the public."""
        if not self._waits():
            self._public = audience is Audience.PUBLIC
            self._read()

    def save_report(self, file: Path) -> None:
        """Write the report of the days that are shown as a PDF."""
        report, texts, session = self._report, self._texts, self._session
        if report is None:
            return

        def act(desk: FrontDesk) -> str:
            desk.allow(Right.FIGURES, session)
            from greeter.reports.pdf import as_pdf
            from greeter.reports.writing import write_whole

            write_whole(file, as_pdf(texts, report.figures))
            return texts("The report is saved: {file}", file=str(file))

        self._save(act, texts("Saving the report"))

    def save_tables(self, folder: Path) -> None:
        """Write the tables of the days that are shown as CSV files."""
        report, texts, session = self._report, self._texts, self._session
        if report is None:
            return

        def act(desk: FrontDesk) -> str:
            desk.allow(Right.FIGURES, session)
            from greeter.reports.tables import write_tables

            written = write_tables(texts, report.figures, folder)
            return texts("{n} tables are saved in {folder}", n=len(written), folder=str(folder))

        self._save(act, texts("Saving the tables"))

    def close(self) -> None:
        """Stop the timers."""
        self._fresh.stop()
        self._others.stop()
        self._truth.close()

    def _begun(self, today: date) -> None:
        self._under_way = False
        self._today = self._first = self._last = today
        if not self._rests:
            self._read()

    def _read(self) -> None:
        if self._today == date.min:  # the store could not be read yet: nobody knows which day it is there
            self.begin()
            return
        span = self._span()
        self._reading = self._texts("Reading {days}", days=span.words(self._texts))
        self._show()
        self._start(span)

    def _read_quietly(self) -> None:
        """Read the same days again, without a word."""
        if self.span is not None:
            self._start(self._span())
        elif not self._reading:
            self.begin()

    def _start(self, span: Span) -> None:
        self._wanted += 1
        wanted, texts, office, session = self._wanted, self._texts, self._office, self._session
        audience = Audience.PUBLIC if self._public else Audience.OFFICE

        def act(desk: FrontDesk) -> _Read:
            # Brings the chart's drawing along: not before a window has painted.
            from greeter.reports.shown import office_shown, offices_shown
            from ui.manager.reading import read_report

            report = read_report(desk, span, audience, texts, office, session=session)
            now, looked_at = desk.clock.now(), office_shown(desk, office)
            offices = offices_shown(desk)
            return _Read(looked_at.business_day(now), desk.office.local(now), report, office or desk.office.id, offices)

        self._under_way = True
        self._background.run(act, lambda read: self._take(wanted, read), self._failed)

    def _take(self, wanted: int, read: _Read) -> None:
        was_silent, report = self._truth.heard(read.now), read.report
        if wanted != self._wanted:
            return  # other days were chosen meanwhile
        self._under_way = False
        self._today, self._clock, self._report, self._reading = read.today, self._texts.clock24(read.now), report, ""
        self._office, self._offices = read.office, read.offices
        if read.offices and not self._others.isActive():
            self._others.start()
        if self._days is not Days.FROM_TO:
            self._first, self._last = report.figures.span.first, report.figures.span.last
        self._show()
        if was_silent:
            self.told.emit(self._texts("The server is back."), Tone.DONE)
        if self._days is not Days.FROM_TO and report.figures.span != self._span():
            self._read()  # the day has changed meanwhile

    def _span(self) -> Span:
        return span_of(self._days, self._today, (self._first, self._last))

    def _failed(self, problem: Problem) -> None:
        self._under_way = False
        if self._rests:
            return
        if isinstance(problem, NotAllowed):
            self.sign_in_wanted.emit()
            return
        asked, self._reading, self._saving = bool(self._reading or self._saving), "", ""
        if not isinstance(problem, StoreAway):
            if self._report is not None:
                self._office = self._report.figures.office.id  # the one that is still shown
            self.told.emit(str(problem), Tone.TROUBLE)
            self._show()
            if isinstance(problem, StoreProblem):
                self._fresh.start()  # somebody may mend it, and nothing need change then
            return
        self._truth.missed()
        self._show()
        if asked:
            self._waits()

    # While the server does not answer.

    def _waits(self) -> bool:
        """Say that it waits, where the server does not answer; return whether that is so. What was chosen is as it was."""
        if not self._truth.is_silent:
            return False
        silence = self._truth.silence
        self._show()
        self.told.emit(self._away() if silence is None else waits_words(self._texts, silence), Tone.TELL)
        return True

    def _away(self) -> str:
        """Say since when the server has not answered, and of when the figures are; empty while it answers."""
        if not self._truth.is_silent:
            return ""
        silence = self._truth.silence
        if silence is None:
            return self._texts("The server does not answer. The figures are read as soon as it does.")
        words = silence_words(self._texts, silence)
        return f"{words} {self._texts('You see the figures of {time}.', time=self._clock)}"

    def _grow_older(self) -> None:
        self._show()
        self._try_again()

    def _try_again(self) -> None:
        if self._under_way or self._rests:
            return
        if self._report is None:
            self._begin()
        else:
            self._read_quietly()

    def _save(self, act: Callable[[FrontDesk], str], words: str) -> None:
        if self._waits():
            return
        self._saving = words
        self._show()
        self._background.run(act, self._saved, self._failed)

    def _saved(self, words: str) -> None:
        self._saving = ""
        self.told.emit(words, Tone.DONE)
        self._show()

    def _something_changed(self) -> None:
        if self._rests:
            return
        span = self.span
        if span is None and not self._reading:
            self._read_quietly()  # the first reading has failed
        if span is not None and span.first <= self._today <= span.last and not self._fresh.isActive():
            self._fresh.start()

    def _show(self) -> None:
        self.shown.emit(
            ManagerState(
                self._days,
                self._first,
                self._last,
                self._public,
                self._clock,
                self._saving or self._reading,
                self._report,
                self._away(),
                self._office,
                self._offices,
            )
        )
