"""Every figure, on a day whose answers were worked out by hand."""

from __future__ import annotations

import pytest

from greeter.model.visit import MINUTE_MS
from greeter.reports.figures import read_figures
from greeter.reports.quantities import Amount, Count, Quantiles, Share
from greeter.reports.span import Span
from greeter.reports.waits import Mark
from tests.greeter.report_days import TUESDAY, Counter, a_day


def q(n, p50=0, p90=0, longest=0):
    return Quantiles(n, p50 * MINUTE_MS, p90 * MINUTE_MS, longest * MINUTE_MS)


@pytest.fixture
def found(desk, clock):
    a_day(Counter(desk, clock))
    return read_figures(desk, Span(TUESDAY, TUESDAY))


def line(found, table, key="all"):
    return next(one for one in found.tables[table].every_line if one.key == key).values


class TestWaits:
    def test_of_all_are_from_arrival_to_service_start(self, found):
        # 3, 5, 8 (6 of them before the ticket), 15, 16
        assert found.quantiles("waits_by_service", "wait") == q(5, 8, 16, 16)

    def test_by_service(self, found):
        assert line(found, "waits_by_service", "permit") == (q(4, 8, 16, 16), Share(3, 4, 0.8))
        assert line(found, "waits_by_service", "property-tax") == (q(1, 3, 3, 3), Share(1, 2, 0.8))

    def test_within_counts_who_left_late_and_not_who_left_early_or_did_not_answer(self, found):
        assert found.within == Share(4, 6, 0.8)

    def test_the_target_itself_is_within(self, found):
        assert {dot.mark for dot in found.dots if dot.wait_ms == 15 * MINUTE_MS} == {Mark.WITHIN}

    def test_after_a_transfer_are_apart_and_added_up(self, found):
        assert line(found, "waits_apart", "after_transfer") == (q(1, 7, 7, 7),)
        assert line(found, "waits_apart", "visit_together") == (q(1, 10, 10, 10),)
        assert line(found, "within_after_transfer") == (Share(1, 1, 0.8),)

    def test_before_the_ticket_is_apart(self, found):
        assert line(found, "waits_apart", "before_ticket") == (q(1, 6, 6, 6),)

    def test_by_hour_of_arrival(self, found):
        # 10:05, 10:20, 10:55 arrive the first three; 11:17 the fourth; 11:39 and 11:51 leave; 11:55 does not answer; 11:53 stood there the last
        assert line(found, "waits_by_hour", "10") == (q(3, 15, 16, 16), Share(2, 3, 0.8))
        assert line(found, "waits_by_hour", "11") == (q(2, 3, 8, 8), Share(2, 3, 0.8))

    def test_each_is_a_dot(self, found):
        assert sorted((dot.service, dot.wait_ms // MINUTE_MS, dot.mark) for dot in found.dots) == [
            ("permit", 5, Mark.WITHIN),
            ("permit", 8, Mark.WITHIN),
            ("permit", 15, Mark.WITHIN),
            ("permit", 16, Mark.OVER),
            ("property-tax", 3, Mark.WITHIN),
            ("property-tax", 12, Mark.LEFT),
        ]


class TestEnds:
    def test_every_arrival_is_in_one_line(self, found):
        parts = {one.key: one.values[0].k for one in found.tables["ends"].lines}
        assert parts == {"served": 5, "left_before": 1, "left_after": 1, "sent_home": 0, "no_show": 1, "waiting": 0}
        assert found.arrivals == 8

    def test_left_soon_and_later_called_or_not(self, found):
        assert [one.values[0].k for one in found.tables["left_when"].every_line] == [1, 1, 2]
        assert [one.values[0].k for one in found.tables["left_called"].every_line] == [2, 0, 2]

    def test_by_service(self, found):
        assert line(found, "departures_by_service", "property-tax") == (Share(2, 4), Share(1, 4))
        assert line(found, "departures_by_service", "permit") == (Share(0, 4), Share(0, 4))


class TestTimes:
    def test_call_to_desk_is_for_each_request(self, found):
        assert found.quantiles("times_by_service", "call_to_desk") == q(6, 1, 1, 1)

    def test_service_leaves_hold_out(self, found):
        # permit: 6, 8 (after the transfer), 9 (4 and 5), 10, 20
        assert line(found, "times_by_service", "permit") == (q(5, 1, 1, 1), q(5, 9, 20, 20), q(1, 5, 5, 5))
        assert line(found, "times_by_service", "property-tax") == (q(1, 1, 1, 1), q(1, 4, 4, 4), q(0))


class TestResolution:
    def test_outcomes(self, found):
        assert {one.key: one.values[0] for one in found.tables["outcomes"].lines if one.values[0].k} == {
            "resolved": Share(4, 5),
            "follow-up": Share(1, 5),
        }

    def test_first_contact_by_both_words(self, found):
        # clerk: resolved and not marked as come back; visitor: one of the two who said so was new
        assert line(found, "first_contact") == (Share(3, 5), Share(1, 2))

    def test_repeats_and_what_they_cost(self, found):
        # the clerk's word on one (9 min), the visitor's on another (20 min): 29 / 60 x 45
        share, minutes, cost = line(found, "repeats")
        assert share == Share(2, 5)
        assert minutes.value == pytest.approx(29)
        assert cost.value == pytest.approx(21.75)

    def test_a_resolved_request_costs(self, found):
        # 10 + 20 + 6 + 4 + 8 + 9 minutes, four resolved
        minutes, resolved, cost = line(found, "resolved_cost")
        assert minutes.value == pytest.approx(57)
        assert resolved.n == 4
        assert cost.value == pytest.approx(57 / 60 * 45 / 4)


class TestTransfers:
    def test_mean_and_asked_twice(self, found):
        mean, moved, twice, asked = line(found, "transfers")
        assert mean.value == pytest.approx(0.125)
        assert (moved, twice) == (Share(1, 8), Share(0, 8))
        assert asked == Count(0)

    def test_from_where_to_where(self, found):
        assert [(one.key, one.values) for one in found.tables["moves"].lines] == [
            ("property-tax>permit", (Share(1, 4),))
        ]


class TestDemand:
    def test_by_service_hour_channel_and_familiarity(self, found):
        assert [one.values[0].k for one in found.tables["demand_by_service"].every_line] == [4, 4, 8]
        assert [(one.key, one.values[0].k) for one in found.tables["demand_by_hour"].lines] == [("10", 3), ("11", 5)]
        assert line(found, "demand_by_channel", "counter") == (Share(8, 8),)
        assert [(one.key, one.values[0].k) for one in found.tables["demand_by_familiarity"].lines] == [
            ("unknown", 6),
            ("new", 1),
            ("returning", 1),
        ]

    def test_needs_and_language_are_counted(self, desk, clock):
        counter = Counter(desk, clock)
        counter.serve("dog", 2, 3, needs=("seat", "interpreter"), language="es")
        counter.serve("dog", 2, 3, needs=("seat",))
        found = read_figures(desk, Span(TUESDAY, TUESDAY))
        assert [(one.key, one.values[0]) for one in found.tables["demand_by_need"].lines] == [
            ("seat", Share(2, 2)),
            ("interpreter", Share(1, 2)),
        ]
        assert found.tables["demand_by_need"].total is None
        assert {one.name: one.values[0].k for one in found.tables["demand_by_language"].lines} == {
            "English": 1,
            "Spanish": 1,
        }


class TestSatisfaction:
    def test_share_interval_and_ratio(self, desk, clock):
        counter = Counter(desk, clock)
        for answer in (5, 4, 4, 3, 1):
            visit = counter.serve("dog", 2, 3)
            desk.survey(visit, {"satisfaction": answer, "trust": 5})
        desk.survey(visit, {"satisfaction": 2})  # the last word of the fifth counts
        found = read_figures(desk, Span(TUESDAY, TUESDAY))
        share, low, high = line(found, "satisfaction", "satisfaction")
        assert share == Share(3, 5)
        # Wilson 1927, by hand: (0.6 + 3.8415/10 -+ 1.96 sqrt(0.24/5 + 3.8415/100)) / (1 + 3.8415/5)
        assert low.value == pytest.approx(23.07, abs=0.01)
        assert high.value == pytest.approx(88.24, abs=0.01)
        assert line(found, "satisfaction", "trust")[0] == Share(5, 5)
        assert [one.values[0].k for one in found.tables["praise"].lines] == [3, 1, 1]
        assert line(found, "praise_ratio")[0] == Amount(3.0, 5, line(found, "praise_ratio")[0].unit, 1, 1)

    def test_an_answer_of_another_day_is_of_that_day(self, desk, clock):
        visit = Counter(desk, clock).serve("dog", 2, 3)
        clock.advance(hours=24)
        desk.survey(visit, {"satisfaction": 5})
        assert line(read_figures(desk, Span(TUESDAY, TUESDAY)), "satisfaction", "satisfaction")[0] == Share(0, 0)


class TestDataQuality:
    def test_counts_what_the_journal_tells(self, desk, clock):
        counter = Counter(desk, clock)
        visit = counter.arrive("permit")
        desk.describe(visit, clerk="dana", missing="the plot plan")
        desk.set_needs(visit, ["seat"], clerk="dana")
        counter.begin(visit, 3)
        desk.undo(clerk="dana")
        desk.start(visit)
        found = read_figures(desk, Span(TUESDAY, TUESDAY))
        assert line(found, "data_quality", "edited") == (Share(1, 1),)
        assert line(found, "data_quality", "undone")[0].n == 1
        assert line(found, "data_quality", "journal")[0].n == found.journal.lines == 7
        assert found.journal.sound
        assert found.journal.head == desk.store.rows("select hash from journal_head")[0]["hash"]


def test_visits_and_the_people_they_are_are_counted_apart(desk, clock):
    clock.move_to(desk.office.day_begins(TUESDAY).replace(hour=10))
    for people in (4, None, 1):
        desk.check_in(service="records", people=people)
    desk.check_in(service="dog")
    found = read_figures(desk, Span(TUESDAY, TUESDAY)).tables["demand_by_service"].every_line
    assert [(one.values[0].k, one.values[1].value) for one in found] == [(3, 6), (1, 1), (4, 7)]
