"""Waits that are announced again: when, once, and the same everywhere."""

from __future__ import annotations

import json

import pytest

from greeter.guidance.room import suggestions_for_room
from greeter.guidance.suggestion import RoomAct, RoomNeed
from greeter.in_parts import whole
from greeter.model.journal import Kind
from greeter.model.visit import MINUTE_MS
from greeter.problems import BadInput
from greeter.queueing.announcement import News, news_of, read_again
from greeter.queueing.forecast import Forecast
from greeter.queueing.learned import LEARNED_FROM
from greeter.texts import Texts
from greeter.views.board_view import read_board
from greeter.views.queue_view import read_queue
from greeter.views.room_facts import read_room_facts
from greeter.views.ticket_view import read_ticket
from greeter.views.visit_card import read_visit_card
from ui.staff.story import visit_so_far

FIVE_TO_TEN = Forecast(0, 5 * MINUTE_MS, 10 * MINUTE_MS, 1, "one clerk of four is out")


def forecast(middle, high, low=0.0):
    return Forecast(int(low * MINUTE_MS), int(middle * MINUTE_MS), int(high * MINUTE_MS), 0)


@pytest.mark.parametrize(
    ("told", "age", "now", "news"),
    [
        ((10, 20), 0, (10, 20), None),
        ((10, 20), 5, (6, 14.9), None),
        ((10, 20), 5, (8, 19.9), None),
        ((10, 20), 5, (12, 20), (News.LATER, False)),
        ((10, 20), 17, (2, 2.9), None),
        ((10, 20), 17.5, (2, 2.4), None),
        ((10, 20), 17.5, (2, 2.6), (News.LATER, True)),
        ((10, 20), 24, (0.2, 0.4), (News.LATER, True)),
        ((10, 20), 1, (1, 4.1), None),
        ((10, 20), 1, (1, 4), (News.SOONER, True)),
        ((50, 70), 1, (10, 20), None),
        ((50, 70), 6, (70, 90), None),
        ((50, 70), 6, (30, 50), (News.SOONER, True)),
    ],
)
def test_it_is_told_again_when_it_moves_by_five_minutes_and_before_its_upper_number_passes(told, age, now, news):
    assert news_of(forecast(*told), int(age * MINUTE_MS), forecast(*now)) == news


@pytest.fixture
def waiting(desk, clock):
    """P031, who was told 5 to 10 minutes; before them one of whom nobody knew how long it would take."""
    for _ in range(LEARNED_FROM):
        visit = desk.check_in(service="permit").visit_id
        desk.call_next(counter="3", clerk="dana")
        desk.start(visit)
        clock.advance(minutes=10)
        desk.finish(visit, outcome="resolved")
    first = desk.check_in(service="permit").visit_id
    clock.advance(seconds=1)
    desk.call_next(counter="3", clerk="dana")
    desk.start(first)
    visit = desk.check_in(service="permit", told=FIVE_TO_TEN).visit_id
    clock.advance(seconds=1)
    return visit


def due(desk):
    return read_again(desk.store.port, desk.office, desk.forecaster.waiting, desk.tick())


def told_lines(desk, visit):
    rows = desk.store.rows(
        "select seq, clerk, data from journal where visit = :v and kind = 'told' order by seq", {"v": visit}
    )
    return [(row["seq"], row["clerk"], json.loads(row["data"])) for row in rows]


def test_a_clerk_is_asked_to_tell_those_who_wait_longer_and_it_is_kept(desk, waiting):
    late = desk.check_in(service="permit", told=FIVE_TO_TEN).visit_id
    (one,) = [each for each in due(desk) if not each.pressing]
    assert (one.visit, one.number, one.news, one.told.shown) == (late, "P033", News.LATER, (5, 10))
    assert one.forecast.high_ms > 15 * MINUTE_MS
    (asked,) = [each for each in suggestions(desk) if each.kind is RoomNeed.LONGER]
    assert asked.what == "P033 will wait longer than we said."
    assert asked.why.startswith("P033 was told “about 5 to 10 minutes”. Now it is about ")
    assert asked.why.endswith(" minutes more. Three clerks of four are out.")
    assert (asked.act, asked.does, [each.visit for each in asked.again]) == ("Tell P033", RoomAct.TELL_AGAIN, [late])
    assert desk.tell_again(late, one.forecast, instead_of=one.seq, clerk="dana") is not None
    ((_, clerk, facts),) = told_lines(desk, late)
    assert (clerk, facts["instead_of"], facts["told"]["high_ms"]) == ("dana", one.seq, one.forecast.high_ms)
    assert not [each for each in suggestions(desk) if each.kind is RoomNeed.LONGER]
    assert not any(one.visit == waiting for one in due(desk)), "what they were told may stand"


def suggestions(desk):
    facts = whole(read_room_facts(desk, whole(desk.forecaster.look(desk.tick()))))
    return suggestions_for_room(Texts(), read_queue(desk, "3", "dana"), desk.office, facts=facts)


def test_nobody_is_told_twice_whoever_looks(desk, clock, waiting):
    clock.advance(minutes=8)
    (one,) = due(desk)
    assert one.pressing
    assert len(desk.tell_who_waits()) == 1
    assert desk.tell_again(waiting, one.forecast, instead_of=one.seq) is None, "another window was faster"
    assert desk.tell_who_waits() == []
    clock.advance(seconds=30)
    assert desk.tell_who_waits() == []
    assert len(told_lines(desk, waiting)) == 1


def test_before_the_upper_number_passes_board_ticket_and_card_say_the_same(desk, clock, waiting):
    assert read_board(desk).news == ()
    clock.advance(minutes=8)
    assert [changes.kind for changes in desk.tell_who_waits()] == [Kind.TOLD]
    ((_, clerk, facts),) = told_lines(desk, waiting)
    assert clerk is None
    told = Forecast(**facts["told"])
    low, high = told.shown
    words = f"about {low} to {high} minutes" if high > 5 else "less than 5 minutes"
    assert read_ticket(desk, waiting).wait.lower() == words
    story = visit_so_far(Texts(), desk.office, read_visit_card(desk, waiting).story)
    assert story[0].words == "Checked in. Told “about 5 to 10 minutes”, one clerk of four is out."
    assert story[1].words == f"Told again “{words}”, three clerks of four are out."
    (news,) = read_board(desk).news
    assert (news.number, news.later) == ("P032", True)
    now = desk.office.local(desk.clock.now())
    assert 0 <= (now - news.begins).total_seconds() + low * 60 < 300
    assert 0 < (news.ends - now).total_seconds() - high * 60 <= 300
    clock.advance(minutes=6)
    assert "P032" not in [each.number for each in read_board(desk).news if each.begins == news.begins]


def test_whoever_is_called_meanwhile_is_told_nothing_more(desk, clock, waiting):
    clock.advance(minutes=8)
    (one,) = due(desk)
    desk.call(waiting, counter="2", clerk="ben", reason="Is ready")
    assert desk.tell_again(waiting, one.forecast, instead_of=one.seq) is None
    assert due(desk) == []
    assert desk.tell_who_waits() == []


def test_there_must_be_something_to_tell(desk, waiting):
    with pytest.raises(BadInput, match="no wait to tell"):
        desk.tell_again(waiting, "10 minutes", instead_of=1)
    with pytest.raises(BadInput):
        desk.tell_again(waiting, FIVE_TO_TEN, instead_of=1, clerk="")


def test_each_who_waits_is_foretold_and_who_is_not_told_is_not_announced(desk, clock, waiting):
    other = desk.check_in(service="permit").visit_id
    waits = desk.forecaster.waits(desk.tick())
    assert set(waits) == {waiting, other}
    assert waits[waiting].high_ms < waits[other].high_ms
    assert (waits[waiting].ahead, waits[other].ahead) == (0, 1)
    clock.advance(minutes=9)
    assert [one.visit for one in due(desk)] == [waiting]


def test_more_than_an_hour_stands_on_the_board_without_an_end(desk, waiting):
    seq = desk.store.rows("select seq from told where visit = :v", {"v": waiting})[0]["seq"]
    desk.tell_again(waiting, Forecast(0, 55 * MINUTE_MS, 90 * MINUTE_MS, 1), instead_of=seq)
    (news,) = read_board(desk).news
    assert news.ends is None
