"""What speaks for a suggested step is counted from what was ticked before, and from nothing else."""

from __future__ import annotations

from greeter.guidance.step_habits import Ticked
from greeter.views.step_evidence import LOOKED_BACK_DAYS, StepEvidence


def served(desk, clock, *, service="permit", ticked=(), outcome="resolved"):
    ticket = desk.check_in(service=service)
    clock.advance(minutes=1)
    desk.call(ticket.visit_id, counter="2", clerk="ben", reason="test")
    desk.start(ticket.visit_id)
    for what in ticked:
        desk.tick_step(desk.add_step(ticket.visit_id, what, clerk="ben"), clerk="ben")
    desk.add_step(ticket.visit_id, "Left open", clerk="ben")
    desk.finish(ticket.visit_id, outcome=outcome)


def test_counts_ticked_steps_of_finished_requests_of_the_service(desk, clock):
    served(desk, clock, ticked=("Give a plot plan", "Check the drawing"))
    served(desk, clock, ticked=("Give a plot plan",), outcome="follow-up")
    served(desk, clock, service="dog", ticked=("Give a plot plan",))
    assert StepEvidence().read(desk, "permit", "").ticked == {
        "give a plot plan": Ticked(1, 2),
        "check the drawing": Ticked(1, 1),
    }


def test_what_is_long_ago_does_not_count(desk, clock):
    served(desk, clock, ticked=("Give a plot plan",))
    clock.advance(hours=24 * (LOOKED_BACK_DAYS + 1))
    assert StepEvidence().read(desk, "permit", "").ticked == {}
