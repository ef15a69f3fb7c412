"""What past days teach a play: service times with little to learn from, patience, arrivals, and how forecasts are set right."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from math import exp, inf

import pytest

from greeter.queueing.arrivals import LATELY, USUAL_COUNTS, Arrivals, Usual
from greeter.queueing.correction import WINDOW, Announced, Correction
from greeter.queueing.patience import Patience
from greeter.queueing.service_times import service_times
from greeter.queueing.spread import Spread


def drawn(draw, minutes, n, spread=0.45):
    return [minutes * draw.lognormvariate(0.0, spread) for _ in range(n)]


class TestServiceTimes:
    def test_with_nothing_seen_they_lie_around_the_catalogues(self, office):
        found = service_times(office.services, [])
        for service in office.services:
            assert found[service.id].middle == pytest.approx(service.minutes, rel=0.2)
            assert found[service.id].values[0] < service.minutes < found[service.id].values[-1]

    def test_what_was_seen_often_is_known_by_itself(self, office):
        draw = random.Random(1)
        seen = [("permit", minutes) for minutes in drawn(draw, 25.0, 300)]
        found = service_times(office.services, seen)
        assert found["permit"].middle == pytest.approx(25.0, rel=0.1)
        ordered = sorted(found["permit"].values)
        assert ordered[6] == pytest.approx(25.0 * exp(-1.28 * 0.45), rel=0.15), "one in ten is so short"
        assert ordered[57] == pytest.approx(25.0 * exp(1.28 * 0.45), rel=0.15)

    def test_what_was_seen_once_moves_little(self, office):
        draw = random.Random(2)
        seen = [("permit", minutes) for minutes in drawn(draw, office.service("permit").minutes, 200)]
        before = service_times(office.services, seen)["dog"].middle
        after = service_times(office.services, [*seen, ("dog", 60.0)])["dog"].middle
        assert before < after < before + 10

    def test_a_service_never_seen_is_near_its_family(self, office):
        slow = tuple(
            replace(one, programme="land" if one.id in {"permit", "records"} else "") for one in office.services
        )
        typical = office.service("permit").minutes
        seen = [("permit", 2 * typical)] * 100 + [("dog", office.service("dog").minutes)] * 100
        seen += [("water", office.service("water").minutes)] * 100
        alone = service_times(office.services, seen)["records"].middle
        assert service_times(slow, seen)["records"].middle > alone * 1.15

    def test_services_that_hardly_differ_teach_each_other_more(self, office):
        draw = random.Random(3)
        names = [service.id for service in office.services][:6]
        alike = [
            (name, office.service(name).minutes * draw.lognormvariate(0, 0.4)) for name in names for _ in range(40)
        ]
        apart = [(name, minutes * (0.5, 0.7, 1.0, 1.3, 1.7, 2.2)[names.index(name)]) for name, minutes in alike]
        odd = [(names[0], 4 * office.service(names[0]).minutes)] * 10
        moved = []
        for seen in (alike, apart):
            before = service_times(office.services, seen)[names[0]].middle
            moved.append(service_times(office.services, [*seen, *odd])[names[0]].middle / before)
        assert moved[0] < moved[1]

    def test_a_service_of_no_catalogue_is_learned_by_itself(self, office):
        found = service_times(office.services, [("gone", 40.0)] * 60)
        assert found["gone"].middle == pytest.approx(40.0, rel=0.15)


class TestSpread:
    def test_what_has_lasted_goes_on_as_the_longer_ones_do(self):
        spread = Spread.of([1.0, 2.0, 8.0, 10.0])
        assert [spread.any(chance) for chance in (0.0, 0.3, 0.99)] == [1.0, 2.0, 10.0]
        assert [spread.rest(5.0, chance) for chance in (0.0, 0.6)] == [3.0, 5.0]
        assert spread.rest(0.0, 0.0) == 1.0
        assert 0 <= spread.rest(40.0, 0.5) <= 10, "longer than anything known: a part of it more"
        assert spread.middle == 8.0
        assert spread.mean == pytest.approx(5.25)
        assert Spread((inf,)).mean == 0.0

    def test_of_many_so_many_quantiles_are_kept(self):
        spread = Spread.of(range(6400))
        assert len(spread.values) == 64
        assert spread.values[0] == 50
        assert spread.values[-1] == 6350


class TestPatience:
    def test_who_was_served_first_was_more_patient_than_that(self):
        draw = random.Random(4)
        truth = [draw.expovariate(1 / 30) for _ in range(4000)]
        offered = [draw.expovariate(1 / 20) for _ in truth]
        waits = [(min(own, wait), own < wait) for own, wait in zip(truth, offered, strict=True)]
        found = Patience(waits).spread()
        assert found.middle == pytest.approx(20.8, rel=0.12), "the median of those who were asked"
        dropped = sorted(minutes for minutes, gone in waits if gone)
        assert dropped[len(dropped) // 2] < 12, "those who were seen to leave alone would mislead"

    def test_where_nobody_leaves_patience_has_no_end(self):
        assert set(Patience([(5.0, False)] * 9).spread().values) == {inf}
        assert set(Patience([]).spread().values) == {inf}
        assert Patience([(1.0, True), (5.0, False), (9.0, False), (9.0, False)]).spread(4).values == (
            1.0,
            inf,
            inf,
            inf,
        )


class TestArrivals:
    NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)

    def test_as_usual_and_as_busy_as_it_has_been(self):
        usual = Usual(tuple(0.1 if hour == 10 else 0.05 for hour in range(24)), ("a", "b"), (0.75, 0.25))
        calm, busy = (usual.ahead(self.NOW, lately).hours for lately in (6, 30))
        assert calm[0] == (40.0, pytest.approx((USUAL_COUNTS + 6) / (USUAL_COUNTS / 0.1 + LATELY)))
        assert busy[0][1] > 0.25
        assert calm[1:] == busy[1:] == ((100.0, 0.05), (160.0, 0.05), (220.0, 0.05))
        assert Usual((0.0,) * 24, ("a",), (1.0,)).ahead(self.NOW, 12).hours[0][1] == 12 / LATELY

    def test_of_nothing_known_nobody_comes(self):
        assert Usual((0.1,) * 24, ("a",), (1.0,)).ahead(None, 5) == Arrivals() == Usual().ahead(self.NOW, 5)
        assert list(Arrivals().drawn(random.Random(1).random)) == []

    def test_they_come_at_their_rate_for_what_people_come_for(self):
        arrivals = Arrivals(((1000.0, 0.2), (2000.0, 0.0), (3000.0, 0.4)), ("a", "b"), (0.75, 0.25))
        found = list(arrivals.drawn(random.Random(5).random))
        times = [at for at, _ in found]
        assert times == sorted(times)
        assert sum(at < 1000 for at in times) == pytest.approx(200, rel=0.2)
        assert not [at for at in times if 1000 <= at < 2000]
        assert sum(at >= 2000 for at in times) == pytest.approx(400, rel=0.2)
        assert sum(place for _, place in found) / len(found) == pytest.approx(0.25, abs=0.06)


def announced(draw, n, *, factor=1.0, patience=inf):
    """Waits that were played as lognormal around a middle, and came `factor` times as long."""
    found = []
    for _ in range(n):
        middle = draw.uniform(2, 30)
        played = (middle * exp(-0.4), middle, middle * exp(0.4))
        wait = factor * middle * draw.lognormvariate(0, 0.6)
        gone = draw.expovariate(1 / patience) if patience < inf else inf
        found.append(Announced(played, min(wait, gone), wait <= gone))
    return found


def coverage(correction, asked):
    told = [(correction.of(one.played), one.came) for one in asked]
    return [sum(came <= quantiles[level] for quantiles, came in told) / len(told) for level in range(3)]


class TestCorrection:
    def test_of_nothing_what_was_played_stays(self):
        assert Correction(()).of((3.0, 6.0, 9.0)) == pytest.approx((3.0, 6.0, 9.0))

    def test_ranges_that_were_too_narrow_and_too_low_hold_afterwards(self):
        draw = random.Random(6)
        correction = Correction(announced(draw, WINDOW, factor=1.5))
        found = coverage(correction, announced(draw, 3000, factor=1.5))
        assert found == [pytest.approx(share, abs=0.05) for share in (0.1, 0.5, 0.9)]
        assert coverage(Correction(()), announced(draw, 3000, factor=1.5))[2] < 0.7, "as they were played"

    def test_a_few_move_it_a_little(self):
        draw = random.Random(7)
        few, many = (Correction(announced(draw, n, factor=3.0)).of((8.0, 10.0, 12.0))[1] for n in (12, 300))
        assert 10.0 < few < many
        assert many == pytest.approx(30.0, rel=0.2)

    def test_what_came_lately_counts_more(self):
        draw = random.Random(8)
        before, lately = announced(draw, 200), announced(draw, 100, factor=2.0)
        assert (
            Correction([*lately, *before]).of((8, 10, 12))[1] > Correction([*before, *lately]).of((8, 10, 12))[1] * 1.02
        )

    def test_waits_like_this_one_count_more(self):
        draw = random.Random(9)
        short = [Announced((1.0, 2.0, 3.0), 2.0 * draw.lognormvariate(0, 0.3), served=True) for _ in range(100)]
        long = [Announced((15.0, 30.0, 45.0), 60.0 * draw.lognormvariate(0, 0.3), served=True) for _ in range(100)]
        correction = Correction([*short, *long])
        assert correction.of((1.0, 2.0, 3.0))[1] == pytest.approx(2.0, abs=0.4)
        assert correction.of((15.0, 30.0, 45.0))[1] > 48
        assert correction.of((300.0, 900.0, 2700.0)) == pytest.approx((300.0, 900.0, 2700.0), rel=0.3), (
            "nothing like it came"
        )

    def test_who_left_is_not_dropped(self):
        draw = random.Random(10)
        seen = announced(draw, WINDOW, patience=15.0)
        kept, dropped = (
            coverage(Correction(of), announced(draw, 3000))[2] for of in (seen, [one for one in seen if one.served])
        )
        assert abs(kept - 0.9) < abs(dropped - 0.9)
        assert kept == pytest.approx(0.9, abs=0.05)

    def test_quantiles_never_cross_and_are_never_below_nothing(self):
        draw = random.Random(11)
        correction = Correction(announced(draw, 60, factor=0.2))
        for one in announced(draw, 200):
            low, middle, high = correction.of(one.played)
            assert 0 <= low <= middle <= high
