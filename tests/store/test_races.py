"""Several desks at once on one store: each visitor has one number and is called by one desk."""

from __future__ import annotations

from greeter.opening import open_front_desk
from greeter.records.integrity import verify
from tests.store.same_visit import race

RACES, PROCESSES = 200, 4


def test_of_desks_that_call_the_same_visitor_one_wins_each_time(any_url):
    outcome = race(any_url, races=RACES, processes=PROCESSES)
    assert outcome.astray == []
    assert [len(winners) for winners in outcome.winners] == [1] * RACES
    assert len({winners[0] for winners in outcome.winners}) > 1  # it was a race
    with open_front_desk(any_url) as desk:
        called = desk.store.rows("select counter, calls, state from request order by id")
        lines = desk.store.rows("select visit, counter from journal where kind = 'call' order by seq")
        assert [row["counter"] for row in lines] == [winners[0] for winners in outcome.winners]
        assert {(row["calls"], row["state"]) for row in called} == {(1, "called")}
        assert verify(desk.store, desk.office.id).lines == 2 * RACES
