"""Learning from past days in a process of its own, and handing over what was learned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greeter.opening import open_front_desk
from greeter.queueing.experience import FEWEST_DAYS, FEWEST_PLAYED, Experience
from greeter.study import Study
from tests.store.contract.test_experience import busy_day
from ui.app import reach
from ui.studying import Studying


@pytest.fixture
def lived(url, office, clock):
    """A store of two days on which enough was announced."""
    with open_front_desk(url, clock=clock, catalogue=office, durable=False) as desk:
        for _ in range(FEWEST_DAYS):
            busy_day(desk, clock, FEWEST_PLAYED // FEWEST_DAYS + 2)
            clock.jump(timedelta(days=1) - timedelta(hours=clock.now().hour - 15))
            desk.close_nights()
    return url


def test_what_was_learned_apart_is_handed_over_and_again_after_a_failure(lived, office, qtbot):
    way = reach(lived, office)
    studying = Studying(way.background, lived, office, begin_ms=1)
    given = []
    try:
        with qtbot.waitSignal(studying.handed_over, timeout=60_000):
            pass
        way.background.run(lambda desk: desk.forecaster.experience, given.append)
        qtbot.waitUntil(lambda: len(given) == 1)
        way.background.run(lambda desk: setattr(desk.forecaster, "experience", None))
        with qtbot.waitSignal(studying.handed_over):
            way.background.store_works.emit()
        way.background.run(lambda desk: desk.forecaster.experience, given.append)
        qtbot.waitUntil(lambda: len(given) == 2)
    finally:
        studying.close()
        way.close()
    assert isinstance(given[0], Experience)
    assert given[0] is given[1]


def test_from_an_empty_store_nothing_is_learned(url, office):
    with open_front_desk(url, catalogue=office):
        pass
    assert Study(url, office).wait() is None


def test_a_store_that_cannot_be_read_teaches_nothing(tmp_path, office):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database, " * 400)
    assert Study(f"sqlite:///{broken}", office).wait() is None


def test_closed_on_the_way_it_ends(lived, office):
    study = Study(lived, office)
    study.close()
    assert study.wait() is None


def test_before_it_has_begun_there_is_nothing_to_close(url, office, qtbot):
    way = reach(url, office)
    studying = Studying(way.background, url, office)
    with qtbot.assertNotEmitted(studying.handed_over):
        way.background.store_works.emit()
        studying.close()
    way.close()
