"""The simulation: the same seed plays the same days, everything ends, and everything adds up."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from types import SimpleNamespace

import pytest

from greeter.catalogue.office_file import load
from greeter.clock import ManualClock, from_ms, to_ms
from greeter.model.journal import FIRST_HASH, Event, Kind, chain_hash
from greeter.model.visit import Outcome
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.settings import DEFAULT_OFFICE
from greeter.simulate.agenda import Agenda
from greeter.simulate.course import draw_course, draw_survey, missing_thing
from greeter.simulate.demand import Demand, spans_of
from greeter.simulate.office_day import OfficeDay
from greeter.simulate.people import draw_person, reason_for, stranger
from greeter.simulate.roster import roster
from greeter.simulate.simulation import Simulation, first_day, midnight, open_days

MONDAY = date(2026, 11, 2)
SPANS = ("wait_ms", "answer_ms", "serve_ms", "hold_ms")


def played(office, days, seed=7, first=MONDAY):
    """Play some days into a store in memory; return desk, clock, simulation and the dates."""
    clock = ManualClock(midnight(office, first))
    desk = open_front_desk("sqlite://", clock=clock, catalogue=office, durable=False)
    simulation = Simulation(desk, clock, seed=seed)
    dates = list(simulation.play(first, days))
    return SimpleNamespace(desk=desk, clock=clock, tally=simulation.tally, dates=dates)


@pytest.fixture(scope="module")
def days():
    """Three days of the town hall."""
    some = played(load(DEFAULT_OFFICE), 3)
    yield some
    some.desk.close()


def told_apart_from_ids(desk):
    """Return what happened, without the ids and tokens, which are random by design."""
    rows = desk.store.rows(
        "select j.at, j.tick, j.kind, v.number, j.counter, j.clerk from journal j left join visit v on v.id = j.visit order by j.seq"
    )
    personal = desk.store.rows(
        "select v.business_day, v.number, p.field, p.seq, p.value from personal p join visit v on v.id = p.visit order by 1, 2, 3, 4"
    )
    told = desk.store.rows("select seq, low_ms, middle_ms, high_ms, ahead, reason from told order by seq")
    survey = desk.store.rows("select seq, question, answer from survey order by seq, question")
    return [[tuple(row) for row in table] for table in (rows, personal, told, survey)]


def test_the_same_seed_plays_the_same_days_and_another_does_not(office):
    one, same, other = played(office, 1), played(office, 1), played(office, 1, seed=8)
    assert told_apart_from_ids(one.desk) == told_apart_from_ids(same.desk)
    assert told_apart_from_ids(one.desk) != told_apart_from_ids(other.desk)
    assert one.tally == same.tally != other.tally
    for some in (one, same, other):
        some.desk.close()


def test_every_visit_ends_and_nobody_was_disturbed(days):
    open_requests = days.desk.store.rows(
        "select count(*) as n from request where state in ('waiting', 'called', 'serving', 'on_hold')"
    )
    assert open_requests[0]["n"] == 0
    assert days.desk.store.rows("select count(*) as n from visit where ended_at is null")[0]["n"] == 0
    assert days.desk.queue() == ()
    assert days.tally.disturbed == 0


def test_the_tally_is_what_the_store_holds(days):
    def count(sql):
        return days.desk.store.rows(f"select count(*) as n from {sql}")[0]["n"]

    tally = days.tally
    assert tally.days == 3 == len(days.dates)
    assert tally.visits == count("visit") > 200
    ended = {state: count(f"visit v join request r on r.id = v.request where r.state = '{state}'") for state in
             ("finished", "left", "no_show")}  # fmt: skip
    assert (tally.served, tally.left, tally.no_shows) == (ended["finished"], ended["left"], ended["no_show"])
    assert sum(ended.values()) == tally.visits
    assert tally.transfers == count("request where handed_to is not null") == count("request") - count("visit")
    assert tally.holds == count("journal where kind = 'hold'")
    assert tally.recalls == count("journal where kind = 'recall'")
    assert tally.surveys == count("(select distinct visit from survey)")
    assert tally.came_again >= count("visit where came_back = 1")
    assert tally.contacts == count("visit where channel in ('phone', 'e-mail')") > 0
    in_line = "journal where kind = 'call' and visit in (select id from visit where channel in ('phone', 'e-mail'))"
    assert count(in_line) == 0


def test_no_duration_is_negative_and_times_follow_each_other(days):
    rows = days.desk.store.rows("select * from request")
    calls = days.desk.store.rows("select request from visit where channel in ('phone', 'e-mail')")
    contacts = {row["request"] for row in calls}
    for row in rows:
        assert all(row[span] is None or row[span] >= 0 for span in SPANS), dict(row)
        assert (row["wait_ms"] is None) is (row["id"] in contacts)
        assert row["opened_at"] <= row["ended_at"]
        if row["started_at"] is not None:
            spent = (row["wait_ms"] or 0) + row["serve_ms"] + row["hold_ms"]
            assert row["opened_at"] + (row["wait_ms"] or 0) == row["started_at"]
            assert abs(row["opened_at"] + spent - row["ended_at"]) <= 1
    assert days.desk.store.rows("select count(*) as n from journal where gap < 0")[0]["n"] == 0
    assert days.desk.store.rows("select count(*) as n from journal where data like '%clock_jump%'")[0]["n"] == 0


def test_the_chain_verifies_from_the_first_line_to_the_head(days):
    before, expected = FIRST_HASH, 1
    for row in days.desk.store.rows("select * from journal order by seq"):
        event = Event(
            row["office"], row["seq"], row["at"], row["tick"], row["gap"], Kind(row["kind"]), row["visit"], row["counter"],
            row["clerk"], json.loads(row["data"]),
        )  # fmt: skip
        assert (row["seq"], row["previous"]) == (expected, before)
        before, expected = chain_hash(before, event, row["data"]), expected + 1
        assert row["hash"] == before
    head = days.desk.store.rows("select seq, hash from journal_head")[0]
    assert (head["seq"], head["hash"]) == (expected - 1, before)


def test_a_counter_serves_one_at_a_time_and_only_what_it_can(days):
    rows = days.desk.store.rows(
        "select counter, service, started_at, ended_at from request where started_at is not null and hold_ms = 0 order by counter, started_at"
    )
    assert rows
    for earlier, later in pairwise(rows):
        assert days.desk.office.counter(later["counter"]).serves(days.desk.office.service(later["service"]))
        if earlier["counter"] == later["counter"]:
            assert earlier["ended_at"] <= later["started_at"]


def test_people_come_as_people_do(days):
    def share(condition):
        row = days.desk.store.rows(f"select avg(case when {condition} then 1.0 else 0.0 end) as share from visit")[0]
        return row["share"]

    assert 0.6 < share("language = 'en'") < 0.95
    assert 0 < share("needs <> ''") < 0.4
    assert 0.02 < share("channel in ('phone', 'e-mail')") < 0.15
    assert 0 < share("channel = 'appointment'") < 0.2
    assert 0.5 < share("origin = 'kiosk'") < 0.95
    words = days.desk.store.rows("select distinct value from personal where field = 'reason'")
    assert len(words) > 80
    kinds = {row["kind"] for row in days.desk.store.rows("select distinct kind from journal")}
    assert {
        "recall",
        "no_show",
        "hold",
        "resume",
        "transfer",
        "leave",
        "note",
        "step",
        "survey",
        "judge",
        "describe",
    } <= kinds


def test_most_are_told_a_wait_once_there_is_something_to_learn_from(days):
    row = days.desk.store.rows(
        "select count(*) as n, count(t.seq) as told from visit v left join told t on t.visit = v.id"
        " where v.business_day > :first and v.channel = 'counter'",
        {"first": MONDAY.isoformat()},
    )[0]
    assert row["told"] > 0.9 * row["n"]


def test_visitors_come_again_within_the_fortnight(office):
    some = played(office, 6)
    again = some.desk.store.rows("select business_day, came_back from visit where came_back = 1")
    assert 0 < len(again) <= some.tally.came_again
    assert all(row["business_day"] > MONDAY.isoformat() for row in again)
    some.desk.close()


@pytest.mark.parametrize("path", sorted(DEFAULT_OFFICE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_office_can_be_played(path):
    some = played(load(path), 1)
    assert some.tally.visits > 20
    assert some.tally.served > 0.7 * some.tally.visits
    assert some.tally.disturbed == 0
    some.desk.close()


def test_arrivals_keep_to_the_opening_hours_and_peak_before_noon(office):
    demand, draw = Demand(office), random.Random(1)
    hours = [0] * 24
    for _ in range(60):
        for arrival in demand.arrivals(MONDAY, draw):
            local = office.local(from_ms(arrival.at_ms))
            assert office.open_span(local) is not None
            hours[local.hour] += 1
    assert max(hours) == hours[10]
    assert hours[12] < 0.8 * hours[11]  # the lunch dip
    wednesday = [len(demand.arrivals(date(2026, 11, 4), draw)) for _ in range(60)]
    assert sum(wednesday) < 0.95 * sum(hours)


def test_a_closed_day_has_neither_visitors_nor_clerks(office):
    sunday, holiday = date(2026, 11, 1), date(2026, 11, 26)
    for day in (sunday, holiday):
        assert spans_of(office, day) == []
        assert Demand(office).arrivals(day, random.Random(1)) == []
        assert roster(office, day, random.Random(1)) == []


def test_open_days_leave_out_the_closed_ones(office):
    found = list(open_days(office, date(2026, 11, 25), 3))
    assert found == [date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 30)]
    assert first_day(office, 3, date(2026, 12, 1)) == date(2026, 11, 25)


def test_an_office_that_never_opens_is_refused(office):
    never = replace(office, hours={})
    with pytest.raises(BadInput, match="no opening hours"):
        next(iter(open_days(never, MONDAY, 1)))
    with pytest.raises(BadInput, match="too few open days"):
        first_day(never, 1, MONDAY)


def test_no_service_goes_unserved_whoever_is_out(office):
    out_at_all = 0
    for seed in range(80):
        shifts = roster(office, MONDAY, random.Random(seed))
        out_at_all += len(shifts) < len(office.counters)
        for service in office.services:
            assert any(shift.counter.serves(service) for shift in shifts), service.id
    assert out_at_all > 0


def test_patience_is_finite_and_appointments_lie_ahead(office):
    draw = random.Random(3)
    people = [
        draw_person(office, arrival, random.Random(place))
        for place, arrival in enumerate(Demand(office).arrivals(MONDAY, draw))
    ]
    assert all(person.patience_minutes >= 2 for person in people)
    assert 0.5 < sum(person.tells for person in people) / len(people) < 0.8
    booked = [person for person in people if person.appointment_ms is not None]
    assert booked
    assert all(0 < person.appointment_ms - person.at_ms <= 17 * 60_000 for person in booked)


def test_service_times_lie_around_the_typical_one(office):
    service = office.service("permit")
    minutes = sorted(draw_course(service, [], stranger_with(seed)).minutes for seed in range(400))
    assert 0.7 < minutes[200] / service.minutes < 1.0
    assert minutes[0] >= 1
    assert minutes[-1] > 1.8 * service.minutes


def stranger_with(seed):
    person = stranger("permit")
    person.draw = random.Random(seed)
    return person


def test_reasons_are_the_visitors_words(office):
    service = office.service("dog")
    said = {reason_for(service, random.Random(seed)) for seed in range(200)}
    assert len(said) > 25
    assert all(any(words in one for words in service.synonyms) for one in said)


def test_a_long_wait_costs_satisfaction():
    def mean(share):
        found = [draw_survey(stranger_with(seed), share, Outcome.RESOLVED) for seed in range(600)]
        answers = [one[0]["satisfaction"] for one in found if one is not None]
        return sum(answers) / len(answers)

    assert mean(0.3) > mean(2.5) + 0.8


def test_nothing_missing_is_said_where_nothing_usually_is(office):
    assert missing_thing(office.service("permit")) == "A plot plan"
    assert missing_thing(office.service("trash")) == ""


def test_a_day_beside_people_leaves_their_counter_alone_and_goes_on_from_now(office):
    noon = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)
    clock = ManualClock(noon)
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as desk:
        day = OfficeDay(desk, MONDAY, 5, own_counters={"3"}, from_ms=to_ms(noon))
        day.play_until(to_ms(noon))
        for _ in range(90):
            clock.advance(minutes=1)
            day.play_until(to_ms(clock.now()))
        assert day.tally.served > 5
        rows = desk.store.rows("select distinct counter from journal where counter is not null")
        assert "3" not in {row["counter"] for row in rows}
        # somebody whom the simulation did not bring is served as well
        own = desk.check_in(service="records", reason="my father's record")
        for _ in range(120):
            clock.advance(minutes=1)
            day.play_until(to_ms(clock.now()))
        assert desk.store.visit(own.visit_id).ended_at is not None


@pytest.fixture
def noon(office):
    """A desk at noon with a day of the simulation that begins now, beside counter 3; and its clock."""
    clock = ManualClock(datetime(2026, 11, 2, 20, 0, tzinfo=UTC))
    with open_front_desk("sqlite://", clock=clock, catalogue=office) as desk:

        def begin(seed=5):
            return OfficeDay(desk, MONDAY, seed, own_counters={"3"}, from_ms=to_ms(clock.now()))

        def minutes(day, n):
            for _ in range(n):
                clock.advance(minutes=1)
                day.play_until(to_ms(clock.now()))

        yield SimpleNamespace(desk=desk, begin=begin, minutes=minutes)


def test_clerks_go_on_with_whom_they_find_at_their_counter(noon):
    served = noon.desk.check_in(service="records").visit_id
    noon.desk.call_next(counter="1", clerk="somebody")
    noon.desk.start(served)
    called = noon.desk.check_in(service="permit").visit_id
    noon.desk.call_next(counter="2", clerk="somebody")
    noon.minutes(noon.begin(), 90)
    for visit in (served, called):
        assert noon.desk.store.visit(visit).ended_at is not None


def test_a_colleague_who_is_faster_disturbs_nobody_for_long(noon):
    day = noon.begin()
    for _ in range(12):
        noon.minutes(day, 5)
        for row in noon.desk.queue():
            if row.state == "serving":
                noon.desk.finish(row.visit_id, outcome="resolved")
            elif row.state == "called":
                noon.desk.requeue(row.visit_id)
    assert day.tally.disturbed > 0
    before = day.tally.served
    noon.minutes(day, 60)
    assert day.tally.served > before


def test_a_wait_of_more_than_an_hour_turns_some_away(noon):
    for service in ("permit", "property-tax", "records") * 12:  # to learn from, and then to wait behind
        visit = noon.desk.check_in(service=service).visit_id
        noon.desk.call(visit, counter="3", clerk="Dana Reyes", reason="to learn from")
        noon.desk.start(visit)
        noon.desk.finish(visit, outcome="resolved")
    for _ in range(250):
        noon.desk.check_in(service="permit")
    day = noon.begin()
    noon.minutes(day, 120)
    assert day.tally.turned_away > 3


def test_a_short_day_has_no_lunch(office):
    short = replace(office, hours={0: ((time(8), time(11)),)})
    shifts = roster(short, MONDAY, random.Random(1))
    assert shifts
    assert not any(shift.breaks for shift in shifts)
    assert all(shift.breaks for shift in roster(office, MONDAY, random.Random(1)))


def test_the_agenda_never_does_two_things_in_one_millisecond():
    clock = ManualClock(datetime(2026, 11, 2, 16, 0, tzinfo=UTC))
    agenda, seen = Agenda(clock), []

    def process(name):
        seen.append((name, agenda.now, to_ms(clock.now())))
        yield 0.0
        seen.append((name, agenda.now, to_ms(clock.now())))

    start = to_ms(clock.now())
    agenda.add(start + 5, process("a"))
    agenda.add(start + 5, process("b"))
    assert agenda.next_ms == start + 5
    agenda.play()
    assert agenda.next_ms is None
    times = [at for _, at, _ in seen]
    assert times == sorted(set(times))
    assert all(at == wall for _, at, wall in seen)
    assert [name for name, _, _ in seen] == ["a", "b", "a", "b"]
