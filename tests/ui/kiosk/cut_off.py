"""A kiosk whose server can be taken away: over an outbox of its own, with a carrier that brings tickets when the test says so."""

from __future__ import annotations

from contextlib import closing

from greeter.opening import open_front_desk
from greeter.outbox.keeps_going import KeepsGoing
from greeter.outbox.outbox import Outbox
from greeter.reach import StoreReach
from tests.kept_tickets import hand_in
from tests.ui.server import Server


class Porter:
    """The carrier's part, done when the test asks for it."""

    def __init__(self, open_desk, open_outbox):
        self.open_desk, self.open_outbox = open_desk, open_outbox
        self.is_away = False

    def server_is_away(self):
        self.is_away = True

    def keep_alive(self):
        pass

    def close(self):
        pass

    def enrol(self):
        with closing(self.open_outbox()) as box, self.open_desk() as desk:
            box.enrol(desk.enrol_kiosk(box.enrolled.id))

    def bring(self):
        """Hand in everything; new tickets go to the server again."""
        with closing(self.open_outbox()) as box, self.open_desk() as desk:
            while box.count():
                hand_in(desk, box)
        self.is_away = False


class CutOff(KeepsGoing):
    """The kiosk's way, with a server that the test takes away."""

    def __init__(self, url, office, clock, path, *, enrolled=True):
        def open_desk():
            return open_front_desk(url, clock=clock, catalogue=office, durable=False)

        def open_outbox():
            return Outbox(path, office, clock)

        self.porter = Porter(open_desk, open_outbox)
        super().__init__(open_desk, lambda: self.porter, open_outbox)
        self.server = self._server = Server(StoreReach(open_desk))
        if enrolled:
            self.porter.enrol()
