"""Playing a room forward: the real order, the times that were learned, and who comes, leaves and comes back."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from math import exp, factorial, inf, log

import pytest

from greeter.in_parts import whole
from greeter.model.catalogue import Counter, Order
from greeter.queueing.arrivals import Usual
from greeter.queueing.learned import Learned
from greeter.queueing.order import InLine, first
from greeter.queueing.play import _Play, play, play_newcomers, playing, quantile
from greeter.queueing.room import AtCounter, InRoom, Room
from greeter.queueing.spread import Spread

AT_ONCE = Spread((0.0,))
SOME_DAY = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)


def sure(office, minutes=10.0):
    """Times that are known: each service takes so long, and everything else no time."""
    times = {service.id: Spread((minutes,)) for service in office.services}
    return Learned(times, answers=AT_ONCE, gaps=AT_ONCE, holds=Spread((5.0,)), pauses=Spread((20.0,)))


def learned(office, minutes=10.0, **changes):
    return replace(sure(office, minutes), **changes)


def waiter(office, name, service="permit", came=-1.0, **changes):
    target = office.service(service).standard.minutes
    return InRoom(name, f"visit {name}", service, came, came, target, **changes)


def room(office, line=(), counters=("3",), **changes):
    at = tuple(one if isinstance(one, AtCounter) else AtCounter(office.counter(one), free_for=0.0) for one in counters)
    return Room(office, at, tuple(line), **changes)


def serving_all(number):
    return AtCounter(Counter(number), free_for=0.0)


def called(office, of, times, draws=1):
    return {name: waits[0] for name, waits in play(of, times, draws).waiting.items()}


class TestTheOrder:
    @pytest.mark.parametrize("rule", list(Order))
    def test_everybody_is_called_as_the_order_says(self, office, rule):
        ruled = replace(office, order=rule)
        draw = random.Random(5)
        for _ in range(25):
            line = drawn_line(ruled, draw)
            of = room(ruled, line, draw.sample(["1", "2", "3", "4"], draw.randint(1, 3)))
            minutes = {service.id: draw.uniform(2, 15) for service in ruled.services}
            times = replace(learned(ruled), times={name: Spread((each,)) for name, each in minutes.items()})
            assert called(ruled, of, times) == pytest.approx(called_one_by_one(of, minutes))

    def test_who_was_overtaken_three_times_goes_first(self, office):
        early = waiter(office, "early", "records", -12.0, overtaken=3)
        late = waiter(office, "late", "dog", -9.0)
        assert called(office, room(office, [early, late], ["1"]), learned(office)) == {"early": 0.0, "late": 10.0}
        fresh = replace(early, overtaken=2)
        assert called(office, room(office, [fresh, late], ["1"]), learned(office)) == {"early": 10.0, "late": 0.0}

    def test_who_was_sent_on_by_name_waits_for_that_counter(self, office):
        line = [waiter(office, "any", came=-20.0), waiter(office, "two", for_counter="2", by_name=True)]
        busy = AtCounter(office.counter("2"), service="permit", served=3.0)
        assert called(office, room(office, line, ["3", busy]), learned(office)) == {"any": 0.0, "two": 7.0}
        to_ben = [waiter(office, "ben's", for_clerk="ben", by_name=True)]
        ben = replace(busy, clerk="ben")
        dana = AtCounter(office.counter("3"), clerk="dana", free_for=0.0)
        assert called(office, room(office, to_ben, [dana, ben]), learned(office)) == {"ben's": 7.0}

    def test_an_appointment_is_called_when_it_comes(self, office):
        booked = waiter(office, "booked", came=8.0)
        line = [waiter(office, "here"), replace(booked, target=5)]
        assert called(office, room(office, line), learned(office)) == {"here": 0.0, "booked": 10.0}
        alone = room(office, [booked])
        assert called(office, alone, learned(office))["booked"] == pytest.approx(8.1)

    def test_nobody_who_is_there_serves_it(self, office):
        of = room(office, [waiter(office, "them", "records")], ["3"])
        found = play(of, learned(office), 3)
        assert found.waiting["them"] == (inf, inf, inf)
        assert found.newcomers["records"] == (inf, inf, inf)
        assert found.newcomers["permit"] == (0.0, 0.0, 0.0)


def drawn_line(office, draw):
    services = [service.id for service in office.services]
    return [
        waiter(office, str(place), draw.choice(services), -draw.uniform(0, 40), overtaken=draw.choice((0, 0, 0, 1, 3)))
        for place in range(draw.randint(1, 12))
    ]


def called_one_by_one(of, minutes):
    """Call everybody by `order.first` itself."""
    free = dict.fromkeys(range(len(of.counters)), 0.0)
    left, counts, found = list(of.line), {one.request: one.overtaken for one in of.line}, {}
    while left and free:
        place = min(free, key=lambda each: (free[each], each))
        now, at = free[place], of.counters[place]
        mine = [one for one in left if of.may(at, one)]
        if not mine:
            del free[place]
            continue
        line = [
            InLine(one.request, one.service, "", now - one.credit_from, one.target, one.weight, counts[one.request],
                   priority_class=one.priority_class) for one in mine
        ]  # fmt: skip
        chosen = first(line, of.office.order).candidate
        who = next(one for one in mine if one.request == chosen.request)
        for one in mine:
            counts[one.request] += one.credit_from < who.credit_from
        left.remove(who)
        found[who.request] = now
        free[place] = now + minutes[who.service]
    return found | {one.request: inf for one in left}


class TestWhoComesAndGoes:
    def test_a_newcomer_waits_for_all_before_them_and_the_service_under_way(self, office):
        busy = AtCounter(office.counter("3"), service="permit", served=4.0)
        found = play(room(office, [waiter(office, "a"), waiter(office, "b")], [busy]), learned(office), 4)
        assert found.newcomers["permit"] == (26.0,) * 4

    def test_who_came_for_more_than_one_thing_keeps_a_counter_that_serves_them_all(self, office):
        first = waiter(office, "a", more=("records", "permit"))
        alone = [waiter(office, "b"), replace(first, since=-2.0, credit_from=-2.0)]
        assert called(office, room(office, alone, [serving_all("3")]), learned(office)) == {"a": 0.0, "b": 30.0}
        only_permits = office.counter("3")
        assert not only_permits.serves(office.service("records"))
        assert called(office, room(office, alone, ["3"]), learned(office)) == {"a": 0.0, "b": 10.0}
        busy = AtCounter(serving_all("3").counter, service="permit", served=4.0, more=("records",))
        assert called(office, room(office, [waiter(office, "b")], [busy]), learned(office)) == {"b": 16.0}

    def test_who_was_called_is_served_whole(self, office):
        coming = AtCounter(office.counter("3"), service="permit", called=0.5)
        times = learned(office, answers=Spread((2.0,)))
        assert play(room(office, (), [coming]), times, 1).newcomers["permit"] == (1.5 + 10.0 + 2.0,)

    def test_who_gives_up_is_passed_over_and_told_what_their_wait_would_be(self, office):
        line = [waiter(office, name, came=-5.0 + place) for place, name in enumerate("abc")]
        busy = AtCounter(office.counter("3"), service="permit", served=0.0)
        found = play(room(office, line, [busy]), learned(office, patience=Spread((12.0,))), 1)
        assert found.waiting == {"a": (10.0,), "b": (10.0,), "c": (10.0,)}
        assert found.newcomers["permit"] == (10.0,)

    def test_who_has_waited_long_is_patient(self, office):
        line = [waiter(office, "a", came=-30.0)]
        patience = Spread((1.0, 20.0, inf, inf))
        waits = play(room(office, line), learned(office, patience=patience), 8)
        assert waits.newcomers["permit"] == (10.0,) * 8, "of those who stay half an hour all stay"

    def test_later_arrivals_with_a_shorter_promise_overtake(self, office):
        crowd = Usual((1.5,) * 24, ("dog",), (1.0,))
        busy = [AtCounter(office.counter("1"), service="dog", served=1.0)]
        now = office.day_begins(office.business_day(SOME_DAY)).replace(hour=10)
        waits = {}
        for rule in (Order.PROMISE, Order.ARRIVAL):
            of = room(replace(office, order=rule), (), busy, now=now, lately=90)
            waits[rule] = quantile(play(of, learned(office, 4.0, arrivals=crowd), 20).newcomers["records"], 0.5)
        assert waits[Order.ARRIVAL] == pytest.approx(3.0)
        assert waits[Order.PROMISE] == pytest.approx(3.0 + 3 * 4.0), "three may overtake, and no more"

    def test_who_comes_back_from_a_hold_goes_on_first(self, office):
        held = waiter(office, "held", came=-2.0, by_name=True, served=6.0)
        busy = AtCounter(office.counter("3"), service="permit", served=5.0)
        of = room(office, [waiter(office, "a")], [busy], on_hold=(held,))
        assert called(office, of, learned(office)) == {"a": 9.0}, (
            "five minutes until the counter is free, four for the rest"
        )

    def test_a_counter_that_was_closed_a_while_ago_opens_again(self, office):
        away = AtCounter(office.counter("3"), away_for=5.0)
        assert called(office, room(office, [waiter(office, "a")], [away]), learned(office)) == {"a": 15.0}

    def test_papers_are_put_away_first_where_somebody_waits(self, office):
        just = AtCounter(office.counter("3"), free_for=0.5)
        times = learned(office, gaps=Spread((2.0,)))
        assert called(office, room(office, [waiter(office, "a", came=-9.0)], [just]), times) == {"a": 1.5}
        assert play(room(office, (), [just]), times, 1).newcomers["permit"] == (0.0,)


class TestWhatHolds:
    def test_the_same_room_gives_the_same_waits_and_newcomers_alone_too(self, office):
        draw = random.Random(2)
        for _ in range(4):
            of = room(office, drawn_line(office, draw), ["1", "2", "3"], now=SOME_DAY, lately=10)
            times = spread_out(office)
            played = play(of, times)
            assert played == play(of, times)
            assert whole(play_newcomers(of, times, ["permit", "dog"])) == {
                name: played.newcomers[name] for name in ("permit", "dog")
            }
            assert list(played.waiting) == [one.request for one in of.line]
            assert all(list(waits) == sorted(waits) and waits[0] >= 0 for waits in played.waiting.values())

    def test_it_stops_for_others_after_each_play(self, office, monkeypatch):
        of, times = room(office, [waiter(office, str(place)) for place in range(5)], ["1", "2"]), spread_out(office)
        ran = []
        run = _Play.run
        monkeypatch.setattr(_Play, "run", lambda one: ran.append(one) or run(one))
        for parts in (playing(of, times, 6), play_newcomers(of, times, ["permit"], 6)):
            ran.clear()
            assert [len(ran) for _ in parts] == [0, 1, 2, 3, 4, 5]
            assert len(ran) == 6

    def test_one_more_counter_never_lengthens_the_waits_together(self, office):
        draw = random.Random(3)
        for _ in range(8):
            of = room(office, drawn_line(office, draw), ["1", "2"])
            more = of.opened(Counter("9"))
            before, after = (play(one, spread_out(office)).waiting for one in (of, more))
            mean = [sum(min(wait, 1e4) for waits in found.values() for wait in waits) for found in (before, after)]
            assert mean[1] <= mean[0] + 1e-9
        assert more.opened(Counter("9")) is more
        assert more.closed("9") == of

    def test_a_long_line_is_played_less_often(self, office):
        short = play(room(office, drawn_line(office, random.Random(1))), spread_out(office))
        line = [waiter(office, str(place), came=-float(place)) for place in range(200)]
        long = play(room(office, line, ["1", "2", "3", "4"]), spread_out(office))
        assert len(long.newcomers["permit"]) < len(short.newcomers["permit"])

    @pytest.mark.parametrize(("servers", "hourly", "mean", "p_wait"), [(3, 20, 2.667, 0.4444), (2, 10, 6.40, 0.5333)])
    def test_newcomers_to_a_room_in_balance_wait_as_erlang_says(self, office, servers, hourly, mean, p_wait):
        """Over the states of M/M/c in balance, each played: the mean wait and the share who wait (Erlang C, as in the counter's table)."""
        minutes = 60 * mean_service(servers, hourly, mean, p_wait) / 60
        load = hourly / 60 * minutes
        times = replace(
            learned(office), times={"permit": Spread(tuple(-minutes * log(1 - (k + 0.5) / 999) for k in range(999)))}
        )
        ruled = replace(office, order=Order.ARRIVAL, counters=tuple(Counter(str(n)) for n in range(servers)))
        found = waiting = total = 0.0
        for inside in range(servers * 9):
            weight = load**inside / (
                factorial(inside) if inside < servers else factorial(servers) * servers ** (inside - servers)
            )
            busy = [
                AtCounter(counter, service="permit" if n < inside else "") for n, counter in enumerate(ruled.counters)
            ]
            line = [waiter(ruled, str(n), came=-1.0) for n in range(max(inside - servers, 0))]
            waits = whole(play_newcomers(room(ruled, line, busy), times, ["permit"], 48))["permit"]
            total += weight
            found += weight * sum(waits) / len(waits)
            waiting += weight * sum(wait > 0 for wait in waits) / len(waits)
        assert found / total == pytest.approx(mean, rel=0.06)
        assert waiting / total == pytest.approx(p_wait, abs=0.002)


def mean_service(servers, hourly, mean, p_wait):
    """Return the minutes of service from Erlang's mean wait: mean = P(wait) x minutes / (servers - load)."""
    low, high = 0.0, 60.0 * servers / hourly
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if p_wait * middle / (servers - hourly / 60 * middle) < mean else (low, middle)
    return low


def spread_out(office):
    shape = [exp(0.5 * (k - 7.5) / 4) for k in range(16)]
    return Learned(
        {service.id: Spread(tuple(service.minutes * each for each in shape)) for service in office.services},
        patience=Spread((20.0, 40.0, 80.0, inf, inf)),
        arrivals=Usual((0.2,) * 24, ("permit", "dog"), (0.5, 0.5)),
    )


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [((1.0,), 0.9, 1.0), ((0.0, 10.0), 0.5, 5.0), ((0.0, 1.0, inf), 0.9, inf), ((0.0, 1.0, inf), 0.5, 1.0)],
)
def test_quantiles_lie_between_two_values_in_proportion(values, share, found):
    assert quantile(values, share) == found


def test_nobody_ahead_counts_only_those_who_are_here_and_stand_before(office):
    line = [waiter(office, "a", "records"), waiter(office, "b", "permit"), waiter(office, "c", "permit", 5.0)]
    of = room(office, line, ["1", "3"])
    assert of.ahead("records") >= 1
    assert of.ahead("permit") == 1
