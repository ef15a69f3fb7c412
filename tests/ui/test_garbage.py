"""Garbage goes in the windows' thread alone: a Qt object that a worker destroys may stop both for ever."""

from __future__ import annotations

import gc
from threading import Thread, current_thread

from PySide6.QtCore import QObject

from ui.app import application
from ui.garbage import FULL_S, LOOK_MS, Garbage, due

THRESHOLDS = (700, 10, 10)


class Noted(QObject):
    """A Qt object in a cycle; it tells in whose thread it goes."""

    def __init__(self, gone):
        super().__init__()
        self.itself, self.gone = self, gone

    def __del__(self):
        self.gone.append(current_thread().name)


def test_a_worker_that_allocates_much_collects_nothing(qapp, qtbot):
    assert not gc.isenabled()
    gone = []
    Noted(gone)

    kept = []

    def work():
        kept.extend([place] for place in range(5 * gc.get_threshold()[0]))

    worker = Thread(target=work, name="worker")
    worker.start()
    worker.join()
    assert gone == []
    qtbot.waitUntil(lambda: bool(gone), timeout=20 * LOOK_MS)
    assert gone == ["MainThread"]


def test_an_application_has_one_that_looks(qapp):
    application()
    application()
    assert len(qapp.findChildren(Garbage)) == 1


def test_the_oldest_generation_that_is_due_is_collected_and_all_of_it_seldom():
    assert due((700, 10, 10), THRESHOLDS, full=True) is None
    assert due((701, 10, 10), THRESHOLDS, full=True) == 0
    assert due((701, 11, 10), THRESHOLDS, full=True) == 1
    assert due((0, 11, 11), THRESHOLDS, full=True) == 2
    assert due((0, 11, 11), THRESHOLDS, full=False) == 1
    assert due((0, 0, 11), THRESHOLDS, full=False) is None


def test_what_is_there_when_windows_have_come_is_never_looked_through_and_what_goes_later_is_found(qapp, monkeypatch):
    parent, gone = QObject(), []
    garbage = Garbage(parent)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, THRESHOLDS[2] + 1))

    def look_through_all():
        garbage._last_full -= 2 * FULL_S
        garbage.look()

    before = gc.get_freeze_count()
    try:
        look_through_all()
        assert gc.get_freeze_count() > before
        Noted(gone)
        look_through_all()
        assert gone == ["MainThread"]
    finally:
        gc.unfreeze()
