"""The search for a service, learning from past visits away from the screen's thread and from the worker that acts wait for.

At first a search counts what the office file says; it is there at once. What was taught is read by the worker and learned in a thread of its own;
then that search takes its place. It is learned anew after a while, so that what was forgotten meanwhile is forgotten here, too.
"""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from greeter.model.spoken import in_language

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk
    from greeter.guidance.lessons import Taught
    from greeter.guidance.reasons import ReasonSearch
    from greeter.model.catalogue import Office
    from ui.background import Background

ANEW_S = 900.0
"""Seconds after which a language is learned anew, when it is next asked for."""


class Learning(QObject):
    """Searches by language. `begin` belongs to the screen's thread, `search` to any.

    listed_only: whether only what the kiosk lists is found. writes: whether lessons are written for those who may not read reasons; a clerk's program
    does that.

    Signals:
        learned(str): the search of this language has learned.
    """

    learned = Signal(str)
    _ready = Signal(object)

    def __init__(
        self,
        background: Background,
        office: Office,
        *,
        listed_only: bool = False,
        writes: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._office = background, office
        self._listed_only, self._writes = listed_only, writes
        self._begun: dict[str, float] = {}
        self._searches: dict[str, ReasonSearch] = {}
        self._plain: dict[str, ReasonSearch] = {}
        self._lock = Lock()
        self._ready.connect(self._use, Qt.ConnectionType.QueuedConnection)

    def begin(self, language: str) -> None:
        """Learn a language, where that was not done lately."""
        now = time.monotonic()
        if now - self._begun.get(language, -ANEW_S) < ANEW_S:
            return
        self._begun[language] = now
        self._background.run(lambda desk: self._read(desk, language), self._taught, lambda _: None)
        for other in self._office.languages if self._writes else ():
            if other != language:  # each for itself: an act need not wait for all of them
                self._background.run(partial(self._write, other), problem=lambda _: None)

    def search(self, language: str) -> ReasonSearch:
        """Return the best search that there is for a language now."""
        found = self._searches.get(language)
        if found is not None:
            return found
        with self._lock:
            if language not in self._plain:
                self._plain[language] = self._made(language, None)
            return self._plain[language]

    def _read(self, desk: FrontDesk, language: str) -> Taught:
        taught = desk.taught(language)
        if self._writes:
            desk.write_lessons(taught)
        return taught

    def _write(self, language: str, desk: FrontDesk) -> None:
        desk.write_lessons(desk.taught(language))

    def _taught(self, taught: Taught) -> None:
        if taught.examples or taught.lessons or taught.language in self._searches:
            Thread(target=self._learn, args=(taught,), name="learning", daemon=True).start()

    def _learn(self, taught: Taught) -> None:
        search = self._made(taught.language, taught)
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._ready.emit((taught.language, search))

    def _made(self, language: str, taught: Taught | None) -> ReasonSearch:
        from greeter.guidance.reasons import ReasonSearch

        office = in_language(self._office, language)
        among = [service for service in office.services if service.listed or not self._listed_only]
        return ReasonSearch(office, among, taught)

    @Slot(object)
    def _use(self, ready: tuple[str, ReasonSearch]) -> None:
        language, search = ready
        if not gc.get_freeze_count():
            gc.freeze()  # the learner's modules stay: looking through them for garbage stops every thread for 90 ms
        self._searches[language] = search
        self.learned.emit(language)
