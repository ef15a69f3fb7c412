"""What a visitor told once is not asked again: the second clerk reads every fact that kiosk and first clerk learned, and no panel asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from greeter.front_desk.case import Field
from greeter.model.visit import Need, Outcome
from greeter.queueing.forecast import Forecast
from greeter.texts import Texts
from greeter.views.visit_card import read_visit_card
from tests.ui.staff.conftest import MINUTE_MS
from ui.staff.facts import here_before_words

AT_THE_KIOSK = {
    "name": "Ms. Ines Duarte", "say_name": "ee-NESH", "reason": "A shed beside the garage", "needs": ["seat", "more-time"],
    "language": "es", "familiarity": "returning", "people": 3, "told": Forecast(6 * MINUTE_MS, 11 * MINUTE_MS, 18 * MINUTE_MS, 4, ""),
}  # fmt: skip
BY_THE_FIRST_CLERK = {
    "brought": "A drawing", "missing": "The lot number", "expects": "To build in May", "contact": "ines@mail.example",
}  # fmt: skip
READ = (
    "Ines Duarte", "ee-NESH", "A shed beside the garage", "Needs a seat", "More time", "Spanish", "Returning visitor", "3 people",
    "about 10 to 20 minutes", "A drawing", "The lot number", "To build in May", "ines@mail.example", "Setback is 6 ft there.",
    "Sent on by counter 2", "We measure it together.",
)  # fmt: skip


@pytest.fixture
def sent_on(staffed):
    """The window of counter 3, and somebody whom counter 2 has sent there."""
    counter = staffed()
    desk = counter.desk
    desk.finish(counter.visits["P014"], outcome="resolved")
    visit = desk.check_in(service="permit", **AT_THE_KIOSK).visit_id
    desk.call(visit, counter="1", clerk="Ruth Abrams", reason="asked")
    desk.start(visit)
    desk.describe(visit, clerk="Ruth Abrams", **BY_THE_FIRST_CLERK)
    desk.note(visit, "Setback is 6 ft there.", clerk="Ruth Abrams", counter="1")
    desk.agree(visit, "We measure it together.", clerk="Ruth Abrams")
    desk.transfer(visit, service="property-tax", counter="3", note="Wants to know what the shed costs in tax.")
    counter.seen()
    return counter, visit


def shown(window):
    """Return what stands on the card, and what is told of it to assistive technology."""
    parts = [part for part in window.panes.card.findChildren(QWidget) if part.isVisible()]
    return [part.text() if isinstance(part, QLabel) else part.accessibleName() for part in parts]


def test_the_second_clerk_reads_all_of_it_and_no_panel_asks_for_it(sent_on):
    counter, visit = sent_on
    counter.window.presenter.look_at(visit)
    counter.settle()
    expected = [*READ[:-2], "Sent on by counter 1", READ[-1], "Wants to know what the shed costs in tax."]
    counter.qtbot.waitUntil(lambda: all(fact in "\n".join(shown(counter.window)) for fact in expected))
    said = "\n".join(shown(counter.window))
    assert "Nothing yet" not in said
    assert "No name given" not in said
    know = counter.panes.card.know
    know.begin()
    asked = {field: know.fields[field].text() for field in know.fields}
    assert [field for field, text in asked.items() if not text] == []
    assert {need for need, box in know.needs.items() if box.isChecked()} == {Need.SEAT, Need.MORE_TIME}
    assert asked[Field.CONTACT] == "ines@mail.example"


def test_what_they_were_told_to_bring_shows_until_it_is_known_what_they_brought(staffed):
    counter = staffed()
    visit = counter.visits["P016"]
    counter.window.presenter.look_at(visit)
    counter.settle()
    counter.qtbot.waitUntil(lambda: "Told to bring" in shown(counter.window))
    counter.desk.describe(visit, clerk="sam", brought="A drawing")
    counter.seen()
    counter.qtbot.waitUntil(lambda: "A drawing" in shown(counter.window))
    assert "Told to bring" not in shown(counter.window)


def test_earlier_visits_are_found_by_contact_and_by_ticket(staffed):
    counter = staffed()
    desk, earlier = counter.desk, counter.visits["P014"]
    desk.describe(earlier, clerk="Dana Reyes", contact="555-0142")
    desk.finish(earlier, outcome="follow-up")
    counter.clock.advance(minutes=5)
    visit = desk.check_in(service="permit").visit_id
    assert read_visit_card(desk, visit).here_before == ()
    desk.describe(visit, clerk="Dana Reyes", contact="555-0142")
    (before,) = read_visit_card(desk, visit).here_before
    assert (before.number, before.outcome, before.clerk) == ("P014", Outcome.FOLLOW_UP, "Dana Reyes")
    assert here_before_words(Texts(), before).endswith("as P014, counter 3, Dana Reyes: follow-up")
    counter.clock.advance(hours=timedelta(days=15) / timedelta(hours=1))
    assert read_visit_card(desk, desk.check_in(service="permit").visit_id).here_before == ()


def test_who_opens_another_visit_is_noted(staffed):
    counter = staffed()
    for number in ("P016", "P014", "P016"):
        counter.window.presenter.look_at(counter.visits[number])
        counter.settle()
    counter.window.presenter.looks.keep()
    counter.qtbot.waitUntil(lambda: bool(counter.desk.store.rows("select 1 from journal where kind = 'read'")))
    (line,) = counter.desk.store.rows("select clerk, counter, data from journal where kind = 'read'")
    assert (line["clerk"], line["counter"]) == ("Dana Reyes", "3")
    assert line["data"].count(counter.visits["P016"]) == 2
    assert counter.visits["P014"] not in line["data"], "Dana serves P014"
