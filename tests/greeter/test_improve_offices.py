"""Offices made up by chance: where a cause is planted it is found, and where there is none hardly anything is said."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from greeter.reports import improve
from greeter.reports.alarms import as_few, as_many, standing, t_above
from greeter.reports.evidence import StepFacts
from greeter.reports.findings_apart import StepFails
from greeter.reports.improve import findings
from greeter.reports.improve_apart import languages_behind
from greeter.reports.savings import NOT_KNOWN
from greeter.reports.wording import saved_text
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, evidence, journal, left, request, visit

SERVICES = ("permit", "property-tax", "records", "dog", "water", "parking")
LANGUAGES = ("en", "en", "en", "en", "es", "vi")
DAYS = 8


class Chance:
    """An office's days by chance: nine in ten within the standard where nothing is planted, some days worse than others."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def days(self, planted=""):
        """Return visits, and those who came without what is needed."""
        visits, lacking = [], set()
        for day in range(DAYS):
            usual = self.random.gauss(0.90, 0.03)
            for number in range(75):
                place = 1000 * day + number
                one = self._visit(place, TUESDAY + timedelta(days=day + day // 5 * 2), usual, planted)
                visits.append(one)
                if self.random.random() < (0.3 if planted == "lacking" and one.first.service == "dog" else 0.03):
                    lacking.add(one.id)
                    one.last.outcome = "follow-up"
        return visits, lacking

    def _visit(self, place, day, usual, planted):
        chance, service = self.random.random, self.random.choice(SERVICES)
        language, hour = self.random.choice(LANGUAGES), self.random.choice(range(9, 16))
        in_time = usual
        if (planted, hour) == ("hour", 11) or (planted, language) == ("language", "vi"):
            in_time = 0.5
        if planted == "standard" and service == "records":
            in_time = 0.1
        if chance() < 0.02:
            return visit(place, left(service, 20.0), hour=hour, day=day, language=language)
        wait = self.random.uniform(0, 14) if chance() < in_time else self.random.uniform(16, 50)
        requests = [request(service, wait)]
        if chance() < (0.3 if planted == "sent" and service == "water" else 0.02):
            requests = [request(service, wait, moved=True, outcome=""), request("parking", 2.0)]
        came_back = chance() < (0.4 if planted == "back" and service == "permit" else 0.06)
        return visit(place, *requests, hour=hour, day=day, language=language, came_back=int(came_back))


def found_in(office, seed, planted=""):
    visits, lacking = Chance(seed).days(planted)
    steps = (StepFacts("dog", "Send the photo", 30, 50), StepFacts("dog", "Pay online", 5, 60))
    held = replace(evidence(office, visits, last=visits[-1].day), steps=steps if planted == "step" else steps[1:])
    return {one.subject: one for one in findings(held, held, journal(lacking=lacking))}


@pytest.mark.parametrize(
    ("planted", "subject"),
    [
        ("hour", "hours"),
        ("language", "language:vi"),
        ("standard", "wait:records"),
        ("lacking", "lacking:dog"),
        ("sent", "sent:water>parking"),
        ("back", "back:permit"),
        ("step", "step:dog:Send the photo"),
    ],
)
def test_a_planted_cause_is_found(office, planted, subject):
    found = found_in(office, 1, planted)
    assert subject in found
    one = found[subject]
    low, high = one.size.interval()
    assert one.size.n >= 30
    assert low < one.size.value < high
    saved = one.saving
    assert saved.known
    assert saved.high > 0
    assert saved.value is None or 0 <= saved.low <= saved.value <= saved.high
    assert saved_text(Texts(), saved) in one.words(Texts()).effect


def test_of_twenty_offices_without_a_cause_one_at_most_is_alarmed(office):
    alarmed = [seed for seed in range(100, 120) if found_in(office, seed)]
    assert len(alarmed) <= 1


def clustered(seed, days=8, visits_a_day=75):
    """An office's days by chance: on a bad day many wait for long, on another many speak Vietnamese; neither has to do with the other."""
    dice, visits = random.Random(seed), []
    for day in range(days):
        in_time = 0.6 if dice.random() < 0.25 else 0.95
        vietnamese = 0.6 if dice.random() < 0.2 else 0.05
        for number in range(visits_a_day):
            language = "vi" if dice.random() < vietnamese else dice.choice(LANGUAGES[:5])
            wait = dice.uniform(0, 14) if dice.random() < in_time else dice.uniform(16, 50)
            came = {"hour": dice.choice(range(9, 16)), "day": TUESDAY + timedelta(days=day), "language": language}
            visits.append(visit(1000 * day + number, request(dice.choice(SERVICES), wait), **came))
    return visits


def test_a_language_that_fares_as_well_where_many_are_held_against_it_is_not_blamed(office):
    visits = []
    for day in range(20):  # on one day three of it beside one other, on the next one beside three
        few, many = ("vi", "es") if day % 2 else ("es", "vi")
        waits = (5.0, 20.0, 20.0)
        for place, (language, wait) in enumerate([(few, 5.0), *((many, wait) for wait in waits)]):
            came = {"hour": 10, "day": TUESDAY + timedelta(days=day), "language": language}
            visits.append(visit(10 * day + place, request("permit", wait), **came))
    held = evidence(office, visits, last=visits[-1].day)
    assert languages_behind(held, range(0)) == ([], 2)


def test_a_language_is_not_blamed_for_the_days_on_which_it_came(office):
    alarmed = []
    for seed in range(60):
        visits = clustered(seed)
        held = evidence(office, visits, last=visits[-1].day)
        alarmed += [one.subject for one in findings(held, held, journal())]
    assert len(alarmed) <= 3


def test_both_spans_are_one_family_of_looks(office, monkeypatch):
    found = [(StepFails("dog", "Dog", "Send the photo", 30, 50, saving=NOT_KNOWN), 0.04)]
    days, weeks = evidence(office, []), evidence(office, [], first=TUESDAY - timedelta(days=27))
    monkeypatch.setattr(improve, "_search", lambda looked_at, _: (found if looked_at is days else [], 1))
    assert [one.subject for one in findings(days, days, journal())] == ["step:dog:Send the photo"]
    assert findings(days, weeks, journal()) == ()


def test_only_what_stands_among_many_looks_is_told():
    assert standing([("a", 0.001), ("b", 0.03)], looks=2) == ["a", "b"]
    assert standing([("a", 0.001), ("b", 0.03)], looks=40) == ["a"]
    assert standing([("a", 0.01)], looks=40) == []


def test_tails_are_those_of_the_tables():
    assert as_many(8, 10, 0.5) == pytest.approx(56 / 1024)
    assert as_many(0, 10, 0.5) == 1
    assert t_above(2.228, 10) == pytest.approx(0.025, abs=0.001)
    assert t_above(-2.776, 4) == pytest.approx(0.975, abs=0.002)


def test_one_bad_day_is_one_thing():
    visits = [(40, 50)] * 9
    assert as_few([(450 - 60, 500)], 0.85) < 0.001  # of visits one by one 78 % are beyond chance
    assert as_few([*visits, (30, 50)], 0.8) > 0.05
    assert as_few([(30, 50)] * 10, 0.8) < 0.001
