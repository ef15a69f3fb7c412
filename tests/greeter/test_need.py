"""How many clerks the week after needs, on weeks made by hand."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, timedelta

import pytest

from greeter.model.visit import Channel, State
from greeter.queueing.staffing import ErlangA, ErlangC, fewest_clerks
from greeter.reports.need import FEWEST_GONE, SHRINK, clerks_needed, hours_needed, key_of, week_after
from greeter.reports.pdf import as_pdf
from greeter.reports.public import Audience
from greeter.reports.quantities import Veil
from greeter.reports.several import read_several
from greeter.reports.span import Span
from greeter.texts import Texts
from tests.greeter.report_days import TUESDAY, evidence, figures, left, request, visit

FIRST = TUESDAY - timedelta(days=21)


def weeks(*each, weeks=4, **facts):
    """Return the same requests at the same hour on the last Tuesdays."""
    return [
        visit(f"{week}-{place}", one, day=TUESDAY - timedelta(days=7 * week), **facts)
        for week in range(weeks)
        for place, one in enumerate(each)
    ]


def found(office, visits, first=FIRST):
    return hours_needed(evidence(office, visits, first, TUESDAY))


def test_arrivals_and_work_of_an_hour_give_its_clerks(office):
    """20 permits an hour, 24 min each with the call: the catalogue's 12 count as 10 of 90."""
    [one] = found(office, weeks(*[request(serve=23)] * 20))
    assert (one.weekday, one.hour, one.days, one.n, one.arrivals) == (1, 10, 4, 80, 20)
    assert one.minutes == pytest.approx((80 * 24 + SHRINK * 12) / (80 + SHRINK))
    assert one.clerks == fewest_clerks(20, one.minutes, standard=15, share=office.goal) == 10
    assert ErlangC(10, 20, one.minutes).within(15) >= 0.8
    assert ErlangC(9, 20, one.minutes).within(15) < 0.8


def test_of_half_an_hour_that_is_open_the_arrivals_are_told_by_the_hour(office):
    """The town hall closes at 4:30 pm."""
    [one] = found(office, weeks(*[request()] * 6, hour=16))
    assert (one.n, one.arrivals) == (24, 12)
    [one] = found(office, weeks(*[request()] * 6, hour=20))
    assert one.arrivals == 6


def test_what_was_seen_once_says_nothing_of_the_next_week(office):
    [one] = found(office, weeks(*[request()] * 20, weeks=1))
    assert (one.days, one.arrivals, one.clerks) == (1, 20, None)
    [one] = found(office, weeks(*[request()] * 20, weeks=2))
    assert one.clerks is not None


def test_services_with_different_promises_are_weighed_by_their_visitors(office):
    quick = [request("dog", target=10, serve=5)] * 10
    [one] = found(office, weeks(*quick, *[request(target=15)] * 10))
    assert one.clerks == fewest_clerks(20, one.minutes, standard={10: 40, 15: 40}, share=office.goal)


def test_who_leaves_shortens_the_line(office):
    """Patience is all minutes waited for each who left: here (60 x 5 + 20 x 20) / 20 = 35."""
    each = [*[request(serve=20)] * 15, *[left(wait=20.0)] * 5]
    [one] = found(office, weeks(*each))
    assert one.n == 80
    assert one.clerks == fewest_clerks(20, one.minutes, standard=15, share=office.goal, patience=35)
    assert ErlangA(one.clerks, 20, one.minutes, 35).within(15) >= 0.8
    stays = fewest_clerks(20, one.minutes, standard=15, share=office.goal)
    assert one.clerks < stays


def test_a_few_who_left_tell_no_patience(office):
    each = weeks(*[request(serve=20)] * 20)
    few = [visit(f"gone {number}", left(wait=1.0)) for number in range(FEWEST_GONE - 1)]
    [one] = found(office, [*each, *few])
    assert one.clerks == fewest_clerks(21, one.minutes, standard=15, share=office.goal)


def test_letters_and_those_who_did_not_answer_stand_in_no_line(office):
    gone = request(state=State.NO_SHOW, started=False, serve=0)
    mail = [replace(one, channel=Channel.EMAIL) for one in weeks(*[request()] * 9)]
    [one] = found(office, [*weeks(request(), gone), *mail])
    assert (one.n, one.arrivals) == (4, 1)


def test_a_transfer_is_work_for_the_visit_and_the_night_is_not(office):
    moved = [request("dog", serve=4), request("permit", serve=14)]
    visits = [visit(week, *moved, day=TUESDAY - timedelta(days=7 * week)) for week in range(4)]
    [one] = found(office, visits)
    assert one.minutes == pytest.approx((4 * (4 + 1 + 14 + 1) + SHRINK * 5) / (4 + SHRINK))
    [one] = found(office, weeks(request("dog", serve=600, night=True)))
    assert one.minutes == pytest.approx(5)


def test_a_service_that_the_catalogue_has_no_more_takes_what_it_took(office):
    [one] = found(office, weeks(request("gone", serve=29)))
    assert one.minutes == pytest.approx(30)
    [one] = found(office, weeks(left("gone")))
    assert one.minutes == pytest.approx(1)


def test_of_a_long_report_the_last_eight_weeks_count(office):
    [one] = found(office, weeks(*[request()] * 3, weeks=20), TUESDAY - timedelta(days=200))
    assert (one.days, one.n) == (8, 24)


def test_a_goal_of_all_is_planned_for_as_nearly_all(office):
    [one] = found(replace(office, goal=1.0), weeks(*[request()] * 10))
    assert one.clerks == fewest_clerks(10, one.minutes, standard=15, share=0.999)


def test_the_week_after_begins_on_monday():
    assert week_after(TUESDAY)[0] == date(2026, 11, 30)
    assert week_after(date(2026, 11, 29))[0] == date(2026, 11, 30)
    assert week_after(date(2026, 11, 30))[0] == date(2026, 12, 7)
    assert [day.weekday() for day in week_after(TUESDAY)] == list(range(7))


def test_the_table_has_a_line_for_each_hour_with_what_it_rests_on(office):
    table = clerks_needed(evidence(office, weeks(*[request(serve=23)] * 20), FIRST, TUESDAY))
    line = table.line(key_of(1, 10))
    assert line.name == "Tuesday, 10 am"
    days, arrivals, work, clerks = line.values
    assert (days.n, arrivals.value, arrivals.n, clerks.value, clerks.n) == (4, 20, 80, 10, 80)
    assert work.value == pytest.approx(22.7, abs=0.05)


def test_the_public_learns_of_no_hour_with_few_visits(office, desk):
    visits = [*weeks(*[request(serve=23)] * 20), *weeks(request(), hour=12)]
    shown = figures(evidence(office, visits, FIRST, TUESDAY), desk, Audience.PUBLIC).tables["clerks_needed"]
    assert shown.line(key_of(1, 10)).values[-1].value == 9
    assert shown.line(key_of(1, 12)).values[-1].veil is Veil.WITHHELD


def pages(office, desk, visits, audience=Audience.OFFICE):
    shown = figures(evidence(office, visits, FIRST, TUESDAY), desk, audience)
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=as_pdf(Texts(), shown), capture_output=True, check=True
    ).stdout.decode()
    return " ".join(text.split())


class TestPage:
    def test_the_busiest_hour_the_sum_and_the_flag(self, office, desk):
        said = pages(office, desk, [*weeks(*[request(serve=23)] * 20), *weeks(request(), hour=11)])
        assert "How many clerks will the week after need?" in said
        assert (
            "In the week of November 30, Tuesday from 10 to 11 needs most: 9 clerks for 80% within the standard. "
            "All its hours together need 11 clerk hours." in said
        )
        assert "from 84 visits of the weeks before. Flag: the office has 4 counters only." in said
        assert "skills and breaks come on top." in said
        assert "first guess" not in said

    def test_a_short_history_is_called_a_first_guess(self, office, desk):
        once = visit("monday", request(), day=TUESDAY - timedelta(days=1))
        said = pages(office, desk, [*weeks(request(), weeks=2), once])
        assert "It rests on 2 weeks only: take it as a first guess." in said
        assert "Dash: seen on one day only." in said
        assert "no hour needs more than 1 clerk" in said

    def test_one_day_is_too_little(self, office, desk):
        said = pages(office, desk, weeks(*[request()] * 9, weeks=1))
        assert "Too little is known yet: each hour must have been seen on two days." in said
        assert "clerk hours" not in said

    def test_a_day_on_which_the_office_is_closed_is_said_and_not_counted(self, office, desk):
        shut = replace(office, closed_days=frozenset({date(2026, 12, 1)}))
        said = pages(shut, desk, weeks(*[request()] * 9))
        assert "The office is closed on Tuesday, December 1." in said
        assert "Too little is known yet" in said


def test_offices_together_have_no_clerks_of_their_own(office, desk):
    desk.check_in(service="permit")
    other = replace(office, id="other", name="Other")
    span = Span(TUESDAY, TUESDAY)
    together = read_several(desk.store, [office, other], span, office.local(desk.clock.now()), Texts())
    assert together.tables["clerks_needed"].empty
    assert as_pdf(Texts(), together).startswith(b"%PDF")
