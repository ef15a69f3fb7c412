"""The orders, played over long runs, against the formulas of queueing theory.

A mean is held within three standard errors, estimated from the means of batches, and the errors themselves within a stated share of the formula:
a wrong order would be seen. The work that stands before a newcomer is the same in every order (Kleinrock's conservation law), and a formula gives
it: what a run had more of it than that is taken out of the waits by regression over the batches, and most of the run's luck with it.
"""

from __future__ import annotations

import random
from math import sqrt
from statistics import linear_regression

import pytest

from greeter.model.catalogue import Order
from greeter.queueing.order import NO_CAPS
from tests.played_line import Kind, Visitor, play

MINUTES = 6.0
BATCHES = 20
RATES = (0.06, 0.06, 0.03)
"""Arrivals a minute of each kind; with 6 minutes of service the counter is busy nine tenths of the time."""


def arrivals(rates, until, seed, *, exponential=True):
    """Return who comes over `until` minutes, each kind at random at its rate."""
    draw = random.Random(seed)
    times = []
    for kind, rate in enumerate(rates):
        now = draw.expovariate(rate)
        while now < until:
            times.append((now, kind))
            now += draw.expovariate(rate)
    return [
        Visitor(came, kind, draw.expovariate(1 / MINUTES) if exponential else MINUTES) for came, kind in sorted(times)
    ]


def batched(visitors, kind, until):
    """Return the mean wait of a kind in each batch of the run."""
    sums = [[0.0, 0] for _ in range(BATCHES)]
    for one in visitors:
        if one.kind == kind:
            batch = sums[int(one.came / until * BATCHES)]
            batch[0] += one.waited
            batch[1] += 1
    return [total / n for total, n in sums]


def spread(values):
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))


def load(rates):
    return [rate * MINUTES for rate in rates]


def busy_wait(rates):
    """Return the mean work that stands before a newcomer, of exponential services: rho W0 / (1 - rho), with W0 = rho x minutes."""
    rho = sum(load(rates))
    return rho * rho * MINUTES / (1 - rho)


def accumulating(rates, credits):
    """Return the mean waits of an accumulating priority queue, one counter (Kleinrock 1964, "A delay dependent queue discipline").

    W_p = (W0 / (1 - rho) - sum over slower i of rho_i W_i (1 - b_i / b_p)) / (1 - sum over faster i of rho_i (1 - b_p / b_i)).
    """
    rho = load(rates)
    whole = sum(rho) * MINUTES / (1 - sum(rho))
    waits = {}
    for p in sorted(range(len(rates)), key=lambda one: credits[one]):
        slower = sum(rho[i] * waits[i] * (1 - credits[i] / credits[p]) for i in waits if credits[i] < credits[p])
        faster = sum(rho[i] * (1 - credits[p] / credits[i]) for i in range(len(rates)) if credits[i] > credits[p])
        waits[p] = (whole - slower) / (1 - faster)
    return [waits[p] for p in range(len(rates))]


def cobham(rates, classes):
    """Return the mean waits of non-preemptive priority classes, one counter: W0 / ((1 - s_before)(1 - s_with)) (Cobham 1954)."""
    rho = load(rates)
    w0 = sum(rho) * MINUTES
    found = []
    for own in classes:
        before = sum(part for part, one in zip(rho, classes, strict=True) if one < own)
        including = sum(part for part, one in zip(rho, classes, strict=True) if one <= own)
        found.append(w0 / ((1 - before) * (1 - including)))
    return found


def holds(visitors, rates, formula, until, most_error):
    """Hold the mean wait of each kind against its formula."""
    means = [batched(visitors, kind, until) for kind in range(len(rates))]
    rho = load(rates)
    work = [sum(part * mean[batch] for part, mean in zip(rho, means, strict=True)) for batch in range(BATCHES)]
    more = [one - busy_wait(rates) for one in work]
    for mean, expected in zip(means, formula, strict=True):
        slope = linear_regression(work, mean).slope
        waits = [one - slope * luck for one, luck in zip(mean, more, strict=True)]
        assert 3 * spread(waits) <= most_error * expected
        assert sum(waits) / BATCHES == pytest.approx(expected, abs=3 * spread(waits))


def test_the_formula_of_accumulating_priority_gives_the_figures_of_the_design():
    assert accumulating(RATES, (1, 2, 4)) == pytest.approx([78.83, 43.75, 24.84], abs=0.005)


@pytest.mark.parametrize(
    ("targets", "weights"),
    [((20, 10, 5), (1, 1, 1)), ((15, 15, 15), (1, 2, 4))],
    ids=["by promises", "by weights"],
)
def test_waits_by_share_of_the_promise_are_those_of_an_accumulating_priority_queue(targets, weights):
    until = 300_000
    visitors = arrivals(RATES, until, seed=4)
    kinds = [Kind(target, weight) for target, weight in zip(targets, weights, strict=True)]
    play(visitors, kinds, rule=Order.PROMISE, caps=NO_CAPS)
    credits = [weight / target for target, weight in zip(targets, weights, strict=True)]
    holds(visitors, RATES, accumulating(RATES, credits), until, most_error=0.06)


@pytest.mark.parametrize("classes", [(3, 2, 1), (1, 1, 9)], ids=["three classes", "two in one class"])
def test_waits_by_class_are_those_of_cobham(classes):
    until = 300_000
    visitors = arrivals(RATES, until, seed=5)
    play(visitors, [Kind(priority_class=one) for one in classes], rule=Order.CLASSES, caps=NO_CAPS)
    holds(visitors, RATES, cobham(RATES, classes), until, most_error=0.06)


@pytest.mark.parametrize("exponential", [True, False], ids=["M/M/1", "M/D/1"])
def test_waits_first_come_first_served_are_those_of_pollaczek_and_khinchine(exponential):
    """W = rho minutes (1 + cv^2) / (2 (1 - rho)), the same for every kind, whatever it was promised."""
    rates, until = (0.07, 0.03), 600_000
    visitors = arrivals(rates, until, seed=6, exponential=exponential)
    play(visitors, [Kind(5.0), Kind(50.0)], rule=Order.ARRIVAL)
    expected = 0.6 * MINUTES * (2 if exponential else 1) / (2 * (1 - 0.6))
    for kind in range(2):
        means = batched(visitors, kind, until)
        assert 3 * spread(means) <= 0.12 * expected
        assert sum(means) / BATCHES == pytest.approx(expected, abs=3 * spread(means))
