"""Suggested next steps, and when they are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from greeter.guidance.next_steps import detail_line, due_date, due_words, is_working_day, suggested
from greeter.guidance.step_habits import Habits, Ticked
from greeter.model.catalogue import NextStep
from greeter.problems import BadInput
from greeter.texts import Texts

TUESDAY = date(2026, 11, 24)
TEXTS = Texts()


def test_the_catalogue_s_steps_in_order_with_what_speaks_for_them(office):
    counts = {
        "give a plot plan from the map": Ticked(21, 24),
        "zoning review": Ticked(4, 4),
        "something else": Ticked(9, 9),
    }
    steps = suggested(office.service("permit"), Habits(ticked=counts))
    assert [step.step for step in steps] == list(office.service("permit").steps)
    assert [step.told(TEXTS) for step in steps] == ["", "Resolved 21 of 24 like this", "", "", ""]


def test_five_cases_are_enough_to_say(office):
    (first, *_) = suggested(office.service("permit"), Habits(ticked={"check the drawing has sizes": Ticked(0, 5)}))
    assert first.told(TEXTS) == "Resolved 0 of 5 like this"
    assert all(step.evidence is None for step in suggested(office.service("permit")))


@pytest.mark.parametrize(
    ("today", "days", "due"),
    [
        (TUESDAY, 0, TUESDAY),
        (TUESDAY, 1, date(2026, 11, 25)),
        (TUESDAY, 2, date(2026, 11, 27)),  # Thanksgiving lies between
        (TUESDAY, 5, date(2026, 12, 2)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over the weekend
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year's Day and a weekend
    ],
)
def test_due_days_are_days_on_which_the_office_opens(office, today, days, due):
    assert due_date(office, today, days) == due


def test_impossible_due_days(office):
    with pytest.raises(BadInput, match="before today"):
        due_date(office, TUESDAY, -1)
    with pytest.raises(BadInput, match="no open day"):
        due_date(replace(office, hours={}), TUESDAY, 1)


def test_working_days(office):
    assert is_working_day(office, TUESDAY)
    assert not is_working_day(office, date(2026, 11, 26))
    assert not is_working_day(office, date(2026, 11, 29))


def test_the_words_beneath_a_step(office):
    assert due_words(TEXTS, office, TUESDAY, None) == ""
    assert due_words(TEXTS, office, TUESDAY, 1) == "1 working day, by Nov 25"
    lines = [detail_line(TEXTS, office, TUESDAY, step) for step in office.service("permit").steps]
    assert lines == ["Today", "Today", "By card or check. Today", "5 working days, by Dec 2", "Saves a second trip"]
    assert (
        detail_line(TEXTS, office, TUESDAY, NextStep("Call", detail="By phone.", due_days=1))
        == "By phone. 1 working day, by Nov 25"
    )
