"""What visitors are told of their wait, once and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greeter.access.post import Doer, open_to_all
from greeter.front_desk.desk import Desk
from greeter.in_parts import whole
from greeter.model.journal import Changes, Kind
from greeter.model.visit import State
from greeter.problems import BadInput
from greeter.queueing.announcement import read_again
from greeter.queueing.forecast import Forecast
from greeter.store.store import GiveUp

if TYPE_CHECKING:
    from greeter.in_parts import Parts
    from greeter.model.visit import ServiceRequest
    from greeter.queueing.announcement import Again, Foretell
    from greeter.store.store import Turn

LOOK_MS = 10_000
"""Whoever watches the line looks so often for waits that have moved."""


class AnnouncingActs(Desk):
    """Telling waits. Each is kept, so that the report can say how often it was right."""

    def tell(self, visit_id: str, forecast: Forecast) -> Changes:
        """Keep a wait that was announced to a visitor."""
        _refuse_nothing(forecast)
        with self._turn() as turn:
            _, request = self._load(visit_id)
            return self._tell(turn, request, forecast, clerk=None)

    def tell_again(
        self, visit_id: str, forecast: Forecast, *, instead_of: int, clerk: str | None = None
    ) -> Changes | None:
        """Announce a wait in the place of an earlier announcement, `instead_of` (its number in the journal).

        None, and nothing is kept, where somebody else has announced it again since, or the visitor does not wait any more: whatever windows and
        boards look on, a visitor hears it once. clerk: who has told it; None: it is shown.
        """
        _refuse_nothing(forecast)
        by = None if clerk is None else self.signed_by(clerk)
        try:
            with self._turn(Doer.HOUSE if by is None else Doer.PERSON) as turn:
                _, request = self._load(visit_id)
                newest = self.store.rows(
                    "select max(seq) as seq from told where request = :request", {"request": request.id}
                )[0]["seq"]
                if newest != instead_of or request.state is not State.WAITING:
                    raise GiveUp
                return self._tell(turn, request, forecast, clerk=by, instead_of=instead_of)
        except GiveUp:
            return None

    def tell_who_waits(self) -> list[Changes]:
        """Announce again what can't wait for a clerk to say it; return what was announced, most often nothing.

        Any window or board may do it, as often as it likes: it looks at most every ten seconds.
        """
        return whole(self.telling_who_waits(self.forecaster.waiting))

    def telling_who_waits(self, foretell: Foretell) -> Parts[list[Changes]]:
        """Do as `tell_who_waits`, an announcement a part. foretell: gives how much longer each waits."""
        tick = self.tick()
        if tick // LOOK_MS == self._told_at:
            return []
        self._told_at = tick // LOOK_MS
        told = []
        for one in self._to_tell_again(foretell, tick):
            if one.pressing:
                yield
                told.append(self.tell_again(one.visit, one.forecast, instead_of=one.seq))
        return [changes for changes in told if changes is not None]

    @open_to_all
    def _to_tell_again(self, foretell: Foretell, tick: int) -> list[Again]:
        return read_again(self.store.port, self.office, foretell, tick)

    def _tell(
        self, turn: Turn, request: ServiceRequest, forecast: Forecast, *, clerk: str | None, **facts: int
    ) -> Changes:
        row = forecast.row()
        self.store.add(
            "told",
            {
                "office": self.office.id, "seq": turn.seq, "visit": request.visit, "request": request.id,
                "at": turn.at, "tick": turn.tick, **row,
            },
        )  # fmt: skip
        return self.store.record(turn, Kind.TOLD, request.visit, clerk=clerk, told=row, **facts)


def _refuse_nothing(forecast: object) -> None:
    if not isinstance(forecast, Forecast):
        raise BadInput("There is no wait to tell.")
