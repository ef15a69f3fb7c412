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
from greeter.reports.under_way import Stopped, UnderWay
from greeter.reports.wanted import OWN, Wanted
from ui.last_truth import LastTruth
from ui.manager.state import NO_CHOICES, Days, ManagerState, Tone, span_of

if TYPE_CHECKING:
    from pathlib import Path

    from greeter.catalogue.neighbours import Neighbour
    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.reports.formats import Format
    from greeter.reports.only import Only
    from greeter.texts import Texts
    from ui.background import Background
    from ui.feed import Feed
    from ui.manager.state import Choices, Report

FRESH_MS = 10_000
"""Today's figures are read again so long after something changed, not at every change."""
OTHERS_MS = 60_000
"""Where the store holds several offices, today's figures are read again so often: a server tells of changes in this office alone."""


class _Read(NamedTuple):
    """What one reading gave: the day it is in the office that is looked at, the time here, the figures, and which offices there are."""

    today: date
    now: datetime
    report: Report
    wanted: Wanted
    offices: tuple[Neighbour, ...]
    choices: Choices


class _Choice(NamedTuple):
    """What is looked at."""

    days: Days
    first: date
    last: date
    public: bool
    wanted: Wanted


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
    _stepped = Signal(int, int)

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
        self._wanted = OWN
        self._offices: tuple[Neighbour, ...] = ()
        self._choices = NO_CHOICES
        self._today = self._first = self._last = date.min
        self._clock = ""
        self._report: Report | None = None
        self._asked = 0
        self._reading, self._saving = "", ""
        self._work: UnderWay | None = None
        self._steps = (0, 0)
        self._kept: _Choice | None = None
        self._stepped.connect(self._take_step)
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(fresh_ms)
        self._fresh.timeout.connect(self._read_quietly)
        self._others = QTimer(self)
        self._others.setInterval(OTHERS_MS)
        self._others.timeout.connect(self._something_changed)
        background.bug.connect(self._bug_met)
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
        self._asked += 1  # what is still on its way is for nobody
        self._under_way = False
        self._report, self._reading, self._kept = None, "", None
        if self._work is not None:
            self._work.stop()
        self._end_saving()
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

    def choose_offices(self, *offices: str) -> None:
        """Look at an office by its id, at several together, or at `ALL`."""
        if not offices:
            self.told.emit(self._texts("Choose one office at least."), Tone.TELL)
        elif not self._waits():
            self._wanted = Wanted(offices, self._wanted.only)
            self._read()

    def choose_visits(self, only: Only) -> None:
        """Look at some visits alone, or at all of them again."""
        if not self._waits():
            self._wanted = Wanted(self._wanted.offices, only)
            self._read()

    def show_for(self, audience: Audience) -> None:
        """Compute the figures for the office itself, or for the public."""
        if not self._waits():
            self._public = audience is Audience.PUBLIC
            self._read()

    def save(self, form: Format, place: Path) -> None:
        """Write the figures that are shown in a form, as a file or into a folder: whole, or not at all."""
        report, texts, session = self._report, self._texts, self._session
        if report is None or self._work is not None or self._waits():
            return
        from greeter.reports.formats import Report as ToWrite
        from greeter.reports.formats import write_files
        from ui.manager.forms import doing_words, done_words

        work = self._work = UnderWay(self._stepped.emit)

        def act(desk: FrontDesk) -> str:
            desk.allow(Right.FIGURES, session)
            files = write_files(ToWrite(texts, report.figures, under_way=work), {form: place})
            return done_words(texts, form, files[form], place)

        self._saving = doing_words(texts, form)
        self._show()
        self._background.run(act, self._saved, self._failed)

    def stop(self) -> None:
        """Stop what is under way. Of a file nothing is kept; of days that are read nothing is shown, and those from before stay."""
        if self._work is not None:
            if not self._work.is_stopping:
                self._work.stop()
                self._saving, self._steps = self._texts("Stopping"), (0, 0)
                self._show()
        elif self._reading and self._kept is not None:
            self._asked += 1
            self._under_way, self._reading = False, ""
            self._days, self._first, self._last, self._public, self._wanted = self._kept
            self.told.emit(self._texts("It was stopped. You see the figures from before."), Tone.TELL)
            self._show()

    def close(self) -> None:
        """Stop the timers, and what is written."""
        if self._work is not None:
            self._work.stop()
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
        self._asked += 1
        asked, texts, wanted, session = self._asked, self._texts, self._wanted, self._session
        audience = Audience.PUBLIC if self._public else Audience.OFFICE

        def act(desk: FrontDesk) -> _Read:
            # Brings the chart's drawing along: not before a window has painted.
            from greeter.reports.shown import offices_shown, offices_wanted
            from ui.manager.reading import choices_of, read_report

            report = read_report(desk, span, audience, texts, wanted, session=session)
            now, looked_at = desk.clock.now(), offices_wanted(desk, wanted)
            today = (desk.office if wanted.together else looked_at[0]).business_day(now)
            named = Wanted(wanted.offices or (desk.office.id,), wanted.only)
            choices = choices_of(texts, looked_at, report.figures)
            return _Read(today, desk.office.local(now), report, named, offices_shown(desk), choices)

        self._under_way = True
        self._background.run(act, lambda read: self._take(asked, read), self._failed)

    def _take(self, asked: int, read: _Read) -> None:
        was_silent, report = self._truth.heard(read.now), read.report
        if asked != self._asked:
            return  # other days were chosen meanwhile
        self._under_way = False
        self._today, self._clock, self._report, self._reading = read.today, self._texts.clock24(read.now), report, ""
        self._wanted, self._offices, self._choices = read.wanted, read.offices, read.choices
        if read.offices and not self._others.isActive():
            self._others.start()
        if self._days is not Days.FROM_TO:
            self._first, self._last = report.figures.span.first, report.figures.span.last
        self._kept = _Choice(self._days, self._first, self._last, self._public, self._wanted)
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
        if isinstance(problem, Stopped):
            self._end_saving()
            self.told.emit(str(problem), Tone.TELL)
            self._show()
            return
        asked, self._reading = bool(self._reading or self._saving), ""
        self._end_saving()
        if not isinstance(problem, StoreAway):
            if self._kept is not None:
                self._wanted = self._kept.wanted  # what is still shown
            self.told.emit(str(problem), Tone.TROUBLE)
            self._show()
            if isinstance(problem, StoreProblem):
                self._fresh.start()  # somebody may mend it, and nothing need change then
            return
        self._truth.missed()
        self._show()
        if asked:
            self._waits()

    def _bug_met(self, bug: BaseException) -> None:  # noqa: ARG002
        """Go on after a bug: other days may be chosen, and the report saved again."""
        if self._under_way or self._work is not None:
            words = "That did not work. It has been written down for those who look after Greeter."
            self._failed(Problem(self._texts(words)))

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

    def _saved(self, words: str) -> None:
        self._end_saving()
        self.told.emit(words, Tone.DONE)
        self._show()

    def _end_saving(self) -> None:
        self._saving, self._work, self._steps = "", None, (0, 0)

    def _take_step(self, done: int, of: int) -> None:
        if self._work is not None and not self._work.is_stopping:
            self._steps = (done, of)
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
        done, of = self._steps
        busy = self._saving or self._reading
        self.shown.emit(
            ManagerState(
                self._days, self._first, self._last, self._public, self._clock, busy, self._report, self._away(),
                self._wanted, self._offices, done, of,
                may_stop=(self._work is not None and not self._work.is_stopping) or (bool(self._reading) and self._kept is not None),
                compared=self._compared(), choices=self._choices,
            )
        )  # fmt: skip

    def _compared(self) -> str:
        """Say with which days those that are shown are compared."""
        span, texts = self.span, self._texts
        if span is None:
            return ""
        return texts("Compared with {before}.", before=span.earlier().words(texts))
