"""The story of the pictures: the script and the order of the line agree, and the figures of the pictures come out."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time
from types import SimpleNamespace

import pytest

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock, from_ms
from greeter.demo import morning
from greeter.demo.paced_clock import PacedClock
from greeter.demo.story import CALLED, CHECKED_IN, WINDOW, Hero, OtherNumber, Story, clerk_of, story_begins
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.queueing.forecast import Forecast, wait_words
from greeter.records.proof import chain_and_figures
from greeter.settings import DEFAULT_OFFICE
from greeter.store.move import copy_store
from greeter.texts import Texts
from greeter.views.board_view import read_board
from greeter.views.queue_view import read_queue
from greeter.views.visit_card import read_visit_card
from tests.store.contract.conftest import KINDS

DAYS = 2


def opened(days=DAYS, hero=Hero.SCRIPTED, url="sqlite://", moved_to=None):
    office = load(DEFAULT_OFFICE)
    clock = ManualClock(story_begins(office, days))
    desk = open_front_desk(url, clock=clock, catalogue=office, durable=False)
    story = Story(desk, clock, hero)
    story.before(days)
    if moved_to is not None:
        desk.close()
        copy_store(url, moved_to, prove=chain_and_figures)
        desk = open_front_desk(moved_to, clock=clock, catalogue=office, durable=False)
        story = Story(desk, clock, hero)
    return SimpleNamespace(desk=desk, clock=clock, story=story)


@pytest.fixture(scope="module", params=KINDS)
def moments(request, fresh):
    """The three moments of the pictures, read when they come."""
    on_server = request.param == "postgresql"  # the days before are played on a file, for a server takes long over them
    url, moved_to = (fresh("file"), fresh("postgresql", "story")) if on_server else (fresh(request.param), None)
    some = opened(url=url, moved_to=moved_to)
    some.story.play_to(CHECKED_IN)
    some.told = some.desk.store.rows("select * from told where visit = :v", {"v": some.story.visit_id("P014")})[0]
    some.story.play_to(CALLED)
    some.board = read_board(some.desk)
    some.story.play_to(WINDOW)
    some.queue = read_queue(some.desk, "3", "Dana Reyes")
    some.card = read_visit_card(some.desk, some.story.visit_id("P014"))
    yield some
    some.desk.close()


class TestTheMoments:
    def test_p014_is_told_10_to_20_minutes_because_one_clerk_of_four_is_out(self, moments):
        told = moments.told
        forecast = Forecast(told["low_ms"], told["middle_ms"], told["high_ms"], told["ahead"], told["reason"])
        assert wait_words(Texts(), forecast) == "About 10 to 20 minutes"
        assert told["reason"] == "one clerk of four is out"
        assert f"{moments.desk.office.local(from_ms(told['at'])):%H:%M}" == "10:05"

    def test_the_board_at_10_23(self, moments):
        assert [(call.number, call.counter) for call in moments.board.calls][:4] == [
            ("P014", "3"), ("T020", "2"), ("V008", "1"), ("D004", "3"),
        ]  # fmt: skip
        assert moments.board.now.strftime("%A %H:%M") == "Tuesday 10:23"
        assert "one clerk of four is out" in moments.board.reason

    def test_the_queue_at_10_31(self, moments):
        queue = moments.queue
        assert [(row.number, row.minutes, row.target_minutes) for row in queue.mine] == [
            ("P016", 13, 15), ("T021", 7, 10), ("P017", 9, 15), ("D005", 4, 10), ("P018", 2, 15), ("B007", 6, 15),
        ]  # fmt: skip
        assert queue.suggested.why == "13 of 15 promised minutes used. B007 has an appointment at 10:45."
        assert queue.suggested.reason == "a fence"
        assert [(row.number, row.minutes, row.target_minutes) for row in queue.others] == [
            ("V009", 22, 20), ("V010", 11, 20), ("E002", 3, 10),
        ]  # fmt: skip
        assert queue.others[0].only_counter == "1"
        assert [(row.number, row.minutes, row.hold_reason) for row in queue.on_hold] == [
            ("P012", 6, "Fetching a site plan from the car")
        ]
        assert queue.open_counters == ("1", "2", "3")
        rows = {row.number: row for row in (*queue.mine, *queue.others)}
        assert (rows["T021"].familiarity, rows["P017"].language) == ("returning", "es")
        assert (rows["P018"].needs, rows["V010"].needs) == (("wheelchair",), ("quiet",))

    def test_83_percent_are_within_standard_today(self, moments):
        queue = moments.queue
        assert round(queue.within_share * 100) == 83
        assert queue.served_today + queue.left_late_today == 52

    def test_the_card_of_p014(self, moments):
        card = moments.card
        assert (card.counter, card.clerk, card.state) == ("3", "Dana Reyes", State.SERVING)
        assert int(card.waited.total_seconds() // 60) == 18
        assert int(card.with_clerk.total_seconds() // 60) == 8
        assert card.fields["reason"] == "I want to build a deck behind my house"
        assert card.fields["missing"] == "A plot plan"
        assert card.needs == ("seat",)
        assert [(note.text, f"{note.at:%H:%M}", note.clerk) for note in card.notes] == [
            ("Deck is 12 by 16 ft, 20 in. high. No stairs to the lot line.", "10:27", "Dana Reyes")
        ]
        assert [f"{step.done_at:%H:%M}" for step in card.steps if step.done_at] == ["10:29", "10:29"]
        assert len(card.steps) == 5


class TestTheScript:
    def test_numbers_count_up_without_gaps(self):
        seen = Counter()
        for line in morning.lines():
            seen[line.number[0]] += 1
            assert line.number == f"{line.number[0]}{seen[line.number[0]]:03}"

    def test_a_counter_never_has_two_at_once(self):
        free = {}
        for line in sorted(
            (line for line in morning.lines() if line.counter not in {"", "-"}), key=lambda one: seconds(one.called)
        ):
            assert seconds(line.called) >= seconds(line.arrived)
            assert seconds(line.called) >= free.get(line.counter, 0), line
            free[line.counter] = seconds(line.ended) if ":" in line.ended else seconds(line.called) + 76

    def test_nobody_is_called_by_the_clerk_who_is_out(self):
        counter, ill_at, _ = morning.ILL
        assert all(seconds(line.called) < seconds(ill_at) for line in morning.lines() if line.counter == counter)

    def test_who_is_described_comes(self):
        assert set(morning.VISITORS) <= {line.number for line in morning.lines()}

    def test_a_script_that_the_line_does_not_follow_is_told(self, monkeypatch):
        swapped = morning.LINES.replace("T001 8:01:30 2 8:01:40", "T001 8:01:30 2 8:04:20")
        monkeypatch.setattr(morning, "LINES", swapped.replace("T002 8:04:00 3 8:04:10", "T002 8:04:00 3 8:04:12"))
        some = opened(days=1)
        with pytest.raises(OtherNumber, match="T001"):
            some.story.play_to(time(9, 0))
        some.desk.close()

    def test_by_hand_everything_but_p014_is_scripted(self):
        some = opened(days=1, hero=Hero.BY_HAND)
        some.story.play_to(CHECKED_IN)
        with pytest.raises(OtherNumber, match="P014"):
            some.story.visit_id("P014")
        hers = some.desk.check_in(service="permit")
        assert hers.number == "P014"
        some.story.play_to(time(10, 22, 59))
        assert some.desk.call_next(counter="3", clerk="Dana Reyes").number == "P014"
        some.desk.start(hers.visit_id)
        some.story.tell_facts()
        some.story.play_to(WINDOW)
        card = read_visit_card(some.desk, some.story.visit_id("P014"))
        assert card.notes == ()
        assert card.fields["expects"]
        some.desk.close()

    def test_it_plays_in_the_catalogues_own_office(self, office):
        assert clerk_of(office, "3") == "Dana Reyes"
        assert office.open_span(datetime(2026, 11, 24, 18, 5, tzinfo=UTC)) is not None


def seconds(clock_time):
    hour, minute, second = map(int, clock_time.split(":"))
    return hour * 3600 + minute * 60 + second


class TestPacedClock:
    def test_it_runs_from_its_start_at_its_pace(self):
        steady = [5_000_000_000]
        clock = PacedClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC), 10, nanoseconds=lambda: steady[0])
        first = clock.read()
        steady[0] += 1_500_000_000
        later = clock.read()
        assert later.wall - first.wall == later.steady - first.steady == 15_000
        assert later.run == first.run
        assert clock.now() == datetime(2026, 11, 24, 18, 5, 15, tzinfo=UTC)

    def test_two_runs_differ(self):
        start = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)
        assert PacedClock(start).read().run != PacedClock(start).read().run

    def test_acts_take_it(self, office):
        steady = [0]
        clock = PacedClock(datetime(2026, 11, 24, 18, 5, tzinfo=UTC), 60, nanoseconds=lambda: steady[0])
        with open_front_desk("sqlite://", clock=clock, catalogue=office) as desk:
            visit = desk.check_in(service="permit").visit_id
            steady[0] += 3_000_000_000
            desk.call_next(counter="3", clerk="Dana Reyes")
            desk.start(visit)
            assert desk.store.request(desk.store.visit(visit).request).wait_ms == 180_000
