"""A counter's day: breaks, and the services that its clerk serves today. Opening and closing are in `room.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.front_desk.room import RoomActs
from greeter.inputs import clean_text, listed
from greeter.model.journal import Changes, Kind
from greeter.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BREAK = 80


class CounterDayActs(RoomActs):
    """What a clerk says of themselves."""

    def take_break(self, counter: str, *, clerk: str, reason: str = "") -> Changes:
        """Take a break, with a reason for colleagues where one is given. The counter counts as closed; opening it, or calling, ends the break."""
        at_counter, by = self.at_own(counter), self.signed_by(clerk)
        why = clean_text(reason, "The reason", MOST_BREAK)
        with self._turn() as turn:
            self.seat(turn, at_counter, by)
            self.store.port.run(
                "update counter set open = 0, break_reason = :why, since_at = :at, since_tick = :tick"
                " where office = :office and id = :id",
                {"office": self.office.id, "id": at_counter, "why": why, "at": turn.at, "tick": turn.tick},
            )
            return self.store.record(turn, Kind.CLOSE_COUNTER, counter=at_counter, clerk=by, reason=why, on_break=True)

    def serve_today(self, counter: str, services: Iterable[str] | None, *, clerk: str) -> Changes:
        """Serve only these services until the night, or until another clerk sits down here; None: all that the counter can serve.

        Raises BadInput where one of them is none that this counter can serve, or none is left.
        """
        at_counter, by = self.at_own(counter), self.signed_by(clerk)
        wanted = None if services is None else sorted({str(each) for each in listed(services, "The services")})
        able = {service.id for service in self.office.services if self.office.counter(at_counter).serves(service)}
        if wanted is not None and not set(wanted) <= able:
            other = min(set(wanted) - able)
            raise BadInput(f"Counter {at_counter} can’t serve “{other[:60]}”.", "Choose among those that it can.")
        if wanted == []:
            raise BadInput("No service is chosen.", "Choose one at least, or take a break.")
        only = None if wanted is None or set(wanted) == able else wanted
        with self._turn() as turn:
            self.seat(turn, at_counter, by)
            self.store.port.run(
                "update counter set only_services = :only, only_day = :day where office = :office and id = :id",
                {
                    "office": self.office.id, "id": at_counter,
                    "only": None if only is None else ",".join(only), "day": None if only is None else self.today(),
                },
            )  # fmt: skip
            return self.store.record(turn, Kind.SERVES, counter=at_counter, clerk=by, services=only)
