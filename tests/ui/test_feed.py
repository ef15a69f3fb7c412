"""What tells the screens that something has changed: soon where others did it, at once where it is asked."""

from __future__ import annotations

import pytest

from ui.feed import Feed


class Moving:
    """A watch over a store that has moved as often as it is told."""

    def __init__(self):
        self.moves = 0

    def moved(self):
        self.moves, had = 0, self.moves
        return had > 0

    def away_ms(self):
        return 0

    def close(self):
        pass


@pytest.fixture
def feed(qtbot, url, office):
    """A feed that looks when the test says so; `told` counts what it says."""
    made = Feed(url, office.id)
    made._timer.stop()
    made.look()
    made._watch.close()
    made._watch, made.told = Moving(), []
    made.changed.connect(lambda: made.told.append(True))
    yield made
    made.close()


def test_what_others_do_is_told_a_little_later_and_once(feed, qtbot):
    for _ in range(3):
        feed._watch.moves += 1
        feed._look_round()
    assert feed.told == []
    with qtbot.waitSignal(feed.changed):
        pass
    feed._look_round()
    assert (len(feed.told), feed._soon.isActive()) == (1, False)


def test_who_asks_hears_at_once_and_nothing_twice(feed):
    feed.look()
    assert feed.told == []
    feed._watch.moves = 1
    feed.look()
    assert len(feed.told) == 1
    feed._watch.moves = 1
    feed._look_round()
    feed.look()
    assert (len(feed.told), feed._soon.isActive()) == (2, False)


def test_nothing_is_told_after_it_was_closed(feed, qtbot):
    feed._watch.moves = 1
    feed._look_round()
    feed.close()
    assert not feed._soon.isActive()
