"""What a forecast costs, and whether a staff window that shows forecasts of 200 people stays smooth.

Some days are played first, so that there is something to learn from; then people arrive who wait.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from greeter.clock import ManualClock
from greeter.opening import open_front_desk
from greeter.queueing.experience import learn
from greeter.simulate.simulation import Simulation
from tests.benchmarks.timing import Runs

DAYS, RUNS = 10, 15
FIRST_DAY = datetime(2026, 11, 9, tzinfo=UTC).date()
MORNING = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
SERVICES = ("permit", "property-tax", "records", "business", "parking", "water", "dog")
SECONDS, ACT_MS, BEAT_MS = 20, 400, 4


def measure(folder):
    """Return milliseconds of a forecast for everybody in lines of 10, 50 and 200 (median, from the store to the words) and for newcomers alone,
    `learned`: with what past days add;
    and the longest time in which a staff window's event loop did not come round, with 200 waiting and an act every 0.4 s; `still`: the same of the
    window while nothing is done, which is what the machine's other work costs; `busy`: the most processor time of its thread between two rounds.
    """
    url = f"sqlite:///{folder / 'office.db'}"
    figures = {}
    clock = ManualClock(datetime(1970, 1, 2, tzinfo=UTC))
    with open_front_desk(url, clock=clock, durable=False) as desk:
        for _ in Simulation(desk, clock, seed=1).play(FIRST_DAY, DAYS):
            pass
        clock.move_to(MORNING)
        for counter in ("1", "2", "3", "4"):
            desk.open_counter(counter, clerk=f"clerk {counter}")
        waiting = 0
        for people in (10, 50, 200):
            for place in range(waiting, people):
                told = desk.forecaster.newcomer("permit", desk.tick()) if place % 10 == 0 else None
                desk.check_in(service=SERVICES[place % len(SERVICES)], told=told)
                clock.advance(seconds=7)
            waiting = people
            figures[f"forecast_{people}_ms"] = timed(desk, clock, lambda: desk.forecaster.waiting(desk.tick()))
            if people == 50:
                desk.forecaster.experience = learn(desk.store.port, desk.office, desk.today())
                figures["forecast_50_learned_ms"] = timed(desk, clock, lambda: desk.forecaster.waiting(desk.tick()))
                desk.forecaster.experience = None
        figures["forecast_newcomers_ms"] = timed(desk, clock, lambda: desk.forecaster.newcomers(desk.tick()))
    command = [sys.executable, "-m", "tests.benchmarks.forecast", url, (clock.now()).isoformat()]
    told = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    return figures | json.loads(told.stdout.splitlines()[-1])


def timed(desk, clock, forecast):
    """Time a forecast of a room that was not looked at before: ten seconds later each time."""
    runs = Runs()
    for _ in range(RUNS):
        clock.advance(seconds=10)
        with runs.timed():
            forecast()
    return runs.p50


def watch(url, now):
    """Open a staff window, do something every now and then, and print the longest gap of its event loop once it stands."""
    from PySide6.QtCore import QTimer

    from greeter.catalogue.last_good import open_office
    from greeter.texts import Texts
    from ui.app import application, reach
    from ui.staff.window import StaffWindow

    app = application()
    office = open_office()
    clock = ManualClock(now)
    counterpart = reach(url, office, clock)
    window = StaffWindow(counterpart.background, counterpart.feed, office, "3", "dana", Texts())
    still, gaps, busy, last = [], [], [], []

    def beat():
        at = time.perf_counter(), time.thread_time()
        if last and acts.isActive():
            gaps.append((at[0] - last[0][0]) * 1000)
            busy.append((at[1] - last[0][1]) * 1000)
        elif last:
            still.append((at[0] - last[0][0]) * 1000)
        last[:] = [at]

    def act():
        clock.advance(seconds=5)
        window.presenter.do(lambda desk: desk.check_in(service=SERVICES[len(gaps) % len(SERVICES)]))
        window.presenter.room.look()

    beats, acts = QTimer(), QTimer()
    beats.timeout.connect(beat)
    acts.timeout.connect(act)
    acts.setInterval(ACT_MS)
    window.show()

    def begin():
        if window.presenter.room.facts is None:
            QTimer.singleShot(200, begin)
            return
        beats.start(BEAT_MS)
        QTimer.singleShot(SECONDS * 500, acts.start)
        QTimer.singleShot(SECONDS * 1500, app.quit)

    begin()
    app.exec()
    figures = {
        "staff_200_gap_ms": max(gaps),
        "staff_200_gap_p99_ms": p99(gaps),
        "staff_200_still_gap_ms": max(still),
        "staff_200_still_gap_p99_ms": p99(still),
        "staff_200_busy_ms": max(busy),
        "staff_200_waiting": window.presenter.state.queue.waiting,
        "staff_200_foretold": len(window.presenter.room.facts.waits),
    }
    print(json.dumps(figures), flush=True)
    window.close()
    counterpart.close()


def p99(values):
    """Return the nearest-rank 99 % quantile."""
    return sorted(values)[int(0.99 * len(values))]


if __name__ == "__main__":
    watch(sys.argv[1], datetime.fromisoformat(sys.argv[2]) + timedelta(seconds=1))
