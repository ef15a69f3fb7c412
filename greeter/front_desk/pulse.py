"""How a clerk's day was, kept so that nobody can find out who said what: see `docs/decisions/0029-pulse.md`.

It is the one thing that is written without a line in the journal: the journal tells who did what when, and its next line would tell who answered.
"""

from __future__ import annotations

from datetime import date

from greeter.front_desk.desk import Desk
from greeter.inputs import chosen
from greeter.model.pulse import Pulse, week_of


class PulseActs(Desk):
    """What staff say at the end of their day."""

    def say_pulse(self, answer: str | None) -> None:
        """Count an answer in this week's counts; None for who rather says nothing, which is written in the same way and changes no count.

        Raises BadInput.
        """
        said = None if answer is None else chosen(Pulse, answer, "The answer")
        week = week_of(date.fromisoformat(self.today()))
        counts = {each.value: int(each is said) for each in Pulse}
        with self.store.port.atomic():  # nobody is woken: a look at this moment would tell who has answered
            self.admit()
            self.store.port.run(_COUNT, {"office": self.office.id, "week": week, **counts})
        self.store.port.forget_earlier()


_COUNT = """
insert into pulse (office, week, very_good, good, all_right, hard, very_hard)
values (:office, :week, :very_good, :good, :all_right, :hard, :very_hard)
on conflict (office, week) do update set very_good = pulse.very_good + :very_good, good = pulse.good + :good,
all_right = pulse.all_right + :all_right, hard = pulse.hard + :hard, very_hard = pulse.very_hard + :very_hard
"""
