"""The kiosk's way to the counter: to the store's server, and to the kiosk's own disk while the server is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from greeter.problems import StoreAway, StoreProblem
from greeter.reach import Reach, StoreReach, open_desk_later
from greeter.settings import data_folder
from greeter.store.address import Engine, engine_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greeter.clock import Clock
    from greeter.front_desk import FrontDesk
    from greeter.model.catalogue import Office
    from greeter.outbox.carrier import Carrier
    from greeter.outbox.outbox import Outbox

_T = TypeVar("_T")

PATIENCE_S = 1.0
"""A visitor at the kiosk hardly waits for the server: a ticket that was kept too soon does no harm."""
CARRIER_PATIENCE_S = 5.0
"""Nobody waits for what brings the kept tickets."""


def kiosk_reach(url: str, office: Office, clock: Clock | None = None) -> Reach:
    """Return a kiosk's way to the store at `url`. A file on this machine needs no outbox."""
    if engine_of(url) is Engine.SQLITE:
        return StoreReach(open_desk_later(url, office, clock))

    from greeter.outbox.carrier import Carrier

    def open_outbox() -> Outbox:
        from greeter.outbox.outbox import Outbox  # not before the greeting is painted

        return Outbox(outbox_file(office), office, clock)

    return KeepsGoing(
        open_desk_later(url, office, clock, patience_s=PATIENCE_S),
        lambda: Carrier(open_desk_later(url, office, clock, patience_s=CARRIER_PATIENCE_S), open_outbox),
        open_outbox,
    )


def outbox_file(office: Office) -> Path:
    """Return where a kiosk keeps its tickets. The server may get another address meanwhile; its store knows the kiosk by its id."""
    return data_folder() / "outbox" / f"{office.id}.db"


class KeepsGoing:
    """Runs an act at the server; where that is away, over the outbox."""

    def __init__(
        self,
        open_server: Callable[[], FrontDesk],
        engage_carrier: Callable[[], Carrier],
        open_outbox: Callable[[], Outbox],
    ) -> None:
        self._server = StoreReach(open_server)
        self._engage_carrier = engage_carrier
        self._carrier: Carrier | None = None
        self._open_outbox = open_outbox
        self._outbox: Outbox | None = None

    def run(self, act: Callable[[FrontDesk], _T]) -> _T:
        """Run an act. One that may have reached the server is run again over the outbox: its request key keeps it one.

        A server that can't keep it now (its disk is full, it is a standby) counts as away, too. An act without a key is of the one place where it
        was run: what became of the paper is not told of a ticket that lies elsewhere. Raises StoreAway where this kiosk has no mark yet.
        """
        carrier = self._carrying()
        if not carrier.is_away:
            try:
                return self._server.run(act)
            except StoreProblem:
                carrier.server_is_away()
        try:
            return self._keep(act)
        except StoreProblem:
            self._let_outbox_go()
            raise

    def _keep(self, act: Callable[[FrontDesk], _T]) -> _T:
        if self._outbox is None:
            self._outbox = self._open_outbox()
        if not self._outbox.look_for_mark():
            raise StoreAway(
                "The store's server can't be reached, and this kiosk has not been there yet.", "Check the network."
            )
        return act(self._outbox.desk)

    def _let_outbox_go(self) -> None:
        """Close the outbox: after a failure of the disk only a store that is opened anew is believed."""
        if self._outbox is not None:
            self._outbox.close()
            self._outbox = None

    def _carrying(self) -> Carrier:
        if self._carrier is None:
            self._carrier = self._engage_carrier()
        self._carrier.keep_alive()
        return self._carrier

    def close(self) -> None:
        """Let server and outbox go; what is kept stays."""
        if self._carrier is not None:
            self._carrier.close()
            self._carrier = None
        self._server.close()
        self._let_outbox_go()
