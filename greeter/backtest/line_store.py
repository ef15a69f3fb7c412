"""An office's own line from its store, as the backtest of waits needs it: no name, no number, no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.queueing.past_days import read_past_days

if TYPE_CHECKING:
    from greeter.queueing.waits import PastVisit

MOST = 200_000


def visits_of_store(url: str, office: str | None) -> list[PastVisit]:
    """Return the waits of an office that have ended, a row a service request. Raises StoreProblem, NotFound; BadInput where there is none."""
    with open_front_desk(url, office=office) as desk:
        visits = read_past_days(desk.store.port, desk.office, MOST).visits
        name = desk.office.name
    if not visits:
        raise BadInput(f"Nobody has waited at {name} yet.", "Try again after some days.")
    return visits
