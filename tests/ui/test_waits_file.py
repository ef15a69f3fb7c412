"""A window keeps the file with the waits of now."""

from __future__ import annotations

import json

from greeter.opening import open_front_desk
from greeter.problems import StoreAway
from ui.app import reach
from ui.waits_file import NAMED, WaitsKeeper
from ui.windows import Opened, _waits_file


def test_it_writes_the_file_and_says_at_the_end_that_nobody_knows(url, office, clock, qtbot, tmp_path, monkeypatch):
    open_front_desk(url, catalogue=office, clock=clock).close()
    way, path = reach(url, office, clock), tmp_path / "waits.json"
    keeper = WaitsKeeper(way.background, office, path, clock)

    def state():
        return json.loads(path.read_text())["state"] if path.exists() else ""

    try:
        keeper.look()
        qtbot.waitUntil(lambda: state() == "open")

        def away(_):
            raise StoreAway("The store's server can't be reached.")

        with monkeypatch.context() as patch:
            patch.setattr("greeter.open_figures.waits_now.read_waits_now", away)
            keeper.look()
            qtbot.waitUntil(lambda: state() == "unknown")
        keeper.look()
        qtbot.waitUntil(lambda: state() == "open")
    finally:
        keeper.close()
        way.close()
    assert state() == "unknown"


def test_none_is_kept_where_none_is_named(url, office, tmp_path, monkeypatch):
    way = reach(url, office)
    assert _waits_file(Opened(None, way)) == []
    monkeypatch.setenv(NAMED, str(tmp_path / "waits.json"))
    assert len(_waits_file(Opened(None, way))) == 1
    assert _waits_file(Opened(None, way, delivers=False)) == []
    way.close()
