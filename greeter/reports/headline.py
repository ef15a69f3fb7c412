"""The finding of some days as sentences: what page 1 says first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from greeter.reports.quantities import Veil
from greeter.reports.said import hours_words
from greeter.reports.waits import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greeter.reports.figures import Figures
    from greeter.reports.quantities import Share
    from greeter.reports.waits import Dot
    from greeter.texts import Texts

FEWEST = 30
"""Visits from which a finding is claimed."""


def headline(texts: Texts, figures: Figures) -> list[str]:
    """Return one or two sentences. Under 30 visits no finding is claimed, and it says so."""
    arrived, within = figures.arrivals, figures.within
    if arrived == 0:
        withheld = figures.share("ends", "visits").veil is Veil.WITHHELD
        return [texts("Too few visits to tell.") if withheld else texts("No visits in these days.")]
    if within.n < FEWEST:
        return [
            texts.count(arrived, "{n} visit in these days.", "{n} visits in these days."),
            texts("That is too few to judge by."),
        ]
    return [kept_words(texts, within), second_sentence(texts, figures)]


def kept_words(texts: Texts, within: Share) -> str:
    """Say in how many of ten visits the promise was kept, never better than it was."""
    if within.exact and within.k == within.n:
        return texts("We kept our promise to every visitor.")
    if within.exact and within.k == 0:
        return texts("We kept our promise to nobody.")
    tenths = within.value * 10
    whole = int(tenths + 0.5)
    if tenths >= ALMOST_ALL:
        return texts("We kept our promise to almost every visitor.")
    if tenths < 1:
        return texts("We kept our promise to fewer than 1 in 10 visitors.")
    if within.veil is Veil.ALL_BUT_FEW or whole == 10 or tenths - whole > NEAR:
        return texts("We kept our promise to more than {n} in 10 visitors.", n=int(tenths))
    if whole - tenths > EXACT:
        return texts("We kept our promise to almost {n} in 10 visitors.", n=whole)
    return texts("We kept our promise to {n} in 10 visitors.", n=whole)


EXACT, NEAR, ALMOST_ALL = 1e-9, 0.25, 9.9
"""In tenths: from below, anything is “almost”; from above, so much still is “8 in 10”."""
MOST_HOURS = 3
CROWDED = 1.3
"""Hours are named where so many times their part of the late visits came in them."""


def second_sentence(texts: Texts, figures: Figures) -> str:
    """Say which service fell short and when, or that all met their goals."""
    short = [
        (name, key, share)
        for name, key, share in _services(figures)
        if share.known and share.n >= FEWEST and not share.met
    ]
    if not short:
        if figures.within.met:
            return texts("We met our goal of {goal}%.", goal=_goal(figures))
        return texts("Our goal is {goal}%.", goal=_goal(figures))
    name, service, _ = max(short, key=lambda one: one[2].n * (1 - one[2].value))
    hours = _hours_of(texts, figures.dots, service)
    if hours:
        return texts("{service} fell short, {hours}.", service=name, hours=hours)
    if len(short) > 1:
        others = texts.count(len(short) - 1, "{n} other service", "{n} other services")
        return texts("{service} and {others} fell short.", service=name, others=others)
    return texts("{service} fell short.", service=name)


def _services(figures: Figures) -> list[tuple[str, str, Share]]:
    return [
        (line.name, line.key, figures.share("waits_by_service", "within", line.key))
        for line in figures.tables["waits_by_service"].lines
    ]


def _hours_of(texts: Texts, dots: Sequence[Dot], service: str) -> str:
    """Name the fewest hours in a row that hold most of a service's late visits, where they hold more than their part of its visits."""
    mine = Counter(dot.hour for dot in dots if dot.service == service)
    late = Counter(dot.hour for dot in dots if dot.service == service and dot.mark is not Mark.WITHIN)
    for length in range(1, MOST_HOURS + 1):
        for first in sorted(late, key=lambda hour: (-_count(late, hour, length), hour)):
            held, visits = _count(late, first, length), _count(mine, first, length)
            if held * 2 > late.total() and held * mine.total() >= CROWDED * visits * late.total():
                return hours_words(texts, first, first + length)
    return ""


def _count(hours: Counter[int], first: int, length: int) -> int:
    return sum(hours[hour] for hour in range(first, first + length))


def _goal(figures: Figures) -> int:
    return round(100 * (figures.within.goal or 0))
