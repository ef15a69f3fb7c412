"""Taking in what a kiosk has kept: once, in its place, under the number that was shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from greeter.front_desk.kept import _marks
from greeter.model.visit import State
from greeter.outbox.outbox import Outbox
from greeter.problems import BadInput, StoreProblem
from greeter.records.integrity import verify
from greeter.views.board_view import read_board


@pytest.fixture
def outbox(tmp_path, office, clock, desk):
    """The outbox of a kiosk that was enrolled."""
    made = Outbox(tmp_path / "outbox.db", office, clock)
    made.enrol(desk.enrol_kiosk(made.enrolled.id))
    made.look_for_mark()
    yield made
    made.close()


@pytest.fixture
def kept(outbox, clock):
    """A ticket that was kept 8 minutes ago."""
    outbox.desk.check_in(
        service="permit", reason="A deck", name="Zoë", needs=["seat"], origin="kiosk", request_key="walk-1"
    )
    clock.advance(minutes=8)
    return outbox.oldest()


def facts(desk, kind):
    return [json.loads(row["data"]) for row in desk.store.rows("select data from journal where kind = :k", {"k": kind})]


def row_of(desk, number):
    return next(row for row in desk.queue() if row.number == number)


class TestMarks:
    def test_each_kiosk_has_its_own_and_keeps_it(self, desk):
        assert [desk.enrol_kiosk(kiosk) for kiosk in ("one", "two", "one")] == ["A", "B", "A"]
        assert [line["kiosk"] for line in facts(desk, "enrol")] == ["A", "B"]
        assert desk.mark_of_kiosk("nobody") == ""

    def test_after_the_last_letter_come_two(self, desk):
        letters = [desk.enrol_kiosk(f"kiosk {number}") for number in range(24)]
        assert letters[-2:] == ["Z", "AA"]
        assert not {"I", "O", "Q"} & set(letters)

    def test_there_is_an_end(self):
        with pytest.raises(StoreProblem, match="kiosks were enrolled"):
            list(_marks())

    def test_a_kiosk_needs_a_name(self, desk):
        with pytest.raises(BadInput):
            desk.enrol_kiosk(" ")


class TestNumbers:
    def test_are_of_the_kiosks_own_block(self, outbox):
        numbers = [outbox.desk.check_in(service=service).number for service in ("permit", "permit", "help")]
        assert numbers[:2] == ["PA01", "PA02"]
        assert numbers[2][1:] == "A01"

    def test_the_same_key_gives_the_same_ticket(self, outbox):
        assert outbox.desk.check_in(service="permit", request_key="k") == replace(
            outbox.desk.check_in(service="permit", request_key="k"), seq=1
        )


class TestTakeIn:
    def test_it_stands_where_it_would_have_stood(self, desk, clock, outbox, kept):
        desk.check_in(service="permit")
        changes = desk.take_in(kept=kept, kiosk=outbox.enrolled.id)
        assert changes.visit == kept.visit.id
        assert [row.number for row in desk.queue()] == ["PA01", "P001"]
        row = row_of(desk, "PA01")
        assert (row.waited.total_seconds(), row.reason) == (480, "A deck")
        visit = desk.store.visit(kept.visit.id)
        assert (visit.needs, visit.token) == ("seat", kept.visit.token)
        assert facts(desk, "check_in")[-1]["kept_ms"] == 480_000
        assert facts(desk, "check_in")[-1]["kiosk"] == "A"
        assert "Zoë" not in str(facts(desk, "check_in"))
        assert verify(desk.store, desk.office.id).sound

    def test_twice_is_once(self, desk, outbox, kept):
        assert desk.take_in(kept=kept, kiosk=outbox.enrolled.id) is not None
        assert desk.take_in(kept=kept, kiosk=outbox.enrolled.id) is None
        assert len(desk.queue()) == 1

    def test_of_yesterday_it_counts_as_gone_by_night(self, desk, clock, outbox, kept):
        clock.advance(hours=20)
        desk.take_in(kept=replace(kept, kept_ms=20 * 3_600_000), kiosk=outbox.enrolled.id)
        request = desk.store.request(kept.request.id)
        assert (request.state, request.note, desk.queue()) == (State.LEFT, "night", ())
        assert desk.store.visit(kept.visit.id).ended_at is not None

    def test_a_kiosk_whose_clock_is_years_behind_loses_nobody(self, desk, clock, outbox, tmp_path, office):
        clock.jump(timedelta(days=-400))
        outbox.desk.check_in(service="permit", request_key="walk-2", origin="desk")
        kept = outbox.oldest()
        clock.jump(timedelta(days=400))
        clock.advance(minutes=3)
        desk.take_in(kept=replace(kept, kept_ms=180_000), kiosk=outbox.enrolled.id)
        assert row_of(desk, "PA01").waited.total_seconds() == 180
        assert desk.store.visit(kept.visit.id).business_day == desk.today()
        assert outbox.desk.check_in(service="permit", request_key="walk-3").number == "PA02", (
            "and gives no number twice"
        )

    def test_an_absurd_time_is_bounded(self, desk, outbox, kept):
        desk.take_in(kept=replace(kept, kept_ms=-5), kiosk=outbox.enrolled.id)
        assert row_of(desk, "PA01").waited.total_seconds() == 0

    def test_of_another_office_is_refused(self, desk, outbox, kept):
        with pytest.raises(BadInput, match="another office"):
            desk.take_in(kept=replace(kept, visit=replace(kept.visit, office="elsewhere")), kiosk=outbox.enrolled.id)


class TestInDoubt:
    """The server had the visit, its answer was lost, and the kiosk has shown a number of its own."""

    @pytest.fixture
    def in_doubt(self, desk, kept):
        """The visit that the first try had made, under the number that nobody was shown."""
        return desk.check_in(service="permit", origin="kiosk", request_key="walk-1")

    def take_in(self, desk, outbox, kept, visit):
        desk.take_in(kept=kept, kiosk=outbox.enrolled.id)
        assert [row["number"] for row in desk.store.rows("select number from visit")] == ["PA01"]
        assert facts(desk, "renumber")[0]["number_was"] == "P001"
        assert verify(desk.store, desk.office.id).sound
        return desk.store.request(desk.store.visit(visit.visit_id).request)

    def test_it_takes_the_number_that_was_shown(self, desk, outbox, kept, in_doubt):
        assert self.take_in(desk, outbox, kept, in_doubt).state is State.WAITING
        assert desk.take_in(kept=kept, kiosk=outbox.enrolled.id) is None

    def test_called_meanwhile_it_is_announced_again(self, desk, clock, outbox, kept, in_doubt):
        desk.call_next(counter="3", clerk="dana")
        clock.advance(minutes=2)
        request = self.take_in(desk, outbox, kept, in_doubt)
        assert (request.state, request.counter, request.calls, request.call_tick) == (State.CALLED, "3", 1, desk.tick())
        assert [call.number for call in read_board(desk).calls] == ["PA01"]

    def test_given_up_meanwhile_it_waits_again(self, desk, clock, outbox, kept, in_doubt):
        called = desk.call_next(counter="3", clerk="dana")
        clock.advance(minutes=1)
        desk.recall(called.visit_id)
        desk.no_show(called.visit_id)
        request = self.take_in(desk, outbox, kept, in_doubt)
        assert (request.state, request.counter, request.wait_ms) == (State.WAITING, None, None)
        assert desk.store.visit(in_doubt.visit_id).ended_at is None
        assert desk.call_next(counter="2", clerk="ben").number == "PA01"

    def test_served_meanwhile_it_stays_served(self, desk, outbox, kept, in_doubt):
        called = desk.call_next(counter="3", clerk="dana")
        desk.start(called.visit_id)
        desk.finish(called.visit_id, outcome="resolved")
        assert self.take_in(desk, outbox, kept, in_doubt).state is State.FINISHED


class TestOutbox:
    def test_hands_out_in_order_and_forgets(self, outbox, clock, tmp_path):
        for number in range(3):
            outbox.desk.check_in(service="permit", name=f"Visitor {number}", request_key=f"walk-{number}")
            clock.advance(seconds=1)
        numbers = []
        while (kept := outbox.oldest()) is not None:
            numbers.append(kept.visit.number)
            outbox.forget(kept.visit.id)
        assert (numbers, outbox.count()) == (["PA01", "PA02", "PA03"], 0)
        files = b"".join(path.read_bytes() for path in tmp_path.glob("outbox.db*"))
        assert b"Visitor" not in files
        assert outbox.desk.check_in(service="permit").number == "PA04", "its numbers go on"
        assert verify(outbox.store, outbox.desk.office.id).sound

    def test_is_the_same_kiosk_after_a_restart(self, outbox, office, clock, tmp_path):
        before = outbox.enrolled
        again = Outbox(tmp_path / "outbox.db", office, clock)
        assert again.enrolled == before
        assert again.desk.block == "A"
        again.close()

    def test_a_ticket_for_a_person_is_kept_too(self, outbox):
        ticket = outbox.desk.ask_for_person(request_key="walk-1-help")
        assert ticket.number[1:] == "A01"
        assert outbox.oldest().key == "walk-1-help"


def test_a_kiosk_that_is_seen_says_how_many_it_keeps(desk, outbox, clock):
    clock.advance(minutes=1)
    desk.kiosk_seen(outbox.enrolled.id, kept=3)
    rows = desk.store.rows("select mark, kept, seen_at from kiosk")
    assert [dict(row) for row in rows] == [{"mark": "A", "kept": 3, "seen_at": clock.read().wall}]
