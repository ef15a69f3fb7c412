"""A store's server that goes away and comes back, as a window over a store in a file sees it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from greeter.problems import StoreAway

MINUTE_MS = 60_000


class News(QObject):
    """A feed that says what the test lets it say."""

    changed = Signal()
    away = Signal()
    back = Signal()
    away_ms = 0


class Bugs(QObject):
    """What stands in for a background that runs acts at once: it tells of a bug when the test says so."""

    bug = Signal(object)


class Server:
    """A way to a front desk that can be cut, and what the window's feed then says."""

    def __init__(self, reach, feed=None, *, away=False):
        self.reach, self.feed = reach, feed
        self.away, self.loses_answer = away, False
        self.asked = 0

    def run(self, act):
        self.asked += 1
        if self.away:
            raise AWAY
        result = self.reach.run(act)
        if self.loses_answer:
            self.away, self.loses_answer = True, False
            raise AWAY
        return result

    def close(self):
        self.reach.close()

    def goes(self, *, silent_ms=3_500):
        """Be away; the feed says so, for it has heard nothing for a while."""
        self.away = True
        self.feed.look()  # the first look makes the watch
        self.feed._watch.away_ms = lambda: silent_ms
        self.feed.look()

    def comes_back(self):
        self.away = False
        self.feed._watch.away_ms = lambda: 0
        self.feed.look()


AWAY = StoreAway("The store's server can't be reached.", "Check the network.")
