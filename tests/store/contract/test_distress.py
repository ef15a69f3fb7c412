"""The quiet sign: read from the reason each time, for staff alone, and gone with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greeter.guidance.distress import Distress
from greeter.opening import open_front_desk
from greeter.views.board_view import read_board
from greeter.views.queue_view import read_queue
from greeter.views.visit_card import read_visit_card

WORDS = "My landlord threatened to evict us"


def test_queue_and_card_tell_of_hardship(desk):
    ticket = desk.check_in(service="permit", reason=WORDS)
    desk.check_in(service="property-tax", reason="Pay the bill")
    rows = {row.visit_id: row.distress for row in read_queue(desk).mine}
    told = rows.pop(ticket.visit_id)
    assert told is not None
    assert told.kind is Distress.DANGER
    assert list(rows.values()) == [None]
    assert read_visit_card(desk, ticket.visit_id).distress == told


def test_it_goes_with_the_words_and_is_kept_nowhere(desk):
    ticket = desk.check_in(service="permit", reason=WORDS)
    desk.describe(ticket.visit_id, reason="", clerk="Dana")
    assert read_visit_card(desk, ticket.visit_id).distress is None
    assert read_queue(desk).mine[0].distress is None


def test_the_board_does_not_know_of_it(desk):
    desk.check_in(service="permit", reason=WORDS)
    assert "distress" not in repr(read_board(desk))


@pytest.mark.parametrize("language", ["en", "hmn"])
def test_an_offices_own_words_count(office, clock, language):
    with open_front_desk("sqlite://", clock=clock, catalogue=replace(office, sensitive_words=("wildfire",))) as desk:
        ticket = desk.check_in(service="permit", reason="Lost it in the wildfire", language=language)
        told = read_visit_card(desk, ticket.visit_id).distress
        assert told is not None
        assert (told.kind, told.said) == (Distress.OWN, "wildfire")
        assert read_queue(desk).mine[0].distress == told
