"""A window has due reports delivered, apart from its own work."""

from __future__ import annotations

from greeter.problems import StoreForbids
from tests.greeter.automatic.reporting import MAYA, began, mailed, office_with
from ui.app import reach
from ui.automatic import Automatic
from ui.windows import Opened, _automatic


class Round:
    """A round that goes on until it is told to end."""

    begun = ()

    def __init__(self, url, office):
        Round.begun = (*Round.begun, (url, office.id))
        self.is_running, self.took_something = True, True


def test_it_begins_one_round_at_a_time_where_something_is_due(url, qtbot):
    office = office_with(mailed(MAYA))
    began(url)
    way, Round.begun = reach(url, office), ()
    automatic = Automatic(way.background, url, office, begin=Round)
    try:
        with qtbot.waitSignal(automatic.looked) as looked:
            automatic.look()
        assert looked.args == [True]
        automatic.look()
        assert Round.begun == ((url, office.id),), "one round goes on"
        automatic._round.is_running = False
        with qtbot.waitSignal(automatic.looked):
            automatic.look()
        assert len(Round.begun) == 2
        automatic._round.is_running = automatic._round.took_something = False
        automatic.look()
        automatic.look()
        assert len(Round.begun) == 2, "what could not be taken is not tried each minute"
        automatic._paused.stop()
        with qtbot.waitSignal(automatic.looked):
            automatic.look()
        assert len(Round.begun) == 3
    finally:
        automatic.close()
        way.close()
    assert not automatic.is_looking


def test_a_login_that_may_not_look_leaves_it_to_others(url, qtbot, monkeypatch):
    office = office_with(mailed(MAYA))

    def forbidden(_):
        raise StoreForbids("This login may not do that.")

    monkeypatch.setattr("greeter.automatic.round.something_is_due", forbidden)
    way, failed = reach(url, office), []
    way.background.store_failed.connect(failed.append)
    automatic = Automatic(way.background, url, office)
    assert automatic.is_looking
    with qtbot.waitSignal(automatic.looked):
        automatic.look()
    assert not automatic.is_looking
    assert failed == [], "nobody is told of a store that works"
    way.close()


def test_a_kiosk_and_an_office_without_reports_do_not_look(url, office):
    way = reach(url, office)
    assert _automatic(Opened(None, way, delivers=False)) == []
    (automatic,) = _automatic(Opened(None, way))
    assert not automatic.is_looking
    way.close()
