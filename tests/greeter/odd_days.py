"""Days on which everything odd happens, played through the real front desk: a visitor after another, each with a course of its own.

Transfers, holds, several services, early and late leaving, no-shows that come back, acts taken back, back-dated arrivals, phone calls, visits across
midnight and in line when the night comes, closing time, clocks that jump, and days of 23 and 25 hours.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from greeter.problems import Problem
from greeter.queueing.forecast import Forecast

SERVICES = ("permit", "property-tax", "records", "dog", "water")
LANGUAGES = ("en", "en", "en", "es", "vi")
CLERKS = (("1", "ana"), ("2", "ben"), ("3", "dana"))
NEEDS = ("seat", "quiet", "interpreter")
MISSING = "the plan"


class OddDays:
    """Plays visitors at three counters of a desk."""

    def __init__(self, desk, clock, seed=3):
        self.desk, self.clock, self.random = desk, clock, random.Random(seed)
        self.visits = 0

    def day(self, day, visitors, *, until_night=False):
        """Play a day from 9 to closing time; or from 22:30 on, across midnight."""
        hour, minute = (22, 30) if until_night else (9, 0)
        self.clock.move_to(datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.desk.office.zone))
        for number in range(visitors):
            self.visitor()
            if number % 9 == 4:
                self.clock.jump(timedelta(minutes=self.random.choice((-7, 11))))
        in_line = [self._arrive() for _ in range(4)]
        self._pass(9)
        self.desk.send_home(in_line[:2], reason="We close at 5.", clerk="dana")

    def visitor(self):
        """Play one visitor, and what a clerk does with them; an act that is not lawful then is left out."""
        self.visits += 1
        course = self.random.choice(
            (
                "plain",
                "plain",
                "plain",
                "moved",
                "held",
                "several",
                "left",
                "gone",
                "back",
                "undone",
                "dated",
                "phone",
                "held_left",
            )
        )
        counter, clerk = self.random.choice(CLERKS)
        try:
            getattr(self, f"_{course}")(counter, clerk)
        except Problem:
            self._pass(1)

    def _arrive(self, **more):
        chance = self.random
        told = Forecast(
            60_000 * chance.randint(1, 5), 60_000 * chance.randint(6, 9), 60_000 * chance.randint(10, 70), 2
        )
        return self.desk.check_in(
            service=chance.choice(SERVICES), language=chance.choice(LANGUAGES), needs=chance.sample(NEEDS, chance.randint(0, 2)),
            familiarity=chance.choice(("new", "returning", "unknown")), people=chance.choice((None, 1, 3)),
            told=chance.choice((None, told)), **more,
        ).visit_id  # fmt: skip

    def _begin(self, visit, counter, clerk):
        self._pass(self.random.choice((0.4, 3, 8, 14, 26)))
        self.desk.call(visit, counter=counter, clerk=clerk, reason="next")
        self._pass(0.7)
        self.desk.start(visit)
        self._pass(self.random.choice((2, 5, 11)))

    def _end(self, visit):
        outcome = self.random.choice(("resolved", "resolved", "follow-up", "referred", "not-possible"))
        self.desk.finish(visit, outcome=outcome, came_back=self.random.choice((None, None, False, True)))
        if self.random.random() < 0.5:
            self._pass(2)
            self.desk.survey(visit, {"satisfaction": self.random.randint(1, 5), "ease": self.random.randint(1, 5)})

    def _plain(self, counter, clerk):
        visit = self._arrive()
        self._begin(visit, counter, clerk)
        if self.random.random() < 0.3:
            self.desk.describe(visit, clerk=clerk, missing=MISSING)
        self._end(visit)

    def _moved(self, counter, clerk):
        visit = self._arrive()
        self._begin(visit, counter, clerk)
        self.desk.transfer(visit, service=self.random.choice(SERVICES), note="needs this, too")
        if self.random.random() < 0.2:
            self._pass(6)
            self.desk.leave(visit)
            return
        self._begin(visit, *self.random.choice(CLERKS))
        self._end(visit)

    def _held(self, counter, clerk):
        visit = self._arrive()
        self._begin(visit, counter, clerk)
        self.desk.hold(visit, reason="fetches the plan")
        self._pass(4)
        self.desk.resume(visit)
        self._pass(3)
        self._end(visit)

    def _held_left(self, counter, clerk):
        visit = self._arrive()
        self._begin(visit, counter, clerk)
        self.desk.hold(visit, reason="fetches the plan")
        self._pass(20)
        self.desk.leave(visit)

    def _several(self, counter, clerk):
        visit = self._arrive(also=("dog",))
        self._begin(visit, counter, clerk)
        self._end(visit)
        self._begin(visit, counter, clerk)
        self._end(visit)

    def _left(self, counter, clerk):
        visit = self._arrive()
        self._pass(self.random.choice((2, 7, 31)))
        if self.random.random() < 0.4:
            self.desk.call(visit, counter=counter, clerk=clerk, reason="next")
            self._pass(1)
        self.desk.leave(visit)

    def _gone(self, counter, clerk):
        visit = self._arrive()
        self._no_show(visit, counter, clerk)

    def _back(self, counter, clerk):
        visit = self._arrive()
        self._no_show(visit, counter, clerk)
        self._pass(5)
        self.desk.reinstate(visit)
        self._begin(visit, counter, clerk)
        self._end(visit)

    def _no_show(self, visit, counter, clerk):
        self._pass(5)
        self.desk.call(visit, counter=counter, clerk=clerk, reason="next")
        self._pass(1)
        self.desk.recall(visit)
        self._pass(1)
        self.desk.no_show(visit)

    def _undone(self, counter, clerk):
        visit = self._arrive()
        self._begin(visit, counter, clerk)
        self.desk.finish(visit, outcome="not-possible")
        self._pass(0.5)
        self.desk.undo(clerk=clerk)
        self._pass(2)
        self._end(visit)

    def _dated(self, counter, clerk):
        visit = self._arrive(arrived=self.clock.now() - timedelta(minutes=self.random.randint(3, 18)))
        self._begin(visit, counter, clerk)
        self._end(visit)

    def _phone(self, counter, clerk):
        visit = self.desk.log_contact(channel="phone", service="water", counter=counter, clerk=clerk).visit_id
        self._pass(4)
        self._end(visit)

    def _pass(self, minutes):
        self.clock.advance(minutes=minutes, seconds=self.random.randint(0, 9))
