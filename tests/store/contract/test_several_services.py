"""Several services for one visit: one ticket, one after another, each of them counted; over each kind of store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from greeter.appointments.booking import Booking
from greeter.model.visit import Outcome, State
from greeter.problems import BadInput, Unlawful
from greeter.reports.figures import read_figures
from greeter.reports.span import Span
from greeter.views.visit_card import read_visit_card

MINUTE = 60_000
AT_3 = {"counter": "3", "clerk": "dana"}


@pytest.fixture
def apart(desk):
    """Records are served at counter 1 alone, everything else at counter 3 alone."""
    services = tuple(
        replace(one, skills=frozenset({"books" if one.id == "records" else "desk"})) for one in desk.office.services
    )
    skills = {"1": frozenset({"books"}), "3": frozenset({"desk"})}
    counters = tuple(replace(one, skills=skills[one.id]) for one in desk.office.counters if one.id in skills)
    desk.office = replace(desk.office, services=services, counters=counters)
    return desk


def serve(desk, visit):
    desk.call(visit, reason="next", **AT_3)
    desk.start(visit)
    return visit


def request_of(desk, visit):
    return desk.store.request(desk.visit(visit).request)


def test_one_ticket_and_the_same_clerk_goes_on_without_a_wait(desk, clock):
    visit = desk.check_in(service="permit", also=["dog", "dog", "permit"], reason="A deck, and a dog").visit_id
    assert desk.visit(visit).to_come == ("dog",)
    clock.advance(minutes=4)
    serve(desk, visit)
    desk.note(visit, "Has a plan with her", clerk="dana")
    clock.advance(minutes=6)
    went = desk.finish(visit, outcome="resolved", next_steps=["Pay the fee"])
    assert (went.service, went.counter) == ("dog", "3")
    now = request_of(desk, visit)
    assert (now.state, now.service, now.counter, now.clerk, now.wait_ms) == (State.SERVING, "dog", "3", "dana", None)
    assert desk.visit(visit).ended_at is None
    clock.advance(minutes=3)
    card = read_visit_card(desk, visit)
    assert [note.text for note in card.notes] == ["Has a plan with her"]
    assert [step.what for step in card.steps if step.id] == ["Pay the fee"], "the story carries over"
    assert card.waited.total_seconds() == 0
    assert card.to_come == ()
    desk.finish(visit, outcome="follow-up")
    assert desk.visit(visit).ended_at is not None
    outcomes = desk.store.rows("select outcome, serve_ms from request order by ordinal")
    assert [(row["outcome"], row["serve_ms"]) for row in outcomes] == [
        (Outcome.RESOLVED, 6 * MINUTE),
        (Outcome.FOLLOW_UP, 3 * MINUTE),
    ]


def test_another_counter_s_line_keeps_the_place_by_arrival(apart, clock):
    visit = apart.check_in(service="permit", also=["records"]).visit_id
    clock.advance(minutes=1)
    later = apart.check_in(service="records").visit_id
    serve(apart, visit)
    clock.advance(minutes=5)
    went = apart.finish(visit, outcome="resolved")
    assert (went.service, went.counter) == ("records", "")
    waits = request_of(apart, visit)
    assert (waits.state, waits.counter) == (State.WAITING, None)
    called = apart.call_next(counter="1", clerk="ruth")
    assert called.visit_id == visit, "who came first is first there, too"
    assert apart.call_next(counter="1", clerk="ruth").visit_id == later


def test_undo_takes_the_next_one_out_again(desk, clock):
    visit = serve(desk, desk.check_in(service="permit", also=["dog", "vote"]).visit_id)
    desk.finish(visit, outcome="resolved")
    assert desk.visit(visit).to_come == ("vote",)
    desk.undo(clerk="dana")
    now = request_of(desk, visit)
    assert (now.service, now.state, now.outcome) == ("permit", State.SERVING, None)
    assert desk.visit(visit).to_come == ("dog", "vote")
    assert len(desk.store.rows("select 1 from request")) == 1


def test_a_clerk_adds_one_and_takes_it_off_again(desk):
    visit = serve(desk, desk.check_in(service="permit").visit_id)
    desk.add_service(visit, "dog", clerk="dana")
    desk.add_service(visit, "vote", clerk="dana")
    with pytest.raises(BadInput, match="3 services already"):
        desk.add_service(visit, "records", clerk="dana")
    desk.drop_service(visit, "dog", clerk="dana")
    with pytest.raises(BadInput, match="already"):
        desk.add_service(visit, "permit", clerk="dana")
    with pytest.raises(BadInput, match="no such service"):
        desk.drop_service(visit, "dog", clerk="dana")
    assert desk.visit(visit).to_come == ("vote",)
    lines = desk.store.rows("select kind, data from journal where kind in ('add_service', 'drop_service') order by seq")
    assert [(row["kind"], json.loads(row["data"])["service"]) for row in lines] == [
        ("add_service", "dog"), ("add_service", "vote"), ("drop_service", "dog"),
    ]  # fmt: skip
    assert desk.finish(visit, outcome="resolved").counter == "", "counter 3 does not serve it"
    desk.leave(visit)
    with pytest.raises(Unlawful):
        desk.add_service(visit, "dog", clerk="dana")


def test_more_than_three_are_another_visit_and_unknown_ones_are_none(desk):
    with pytest.raises(BadInput, match="3 services at most"):
        desk.check_in(service="permit", also=["dog", "vote", "records"])
    with pytest.raises(BadInput, match="no service"):
        desk.check_in(service="permit", also=["moon"])
    assert desk.store.rows("select 1 from visit") == []


def test_a_transfer_keeps_what_is_to_come(apart):
    visit = serve(apart, apart.check_in(service="permit", also=["dog"]).visit_id)
    apart.transfer(visit, service="records")
    assert apart.visit(visit).to_come == ("dog",)
    apart.call(visit, counter="1", clerk="ruth", reason="next")
    apart.start(visit)
    assert apart.finish(visit, outcome="resolved").service == "dog"
    assert request_of(apart, visit).state is State.WAITING


def test_the_figures_count_each_service_and_no_transfer(apart, clock):
    visit = serve(apart, apart.check_in(service="permit", also=["dog", "records"]).visit_id)
    clock.advance(minutes=6)
    apart.finish(visit, outcome="resolved")
    clock.advance(minutes=2)
    apart.finish(visit, outcome="resolved")
    clock.advance(minutes=10)
    apart.call(visit, counter="1", clerk="ruth", reason="next")
    apart.start(visit)
    clock.advance(minutes=1)
    apart.finish(visit, outcome="referred")
    found = read_figures(apart, Span(date(2026, 11, 24), date(2026, 11, 24)))
    outcomes = {line.key: line.values[0].k for line in found.tables["outcomes"].every_line}
    assert (outcomes["resolved"], outcomes["referred"], outcomes["all"]) == (2, 1, 3)
    assert found.share("ends", "visits", "served").k == 1
    assert found.share("ends", "visits").n == 1, "one arrival"
    assert found.tables["transfers"].every_line[0].values[0].value == 0
    assert found.tables["moves"].every_line == ()
    apart_waits = {line.key: line.values[0] for line in found.tables["waits_apart"].lines}
    assert apart_waits["after_transfer"].n == 1, "the one that waited again; who went on at the counter did not"
    assert found.share("first_contact", "clerk").k == 0, "not all that they came for was settled"


def test_a_contact_goes_on_where_it_is_whatever_is_served_there(apart, clock):
    contact = apart.log_contact(channel="phone", service="permit", also=["records", "permit"], **AT_3).visit_id
    assert apart.visit(contact).to_come == ("records",)
    apart.add_service(contact, "dog", clerk="dana")
    clock.advance(minutes=5)
    went = apart.finish(contact, outcome="resolved")
    assert (went.service, went.counter) == ("records", "3"), (
        "counter 3 gives none, and nobody is called from a line by phone"
    )
    clock.advance(minutes=2)
    apart.finish(contact, outcome="referred")
    assert apart.undo(clerk="dana").visit == contact
    assert (request_of(apart, contact).service, apart.visit(contact).to_come) == ("records", ("dog",))
    apart.finish(contact, outcome="resolved")
    clock.advance(minutes=1)
    apart.finish(contact, outcome="resolved")
    assert apart.visit(contact).ended_at is not None
    found = read_figures(apart, Span(date(2026, 11, 24), date(2026, 11, 24)))
    assert {line.key: line.values[0].k for line in found.tables["demand_by_channel"].lines} == {"phone": 1}
    outcomes = {line.key: line.values[0].k for line in found.tables["outcomes"].every_line}
    assert (outcomes["resolved"], outcomes["all"]) == (3, 3)
    assert found.share("first_contact", "clerk").k == 1, "all that they called for was settled"
    assert found.tables["transfers"].every_line[0].values[0].value == 0
    assert found.within.n == 0, "nobody waits on the phone"
    assert {line.key: line.values[0] for line in found.tables["waits_apart"].lines}["after_transfer"].n == 0
    times = {row["service"]: row["serve_ms"] for row in apart.store.rows("select service, serve_ms from request")}
    assert times == {"permit": 5 * MINUTE, "records": 2 * MINUTE, "dog": MINUTE}


def test_a_message_is_for_one_service_and_a_contact_for_three_at_most(desk):
    with pytest.raises(BadInput, match="one service"):
        desk.log_contact(channel="phone", service="permit", also=["dog"], at_once=Outcome.FOLLOW_UP, **AT_3)
    with pytest.raises(BadInput, match="3 services at most"):
        desk.log_contact(channel="phone", service="permit", also=["dog", "records", "parking"], **AT_3)
    assert desk.store.rows("select 1 from visit") == []


def test_who_comes_for_an_appointment_may_come_for_more(desk, clock):
    desk.book([Booking("1", clock.now() + timedelta(minutes=5), "permit", code="K7P4")])
    appointment = desk.store.rows("select id from appointment")[0]["id"]
    ticket = desk.check_in_appointment(appointment, also=["dog", "permit"])
    assert desk.check_in_appointment(appointment, also=["records"]) == replace(ticket, seq=0)
    assert desk.visit(ticket.visit_id).to_come == ("dog",)
    clock.advance(minutes=6)
    serve(desk, ticket.visit_id)
    clock.advance(minutes=10)
    assert desk.finish(ticket.visit_id, outcome="resolved").service == "dog"
    clock.advance(minutes=3)
    desk.finish(ticket.visit_id, outcome="resolved")
    found = read_figures(desk, Span(date(2026, 11, 24), date(2026, 11, 24)))
    assert {line.key: line.values[0].k for line in found.tables["demand_by_channel"].lines} == {"appointment": 1}
    assert found.share("ends", "visits", "served").k == 1
    assert {line.key: line.values[0].k for line in found.tables["outcomes"].every_line}["all"] == 2
    assert found.within.n == 1
