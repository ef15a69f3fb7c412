"""Days as people say them, the headline, and what went well: never more than the numbers hold."""

from __future__ import annotations

from datetime import date

import pytest

from greeter.problems import BadInput
from greeter.reports.evidence import Answer
from greeter.reports.headline import headline, kept_words
from greeter.reports.praise import went_well
from greeter.reports.public import Audience, veiled
from greeter.reports.quantities import Share
from greeter.reports.said import hour_words, hours_words
from greeter.reports.span import LONGEST_DAYS, Span, parse_day
from greeter.texts import Texts
from tests.greeter.report_days import evidence, figures, left, request, visit

TEXTS = Texts()


def span(first, last):
    return Span(date.fromisoformat(first), date.fromisoformat(last))


class TestSpan:
    @pytest.mark.parametrize(
        ("first", "last", "words", "before"),
        [
            ("2026-11-23", "2026-11-23", "Monday, November 23, 2026", "The Monday before"),
            ("2026-11-01", "2026-11-30", "November 2026", "October"),
            ("2026-11-02", "2026-11-08", "November 2 to 8, 2026", "The week before"),
            ("2026-10-26", "2026-11-06", "October 26 to November 6, 2026", "October 12 to 23, 2026"),
            ("2026-12-28", "2027-01-03", "December 28, 2026 to January 3, 2027", "The week before"),
        ],
    )
    def test_words(self, first, last, words, before):
        assert span(first, last).words(TEXTS) == words
        assert span(first, last).earlier_words(TEXTS) == before

    def test_days_before_have_the_same_weekdays(self):
        assert span("2026-11-23", "2026-11-23").earlier() == span("2026-11-16", "2026-11-16")
        assert span("2026-11-02", "2026-11-13").earlier() == span("2026-10-19", "2026-10-30")
        assert span("2026-03-01", "2026-03-31").earlier() == span("2026-02-01", "2026-02-28")

    def test_the_window_is_four_weeks_or_more(self):
        assert span("2026-11-23", "2026-11-23").window() == span("2026-10-27", "2026-11-23")
        assert span("2026-11-01", "2026-11-30").window() == span("2026-11-01", "2026-11-30")

    def test_bounds_begin_at_the_cut_over_hour(self, office):
        start, end = span("2026-11-24", "2026-11-24").bounds(office)
        assert start == 1_795_521_600_000  # 04:00 in California, 12:00 UTC
        assert end - start == 24 * 3_600_000

    def test_bad_days_are_refused_in_words(self):
        with pytest.raises(BadInput, match="is before the first"):
            span("2026-11-24", "2026-11-23")
        with pytest.raises(BadInput, match="too many for one report"):
            span("2000-01-01", "2026-11-23")
        with pytest.raises(BadInput, match="The first day, “soon”, is no day"):
            parse_day("soon", "The first day")
        assert Span(date(2017, 1, 1), date(2017, 1, 1)).days == 1
        assert LONGEST_DAYS > 3_660

    def test_hours(self):
        assert [hour_words(TEXTS, hour) for hour in (0, 9, 12, 15)] == ["12 am", "9 am", "12 pm", "3 pm"]
        assert [hours_words(TEXTS, first, end) for first, end in ((10, 12), (11, 14), (13, 15))] == [
            "from 10 to 12",
            "from 11 am to 2 pm",
            "from 1 to 3 pm",
        ]


class TestKept:
    @pytest.mark.parametrize(
        ("k", "n", "words"),
        [
            (125, 152, "to 8 in 10 visitors."),
            (80, 100, "to 8 in 10 visitors."),
            (79, 100, "to almost 8 in 10 visitors."),
            (86, 100, "to almost 9 in 10 visitors."),
            (84, 100, "to more than 8 in 10 visitors."),
            (97, 100, "to more than 9 in 10 visitors."),
            (995, 1000, "to almost every visitor."),
            (100, 100, "to every visitor."),
            (9, 100, "to fewer than 1 in 10 visitors."),
            (0, 100, "to nobody."),
        ],
    )
    def test_never_better_than_it_was(self, k, n, words):
        assert kept_words(TEXTS, Share(k, n)) == f"We kept our promise {words}"

    def test_a_bound_is_told_as_one(self):
        assert kept_words(TEXTS, veiled(Share(95, 100))) == "We kept our promise to more than 9 in 10 visitors."


def head(office, desk, visits, audience=Audience.OFFICE):
    return headline(TEXTS, figures(evidence(office, visits), desk, audience))


def good(count, first=0, **more):
    return [visit(first + number, request(**more)) for number in range(count)]


class TestHeadline:
    def test_nobody_came(self, office, desk):
        assert head(office, desk, []) == ["No visits in these days."]

    def test_few_visits_are_too_few_to_judge_by(self, office, desk):
        assert head(office, desk, good(1)) == ["1 visit in these days.", "That is too few to judge by."]
        assert head(office, desk, good(29))[0] == "29 visits in these days."
        assert head(office, desk, good(3), Audience.PUBLIC) == ["Too few visits to tell."]

    def test_all_is_well(self, office, desk):
        assert head(office, desk, good(30)) == ["We kept our promise to every visitor.", "We met our goal of 80%."]

    def test_names_the_service_that_fell_short_and_when(self, office, desk):
        short = [visit(100 + number, left(), hour=10 + number % 2) for number in range(16)]
        in_time = [visit(200 + number, request(), hour=hour) for hour in (9, 13, 14) for number in range(8)]
        dogs = good(100, 300, service="dog", target=10)
        assert head(office, desk, [*short, *in_time, *dogs]) == [
            "We kept our promise to almost 9 in 10 visitors.",
            "Build or repair fell short, from 10 to 12.",
        ]

    def test_names_no_hours_where_it_is_late_all_day(self, office, desk):
        day = [
            visit(hour * 100 + number, request(wait=5.0 if number < 2 else 30.0), hour=hour)
            for hour in range(8, 16)
            for number in range(6)
        ]
        assert head(office, desk, day)[1] == "Build or repair fell short."

    def test_small_services_are_not_blamed(self, office, desk):
        day = [*good(100), *good(29, 500, service="dog", wait=60.0, target=10)]
        assert head(office, desk, day) == ["We kept our promise to almost 8 in 10 visitors.", "Our goal is 80%."]


class TestPraise:
    def test_says_what_most_visitors_agreed_with(self, office, desk):
        visits = good(40)
        answers = [Answer(f"v{n}", "transparency", 5 if n < 36 else 2, "permit") for n in range(40)]
        answers += [Answer(f"v{n}", "ease", 5 if n < 33 else 2, "permit") for n in range(40)]
        said = went_well(TEXTS, figures(evidence(office, visits, answers=answers), desk))
        assert said == [
            "90% said they knew what would happen (36 of 40).",
            "Build or repair kept its promise to 100% of 40 visitors.",
        ]

    def test_is_silent_from_few(self, office, desk):
        answers = [Answer(f"v{n}", "ease", 5, "permit") for n in range(29)]
        assert went_well(TEXTS, figures(evidence(office, good(29), answers=answers), desk)) == []
