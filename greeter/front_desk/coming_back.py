"""A visitor who has been here today comes back with the ticket, and tells the kiosk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greeter.front_desk.desk import Desk
from greeter.model.journal import Changes, Kind
from greeter.model.visit import State
from greeter.problems import Unlawful
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from greeter.model.visit import ServiceRequest, Visit


class ComingBackActs(Desk):
    """What a visitor does by showing the ticket. Who did not come when called is brought back by `reinstate`."""

    def is_back(self, visit_id: str) -> Changes | None:
        """Let staff see that a visitor who was on hold is back; None where they see it already. Raises Unlawful where the visit is not on hold."""
        try:
            with self._turn() as turn:
                visit, request = self._load(visit_id)
                if request.state is not State.ON_HOLD:
                    raise Unlawful(request.meanwhile(visit.number, turn.tick))
                if came_back_from_hold(visit, request):
                    raise GiveUp
                self.store.change_visit(visit, replace(visit, back_tick=turn.tick))
                return self.store.record(turn, Kind.BACK, visit.id)
        except GiveUp:
            return None


def came_back_from_hold(visit: Visit, request: ServiceRequest) -> bool:
    """Whether the visitor has told that they are back from the hold that lasts now."""
    return request.state is State.ON_HOLD and visit.back_tick is not None and visit.back_tick >= request.state_tick
