"""Coming back with the ticket: found by number or code, brought back into line, or told to those who hold the visit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greeter.model.visit import Familiarity, State
from greeter.problems import BadInput, Unlawful
from greeter.tickets.code_text import link
from greeter.views.coming_back import find_ticket, ticket_numbers
from greeter.views.queue_view import read_queue
from greeter.views.ticket_view import read_ticket
from greeter.views.visit_card import read_visit_card

AT_3 = {"counter": "3", "clerk": "dana"}


@pytest.fixture
def ticket(desk):
    return desk.check_in(service="permit", people=2)


def served(desk, ticket):
    desk.call(ticket.visit_id, reason="next", **AT_3)
    desk.start(ticket.visit_id)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("P014", ["P014"]), (" p14 ", ["P14", "P014"]), ("p-1", ["P1", "P001"]), ("pa1", ["PA1", "PA01"]), ("PA01", ["PA01"]),
        ("014", []), ("", []), ("P", []), ("Präsident", []), ("P99999", []),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(typed, numbers):
    assert ticket_numbers(typed) == numbers


def test_a_ticket_is_found_by_its_number_of_today_alone(desk, clock, ticket):
    back = find_ticket(desk, "p1")
    assert (back.visit_id, back.number, back.state, back.service.id, back.surely) == (
        ticket.visit_id, "P001", State.WAITING, "permit", False,
    )  # fmt: skip
    assert find_ticket(desk, "P002") is None
    clock.advance(hours=24)
    assert find_ticket(desk, "P001") is None
    desk.block = "A"
    assert find_ticket(desk, "P001") is None


def test_the_code_of_a_ticket_leads_to_it(desk, clock, ticket):
    plain = read_ticket(desk, ticket.visit_id).code
    assert find_ticket(desk, plain, scanned=True).surely
    url = link("https://aldercreek.example", ticket.token)
    assert find_ticket(desk, url, scanned=True).visit_id == ticket.visit_id
    assert find_ticket(desk, url) is None  # nobody types that
    assert find_ticket(desk, link("https://x.example", "A" * 22), scanned=True) is None
    clock.advance(hours=24)
    desk.check_in(service="permit")
    assert find_ticket(desk, plain, scanned=True) is None  # P001 of another day
    assert find_ticket(desk, url, scanned=True).visit_id == ticket.visit_id


@pytest.mark.parametrize("text", ["", "\n", "hello", "P001\nanother office, Nov 24", "https://x.example/v/"])
def test_what_is_no_ticket_finds_none(desk, ticket, text):
    assert find_ticket(desk, text, scanned=True) is None


def test_who_did_not_come_is_back_in_line_with_the_first_arrival_and_no_clerk_did_it(desk, clock, ticket):
    desk.call(ticket.visit_id, reason="next", **AT_3)
    clock.advance(minutes=1)
    desk.recall(ticket.visit_id)
    desk.no_show(ticket.visit_id)
    clock.advance(minutes=10)
    assert find_ticket(desk, "P001").state is State.NO_SHOW
    desk.reinstate(ticket.visit_id)
    (row,) = desk.queue()
    assert (row.number, row.state, row.minutes) == ("P001", State.WAITING, 11)
    (line,) = desk.store.rows("select clerk from journal where kind = 'reinstate'")
    assert line["clerk"] is None


def test_who_was_on_hold_is_seen_to_be_back_until_it_goes_on(desk, clock, ticket):
    served(desk, ticket)
    desk.hold(ticket.visit_id, reason="Fetching the plan")
    assert not read_queue(desk, "3").on_hold[0].is_back
    clock.advance(minutes=5)
    assert desk.is_back(ticket.visit_id).kind == "back"
    assert desk.is_back(ticket.visit_id) is None  # once is enough
    assert read_queue(desk, "3").on_hold[0].is_back
    assert read_visit_card(desk, ticket.visit_id).is_back
    desk.resume(ticket.visit_id, **AT_3)
    assert not read_visit_card(desk, ticket.visit_id).is_back
    clock.advance(seconds=1)
    desk.hold(ticket.visit_id, reason="Once more")
    assert not read_queue(desk, "3").on_hold[0].is_back
    assert [row["kind"] for row in desk.store.rows("select kind from journal")].count("back") == 1


def test_only_who_is_on_hold_can_be_back(desk, ticket):
    with pytest.raises(Unlawful, match="P001 is waiting"):
        desk.is_back(ticket.visit_id)


def test_a_visit_that_goes_on_with_an_earlier_one_shows_what_was_there(desk, clock, ticket):
    served(desk, ticket)
    desk.note(ticket.visit_id, "Brings the plot plan this afternoon.", clerk="dana")
    desk.finish(ticket.visit_id, outcome="follow-up")
    clock.advance(hours=2)
    again = desk.check_in(service="permit", familiarity="returning", goes_on=ticket.visit_id)
    card = read_visit_card(desk, again.visit_id)
    assert card.familiarity is Familiarity.RETURNING
    assert (card.goes_on.number, card.goes_on.clerk, card.goes_on.counter, card.goes_on.outcome) == (
        "P001", "dana", "3", "follow-up",
    )  # fmt: skip
    assert [(note.text, note.ticket) for note in card.notes] == [("Brings the plot plan this afternoon.", "P001")]
    assert read_visit_card(desk, ticket.visit_id).goes_on is None


def test_an_earlier_visit_that_is_not_there_is_no_link(desk, ticket):
    again = desk.check_in(service="permit", goes_on="nobody")
    assert read_visit_card(desk, again.visit_id).goes_on is None


@pytest.mark.parametrize("people", [0, -1, 100, "3", 2.0, True])
def test_how_many_they_are_is_a_number(desk, people):
    with pytest.raises(BadInput, match="How many they are"):
        desk.check_in(service="permit", people=people)


def test_how_many_they_are_is_kept(desk, ticket):
    assert read_queue(desk).mine[0].people == 2
    assert read_visit_card(desk, ticket.visit_id).people == 2
    assert desk.visit(desk.check_in(service="permit").visit_id).people is None


def test_office_with_web_pages_has_a_link_in_its_code(desk, office):
    desk.office = replace(office, web_base_url="https://aldercreek.example")
    ticket = desk.check_in(service="dog")
    assert find_ticket(desk, read_ticket(desk, ticket.visit_id).code, scanned=True).number == "D001"
