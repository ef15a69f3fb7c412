"""Between the page of trends and the figures: reads the trends of the days that are looked at, once they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from greeter.reports.trends import Trends, read_trends
from greeter.reports.wanted import OWN
from ui.manager.live_presenter import LivePresenter
from ui.manager.trend_words import state_of

if TYPE_CHECKING:
    from datetime import datetime

    from greeter.problems import Problem
    from greeter.reports.span import Span
    from greeter.reports.wanted import Wanted
    from greeter.texts import Texts
    from ui.background import Background


class TrendsPresenter(LivePresenter):
    """Trends are read when the page is seen, and anew when other days are chosen, or a newer report holds more of today.

    Signals:
        shown(TrendsState): show this.
        reading(): it is read; what is shown is of other days. Of the same days nothing is said: they are only newer.
        told(str, Tone): something went wrong.
        sign_in_wanted(): who looks must sign in first.
    """

    reading = Signal()

    def __init__(self, background: Background, texts: Texts) -> None:
        super().__init__(background, texts)
        self._span: Span | None = None
        self._of = OWN
        self._as_of: datetime | None = None
        self._read: tuple[Span, Wanted, datetime | None] | None = None
        """Of which days, and as of when, what is shown is, or is on its way."""
        self._wanted = 0

    def look_at(self, span: Span, of: Wanted, as_of: datetime | None = None) -> None:
        """Look at these days. as_of: when the report of days that are not over was read; None of days that are."""
        self._span, self._of, self._as_of = span, of, as_of
        self._start()

    def go_on(self, session: str) -> None:
        """Read what is looked at."""
        super().go_on(session)
        self._start()

    def rest(self) -> None:
        """Read nothing, and read anew afterwards."""
        super().rest()
        self._read = None
        self._wanted += 1

    def _start(self) -> None:
        span, of, session = self._span, self._of, self._session
        if self._rests or span is None or self._read == (span, of, self._as_of):
            return
        is_newer = self._read is not None and self._read[:2] == (span, of)
        self._read = (span, of, self._as_of)
        self._wanted += 1
        wanted = self._wanted
        if not is_newer:
            self.reading.emit()
        self._background.run(
            lambda desk: read_trends(desk, span, of, session=session),
            lambda found: self._take(wanted, found),
            self._failed,
        )

    def _take(self, wanted: int, found: Trends) -> None:
        if wanted == self._wanted:
            self.shown.emit(state_of(self._texts, found))

    def _failed(self, problem: Problem) -> None:
        self._read = None
        super()._failed(problem)
