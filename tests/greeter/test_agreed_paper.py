"""What was agreed on a visitor's page: one A5 page in their language, and what is not agreed says so."""

from __future__ import annotations

import pytest

from greeter.problems import BadInput
from greeter.texts import Texts, texts_for
from greeter.tickets.sheet import Words
from greeter.tickets.take_away import take_away_sheets
from greeter.tickets.take_away_slip import take_away_slip
from greeter.views.summary import summary_of
from greeter.views.ticket_view import read_take_away
from greeter.views.visit_card import read_visit_card


@pytest.fixture
def visit(desk):
    """Somebody who speaks Spanish, at the counter, with the service's steps."""
    visit = desk.check_in(service="permit", language="es", reason="Quiero una terraza", name="Ana Ruiz").visit_id
    desk.describe(visit, clerk="ana", missing="A plot plan")
    desk.call_next(counter="3", clerk="ana")
    desk.start(visit)
    steps = desk.take_steps(visit, desk.office.service("permit").steps, clerk="ana")
    desk.tick_step(steps[0], clerk="ana")
    return visit


def said(sheet):
    return " ".join(mark.text for mark in sheet.marks if isinstance(mark, Words))


def test_it_stands_on_one_page_and_on_the_roll_in_the_visitors_language(desk, visit):
    drafted = summary_of(desk.office, read_visit_card(desk, visit), Texts())
    assert "You need: A plot plan." in drafted.text
    assert read_take_away(desk, visit).summary == ()
    desk.agree(visit, drafted.text, theirs=drafted.spoken, clerk="ana")
    page, texts = read_take_away(desk, visit), texts_for("es")
    sheets = take_away_sheets(page, texts)
    assert len(sheets) == 1
    for sheet in (*sheets, take_away_slip(page, texts)):
        words = said(sheet)
        assert "Lo que acordamos" in words
        assert "Usted vino por: Construir o reparar." in words
        assert "Ruiz" not in words


def test_a_yes_falls_with_what_it_was_said_to(desk, visit):
    desk.agree(visit, "We call you.", clerk="ana")
    assert read_take_away(desk, visit).is_agreed
    desk.transfer(visit, service="property-tax", counter=None, note="")
    page = read_take_away(desk, visit)
    assert (page.summary, page.is_agreed) == (("We call you.",), False)
    assert "Not agreed yet." in said(take_away_slip(page, Texts()))


def test_a_summary_needs_words(desk, visit):
    with pytest.raises(BadInput):
        desk.agree(visit, " ", clerk="ana")
