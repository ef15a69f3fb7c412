"""What to improve: where it must speak, and where it must be silent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greeter.model.visit import State
from greeter.reports.findings import CameBack, Lacking, OverWeeks, SentOn, SlowHours, SlowService
from greeter.reports.improve import came_back, findings, lacking_services, sent_on, slow_hours, slow_services
from greeter.reports.quantities import Saving, Share, Unit
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, evidence, journal, left, request, visit

TEXTS = Texts()
SEVEN = Saving(40, Unit.IN_TIME, 7, 2, 12)


def many(count, first=0, **more):
    """So many visits of one request each, all alike."""
    where = {key: more.pop(key) for key in ("hour", "day", "came_back", "familiarity") if key in more}
    return [visit(first + number, request(**more), **where) for number in range(count)]


def crowded_day():
    """60 visits at 9, all in time; 40 at 10, of which 10 in time; two counters serve from 10 to 11."""
    return [
        *many(60, hour=9),
        *many(10, 100, hour=10),
        *many(30, 200, hour=10, wait=25.0, started_minute=600, ended_minute=604, serve=4.0),
    ]


class TestSlowHours:
    def test_names_the_hours_with_their_evidence(self, office):
        found = slow_hours(evidence(office, crowded_day()))
        assert found is not None
        assert (found.first, found.end, found.outside, found.all_outside, found.gained) == (10, 11, 30, 30, 30)
        # 10 x 10 and 30 x 4 minutes of work from 10:00 on, and 60 x 10 that began then by their minute
        assert found.serving == pytest.approx((70 * 10 + 30 * 4) / 60)

    def test_says_it_in_words(self):
        words = SlowHours(10, 12, 16, 27, 2.2, 4, 7, Share(91, 100), saving=SEVEN).words(TEXTS)
        assert words.act == "Have one more counter serving from 10 to 12"
        assert (
            words.evidence == "16 of the 27 outside the standard came then. On average 2.2 of 4 counters were serving."
        )
        assert words.effect == "At the other hours’ 91%, 7 (2 to 12) more would be in time."
        full = SlowHours(13, 15, 16, 27, 3.6, 4, 7, Share(91, 100), saving=SEVEN).words(TEXTS)
        assert full.act == "Offer other times than from 1 to 3 pm"

    def test_is_silent_when_all_hours_do_well(self, office):
        assert slow_hours(evidence(office, [*many(60, hour=9), *many(40, 100, hour=10)])) is None

    def test_is_silent_from_fewer_than_thirty(self, office):
        day = [*many(60, hour=9), *many(29, 100, hour=10, wait=40.0)]
        assert slow_hours(evidence(office, day)) is None

    def test_is_silent_where_chance_alone_may_be_at_work(self, office):
        day = [*many(60, hour=9), *many(23, 100, hour=10), *many(8, 200, hour=10, wait=40.0)]  # 74 %, goal 80
        assert slow_hours(evidence(office, day)) is None

    def test_hold_is_no_service(self, office):
        held = {
            "hour": 10,
            "wait": 25.0,
            "serve": 5.0,
            "hold_ms": 5 * 60_000,
            "started_minute": 600,
            "ended_minute": 610,
        }
        found = slow_hours(
            evidence(office, [*many(60, hour=9, started_minute=540, ended_minute=550), *many(30, 100, **held)])
        )
        assert found.serving == pytest.approx(30 * 5 / 60)

    @pytest.mark.parametrize("ended_minute", [665, 545], ids=["an hour on", "an hour back"])
    def test_a_clock_that_is_set_makes_nobody_serve_longer(self, office, ended_minute):
        stepped = {"hour": 10, "wait": 25.0, "serve": 5.0, "started_minute": 600, "ended_minute": ended_minute}
        earlier = many(60, hour=9, started_minute=540, ended_minute=550)
        found = slow_hours(evidence(office, [*earlier, *many(30, 100, **stepped)]))
        assert found.serving <= 30 * 6 / 60


class TestSlowService:
    def test_who_left_late_counts(self, office):
        day = [*many(20), *[visit(100 + number, left()) for number in range(20)]]
        (found,) = slow_services(evidence(office, day), range(0))
        assert (found.share.k, found.share.n, found.weight) == (20, 40, 12)
        words = found.words(TEXTS)
        assert words.act == "Find what holds up Build or repair"
        assert words.evidence == "20 of 40 were served within 15 min."
        assert words.effect == "Its goal of 80% needs 12 (6 to 18) more in time."

    def test_names_that_few_counters_serve_it(self, office):
        day = many(40, service="records", target=20, wait=30.0)
        (found,) = slow_services(evidence(office, day), range(0))
        assert found.words(TEXTS).act == "Let one more counter serve Family records"
        assert found.words(TEXTS).evidence.endswith("1 counter of 4 serves it.")

    def test_is_silent_where_only_the_slow_hours_were_slow(self, office):
        day = [*many(30, hour=9), *many(30, 100, hour=10, wait=30.0)]
        assert list(slow_services(evidence(office, day), range(10, 11))) == []
        assert len(list(slow_services(evidence(office, day), range(0)))) == 1


class TestLacking:
    def test_says_how_many_and_what_it_costs(self, office):
        day = [*many(30, serve=8.0), *many(10, 100, serve=12.0)]
        (found,) = lacking_services(evidence(office, day), {f"v{number}" for number in range(100, 110)})
        words = found.words(TEXTS)
        assert words.act == "Say what to bring for Build or repair before people wait"
        assert words.evidence == "10 of 40 came without something they needed. Usually: A plot plan."
        assert (found.saving.unit, found.saving.value) == (Unit.WORK, 40)
        assert words.effect.startswith("If all brought it, 40 (40 to 40) min of work less. ")
        assert words.effect.endswith("Cost: 10 × 4.0 min longer at $45.00 an hour = $30.00.")

    def test_is_silent_about_what_is_rare_or_free(self, office):
        day = many(40)
        assert list(lacking_services(evidence(office, day), {"v1", "v2", "v3"})) == []
        (found,) = lacking_services(evidence(office, day), {f"v{number}" for number in range(10)})
        assert not found.saving.known
        assert found.words(TEXTS).effect.startswith("What that would save is not known")

    @pytest.mark.parametrize(("brought", "lacked"), [(15, 25), (40, 6)])
    def test_says_nothing_of_so_few_but_that_they_are_few(self, office, brought, lacked):
        day = [*many(brought), *many(lacked, 100, serve=6.0)]
        (found,) = lacking_services(evidence(office, day), {f"v{number}" for number in range(100, 100 + lacked)})
        assert not found.saving.known
        assert found.words(TEXTS).effect == "What that would save is not known: there were too few to compare."

    def test_says_how_many_more_would_be_settled(self, office):
        day = [*many(30), *many(10, 100, outcome="follow-up")]
        (found,) = lacking_services(evidence(office, day), {f"v{number}" for number in range(100, 110)})
        assert (found.saving.unit, found.saving.value, found.saving.high) == (Unit.SPARED, 10, 10)
        assert found.words(TEXTS).effect == "If all brought it, 10 (7 to 10) more would be settled at once."

    def test_nothing_is_usually_missing_is_not_said(self, office):
        day = many(40, service="trash", target=10)
        (found,) = lacking_services(evidence(office, day), {f"v{number}" for number in range(10)})
        assert found.usually == ""


class TestSentOn:
    def test_says_from_where_to_where(self, office):
        moved = [
            visit(100 + number, request("property-tax", moved=True), request("records", 12.0, target=20))
            for number in range(7)
        ]
        (found,) = sent_on(evidence(office, [*many(28, service="property-tax"), *moved]))
        words = found.words(TEXTS)
        assert words.act == "Do at Property tax what sends people to Family records"
        assert words.evidence == (
            "7 of 35 were sent on. They waited again, 12.0 min on average."
            " You can change a mailing address here. No need to send them to records."
        )
        assert words.effect == "If nobody were sent on: up to 84 min of waiting less."

    def test_to_another_counter_of_the_same_service_is_no_finding(self, office):
        moved = [visit(100 + number, request(moved=True), request()) for number in range(20)]
        assert list(sent_on(evidence(office, [*many(30), *moved]))) == []


class TestCameBack:
    def test_counts_by_either_word(self, office):
        day = [*many(24), *many(4, 100, came_back=1), *many(4, 200, familiarity="returning", serve=30.0)]
        (found,) = came_back(evidence(office, day))
        assert found.words(TEXTS).evidence == "8 of 32 visits were about a matter that had come back."
        assert found.words(TEXTS).effect == "If none came back: up to 8 visits fewer. Serving them again cost $120.00."

    def test_is_held_against_the_other_services(self, office):
        day = [*many(20), *many(20, 100, came_back=1), *many(50, 200, service="dog", target=10)]
        (found,) = came_back(evidence(office, day))
        assert (found.saving.value, found.saving.high) == (20, 20)
        assert found.words(TEXTS).effect.startswith("If as few came back as elsewhere: 20 (")

    def test_the_clerks_no_outweighs_the_visitors_yes(self, office):
        day = [*many(24), *many(10, 100, came_back=0, familiarity="returning")]
        assert list(came_back(evidence(office, day))) == []


class TestTogether:
    def test_three_at_most_and_each_of_its_own_kind_first(self, office):
        slow = [*many(60, hour=9), *many(40, 100, hour=10, wait=30.0)]
        back = [
            *many(40, 300, service="dog", target=10, came_back=1),
            *many(40, 400, service="vote", target=10, came_back=1),
        ]
        found = findings(evidence(office, slow + back), evidence(office, slow + back), journal())
        assert len(found) == 3
        assert [type(one) for one in found] == [CameBack, SlowHours, CameBack]

    def test_four_weeks_speak_where_one_day_is_silent(self, office):
        weeks = [*many(60, hour=9, day=TUESDAY - timedelta(days=7)), *many(40, 100, hour=10, wait=30.0, day=TUESDAY)]
        window = evidence(office, weeks, TUESDAY - timedelta(days=27), TUESDAY)
        (found, *_) = findings(evidence(office, []), window, journal())
        assert isinstance(found, OverWeeks)
        assert found.words(TEXTS).evidence.startswith("In four weeks, 40 of the 40 outside")

    def test_silence_from_few_visits_and_from_good_ones(self, office):
        few = evidence(office, many(29, wait=60.0))
        good = evidence(office, many(200))
        assert findings(few, few, journal()) == ()
        assert findings(good, good, journal()) == ()

    def test_no_finding_knows_a_clerk(self):
        for kind in (SlowHours, SlowService, Lacking, SentOn, CameBack):
            assert not [name for name in kind.__dataclass_fields__ if "clerk" in name]

    def test_who_did_not_answer_is_no_wait(self, office):
        gone = [visit(number, request(state=State.NO_SHOW, started=False)) for number in range(40)]
        assert findings(evidence(office, gone), evidence(office, gone), journal()) == ()
