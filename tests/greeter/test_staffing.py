"""How many clerks a standard needs: Erlang C and A against known figures, exact chains and simulation."""

from __future__ import annotations

import random
from heapq import heappop, heappush
from math import exp, inf, log, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greeter.problems import BadInput
from greeter.queueing.staffing import MOST_CLERKS, ErlangA, ErlangC, erlang_b, fewest_clerks


@pytest.mark.parametrize(
    ("clerks", "arrivals", "minutes", "p_wait", "mean", "beyond_10"),
    [(3, 20, 6, 0.4444, 2.667, 0.0839), (4, 30, 6, 0.5094, 3.057, None), (2, 10, 8, 0.5333, 6.40, None)],
)
def test_the_figures_of_the_design(clerks, arrivals, minutes, p_wait, mean, beyond_10):
    line = ErlangC(clerks, arrivals, minutes)
    assert line.p_wait == pytest.approx(p_wait, abs=0.00005)
    assert line.mean_wait == pytest.approx(mean, abs=0.0005)
    if beyond_10 is not None:
        assert line.beyond(10) == pytest.approx(beyond_10, abs=0.00005)
        assert line.within(10) == pytest.approx(1 - beyond_10, abs=0.00005)


def test_one_clerk_is_the_simplest_line():
    """M/M/1: P(wait) = rho, mean wait = rho / (1 - rho) x service time."""
    line = ErlangC(1, 6, 8)
    assert (line.p_wait, line.mean_wait) == pytest.approx((0.8, 32.0))


def test_the_share_that_finds_all_busy_is_erlang_s():
    """B(3, 2) = (8/6) / (1 + 2 + 2 + 8/6)."""
    assert erlang_b(3, 2.0) == pytest.approx((8 / 6) / (5 + 8 / 6))
    assert erlang_b(0, 2.0) == 1.0
    assert erlang_b(5_000, 5_000.0) == pytest.approx(0.0112, abs=0.0001)  # sqrt(2 / (pi c)), Jagerman


def chain(clerks, arrivals, minutes, patience, most=6_000):
    """Return P(wait) and P(gives up) by the balance of arrivals, services and those who give up: every state is counted."""
    logs = [0.0]
    for n in range(1, most):
        logs.append(logs[-1] + log(arrivals / 60) - log(min(n, clerks) / minutes + max(0, n - clerks) / patience))
    top = max(logs)
    weights = [exp(one - top) for one in logs]
    whole = sum(weights)
    gives_up = sum((n - clerks) / patience * weights[n] for n in range(clerks, most)) / whole / (arrivals / 60)
    return sum(weights[clerks:]) / whole, gives_up


@pytest.mark.parametrize(
    ("clerks", "arrivals", "minutes", "patience"),
    [
        (3, 20, 6, 15), (1, 5, 10, 30), (4, 100, 6, 10), (200, 2_100, 6, 10), (1_000, 9_000, 6, 5), (1_000, 11_000, 6, 60),
        (50, 5_000, 6, 50), (3, 60, 0.1, 0.01), (2, 10, 8, 100_000),
    ],
)  # fmt: skip
def test_those_who_give_up_are_those_of_the_exact_chain(clerks, arrivals, minutes, patience):
    line = ErlangA(clerks, arrivals, minutes, patience)
    p_wait, gives_up = chain(clerks, arrivals, minutes, patience)
    assert line.p_wait == pytest.approx(p_wait, rel=1e-9)
    assert line.p_gives_up == pytest.approx(gives_up, rel=1e-8)
    assert line.mean_wait == pytest.approx(gives_up * patience, rel=1e-8)


def test_who_is_very_patient_stays():
    """With patience without end Erlang A is Erlang C."""
    patient, stays = ErlangA(3, 20, 6, 1e7), ErlangC(3, 20, 6)
    assert patient.p_wait == pytest.approx(stays.p_wait, rel=1e-5)
    assert patient.mean_wait == pytest.approx(stays.mean_wait, rel=1e-4)
    assert patient.within(10) == pytest.approx(stays.within(10), rel=1e-5)


def test_a_flood_of_patient_people_leaves_no_number_behind():
    """Ten times what 50 clerks can do: nine of ten give up, and nobody is served soon."""
    line = ErlangA(50, 5_000, 6, 5e5)
    assert line.p_gives_up == pytest.approx(0.9, rel=1e-8)
    assert line.within(5) == pytest.approx(0.0, abs=1e-9)
    assert ErlangA(MOST_CLERKS, 1, 1, 1).p_wait == 0.0


def simulated(clerks, arrivals, minutes, patience, standard, n, seed):
    """Return P(wait), P(gives up), mean wait, and the share within the standard, of `n` visitors, first come, first served."""
    draw = random.Random(seed)
    free = [0.0] * clerks
    now, waited, gave_up, wait, soon, late = 0.0, 0, 0, 0.0, 0, 0
    for _ in range(n):
        now += draw.expovariate(arrivals / 60)
        stays = inf if patience is None else draw.expovariate(1 / patience)
        offered = max(0.0, free[0] - now)
        waited += offered > 0
        wait += min(offered, stays)
        late += min(offered, stays) > standard
        if stays < offered:
            gave_up += 1
            continue
        soon += offered <= standard
        heappop(free)
        heappush(free, now + offered + draw.expovariate(1 / minutes))
    return waited / n, gave_up / n, wait / n, soon / (soon + late)


@pytest.mark.parametrize(
    ("clerks", "arrivals", "minutes", "patience"), [(3, 20, 6, None), (3, 28, 6, 15), (2, 10, 8, 40), (6, 90, 6, 8)]
)
def test_a_simulated_line_waits_as_the_formulas_say(clerks, arrivals, minutes, patience):
    """40,000 visitors: shares within 0.02, waits within 7 %, some four standard errors."""
    line = ErlangC(clerks, arrivals, minutes) if patience is None else ErlangA(clerks, arrivals, minutes, patience)
    p_wait, gives_up, mean, within = simulated(clerks, arrivals, minutes, patience, 5.0, 40_000, seed=11)
    assert line.p_wait == pytest.approx(p_wait, abs=0.02)
    assert line.mean_wait == pytest.approx(mean, rel=0.07)
    assert line.within(5.0) == pytest.approx(within, abs=0.02)
    if patience is not None:
        assert line.p_gives_up == pytest.approx(gives_up, abs=0.02)


class TestFewest:
    def test_one_less_would_not_do(self):
        clerks = fewest_clerks(20, 6, standard=5, share=0.8)
        assert clerks == 3
        assert ErlangC(3, 20, 6).within(5) >= 0.8
        with pytest.raises(BadInput, match="can’t keep up"):
            ErlangC(2, 20, 6)

    def test_where_people_give_up_fewer_do(self):
        assert fewest_clerks(90, 6, standard=5, share=0.9) == 11
        assert fewest_clerks(90, 6, standard=5, share=0.9, patience=15) == 9

    def test_where_services_promise_differently_the_share_is_of_all(self):
        """At 16 an hour two clerks keep 5 minutes for too few, 30 minutes for more than enough."""
        assert [fewest_clerks(16, 6, standard=minutes) for minutes in (5, 30)] == [3, 2]
        assert fewest_clerks(16, 6, standard={5: 1, 30: 9}) == 2
        assert fewest_clerks(16, 6, standard={5: 9, 30: 1}) == 3
        assert fewest_clerks(16, 6, standard={5: 0.5, 30: 4.5}) == 2

    def test_an_open_door_has_somebody_behind_it(self):
        assert fewest_clerks(0, 6, standard=5) == 1
        assert fewest_clerks(0, 6, standard=5, patience=10) == 1

    def test_a_large_office(self):
        clerks = fewest_clerks(30_000, 6, standard=1, share=0.95)
        assert ErlangC(clerks, 30_000, 6).within(1) >= 0.95 > ErlangC(clerks - 1, 30_000, 6).within(1)

    @settings(max_examples=60, deadline=None)
    @given(
        st.floats(0.1, 300),
        st.floats(1, 60),
        st.floats(0, 60),
        st.floats(0.05, 0.99),
        st.one_of(st.none(), st.floats(1, 240)),
    )
    def test_is_enough_and_the_fewest(self, arrivals, minutes, standard, share, patience):
        clerks = fewest_clerks(arrivals, minutes, standard=standard, share=share, patience=patience)

        def within(n):
            if patience is not None:
                return ErlangA(n, arrivals, minutes, patience).within(standard)
            return ErlangC(n, arrivals, minutes).within(standard) if arrivals * minutes / 60 < n else 0.0

        assert within(clerks) >= share
        assert clerks == 1 or within(clerks - 1) < share

    def test_what_nobody_could_serve_is_said(self):
        with pytest.raises(BadInput, match="10,000 clerks are not enough for 1e\\+06 visitors an hour"):
            fewest_clerks(1e6, 6, standard=1)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.floats(0, 500), st.floats(0.5, 60), st.floats(0.5, 500), st.floats(0, 200))
def test_shares_are_shares_and_add_up(clerks, arrivals, minutes, patience, standard):
    line = ErlangA(clerks, arrivals, minutes, patience)
    gone = line.p_gives_up
    for share in (line.p_wait, gone, line.beyond(standard), line.served_within(standard), line.within(standard)):
        assert -1e-9 <= share <= 1 + 1e-9
    assert line.served_within(1e9) + gone == pytest.approx(1.0, abs=1e-8)
    assert gone <= line.p_wait + 1e-9
    assert line.beyond(standard) >= ErlangA(clerks + 1, arrivals, minutes, patience).beyond(standard) - 1e-9


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: ErlangC(0, 20, 6), "0 is no number of clerks. Use a whole number from 1 to 10,000."),
        (lambda: ErlangC(2.5, 20, 6), "2.5 is no number of clerks"),
        (lambda: ErlangC(bool(1), 0, 6), "True is no number of clerks"),
        (lambda: ErlangC(1, 20, 6), "1 clerk can’t keep up with 20 visitors an hour of 6 minutes each. It takes 3 at least."),
        (lambda: ErlangC(2, 20, 6), "2 clerks can’t keep up with 20 visitors an hour of 6 minutes each. It takes 3 at least."),
        (lambda: ErlangC(3, -1, 6), "The arrivals an hour can’t be -1. Give 0 or more."),
        (lambda: ErlangC(3, nan, 6), "The arrivals an hour is no number: nan."),
        (lambda: ErlangC(3, 20, 0), "The service time can’t be 0. Give more than 0."),
        (lambda: ErlangA(3, 20, 6, inf), "The patience is no number: inf."),
        (lambda: ErlangA(3, 20, 6, "long"), "The patience is no number: long."),
        (lambda: ErlangC(3, 20, 6).beyond(-1), "The wait can’t be -1. Give 0 or more."),
        (lambda: ErlangA(3, 20, 6, 5).within(nan), "The wait is no number: nan."),
        (lambda: fewest_clerks(20, 6, standard=5, share=1), "A share of 1 can’t be planned for. Use one between 0 and 1"),
        (lambda: fewest_clerks(20, 6, standard=5, patience=0), "The patience can’t be 0."),
        (lambda: fewest_clerks(20, 6, standard={}), "No standard is given. Give minutes of wait."),
        (lambda: fewest_clerks(20, 6, standard={5: 0}), "The visitors of a standard can’t be 0."),
    ],
)  # fmt: skip
def test_what_can_t_be_computed_is_said_in_words(make, told):
    with pytest.raises(BadInput) as met:
        make()
    assert told in str(met.value)
