"""Contacts by phone, e-mail, letter and web: logged as they happen, in no line and on no board, and counted exactly."""

from __future__ import annotations

from datetime import date

import pytest

from greeter.model.visit import Channel, State
from greeter.problems import BadInput, Unlawful
from greeter.reports.figures import read_figures
from greeter.reports.span import Span
from greeter.views.board_view import read_board
from greeter.views.queue_view import read_queue

AT_3 = {"counter": "3", "clerk": "dana"}


def log(desk, channel, service="permit", **more):
    contact = desk.log_contact(channel=channel, service=service, **AT_3, **more)
    desk.finish(contact.visit_id, outcome="resolved")
    return contact


def test_a_contact_is_served_as_it_comes_and_stands_nowhere_else(desk, clock):
    contact = desk.log_contact(
        channel="phone", service="permit", name="Rosa", reach_at="555 0142", request_key="k", **AT_3
    )
    again = desk.log_contact(channel="phone", service="permit", request_key="k", **AT_3)
    assert (contact.name, again.visit_id, again.seq) == ("Phone 1", contact.visit_id, 0)
    view = read_queue(desk, "3", "dana")
    assert (view.waiting, view.current.visit_id, view.current.state) == (0, contact.visit_id, State.SERVING)
    assert read_board(desk).calls == ()
    with pytest.raises(Unlawful, match="Phone 1 is at counter 3"):
        desk.log_contact(channel="e-mail", service="dog", **AT_3)
    with pytest.raises(Unlawful, match="as a follow-up"):
        desk.transfer(contact.visit_id, service="dog")
    clock.advance(minutes=4)
    desk.finish(contact.visit_id, outcome="resolved", next_steps=["Send the form back"])
    assert read_board(desk).calls == ()
    assert desk.check_in(service="permit").number == "P001"


def test_who_stands_at_the_counter_gets_a_ticket(desk):
    for channel in (Channel.COUNTER, Channel.APPOINTMENT):
        with pytest.raises(BadInput, match="gets a ticket"):
            desk.log_contact(channel=channel, service="permit", **AT_3)


def test_figures_by_channel_are_those_that_plain_sql_counts(desk, clock):
    for channel, times in (("phone", 3), ("e-mail", 2), ("letter", 1), ("web", 2)):
        for _ in range(times):
            log(desk, channel)
            clock.advance(minutes=5)
    for _ in range(2):
        ticket = desk.check_in(service="dog")
        clock.advance(minutes=7)
        desk.call(ticket.visit_id, reason="next", **AT_3)
        desk.start(ticket.visit_id)
        desk.finish(ticket.visit_id, outcome="resolved")
    day = date.fromisoformat(desk.today())
    found = read_figures(desk, Span(day, day))
    counted = {
        row["channel"]: row["n"]
        for row in desk.store.rows("select channel, count(*) as n from visit group by channel", {})
    }
    table = found.tables["demand_by_channel"]
    assert {line.key: line.values[0].k for line in table.lines} == counted
    assert counted == {"phone": 3, "e-mail": 2, "letter": 1, "web": 2, "counter": 2}
    assert found.quantiles("waits_by_service", "wait").n == 2  # nobody waited on the phone
    assert (found.within.k, found.within.n) == (2, 2)
    (row,) = desk.store.rows("select sum(served) as n from waits_by_service", {})
    assert row["n"] == 2
    view = read_queue(desk)
    assert (view.served_today, view.within_today) == (2, 2)
