"""A queue of 10,000 rows in the staff window's list: one comes, one goes, one moves, and everybody has waited a minute longer."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter_ns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.texts import Texts
from greeter.views.queue_view import read_queue
from tests.benchmarks.timing import Runs
from ui import theme
from ui.kit.sizes import StaffSizes
from ui.staff.queue_column import QueueList

ROWS, CHANGES = 10_000, 60
MINUTE = timedelta(minutes=1)
MORNING = datetime(2026, 11, 24, 16, tzinfo=UTC)


def measure(folder):
    """Return the time of a change of each kind in ms: of the model alone with the list looking on, and until the list is laid out and painted.

    lost_place: how often whoever was chosen, or the row at the top, was lost: never.
    """
    app = QApplication.instance() or QApplication([])
    theme.apply(app, theme.Theme.load(theme.Look.LIGHT))
    rows = _rows()
    shown = QueueList(Texts(), StaffSizes())
    shown.queue.show = _timed(shown.queue)
    shown.resize(404, 700)
    shown.show()
    shown.show_items(rows, "")
    draw, lost, figures = random.Random(1), 0, {}
    for kind, change in (("come", _come), ("go", _go), ("move", _move), ("minute", _minute)):
        model, painted = Runs(), Runs()
        for _ in range(CHANGES):
            chosen = draw.choice(rows[ROWS // 4 : ROWS // 2])
            shown.show_items(rows, chosen.visit_id)
            shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum() // 3)
            app.processEvents()
            top = _top(shown)
            rows = change(rows, draw, {chosen.visit_id, top})
            with painted.timed():
                shown.show_items(rows, chosen.visit_id)
                shown.viewport().repaint()
            model.ms.append(shown.queue.took_ms)
            held = shown.queue.item_at(shown.selectionModel().selectedIndexes()[0].row()).visit_id
            lost += (held, _top(shown)) != (chosen.visit_id, top)
        figures[f"queue_model_{kind}_p95_ms"] = model.p95
        figures[f"queue_painted_{kind}_p95_ms"] = painted.p95
    shown.close()
    return {**figures, "queue_model_lost_place": lost}


def _timed(model):
    show = model.show

    def timed(items):
        begun = perf_counter_ns()
        show(items)
        model.took_ms = (perf_counter_ns() - begun) / 1e6

    return timed


def _rows():
    with open_front_desk("sqlite://", clock=ManualClock(MORNING)) as desk:
        desk.check_in(service="permit")
        one = read_queue(desk, "3").mine[0]
    return [replace(one, visit_id=f"v{n}", number=f"P{n:05}", waited=timedelta(seconds=ROWS - n)) for n in range(ROWS)]


def _top(shown):
    return shown.queue.item_at(shown.indexAt(shown.viewport().rect().topLeft()).row()).visit_id


def _elsewhere(rows, draw, kept):
    while True:
        row = draw.randrange(len(rows))
        if rows[row].visit_id not in kept:
            return row


def _come(rows, draw, kept):
    row = draw.randrange(len(rows))
    new = replace(rows[row], visit_id=f"new {len(rows)} {draw.random()}", number="P99999")
    return [*rows[:row], new, *rows[row:]]


def _go(rows, draw, kept):
    row = _elsewhere(rows, draw, kept)
    return [*rows[:row], *rows[row + 1 :]]


def _move(rows, draw, kept):
    row = _elsewhere(rows, draw, kept)
    return [rows[row], *rows[:row], *rows[row + 1 :]]


def _minute(rows, draw, kept):
    return [replace(row, waited=row.waited + MINUTE) for row in rows]
