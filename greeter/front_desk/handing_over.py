"""Handing a counter over: another clerk sits down where somebody is being served."""

from __future__ import annotations

from greeter.front_desk.line import LineActs
from greeter.model.visit import State


class HandOverActs(LineActs):
    """What happens to the case at a counter when its clerk changes."""

    def take_over(self, counter: str, *, clerk: str, reason: str) -> None:
        """Sit down at a counter, and go on with whoever is served there by another clerk: on hold with its reason, and resumed in the same moment.

        So the journal says who served from when on, as with any hold that a colleague goes on with. Who is only called stays called; starting
        with them says who serves. Should the program end in between, the visit is on hold, and any clerk can go on with it.
        """
        at_counter, by = self.at_own(counter), self.signed_by(clerk)
        self.open_counter(at_counter, clerk=by)
        rows = self.store.rows(
            "select visit from request where office = :office and counter = :counter and state = :serving and clerk <> :clerk",
            {"office": self.office.id, "counter": at_counter, "serving": State.SERVING.value, "clerk": by},
        )
        for row in rows:
            self.hold(row["visit"], reason=reason)
            self.resume(row["visit"], counter=at_counter, clerk=by)
