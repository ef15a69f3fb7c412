"""Sending a visitor to another office from the staff window, and the arrival there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greeter.catalogue.export import as_toml
from greeter.model.visit import State
from greeter.opening import open_front_desk
from greeter.problems import BadInput
from greeter.reach import StoreReach
from greeter.texts import Texts
from tests.offices import ELBE, HARBOR, LAGOON, office_like, with_services
from ui.background import Background
from ui.feed import Feed
from ui.staff.arrival import expected
from ui.staff.facts import card_facts
from ui.staff.office_choice import HERE
from ui.staff.queue_model import Group, Heading, items_of
from ui.staff.story import visit_so_far
from ui.staff.window import StaffWindow

Key = Qt.Key
CLOSED_NOW = replace(ELBE, address="Landungsbrücken 4")
MANY = tuple(office_like(f"branch-{n}", f"Branch {n}", "America/Denver") for n in range(1, 9))


@pytest.fixture
def published(url, office):
    """Put office files into the store of the windows."""

    def put(*offices):
        for one in offices:
            with open_front_desk(url, catalogue=one) as desk:
                desk.publish(as_toml(one))

    return put


@pytest.fixture
def counter(staffed, published):
    """Counter 3 at 10:31, with P014 in service; the store has three other offices."""
    published(HARBOR, LAGOON, CLOSED_NOW)
    made = staffed()
    made.qtbot.waitUntil(lambda: made.panes.strip.transfer.office.choices.answers != [HERE])
    return made


@pytest.fixture
def harbor(url, counter):
    with open_front_desk(url, clock=counter.clock, catalogue=HARBOR) as desk:
        yield desk


def ask_of(counter):
    return counter.panes.strip.transfer


def choose(counter, office):
    """Open the question and choose an office, by its chip."""
    counter.press(Key.Key_F6)
    ask_of(counter).office.choices.chip(office).click()
    if office:
        counter.qtbot.waitUntil(lambda: ask_of(counter)._there is not None)


class TestAsking:
    def test_the_other_offices_stand_beside_here(self, counter):
        counter.press(Key.Key_F6)
        office = ask_of(counter).office
        assert office.isVisible()
        assert not office.field.isVisible()
        assert [office.choices.chip(one).text() for one in office.choices.answers] == [
            "Here", "Elbe Branch", "Harbor Branch", "Lagoon Branch",
        ]  # fmt: skip
        assert office.chosen == HERE

    def test_without_other_offices_nothing_is_asked(self, staffed):
        made = staffed()
        made.press(Key.Key_F6)
        assert not ask_of(made).office.isVisible()

    def test_by_keys_alone(self, counter, harbor):
        counter.press(Key.Key_F6)
        counter.press(Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        counter.press(Key.Key_Right)
        counter.press(Key.Key_Right)
        assert ask_of(counter).office.chosen == "harbor"
        counter.qtbot.waitUntil(lambda: ask_of(counter)._there is not None)
        counter.press(Key.Key_Return)
        assert counter.said == "Tell them: Harbor Branch expects you, your number there is P001."
        assert counter.state_of("P014") is State.FINISHED
        assert counter.state.current is None
        (row,) = harbor.queue()
        assert (row.number, row.came_from.number) == ("P001", "P014")

    def test_its_services_are_offered_and_counters_are_not(self, counter, harbor):
        choose(counter, "harbor")
        ask = ask_of(counter)
        assert "Harbor Branch" in ask.title.text()
        assert ask.service.chosen.id == "permit", "what they are here for"
        assert ask.when.isVisible()
        assert not ask.counter.isVisible()
        assert ask.hours.text().startswith("It is 13:31 there. Open until 16:30.")
        ask.service.field.setFocus()
        counter.write("birth certificate")
        assert ask.service.chosen.id == "records"
        ask.note.setFocus()
        counter.write("Has her passport")
        counter.press(Key.Key_Return)
        assert harbor.queue()[0].service == "records"

    def test_with_a_time_it_is_said_with_the_number(self, counter, harbor):
        choose(counter, "harbor")
        ask_of(counter).when.setFocus()
        counter.write("14:15")
        counter.press(Key.Key_Return)
        assert counter.said == "Tell them: Harbor Branch expects you at 14:15, your number there is P001."
        assert harbor.queue() == ()

    def test_a_closed_office_is_said_and_a_time_is_refused_in_words(self, counter):
        choose(counter, "elbe")
        ask = ask_of(counter)
        assert ask.hours.text() == "It is 19:31 there. Closed; opens on Wednesday at 08:00. Landungsbrücken 4"
        ask.note.setFocus()
        counter.write("Has the deed")
        counter.press(Key.Key_Return)
        assert counter.said.startswith("Elbe Branch takes no more visitors now.")
        assert counter.state_of("P014") is State.SERVING

    def test_words_that_are_no_time_ask_again(self, counter):
        choose(counter, "harbor")
        ask_of(counter).when.setFocus()
        counter.write("soon")
        counter.press(Key.Key_Return)
        assert ask_of(counter).title.text().startswith("“soon” is no time of day.")
        assert counter.panes.strip.open_ask is ask_of(counter)
        assert QApplication.focusWidget() is ask_of(counter).when

    def test_a_service_that_is_not_offered_there_asks_for_one(self, staffed, published):
        few = with_services(HARBOR, "dog", "help")
        published(replace(few, counters=tuple(replace(one, skills=None) for one in HARBOR.counters)))
        made = staffed()
        made.qtbot.waitUntil(lambda: ask_of(made).office.choices.answers != [HERE])
        choose(made, "harbor")
        made.press(Key.Key_Return)
        assert ask_of(made).title.text() == "Choose a service of Harbor Branch: write a word or two."
        made.write("puppy license")
        made.press(Key.Key_Return)
        assert made.said == "Tell them: Harbor Branch expects you, your number there is D001."

    def test_what_was_begun_is_kept(self, counter):
        choose(counter, "harbor")
        ask = ask_of(counter)
        ask.when.setText("15:00")
        ask.note.setText("Has the deed")
        counter.press(Key.Key_Escape)
        counter.press(Key.Key_F6)
        assert (ask.office.chosen, ask.when.text(), ask.note.text()) == ("harbor", "15:00", "Has the deed")
        ask.office.choices.chip(HERE).click()
        assert ask.counter.isVisible()
        assert ask.service.chosen.id == "permit"

    def test_an_office_whose_file_can_not_be_read_is_told(self, counter, harbor):
        with harbor.store.port.atomic():
            harbor.store.add(
                "office_file", {"office": "pier", "version": 1, "at": 0, "text": '[office]\nname = "Pier"\n[hours]\n'}
            )
        counter.press(Key.Key_F6)
        counter.qtbot.waitUntil(lambda: "pier" in ask_of(counter).office.choices.answers)
        ask_of(counter).office.choices.chip("pier").click()
        counter.qtbot.waitUntil(lambda: counter.said.startswith("pier, version 1"))

    @pytest.mark.parametrize("is_known", [True, False])
    def test_a_server_that_is_away_is_told_as_everywhere(self, counter, is_known):
        counter.press(Key.Key_F6)
        if is_known:
            counter.server.goes()
        counter.server.away = True
        ask_of(counter).office.choices.chip("harbor").click()
        said = "Not done: the server has not answered since 10:31. Do it again when it is back."
        counter.qtbot.waitUntil(lambda: counter.said == said)

    def test_ctrl_z_takes_it_back_on_both_sides(self, counter, harbor):
        choose(counter, "harbor")
        counter.press(Key.Key_Return)
        counter.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert counter.state_of("P014") is State.SERVING
        assert harbor.queue() == ()


class TestManyOffices:
    @pytest.fixture
    def counter(self, staffed, published):
        published(*MANY)
        made = staffed()
        made.qtbot.waitUntil(lambda: len(ask_of(made).office.choices.answers) > 1)
        return made

    def test_a_word_finds_one_among_many(self, counter):
        counter.press(Key.Key_F6)
        counter.press(Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        office = ask_of(counter).office
        assert office.choices.answers == [HERE, *(f"branch-{n}" for n in range(1, 6))]
        counter.write("7")
        assert office.choices.answers == [HERE, "branch-7"]
        counter.press(Key.Key_Return)
        assert office.chosen == "branch-7"
        counter.qtbot.waitUntil(lambda: ask_of(counter)._there is not None)
        office.field.setText("8")
        assert office.choices.answers == [HERE, "branch-8"], "what is written decides, until Enter takes it"
        assert office.chosen == HERE

    def test_words_that_fit_no_office_choose_none(self, counter):
        counter.press(Key.Key_F6)
        office = ask_of(counter).office
        office.field.setText("moon")
        office.field.setFocus()
        counter.press(Key.Key_Return)
        assert office.choices.answers == [HERE]
        assert counter.state_of("P014") is State.SERVING


class TestArrival:
    @pytest.fixture
    def there(self, counter, url, harbor, qtbot, office):
        """The window of a counter at the harbor branch, where one has arrived from here and one is on the way."""
        with open_front_desk(url, clock=counter.clock, catalogue=office) as desk:
            other = desk.check_in(service="dog", name="Ben").visit_id
            desk.call(other, counter="2", clerk="Sam Whitfield", reason="test")
            desk.start(other)
            desk.transfer(other, office="harbor", at=counter.clock.now() + timedelta(minutes=44))
            desk.transfer(counter.visits["P014"], office="harbor", note="Has the deed with her.")
        background, feed = (
            Background(StoreReach(lambda: open_front_desk(url, clock=counter.clock, catalogue=HARBOR))),
            Feed(url, "harbor"),
        )
        window = StaffWindow(background, feed, HARBOR, "1", "Lou Reed", Texts(), clock=counter.clock)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: window.presenter.is_settled)
        yield window
        window.close()
        feed.close()
        background.close()

    def test_staff_see_where_they_come_from(self, there, qtbot):
        view = there.presenter.state.queue
        waiting = [*view.mine, *view.others]
        assert [(row.number, row.came_from.office) for row in waiting] == [("P001", "Alder Creek Town Hall")]
        there.presenter.look_at(waiting[0].visit_id)
        qtbot.waitUntil(lambda: there.presenter.state.card is not None)
        card = there.presenter.state.card
        assert "From Alder Creek Town Hall" in [fact.words for fact in card_facts(Texts(), card)]
        assert [(note.text, note.office) for note in card.notes][-1] == (
            "Has the deed with her.",
            "Alder Creek Town Hall",
        )
        story = visit_so_far(Texts(), HARBOR, card.story)
        assert story[0].words == "Sent here by Alder Creek Town Hall, where they were P014"

    def test_who_is_on_the_way_stands_apart_with_the_time(self, there, qtbot):
        items = items_of(Texts(), there.presenter.state.queue)
        place = next(at for at, item in enumerate(items) if isinstance(item, Heading) and item.group is Group.EXPECTED)
        assert (items[place].title, items[place].count) == ("On the way here", "1 person")
        assert items[place + 1].number == "D001"
        model = there.panes.queue.list.queue
        assert model.data(model.index(place + 1)) == "D001, From Alder Creek Town Hall, expected at 14:15"
        there.presenter.look_at(items[place + 1].visit_id)
        qtbot.waitUntil(lambda: there.presenter.state.card is not None)
        assert there.panes.card.head._since.text() == "14:15"


class TestStory:
    def test_the_story_here_says_where_to(self, counter, office):
        choose(counter, "harbor")
        counter.press(Key.Key_Return)
        counter.window.presenter.look_at(counter.visits["P014"])
        counter.qtbot.waitUntil(lambda: counter.state.card is not None)
        told = [line.words for line in visit_so_far(Texts(), office, counter.state.card.story)]
        assert told[-1] == "Sent to Harbor Branch by counter 3, for “Build or repair”: P001 there"

    def test_what_was_taken_back_is_said_there(self, counter, harbor):
        sent = counter.desk.transfer(counter.visits["P014"], office="harbor")
        counter.desk.undo(clerk="Dana Reyes")
        from greeter.views.visit_card import read_visit_card

        story = visit_so_far(Texts(), HARBOR, read_visit_card(harbor, sent.there).story)
        assert story[-1].words == "Taken back by Alder Creek Town Hall"


class TestExpected:
    def test_a_time_a_span_or_nothing(self, clock):
        now = HARBOR.local(clock.now())
        assert expected("", now) is None
        assert f"{expected('14:30', now):%H:%M %Z}" == "14:30 EST"
        assert expected("1430", now) == expected("14:30", now)
        assert expected("30 min", now) == expected("in 30 min", now) == now + timedelta(minutes=30)
        assert expected("9:00", now) < now, "the act says that it is past"

    @pytest.mark.parametrize("words", ["soon", "25:00", "12:70", "14"])
    def test_anything_else_is_refused(self, clock, words):
        with pytest.raises(BadInput):
            expected(words, HARBOR.local(clock.now()))
