"""Moving a request: called, served, held, handed on, ended. Each act has exactly one winner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from greeter.front_desk.desk import clerk_name, counter_name
from greeter.front_desk.other_office import refuse_contact
from greeter.front_desk.several import SeveralActs, WentOn, left_over
from greeter.front_desk.steps import add_steps, keep_note, step_of
from greeter.inputs import chosen, clean_text, listed, needed_text
from greeter.model.ids import new_id
from greeter.model.journal import Changes, Kind
from greeter.model.visit import MINUTE_MS, RECALL_GAP_MS, RECALLS, Outcome, ServiceRequest, State, Visit
from greeter.problems import BadInput, Unlawful
from greeter.queueing.line import counter_today, heads, lane_of
from greeter.queueing.order import InLine, first
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from greeter.model.catalogue import Counter, NextStep
    from greeter.store.store import Turn


@dataclass(frozen=True, slots=True)
class Called:
    """Who was called, where to, and why them."""

    visit_id: str
    number: str
    service: str
    counter: str
    why: str
    seq: int


class LineActs(SeveralActs):
    """What moves a request from state to state."""

    def call_next(self, *, counter: str, clerk: str) -> Called | None:
        """Call whom the office's order says is next among those this counter can serve; None when nobody waits for it.

        Exactly one caller gets a visitor, whatever calls at once. Raises BadInput.
        """
        at_counter, by = self.at_own(counter), self.signed_by(clerk)
        try:
            with self._turn() as turn:
                line = heads(self.store.port, self.office, self._today_at(at_counter, by), by, turn.tick)
                place = first(line, self.office.order)
                if place is None:
                    raise GiveUp
                before = self.store.request(place.candidate.request)
                return self._call(turn, before, at_counter, by, place.why, line)
        except GiveUp:
            return None

    def call(self, visit_id: str, *, counter: str, clerk: str, reason: str) -> Called:
        """Call one visitor out of order. `reason` is kept in the journal. Raises BadInput, Unlawful, NotFound."""
        at_counter, by = self.at_own(counter), self.signed_by(clerk)
        why = needed_text(reason, "The reason for calling out of order")
        with self._turn() as turn:
            _, before = self._load(visit_id)
            line = heads(self.store.port, self.office, self._today_at(at_counter, by), by, turn.tick)
            return self._call(turn, before, at_counter, by, why, line)

    def recall(self, visit_id: str) -> Changes:
        """Announce a called visitor again: at most three times, 30 seconds apart."""
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = before.moved(
                Kind.RECALL, number=visit.number, tick=turn.tick, calls=before.calls + 1, call_tick=turn.tick
            )
            if before.calls > RECALLS:
                raise Unlawful(
                    f"{visit.number} was announced {before.calls} times.", "Mark a no-show, or put them back in line."
                )
            wait = RECALL_GAP_MS - (turn.tick - (before.call_tick or 0))
            if wait > 0:
                raise Unlawful(
                    f"{visit.number} was announced a moment ago.", f"Try again in {-(-wait // 1000)} seconds."
                )
            after = replace(after, state_tick=before.state_tick)
            return self._save(turn, Kind.RECALL, before, after)

    def start(self, visit_id: str, *, counter: str | None = None, clerk: str | None = None) -> Changes:
        """Begin to serve a called visitor: the wait ends here."""
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = before.moved(
                Kind.START,
                number=visit.number,
                tick=turn.tick,
                started_at=turn.at,
                wait_ms=before.waited(turn.tick),
                answer_ms=turn.tick - before.state_tick,
                **self._at(counter, clerk),
            )
            return self._save(turn, Kind.START, before, after)

    def requeue(self, visit_id: str) -> Changes:
        """Put a called visitor back in line, at the place they had."""
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = before.moved(
                Kind.REQUEUE, number=visit.number, tick=turn.tick, counter=None, clerk=None, called_at=None, calls=0
            )
            return self._save(turn, Kind.REQUEUE, before, after)

    def no_show(self, visit_id: str) -> Changes:
        """End the visit of someone who did not come, after at least one recall. `reinstate` brings them back the same day."""
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = self._ended(turn, visit, before, Kind.NO_SHOW)
            if before.calls < 2:
                raise Unlawful(f"{visit.number} was announced once only.", "Call again first; they may not have heard.")
            self.store.change_visit(visit, replace(visit, ended_at=turn.at))
            return self._save(turn, Kind.NO_SHOW, before, after)

    def reinstate(self, visit_id: str, *, clerk: str | None = None) -> Changes:
        """Bring a no-show back into line on the same business day, with the original arrival. clerk: None where the visitor told the kiosk."""
        by = "" if clerk is None else self.signed_by(clerk)
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = before.moved(
                Kind.REINSTATE, number=visit.number, tick=turn.tick,
                counter=None, clerk=None, called_at=None, calls=0, ended_at=None, wait_ms=None,
            )  # fmt: skip
            if visit.business_day != self.today():
                raise Unlawful(
                    f"{visit.number} is of another day.", "Check them in anew; they keep nothing of the old ticket."
                )
            self.store.change_visit(visit, replace(visit, ended_at=None))
            return self._save(turn, Kind.REINSTATE, before, after, by=by, visit_was={"ended_at": visit.ended_at})

    def hold(self, visit_id: str, *, reason: str) -> Changes:
        """Let a visitor do something first, and serve others meanwhile. Hold time is neither wait nor service."""
        why = needed_text(reason, "The reason for the hold")
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = before.moved(
                Kind.HOLD, number=visit.number, tick=turn.tick,
                serve_ms=before.serve_ms + turn.tick - before.state_tick, hold_reason=why,
            )  # fmt: skip
            return self._save(turn, Kind.HOLD, before, after)

    def resume(self, visit_id: str, *, counter: str | None = None, clerk: str | None = None) -> Changes:
        """Go on with a visitor who was on hold; any clerk may, at any counter."""
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = before.moved(
                Kind.RESUME, number=visit.number, tick=turn.tick,
                hold_ms=before.hold_ms + turn.tick - before.state_tick, hold_reason=None, **self._at(counter, clerk),
            )  # fmt: skip
            return self._save(turn, Kind.RESUME, before, after)

    def transfer(
        self,
        visit_id: str,
        *,
        service: str | None = None,
        counter: str | None = None,
        clerk: str | None = None,
        note: str = "",
        office: str | None = None,
        at: datetime | None = None,
    ) -> Changes:
        """Send a visitor on: to a service, a counter or a clerk. Opens a new request in the same visit; nothing is asked again.

        Arrival, notes, answers and steps travel along. Raises BadInput when nobody is named, or no counter serves it.

        office: another office of the store. The visit ends here and goes on there under a number of its own, which is returned (`Sent`); service:
        one of that office, the same as here unless given. at: when the visitor is expected there; None: they go now, and are in line there at
        once. A repeated request changes nothing. Raises also NotFound for an office that the store does not hold, OfficeClosed.
        """
        if office is not None:
            if counter is not None or clerk is not None:
                raise BadInput("Who serves the visitor is chosen in the other office.", "Choose a service there.")
            return self._send(visit_id, office, service, note, at)
        if at is not None:
            raise BadInput("A time is chosen for another office alone.", "Choose the office, or no time.")
        if service is None and counter is None and clerk is None:
            raise BadInput("Nobody is named to send the visitor to.", "Choose a service, a counter or a clerk.")
        text = clean_text(note, "The note")
        wanted = None if service is None else needed_text(service, "The service")
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            refuse_contact(visit)
            goes_to = self.office.service(wanted or before.service)
            to_counter = None if counter is None else counter_name(counter)
            if to_counter is not None and not self.office.counter(to_counter).serves(goes_to):
                raise BadInput(f"Counter {to_counter} does not serve “{goes_to.name}”.", "Choose another counter.")
            following = ServiceRequest(
                id=new_id(turn.at), office=before.office, visit=visit.id, ordinal=before.ordinal + 1, service=goes_to.id,
                lane=lane_of(goes_to.id, None), state=State.WAITING, target_minutes=goes_to.standard.minutes,
                opened_at=turn.at, opened_tick=turn.tick, credit_tick=min(before.credit_tick, turn.tick), state_tick=turn.tick,
                for_counter=to_counter, for_clerk=None if clerk is None else clerk_name(clerk),
            )  # fmt: skip
            after = before.moved(
                Kind.TRANSFER, number=visit.number, tick=turn.tick, ended_at=turn.at,
                serve_ms=before.serve_ms + turn.tick - before.state_tick, handed_to=following.id,
            )  # fmt: skip
            self.store.add("request", following.row())
            self.store.change_visit(visit, replace(visit, request=following.id))
            keep_note(self.store, turn, visit.id, text)
            opened = {name: value for name, value in following.row().items() if value is not None}
            return self._save(turn, Kind.TRANSFER, before, after, opened=opened)

    def finish(
        self, visit_id: str, *, outcome: str, next_steps: Iterable[str | NextStep] = (), came_back: bool | None = None
    ) -> Changes:
        """End the service with its outcome, and hand over the next steps.

        next_steps: what is agreed, in order; it is added to the steps that were ticked or added before. came_back: the clerk's word whether the
        same matter came back. A visit that has more services to come goes on with the next (`WentOn`).
        """
        how = chosen(Outcome, outcome, "The outcome")
        steps = [step_of(step) for step in listed(next_steps, "Next steps")]
        if came_back not in {None, True, False} or isinstance(came_back, float):
            raise BadInput("Whether the matter came back is yes, no, or not said.")
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = replace(
                self._ended(turn, visit, before, Kind.FINISH),
                outcome=how,
                serve_ms=before.serve_ms + turn.tick - before.state_tick,
            )
            said = visit.came_back if came_back is None else int(came_back)
            ids = add_steps(self, turn, after, steps)
            was = {"came_back": visit.came_back, "also": visit.also}
            following = self.following(turn, visit, after)
            if following is None:
                self.store.change_visit(visit, replace(visit, ended_at=turn.at, came_back=said))
                return self._save(turn, Kind.FINISH, before, after, steps=ids, visit_was=was)
            self.store.add("request", following.row())
            rest = left_over(visit, following)
            self.store.change_visit(visit, replace(visit, request=following.id, also=rest, came_back=said))
            opened = {name: value for name, value in following.row().items() if value is not None}
            saved = self._save(turn, Kind.FINISH, before, after, steps=ids, visit_was=was, opened=opened)
            at = following.counter or ""
            return WentOn(saved.seq, saved.kind, visit.id, service=following.service, counter=at)

    def leave(self, visit_id: str, *, reason: str = "", clerk: str | None = None) -> Changes:
        """End the visit of someone who leaves unserved, or from a hold; by the visitor's wish or staff's word."""
        why = clean_text(reason, "The reason", 200)
        by = "" if clerk is None else self.signed_by(clerk)
        with self._turn() as turn:
            visit, before = self._load(visit_id)
            after = self._ended(turn, visit, before, Kind.LEAVE)
            if before.state is State.ON_HOLD:
                after = replace(after, hold_ms=before.hold_ms + turn.tick - before.state_tick)
            self.store.change_visit(visit, replace(visit, ended_at=turn.at))
            return self._save(turn, Kind.LEAVE, before, after, by=by, reason=why)

    def _today_at(self, counter: str, clerk: str) -> Counter:
        return counter_today(self.store.port, self.office, counter, clerk, self.today())

    def _call(
        self, turn: Turn, before: ServiceRequest, counter: str, clerk: str, why: str, line: list[InLine]
    ) -> Called:
        visit = self.store.visit(before.visit)
        after = before.moved(
            Kind.CALL, number=visit.number, tick=turn.tick,
            counter=counter, clerk=clerk, calls=1, called_at=turn.at, call_tick=turn.tick,
        )  # fmt: skip
        passed_over = self._passed_over(turn, before, line)
        self.seat(turn, counter, clerk)
        saved = self._save(turn, Kind.CALL, before, after, why=why, passed_over=passed_over)
        return Called(visit.id, visit.number, before.service, counter, why, saved.seq)

    def _passed_over(self, turn: Turn, called: ServiceRequest, line: list[InLine]) -> list[str]:
        """Note the lanes in which somebody came earlier and is overtaken; the order reads it to keep its caps."""
        waited = (turn.tick - called.credit_tick) / MINUTE_MS
        lanes = list(dict.fromkeys(one.lane for one in line if one.request != called.id and one.waited > waited))
        for lane in lanes:
            self.store.add(
                "overtaking",
                {
                    "office": self.office.id,
                    "lane": lane,
                    "credit_tick": called.credit_tick,
                    "seq": turn.seq,
                    "tick": turn.tick,
                },
            )
        return lanes

    def _ended(self, turn: Turn, visit: Visit, before: ServiceRequest, kind: Kind) -> ServiceRequest:
        served = before.started_at is not None
        return before.moved(
            kind, number=visit.number, tick=turn.tick, ended_at=turn.at,
            wait_ms=before.wait_ms if served else before.waited(turn.tick),
        )  # fmt: skip

    def _at(self, counter: str | None, clerk: str | None) -> dict[str, Any]:
        place: dict[str, Any] = {}
        if counter is not None:
            place["counter"] = self.at_own(counter)
        if clerk is not None:
            place["clerk"] = self.signed_by(clerk)
        return place
