"""Brings kept tickets to the server, in the order in which they were shown, as soon as it answers again."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from greeter.front_desk.room import Notice
from greeter.problems import Problem, StoreAway, StoreProblem
from greeter.reach import StoreReach

if TYPE_CHECKING:
    from collections.abc import Callable

    from greeter.front_desk import FrontDesk
    from greeter.front_desk.kept import Kept
    from greeter.outbox.outbox import Enrolled, Outbox

_log = logging.getLogger("greeter.outbox")

AGAIN_S = 1.0
"""While the server is away, or tickets are kept, it tries so often."""
SEEN_S = 30.0
"""So often the kiosk tells the server that it is there."""


class Carrier:
    """A thread with its own way to the server and its own look into the outbox."""

    def __init__(self, open_server: Callable[[], FrontDesk], open_outbox: Callable[[], Outbox]) -> None:
        self._server = StoreReach(open_server)
        self._open_outbox = open_outbox
        self._away = threading.Event()
        self._ending = threading.Event()
        self._seen_at = -SEEN_S
        self._is_known = False
        self._set_aside: set[str] = set()
        self._thread: threading.Thread | None = None
        self._outbox: Outbox | None = None
        self._said = ""

    @property
    def is_away(self) -> bool:
        """Whether the server is away: new tickets are kept until all that are kept have been handed in."""
        return self._away.is_set()

    def server_is_away(self) -> None:
        """Hear that an act did not reach the server."""
        self._away.set()

    def keep_alive(self) -> None:
        """Start the thread, or start it anew where a bug has ended it."""
        if not self._ending.is_set() and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._carry_until_closed, name="carrier", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End. What is kept stays in the outbox, for the next start."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _carry_until_closed(self) -> None:
        try:
            while not self._ending.is_set():
                self._try_once()
                self._ending.wait(AGAIN_S)
        finally:
            self._let_outbox_go()
            self._server.close()

    def _try_once(self) -> None:
        try:
            if self._outbox is None:
                self._outbox = self._open_outbox()
            self._carry(self._outbox)
            self._said = ""
        except StoreAway:
            self._away.set()
        except Problem as problem:
            self._let_outbox_go()  # it may be what has failed
            if str(problem) != self._said:
                self._said = str(problem)
                _log.warning("kept tickets could not be handed in yet: %s", problem)

    def _let_outbox_go(self) -> None:
        if self._outbox is not None:
            self._outbox.close()
            self._outbox = None

    def _carry(self, outbox: Outbox) -> None:
        outbox.tidy()
        count = outbox.count()
        enrolled = self._known(outbox, count)
        if not (count > len(self._set_aside) or self.is_away or time.monotonic() - self._seen_at >= SEEN_S):
            return
        if not self._server.run(lambda desk: desk.kiosk_seen(enrolled.id, kept=count)):
            self._is_known = False  # the server was put back from a copy
            enrolled = self._known(outbox, count)
        while not self._ending.is_set() and (kept := outbox.oldest(self._set_aside)) is not None:
            if self._hand_in(kept, enrolled.id):
                outbox.forget(kept.visit.id)
        if count:
            left = outbox.count()
            self._server.run(lambda desk: desk.kiosk_seen(enrolled.id, kept=left))
        outbox.heed_pause(paused=self._server.run(lambda desk: desk.is_told(Notice.PAUSE)))
        self._seen_at = time.monotonic()
        self._away.clear()

    def _hand_in(self, kept: Kept, kiosk: str) -> bool:
        """Hand one in; False where the server refuses it for what it is. It stays here, and holds nobody up who came later."""
        try:
            self._server.run(lambda desk: desk.take_in(kept=kept, kiosk=kiosk))
        except StoreProblem:
            raise
        except Problem as problem:
            _log.error("the kept ticket %s is set aside until the next start: %s", kept.visit.number, problem)
            self._set_aside.add(kept.visit.id)
            return False
        return True

    def _known(self, outbox: Outbox, count: int) -> Enrolled:
        """Return who this kiosk is to the store, and enrol it where it is new. Raises StoreProblem where what is kept is another store's."""
        enrolled = outbox.enrolled
        if self._is_known and enrolled.mark:
            return enrolled
        mark = self._server.run(lambda desk: desk.enrol_kiosk(enrolled.id, enrolled.mark))
        if mark != enrolled.mark:
            if count:
                raise StoreProblem(
                    f"This kiosk keeps {count} tickets for another store.",
                    "Start it once more with the address it had, until they are handed in.",
                )
            outbox.enrol(mark)
        self._is_known = True
        return outbox.enrolled
