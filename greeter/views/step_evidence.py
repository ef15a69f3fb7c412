"""What speaks for a suggested next step: how such requests ended that had it ticked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.guidance.next_steps import Ticked
from greeter.model.visit import MINUTE_MS, Outcome, State

if TYPE_CHECKING:
    from greeter.front_desk import FrontDesk

LOOKED_BACK_DAYS = 90
MOST_REQUESTS = 300


def read_step_evidence(desk: FrontDesk, service: str) -> dict[str, Ticked]:
    """Return, by a step's words, how many of the last requests for a service had it ticked, and how many of those were resolved.

    The last 300 that were finished with an outcome within 90 days count.
    """
    rows = desk.store.rows(
        "select s.what, count(*) as n, sum(case when r.outcome = :resolved then 1 else 0 end) as resolved from ("
        " select id, outcome from request where office = :office and opened_at > :since and service = :service"
        " and state = :finished and outcome is not null order by opened_at desc limit :most"
        ") r join step s on s.request = r.id where s.done_at is not null group by s.what",
        {
            "office": desk.office.id,
            "service": service,
            "since": desk.clock.read().wall - LOOKED_BACK_DAYS * 24 * 60 * MINUTE_MS,
            "finished": State.FINISHED.value,
            "resolved": Outcome.RESOLVED.value,
            "most": MOST_REQUESTS,
        },
    )
    return {row["what"]: Ticked(row["resolved"], row["n"]) for row in rows}
