"""The survey: each question of a visit is answered once, and only visits that are over are offered."""

from __future__ import annotations

import pytest

from greeter.front_desk.case import Question
from greeter.model.journal import Kind
from greeter.views.kiosk_menu import read_kiosk_menu
from greeter.views.unrated import MOST, read_unrated


def serve(desk, clock, n=1, service="permit"):
    visits = []
    for _ in range(n):
        visits.append(desk.check_in(service=service).visit_id)
        desk.call_next(counter="3", clerk="dana")
        desk.start(visits[-1])
        clock.advance(minutes=2)
        desk.finish(visits[-1], outcome="resolved")
    return visits


def answers(desk, visit):
    rows = desk.store.rows("select question, answer from survey where visit = :visit order by seq", {"visit": visit})
    return {row["question"]: row["answer"] for row in rows}


def test_the_first_answer_to_a_question_stays(desk, clock):
    (visit,) = serve(desk, clock)
    assert desk.survey(visit, {"satisfaction": 2}).kind is Kind.SURVEY
    assert desk.survey(visit, {"satisfaction": 5}) is None, "a double touch, or a second person with the same number"
    assert desk.survey(visit, {"satisfaction": 5, "trust": 3}) is not None
    assert answers(desk, visit) == {"satisfaction": 2, "trust": 3}
    said = [row["data"] for row in desk.store.rows("select data from journal where kind = 'survey' order by seq")]
    assert len(said) == 2
    assert "satisfaction" not in said[1]


def test_a_comment_may_follow(desk, clock):
    (visit,) = serve(desk, clock)
    desk.survey(visit, {"satisfaction": 5})
    assert desk.survey(visit, {"satisfaction": 4}, comment="Thank you, Dana") is not None
    assert answers(desk, visit) == {"satisfaction": 5}
    rows = desk.store.rows("select value from personal where field = 'comment'")
    assert [row["value"] for row in rows] == ["Thank you, Dana"]


def test_only_visits_that_are_over_are_offered_the_last_first(desk, clock):
    assert read_unrated(desk) == ()
    assert not read_kiosk_menu(desk).unrated
    first, second = serve(desk, clock, 2)
    waiting = desk.check_in(service="permit").visit_id
    assert [one.visit_id for one in read_unrated(desk)] == [second, first]
    assert [one.number for one in read_unrated(desk)] == ["P002", "P001"]
    assert read_kiosk_menu(desk).unrated
    desk.survey(second, {Question.TRUST.value: 4})
    assert len(read_unrated(desk)) == 2, "the first question is still open"
    desk.survey(second, {Question.SATISFACTION.value: 4})
    assert [one.visit_id for one in read_unrated(desk)] == [first]
    clock.advance(minutes=117)
    assert [one.visit_id for one in read_unrated(desk)] == [first]
    clock.advance(minutes=2)
    assert read_unrated(desk) == ()
    assert waiting not in {one.visit_id for one in read_unrated(desk)}


def test_a_number_that_left_or_was_sent_on_is_not_offered(desk, clock):
    (done,) = serve(desk, clock)
    left = desk.check_in(service="permit").visit_id
    desk.leave(left)
    moved = desk.check_in(service="permit").visit_id
    desk.call_next(counter="3", clerk="dana")
    desk.start(moved)
    desk.transfer(moved, service="dog", note="about the dog")
    assert [one.visit_id for one in read_unrated(desk)] == [done]


def test_many_are_cut(desk, clock):
    serve(desk, clock, MOST + 2)
    assert len(read_unrated(desk)) == MOST


@pytest.mark.parametrize("answer", [0, 6, True, 2.5, "5"])
def test_an_answer_is_a_whole_number_from_1_to_5(desk, clock, answer):
    from greeter.problems import BadInput

    (visit,) = serve(desk, clock)
    with pytest.raises(BadInput, match="from 1 to 5"):
        desk.survey(visit, {"satisfaction": answer})
    assert answers(desk, visit) == {}
