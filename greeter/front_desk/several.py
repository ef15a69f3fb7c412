"""Several services in one visit: what is still to come is kept with it, and begins when the one before is finished."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greeter.front_desk.other_office import OtherOfficeActs
from greeter.inputs import needed_text
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.visit import MOST_SERVICES, ServiceRequest, State
from greeter.problems import BadInput, Unlawful
from greeter.queueing.line import counter_today, lane_of

if TYPE_CHECKING:
    from greeter.model.visit import Visit
    from greeter.store.store import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOn(Changes):
    """A visit that goes on with its next service. `counter` empty: it waits for another counter."""

    service: str
    counter: str


class SeveralActs(OtherOfficeActs):
    """What concerns a visit with more than one service."""

    def add_service(self, visit_id: str, service: str, *, clerk: str | None = None) -> Changes:
        """Add a service to a visit that goes on; it begins when those before it are finished. Raises BadInput, Unlawful."""
        by = None if clerk is None else self.signed_by(clerk)
        wanted = self.office.service(needed_text(service, "The service"))
        with self._turn() as turn:
            visit, request = self._load(visit_id)
            if request.state.ended:
                raise Unlawful(request.meanwhile(visit.number, turn.tick), "Check them in anew.")
            if wanted.id in {request.service, *visit.to_come}:
                raise BadInput(f"{visit.number} is here for “{wanted.name}” already.", "Choose another service.")
            if len(visit.to_come) + 1 >= MOST_SERVICES:
                raise BadInput(
                    f"{visit.number} is here for {MOST_SERVICES} services already.", "Finish one of them first."
                )
            self.store.change_visit(visit, replace(visit, also=",".join((*visit.to_come, wanted.id))))
            return self.store.record(turn, Kind.ADD_SERVICE, visit.id, clerk=by, service=wanted.id, was=visit.also)

    def drop_service(self, visit_id: str, service: str, *, clerk: str | None = None) -> Changes:
        """Take a service that has not begun out of a visit again. Raises BadInput where it is not among those to come."""
        by = None if clerk is None else self.signed_by(clerk)
        with self._turn() as turn:
            visit, _ = self._load(visit_id)
            if service not in visit.to_come:
                raise BadInput(f"{visit.number} has no such service to come.", "Look at the visit again.")
            left = [one for one in visit.to_come if one != service]
            self.store.change_visit(visit, replace(visit, also=",".join(left) or None))
            return self.store.record(turn, Kind.DROP_SERVICE, visit.id, clerk=by, service=service, was=visit.also)

    def following(self, turn: Turn, visit: Visit, before: ServiceRequest) -> ServiceRequest | None:
        """Return the request with which a visit goes on after this one; None where nothing is to come.

        Where the same clerk serves it, it begins at once at their counter: there is no wait. So does a contact's, which stands in no line. Else it
        waits in its line with the place of the arrival.
        """
        wanted = next((one for one in visit.to_come if self.office.has_service(one)), None)
        if wanted is None:
            return None
        service = self.office.service(wanted)
        counter, clerk = before.counter, before.clerk
        port, today = self.store.port, self.today()
        stays = counter is not None and clerk is not None and (
            not visit.has_ticket or counter_today(port, self.office, counter, clerk, today).serves(service)
        )  # fmt: skip
        return ServiceRequest(
            id=new_id(turn.at), office=before.office, visit=visit.id, ordinal=before.ordinal + 1, service=service.id,
            lane=lane_of(service.id, None), state=State.SERVING if stays else State.WAITING,
            target_minutes=service.standard.minutes, opened_at=turn.at, opened_tick=turn.tick,
            credit_tick=min(before.credit_tick, turn.tick), state_tick=turn.tick,
            counter=counter if stays else None, clerk=clerk if stays else None, started_at=turn.at if stays else None,
        )  # fmt: skip


def left_over(visit: Visit, begun: ServiceRequest) -> str | None:
    """Return what is still to come once a service has begun, as the visit has it."""
    place = visit.to_come.index(begun.service)
    return ",".join(visit.to_come[place + 1 :]) or None
